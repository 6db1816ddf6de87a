"""Category and reason of what the judge removes, in words that a reader can check on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from boilerkit.content.kinds import Kind, kinds
from boilerkit.content.measures import Measures
from boilerkit.content.purpose import purposes
from boilerkit.content.rule import judge_id
from boilerkit.dom import Dom
from boilerkit.finding import CERTAIN, Finding, Span
from boilerkit.page import Page

_MENU_LINKED = 0.6
_TITLE_WORDS = 4
"""Words in a link from which on a list of links is rather teasers than a menu."""


class Part(NamedTuple):
    """Neighbouring blocks that are removed for the same reason.

    Attributes:
        first, stop: half-open range of blocks.
        category: one of `boilerkit.CATEGORIES`.
        reason: one sentence.
        evidence: where the words stand that say so.
    """

    first: int
    stop: int
    category: str
    reason: str
    evidence: Span

    def finding(self, span: Span, sure: float) -> Finding:
        """The finding that says so of a stretch, of some confidence."""
        return Finding(span, self.reason, self.evidence, sure >= CERTAIN, sure, judge_id(self.category))


def parts(measures: Measures, page: Page, cut: Sequence[bool]) -> Iterator[Part]:
    """The removed blocks of a page of HTML with its phrases, neighbours of one kind for one reason together.

    A reason opens with what the blocks are: `menu: 14 links in 15 words, inside <nav>`.
    """
    assert page.dom is not None
    markup = page.dom
    kept = np.concatenate([[0], np.cumsum(~np.asarray(cut, dtype=np.bool_))])
    purpose = purposes(markup, kept)
    of_block = [purpose[element] for element in markup.facts.elements]
    for first, stop, kind in same_kinds(kinds(page, cut, of_block)):
        reason = (
            f"{_what(first, stop, measures, markup)}{'' if kind.reason.startswith('inside ') else ':'} {kind.reason}"
        )
        yield Part(first, stop, kind.category, reason, kind.evidence)


def line_parts(page: Page, cut: Sequence[bool]) -> Iterator[Part]:
    """The removed lines of a page of text, neighbours of one kind for one reason together."""
    for first, stop, kind in same_kinds(kinds(page, cut)):
        yield Part(first, stop, kind.category, kind.reason, kind.evidence)


def same_kinds(found: Iterable[tuple[int, Kind]]) -> Iterator[tuple[int, int, Kind]]:
    """Half-open ranges of neighbouring blocks of one category for one reason, with what the first of them is."""
    first, last, known = 0, -1, None
    for index, kind in found:
        if known is None or index != last + 1 or kind[:2] != known[:2]:
            if known is not None:
                yield first, last + 1, known
            first, known = index, kind
        last = index
    if known is not None:
        yield first, last + 1, known


def _what(first: int, stop: int, measures: Measures, markup: Dom) -> str:
    """The blocks in a few words: `menu: 14 links in 15 words`."""
    words = round(float(measures.words_before[stop] - measures.words_before[first]))
    linked = float(measures.linked_before[stop] - measures.linked_before[first])
    links = sum(markup.facts.links[first:stop])
    size = f"{words:,} word{'' if words == 1 else 's'}"
    if links and linked >= _MENU_LINKED * words:
        kind = "links" if words > _TITLE_WORDS * links else "menu"
        return f"{kind}: {links} link{'' if links == 1 else 's'} in {size}"
    return size if stop - first == 1 else f"{stop - first} blocks, {size}"
