"""Finding the phrases of packs on a page: a few dictionary look-ups a block, however many phrases there are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from boilerkit.page import NO_BLOCK, Block, Hit, Hits, Page
from boilerkit.prose import word_count
from boilerkit.rules.cues import CueIndex
from boilerkit.rules.packs import PHRASE_DECORATION, Entry, Pack, phrase_key, phrase_opening
from boilerkit.textkey import KEY_LENGTH, ends_word, fold, without_numbers

_NUMBERED_LENGTH = 64
_ROW_WORDS = 4
_START_LENGTH = 2000
_GAP = 4
_LABEL_END = 5
_SENTENCE_END = '.!?…。！？"”»)'
_OPENING_QUOTES = '“"„«'
_LABEL_WINDOW = 64
_SEPARATORS = ":：|»›→】"
_DENSE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_BOUNDARY = re.compile(r"[.!?…。！？؟۔।)\](\[（）【】「」\"”»|]")


class PhraseIndex:
    """All phrases of some packs, arranged so that a block costs a few dictionary look-ups."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        self._lines: dict[str, list[Entry]] = {}
        self._starts: dict[str, list[tuple[str, Entry]]] = {}
        self._rows: dict[tuple[str, str, bool, float], tuple[set[str], Entry]] = {}
        self._labels: dict[str, list[Entry]] = {}
        self._markers: dict[str, list[Entry]] = {}
        entries = [entry for pack in packs for entry in pack.entries]
        self._cues = CueIndex(entry for entry in entries if entry.kind == "cue")
        for entry in entries:
            if entry.kind == "row":  # the rows of all languages are one: pages mix them
                alike = (entry.rule, entry.where, entry.certain, entry.confidence)
                self._rows.setdefault(alike, (set(), entry))[0].update(map(phrase_key, entry.phrases))
            elif entry.kind != "cue":
                for phrase in entry.phrases:
                    self._add(entry, phrase)
        self._start_keys = {head: tuple(opening for opening, _ in found) for head, found in self._starts.items()}
        self._row_words = frozenset(
            phrase.partition(" ")[0] for phrases, _ in self._rows.values() for phrase in phrases
        )
        openers = [*self._lines, *(opening for openings in self._start_keys.values() for opening in openings)]
        before_number = [words for opener in openers if (words := opener.partition("#")[0].rstrip()) != opener]
        self._heads = frozenset("0123456789").union(self._starts, map(_head, filter(None, before_number)))
        self._words = self._heads | self._row_words
        self._label_ends = {label[-2:] for label in self._labels}
        spellings = sorted(self._markers, key=len, reverse=True)
        self._marker = re.compile("|".join(map(re.escape, spellings))) if spellings else None

    def find(self, page: Page) -> Hits:
        """Every phrase on a page as it was parsed, by rule and in order."""
        by_rule: dict[str, list[Hit]] = {}
        for rule, hit in (
            *self._in_keys(page),
            *self._in_labels(page),
            *self._in_markers(page),
            *self._cues.find(page),
        ):
            by_rule.setdefault(rule, []).append(hit)
        for hits in by_rule.values():
            hits.sort(key=lambda hit: (hit.block.start, hit.part))
        return Hits(by_rule)

    def _add(self, entry: Entry, phrase: str) -> None:
        key = phrase_key(phrase)
        opening = phrase_opening(phrase)
        if entry.kind == "line":
            self._lines.setdefault(key, []).append(entry)
        elif entry.kind == "start":
            self._starts.setdefault(_head(opening), []).append((opening, entry))
        elif entry.kind == "label":
            self._labels.setdefault(key, []).append(entry)
        else:
            for spelling in dict.fromkeys((phrase, phrase.upper())):
                self._markers.setdefault(spelling, []).append(entry)

    def _in_keys(self, page: Page) -> Iterator[tuple[str, Hit]]:
        lines, heads, words = self._lines, self._heads, self._words
        for index, key in enumerate(page.blocks.line_keys):
            if (
                (key in lines or key.partition(" ")[0] in words)
                or (key[:8] in heads or key[:4] in heads)
                or (key[:2] in heads or key[:1] in heads)
            ):
                yield from self._in_key(page.blocks[index], key)

    def _in_key(self, block: Block, key: str) -> Iterator[tuple[str, Hit]]:
        numbered = without_numbers(key) if len(key) < _NUMBERED_LENGTH else key
        for form in (key,) if numbered == key else (key, numbered):
            yield from self._whole(block, form, self._lines.get(form, ()))
            for head in dict.fromkeys((form.partition(" ")[0], form[:8], form[:4], form[:2], form[:1])):
                if head in self._start_keys and form.startswith(self._start_keys[head]):
                    yield from self._openings(block, form, self._starts[head])
        if key.partition(" ")[0] in self._row_words:
            entries = [entry for phrases, entry in self._rows.values() if is_row(key, phrases)]
            yield from self._whole(block, key, entries)

    def _whole(self, block: Block, form: str, entries: Iterable[Entry]) -> Iterator[tuple[str, Hit]]:
        if len(block.text) <= KEY_LENGTH:
            for entry in entries:
                yield entry.rule, entry.hit(block, form, (0, len(block.text)))

    def _openings(self, block: Block, form: str, openings: Iterable[tuple[str, Entry]]) -> Iterator[tuple[str, Hit]]:
        if len(block.text) > _START_LENGTH:
            return
        words = word_count(block.text)
        for phrase, entry in openings:
            opens = words <= entry.max_words and form.startswith(phrase)
            if opens and not ends_word(form, len(phrase)):
                opens = _is_glued(block.text, len(phrase))
            if opens and (not entry.contains or entry.contains in fold(block.text)):
                yield entry.rule, entry.hit(block, phrase, (0, len(block.text)))

    def _in_labels(self, page: Page) -> Iterator[tuple[str, Hit]]:
        block = NO_BLOCK
        for separator in _SEPARATORS:
            for at in _occurrences(page.source, separator):
                if _word_end(page.source, at) in self._label_ends:
                    label = _label_before(page, at)
                    key = phrase_key(label)
                    if key in self._labels:
                        block = _block_at(page, at, block)
                        end = at + 1 - block.start
                        start = at - len(label.lstrip()) - block.start
                        for entry in self._labels[key]:
                            yield entry.rule, entry.hit(block, key, (start, end))

    def _in_markers(self, page: Page) -> Iterator[tuple[str, Hit]]:
        block = NO_BLOCK
        for match in self._marker.finditer(page.source) if self._marker else ():
            block = _block_at(page, match.start(), block)
            part = (match.start() - block.start, match.end() - block.start)
            if _stands_alone(block.text, *part):
                for entry in self._markers[match.group()]:
                    yield entry.rule, entry.hit(block, match.group(), part)


