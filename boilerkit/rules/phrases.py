"""Finding the phrases of packs on a page: a few dictionary look-ups a block, however many phrases there are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator

from boilerkit.page import Block, Hit, Hits, Page
from boilerkit.rules.packs import PHRASE_DECORATION, Entry, Pack, phrase_key, phrase_opening
from boilerkit.textkey import KEY_LENGTH, without_numbers

_NUMBERED_LENGTH = 64
_ROW_WORDS = 4
_START_LENGTH = 2000
_LABEL_WINDOW = 64
# One character class after one word character: nothing to backtrack into.
_SEPARATOR = re.compile(r"\w\s?([:：|»›→])")
_BOUNDARY = re.compile(r"[.!?…。！？)\](\[\"”»|]")


class PhraseIndex:
    """All phrases of some packs, arranged so that a block costs a few dictionary look-ups."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        self._lines: dict[str, list[Entry]] = {}
        self._starts: dict[str, list[tuple[str, Entry]]] = {}
        self._rows: list[tuple[frozenset[str], Entry]] = []
        self._labels: dict[str, list[Entry]] = {}
        self._markers: dict[str, list[Entry]] = {}
        for entry in (entry for pack in packs for entry in pack.entries):
            if entry.kind == "row":
                self._rows.append((frozenset(map(phrase_key, entry.phrases)), entry))
            else:
                for phrase in entry.phrases:
                    self._add(entry, phrase)
        self._start_keys = {head: tuple(phrase for phrase, _ in found) for head, found in self._starts.items()}
        self._row_words = frozenset(phrase.partition(" ")[0] for phrases, _ in self._rows for phrase in phrases)
        self._label_ends = {label[-1] for label in self._labels}

    def find(self, page: Page) -> Hits:
        """Every phrase on the page, by rule and in order."""
        by_rule: dict[str, list[Hit]] = {}
        for rule, hit in (*self._in_keys(page), *self._in_labels(page), *self._in_markers(page)):
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
            self._starts.setdefault(opening[:2], []).append((opening, entry))
        elif entry.kind == "label":
            self._labels.setdefault(key, []).append(entry)
        else:
            for spelling in dict.fromkeys((phrase, phrase.upper())):
                self._markers.setdefault(spelling, []).append(entry)

    def _in_keys(self, page: Page) -> Iterator[tuple[str, Hit]]:
        lines, starts, row_words = self._lines, self._start_keys, self._row_words
        for block in page.blocks:
            key = block.key
            numbered = without_numbers(key) if len(key) < _NUMBERED_LENGTH and not key.isalpha() else key
            for form in (key,) if numbered == key else (key, numbered):
                if form in lines and len(block.text) <= KEY_LENGTH:
                    for entry in lines[form]:
                        yield entry.rule, _hit(block, form, (0, len(block.text)), entry)
                if form[:2] in starts and form.startswith(starts[form[:2]]):
                    yield from self._openings(block, form)
            if key.partition(" ")[0] in row_words and len(block.text) <= KEY_LENGTH:
                for phrases, entry in self._rows:
                    if is_row(key, phrases):
                        yield entry.rule, _hit(block, key, (0, len(block.text)), entry)

    def _openings(self, block: Block, form: str) -> Iterator[tuple[str, Hit]]:
        for phrase, entry in self._starts[form[:2]]:
            whole_word = not (phrase[-1].isalnum() and form[len(phrase) : len(phrase) + 1].isalnum())
            if form.startswith(phrase) and whole_word:
                words = block.text[:_START_LENGTH].split(None, entry.max_words)
                if len(block.text) <= _START_LENGTH and len(words) <= entry.max_words:
                    yield entry.rule, _hit(block, phrase, (0, len(block.text)), entry)

    def _in_labels(self, page: Page) -> Iterator[tuple[str, Hit]]:
        source, ends, labels = page.source, self._label_ends, self._labels
        for match in _SEPARATOR.finditer(source):
            colon = match.start(1)
            if source[match.start()].casefold() not in ends:
                continue
            index = bisect_right(page.blocks, colon, key=_start) - 1
            block = page.blocks[index]
            begin = max(block.start, colon - _LABEL_WINDOW)
            window = source[begin:colon]
            boundary = max((m.end() for m in _BOUNDARY.finditer(window)), default=0 if begin == block.start else -1)
            if boundary < 0:
                continue
            label = window[boundary:]
            entries = labels.get(phrase_key(label))
            if entries:
                lead = begin + boundary + len(label) - len(label.lstrip()) - block.start
                for entry in entries:
                    yield entry.rule, _hit(block, phrase_key(label), (lead, colon + 1 - block.start), entry)

    def _in_markers(self, page: Page) -> Iterator[tuple[str, Hit]]:
        source = page.source
        for marker, entries in self._markers.items():
            at = source.find(marker)
            while at >= 0:
                block = page.blocks[bisect_right(page.blocks, at, key=_start) - 1]
                part = (at - block.start, at - block.start + len(marker))
                if _stands_alone(block.text, *part):
                    for entry in entries:
                        yield entry.rule, _hit(block, marker, part, entry)
                at = source.find(marker, at + len(marker))


def is_row(key: str, phrases: Collection[str]) -> bool:
    """Whether a key is two or more of the phrases one after the other and nothing else."""
    words = [stripped for word in key.split() if (stripped := word.strip(PHRASE_DECORATION))]
    at = count = 0
    while at < len(words):
        length = next((n for n in range(_ROW_WORDS, 0, -1) if " ".join(words[at : at + n]) in phrases), 0)
        if not length:
            return False
        at, count = at + length, count + 1
    return count > 1


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a marker stands between sentences: after a sentence's end or at the start, before a capital or
    the end.
    """
    before, after = text[:start].rstrip()[-2:], text[end : end + 2].lstrip()
    if not before and not after:
        return False  # a block of its own is a line, not a marker
    begins = not before or before[-1] in ".!?…。！？" or (before[-1] in '"”»)' and before[0] in ".!?…")
    ends = not after or after[0].isupper() or after[0] in '“"„«'
    return begins and ends


def _hit(block: Block, phrase: str, part: tuple[int, int], entry: Entry) -> Hit:
    return Hit(block, phrase, part, entry.where, entry.certain, entry.confidence)


def _start(block: Block) -> int:
    return block.start
