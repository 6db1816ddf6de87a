"""Finding the phrases of packs on a page, in time that does not depend on how many phrases there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from boilerkit.blocks import NO_BLOCK, Block
from boilerkit.finding import Span
from boilerkit.page import Hit, Hits, Page
from boilerkit.rules.cues import CueIndex
from boilerkit.rules.openers import OpenerIndex
from boilerkit.rules.packs import BELOW_THE_ARTICLE, Entry, Pack, phrase_key
from boilerkit.rules.search import Search
from boilerkit.textkey import fold

_GAP = 4
_LABEL_END = 5
_SENTENCE_END = '.!?…。！？"”»)'
_OPENING_QUOTES = '“"„«'
_LABEL_WINDOW = 64
_SEPARATORS = ":：|»›→】"
_BOUNDARY = re.compile(r"[.!?…。！？؟۔।)\](\[（）【】「」\"”»|]")


class PhraseIndex:
    """All phrases of some packs, arranged to be found together."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        entries = [entry for pack in packs for entry in pack.entries]
        self._openers = OpenerIndex(entries)
        self._cues = CueIndex(entry for entry in entries if entry.kind == "cue")
        self._labels: dict[str, list[Entry]] = {}
        markers: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry.kind == "label":
                for key in entry.keys:
                    self._labels.setdefault(key, []).append(entry)
            elif entry.kind == "marker":
                for phrase in entry.phrases:
                    for spelling in dict.fromkeys((phrase, phrase.upper())):
                        markers.setdefault(spelling, []).append(entry)
        self._label_ends = {label[-2:] for label in self._labels}
        self._markers = Search(markers)

    def find(self, page: Page) -> Hits:
        """Every phrase in the blocks of a page, by rule and in order."""
        by_rule: dict[str, list[Hit]] = {}
        below = list[tuple[str, Hit]]()
        for found in (self._openers.find, self._in_labels, self._in_markers, self._cues.find):
            for rule, hit in found(page):
                if hit.where == BELOW_THE_ARTICLE:
                    below.append((rule, hit))
                else:
                    by_rule.setdefault(rule, []).append(hit)
        for hits in by_rule.values():
            hits.sort(key=lambda hit: (hit.block.start, hit.part))
        return Hits(by_rule, below)

    def _in_labels(self, page: Page) -> Iterator[tuple[str, Hit]]:
        block = NO_BLOCK
        for separator in _SEPARATORS:
            for at in _occurrences(page.source, separator, page.blocks.span):
                if _word_end(page.source, at) in self._label_ends:
                    block = _block_at(page, at, block)
                    label = _label_before(page, at, block)
                    key = phrase_key(label)
                    if key in self._labels:
                        end = at + 1 - block.start
                        start = at - len(label.lstrip()) - block.start
                        for entry in self._labels[key]:
                            yield entry.rule, entry.hit(block, key, (start, end))

    def _in_markers(self, page: Page) -> Iterator[tuple[str, Hit]]:
        block = NO_BLOCK
        for start, end, entries in self._markers(page.source, page.blocks.span):
            block = _block_at(page, start, block)
            part = (start - block.start, end - block.start)
            if block.text and _stands_alone(block.text, *part):
                for entry in entries:
                    yield entry.rule, entry.hit(block, page.source[start:end], part)


def _label_before(page: Page, separator: int, block: Block) -> str:
    """The words before a separator, back to the start of their block or the end of the sentence before."""
    begin = max(block.start, separator - _LABEL_WINDOW)
    window = page.source[begin:separator]
    boundary = max((m.end() for m in _BOUNDARY.finditer(window)), default=0 if begin == block.start else len(window))
    return window[boundary:]


def _block_at(page: Page, offset: int, last: Block) -> Block:
    """The block around an offset, if any; the last one again where it is the same: a block can be the whole page."""
    if last.start <= offset < last.end:
        return last
    index = page.blocks.holding(offset)
    return page.blocks[index] if index >= 0 else NO_BLOCK


def _word_end(source: str, at: int) -> str:
    """The last two letters, folded, of the word before a place."""
    end = source[max(0, at - 2) : at]
    if end.isascii() and not end.endswith(" "):
        return end.lower()
    return fold(source[max(0, at - _LABEL_END) : at])[-2:]


def _occurrences(text: str, literal: str, within: Span) -> Iterator[int]:
    at = text.find(literal, within.start, within.end)
    while at >= 0:
        yield at
        at = text.find(literal, at + len(literal), within.end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a marker stands between sentences: one ends or the block begins before it, a capital, a quote or
    nothing comes after it. A marker that is the whole block is none: it is a line.
    """
    before, after = text[max(0, start - _GAP) : start].rstrip()[-1:], text[end : end + _GAP].lstrip()[:1]
    begins = not before or before in _SENTENCE_END
    ends = not after or after.isupper() or after in _OPENING_QUOTES
    return begins and ends and (start > 0 or end < len(text))
