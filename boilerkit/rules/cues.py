"""Cues: words that speak for a kind of boilerplate from inside a sentence; what all cues of a block come to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import prod
from operator import attrgetter
from typing import NamedTuple

from boilerkit.blocks import Block
from boilerkit.page import Hit, Page
from boilerkit.rules.packs import Entry
from boilerkit.rules.search import Search
from boilerkit.textkey import ends_word, fold, searchable

_SUREST = 0.99
_QUOTES = (("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"), ("「", "」"), ('"', '"'))
_QUOTATION = 300
"""Code points before and behind a cue within which quotation marks around it are looked for."""

_HANGUL = re.compile(r"[\uac00-\ud7af]")  # particles and endings are glued to Korean words


class CueIndex:
    """All cues of some entries, found in one pass over the page."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        found: dict[str, tuple[str, list[Entry]]] = {}
        for entry in entries:
            for phrase in entry.phrases:
                for spelling in _spellings(phrase):
                    found.setdefault(spelling, (phrase, []))[1].append(entry)
        self._search = Search(found)

    def find(self, page: Page) -> Iterator[tuple[str, Hit]]:
        """Every cue on the page, between the ends of words, but those that a sentence quotes.

        In Korean an ending may follow.
        """
        text = page.blocks.searched
        for start, end, (cue, entries) in self._search(text, page.blocks.span):
            if (start == 0 or ends_word(text, start)) and (ends_word(text, end) or _HANGUL.match(text, end)):
                index = page.blocks.holding(start)
                if index >= 0:
                    block = page.blocks[index]
                    part = (start - block.start, end - block.start)
                    if _is_quoted(block.text, *part):
                        continue
                    for entry in entries:
                        yield entry.rule, entry.hit(block, cue, part)


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether words stand in quotation marks in a text that says more: it mentions them, and does not use them."""
    low, high = max(0, start - _QUOTATION), end + _QUOTATION
    for opening, closing in _QUOTES:
        begin, stop = text.rfind(opening, low, start), text.find(closing, end, high)
        if begin < 0 or stop < 0 or text.find(closing, begin + 1, start) >= 0:
            continue
        if opening == closing and begin > 0 and not (text[begin - 1].isspace() or text[begin - 1] in "(["):
            continue  # it closes, or it stands in data or markup, where `=` or `:` goes before it
        if any(map(str.isalpha, text[low:begin] + text[stop + 1 : high])):
            return True
    return False


def _spellings(cue: str) -> set[str]:
    """How a cue can stand in a searchable text: folded, with its “ß”, with a straight or a typographic apostrophe."""
    straight = {searchable(fold(cue)), searchable(cue)}
    return straight | {spelling.replace("'", mark) for spelling in straight if "'" in spelling for mark in "’‘"}


class Cued(NamedTuple):
    """A block that holds cues of a rule.

    `confidence` takes them for independent evidence: it is what is left of doubt when each has taken its share.
    """

    block: Block
    cues: Sequence[Hit]
    confidence: float

    @property
    def quoted(self) -> str:
        """The cues as a reason quotes them."""
        return ", ".join(f"“{cue.phrase}”" for cue in self.cues)


def cued(hits: Iterable[Hit], longest: int) -> Iterator[Cued]:
    """The blocks that hold cues among some phrases, in order; of cues that overlap the longest counts, each cue once.

    Args:
        hits: phrases of one rule, in order.
        longest: code points; what is said in a longer block is said of something else.
    """
    for block, of_block in groupby(hits, key=attrgetter("block")):
        if block.end - block.start <= longest:
            cues = _apart(hit for hit in of_block if hit.kind == "cue")
            if cues:
                yield Cued(block, cues, min(_SUREST, 1 - prod(1 - cue.confidence for cue in cues)))


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that do not overlap, the longer first come; no phrase twice; in order of their places."""
    chosen: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: (hit.part[0] - hit.part[1], hit.part)):
        if hit.phrase not in chosen and not any(
            hit.part[0] < other.part[1] and other.part[0] < hit.part[1] for other in chosen.values()
        ):
            chosen[hit.phrase] = hit
    return sorted(chosen.values(), key=attrgetter("part"))