def _head(opening: str) -> str:
    """What openings are filed under: their first eight characters, or four; a shorter word itself; else two."""
    if len(opening) >= 4:
        return opening[:8] if len(opening) >= 8 else opening[:4]
    return opening if opening.isalpha() and not _DENSE.match(opening) else opening[:2]


def _is_glued(text: str, length: int) -> bool:
    """Whether a capital follows the small letter that ends the opening: “Next articleOld bridge reopens”."""
    pair = text.lstrip(PHRASE_DECORATION)[length - 1 : length + 1]
    return len(pair) == 2 and pair[0].islower() and pair[1].isupper()


def _label_before(page: Page, separator: int) -> str:
    """The words before a separator, back to the start of their block or the end of the sentence before."""
    block_start = page.blocks.starts[page.blocks.index_at(separator)]
    begin = max(block_start, separator - _LABEL_WINDOW)
    window = page.source[begin:separator]
    boundary = max((m.end() for m in _BOUNDARY.finditer(window)), default=0 if begin == block_start else len(window))
    return window[boundary:]


def _block_at(page: Page, offset: int, last: Block) -> Block:
    """The block around an offset; the last one again where it is the same, for a block can be the whole page."""
    return last if last.start <= offset < last.end else page.blocks[page.blocks.index_at(offset)]


def _word_end(source: str, at: int) -> str:
    """The last two letters, folded, of the word before a place."""
    end = source[max(0, at - 2) : at]
    if end.isascii() and not end.endswith(" "):
        return end.lower()
    return fold(source[max(0, at - _LABEL_END) : at])[-2:]


def _occurrences(text: str, literal: str) -> Iterator[int]:
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + len(literal))


def is_row(key: str, phrases: Collection[str]) -> bool:
    """Whether a key is two or more different phrases one after the other and nothing else."""
    words = [stripped for word in key.split() if (stripped := word.strip(PHRASE_DECORATION))]
    at = 0
    found = set[str]()
    while at < len(words):
        length = next((n for n in range(_ROW_WORDS, 0, -1) if " ".join(words[at : at + n]) in phrases), 0)
        if not length:
            return False
        found.add(" ".join(words[at : at + length]))
        at += length
    return len(found) > 1


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a marker stands between sentences: one ends or the block begins before it, a capital, a quote or
    nothing comes after it. A marker that is the whole block is none: it is a line.
    """
    before, after = text[max(0, start - _GAP) : start].rstrip()[-1:], text[end : end + _GAP].lstrip()[:1]
    begins = not before or before in _SENTENCE_END
    ends = not after or after.isupper() or after in _OPENING_QUOTES
    return begins and ends and (start > 0 or end < len(text))
