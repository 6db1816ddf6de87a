"""Which of the kept blocks of an HTML page is its headline: the one that the head of the page repeats."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence

from boilerkit.dom import Dom, Head
from boilerkit.finding import Span
from boilerkit.page import Page
from boilerkit.textkey import KEY_LENGTH, fold

_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s[|–—»«·:-]\s|\s?[|»]\s?")
_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_HEADINGS = {"h1": 0.4, "h2": 0.2, "h3": 0.1}
"""What it counts for that a block is such a heading, beside a likeness to the title of 0 to 1."""

_ALIKE = 0.5
_LONGEST = 300


def headline_of(page: Page, kept: Sequence[Span] | None = None) -> Span | None:
    """The kept block most like the title in the page's head, headings first; else the first kept `<h1>`, else None.

    Args:
        page: the page as it was parsed.
        kept: what stays of it, sorted and disjoint; all without.
    """
    if page.dom is None:
        return None
    starts, ends = page.blocks.starts, page.blocks.ends
    within = range(len(starts)) if kept is None else _whole(page, kept)
    short = [index for index in within if ends[index] - starts[index] <= _LONGEST]
    titles, of_headings = _titles(page.dom.head)
    headings = _headings(page.dom, short)
    best = (_ALIKE, 1)  # what it counts, and its index as a negative number, so that of equals the first is best
    for index, counts in headings.items():
        like = of_headings.likeness(_folded(page, index))
        if like >= _ALIKE:
            best = max(best, (like + counts, -index))
    if best[0] <= 1:  # else nothing that is no heading can be better, and few blocks are headings
        for index in short:
            if index not in headings:
                best = max(best, (titles.likeness(_folded(page, index)), -index))
    largest = (index for index, counts in headings.items() if counts == _HEADINGS["h1"])
    found = -best[1] if best[1] <= 0 else next(largest, None)
    return None if found is None else Span(starts[found], ends[found])


def _headings(markup: Dom, blocks: Iterable[int]) -> dict[int, float]:
    """Of some blocks those that are headings, or stand right in one, and what that counts."""
    tags, parents, elements = markup.elements.tags, markup.elements.parents, markup.facts.elements
    found = dict[int, float]()
    for index in blocks:
        element = elements[index]
        own, above = tags[element], tags[max(0, parents[element])]
        if own in _HEADINGS or above in _HEADINGS:
            found[index] = max(_HEADINGS.get(own, 0.0), _HEADINGS.get(above, 0.0))
    return found


def _folded(page: Page, index: int) -> str:
    """The text of a block, folded."""
    start, end = page.blocks.starts[index], page.blocks.ends[index]
    return page.blocks.key(index) if end - start <= KEY_LENGTH else fold(page.source[start:end])


class _Titles:
    """What a page is called, as sets of words."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._titles = [words for words in dict.fromkeys(frozenset(_words(fold(title))) for title in titles) if words]
        self._words = frozenset[str]().union(*self._titles)
        # Of two sets of words that are half alike, a third of either is in both. To look for words is cheap.
        self._least = min((len(title) / 3 for title in self._titles), default=math.inf)

    def likeness(self, text: str) -> float:
        """How alike a folded text is to the title that it is most like, 0 to 1; 0 where it has few words of any."""
        if sum(map(text.__contains__, self._words)) < self._least:
            return 0.0
        words = set(_words(text))
        return max(2 * len(words & title) / (len(words) + len(title)) for title in self._titles)


def _titles(head: Head) -> tuple[_Titles, _Titles]:
    """The titles in the head: whole, and of each the longest part; and these with the first parts.

    A site's name or address is no part, unless there is no other.
    """
    site = fold(head.meta.get("og:site_name", "")).strip()
    whole, first = [], []
    for title in (head.title[:_LONGEST], head.meta.get("og:title", "")[:_LONGEST]):
        parts = title_parts(title)
        told = [part for part in parts if fold(part) != site and not _ADDRESS.fullmatch(part)] or parts
        whole += [title, max(told, key=len)]
        first.append(told[0])
    return _Titles(whole), _Titles([*whole, *first])


def title_parts(title: str) -> list[str]:
    """The parts of a title, of which one is often the site's name: `Ferry stops | The Post`."""
    return [part.strip() for part in _SEPARATOR.split(title)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _whole(page: Page, kept: Sequence[Span]) -> Iterator[int]:
    """Indexes of the blocks that are kept whole."""
    for span in kept:
        index = page.blocks.position(span.start)
        while index < len(page.blocks) and page.blocks.ends[index] <= span.end:
            yield index
            index += 1
