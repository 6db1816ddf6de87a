"""Category and reason of what the judge removes, in words that a reader can check on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from boilerkit.content.measures import Measures
from boilerkit.content.purpose import SECTIONS, Purpose, purposes
from boilerkit.dom import Dom
from boilerkit.finding import Span
from boilerkit.page import Hit, Page
from boilerkit.prose import quoted

_MENU_LINKED = 0.6
_TOLD_ANYWHERE = SECTIONS - {"cookie", "paywall"}
"""Categories that a phrase tells wherever it stands; “Privacy policy” in a menu is a link of the menu."""

_TITLE_WORDS = 4
"""Words in a link from which on a list of links is rather teasers than a menu."""


@dataclass(frozen=True)
class Part:
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


class _Cause(NamedTuple):
    """What explains the removal of a block: equal causes of neighbours are told once."""

    category: str
    kind: str
    words: str
    at: int


def parts(measures: Measures, markup: Dom, headings: Sequence[int], cut: Sequence[bool]) -> Iterator[Part]:
    """The removed blocks of a page, neighbours with one cause together, each with category and reason.

    A block's cause is, the more telling first: the part of the page it stands in, when its names or tags say what that
    is for; its words, when a phrase pack lists them; the heading above it, when a pack lists that; its shape.
    """
    page = measures.page
    kept = np.concatenate([[0], np.cumsum(~np.asarray(cut, dtype=np.bool_))])
    purpose, kept_before = purposes(markup, kept), kept.tolist()
    listed = _listed(page)
    first, cause = 0, None
    for block in range(len(page) + 1):
        here = None
        if block < len(page) and cut[block]:
            here = _cause(block, measures, markup, listed, headings, kept_before, purpose)
        if here != cause:
            if cause is not None:
                yield _part(cause, first, block, measures, markup)
            first, cause = block, here


def _listed(page: Page) -> Mapping[int, tuple[str, Hit]]:
    """Of each block whose words a pack lists, the category and the phrase."""
    found = {}
    for start, hits in page.found.marks.items():
        rule, hit = max(hits.items(), key=lambda item: item[1].confidence)
        found[page.blocks.position(start)] = (rule.partition(".")[0], hit)
    return found


def _cause(
    block: int,
    measures: Measures,
    markup: Dom,
    listed: Mapping[int, tuple[str, Hit]],
    headings: Sequence[int],
    kept_before: Sequence[int],
    purpose: Sequence[Purpose],
) -> _Cause:
    around = purpose[markup.facts.elements[block]]
    category, hit = listed.get(block, ("", None))
    if around.category in SECTIONS or (around.category and category not in _TOLD_ANYWHERE):
        return _Cause(around.category, "place", around.words, around.element)
    if hit is not None:
        return _Cause(category, "phrase", hit.phrase, block)
    heading = headings[block]
    if heading in listed and listed[heading][0] in SECTIONS and kept_before[heading] == kept_before[block]:
        return _Cause(listed[heading][0], "heading", measures.page.blocks[heading].text, heading)
    if around.category:
        return _Cause(around.category, "place", around.words, around.element)
    return _Cause(_by_shape(block, measures), "shape", "", 0)


def _by_shape(block: int, measures: Measures) -> str:
    """A guess where nothing on the page names the kind."""
    linked, words = measures.link_density[block], measures.words[block]
    if linked >= _MENU_LINKED:
        return "related" if words > _TITLE_WORDS else "nav"
    return "other"


def _part(cause: _Cause, first: int, stop: int, measures: Measures, markup: Dom) -> Part:
    page = measures.page
    span = Span(page.blocks.starts[first], page.blocks.ends[stop - 1])
    what = _what(first, stop, measures, markup)
    if cause.kind == "phrase":
        return Part(first, stop, cause.category, f"“{cause.words}”, outside the main content", span)
    if cause.kind == "heading":
        heading = page.blocks[cause.at]
        return Part(first, stop, cause.category, f"{what} under the heading {quoted(cause.words)}", heading.span)
    if cause.kind == "place":
        return Part(first, stop, cause.category, f"{what} inside {cause.words}", span)
    return Part(first, stop, cause.category, f"{what} outside the main content", span)


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
