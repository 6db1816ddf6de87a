"""Which of the kept blocks of an HTML page is its headline: the one that the head of the page repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from boilerkit.dom import Head
from boilerkit.finding import Span
from boilerkit.page import Page
from boilerkit.textkey import fold

_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s[|–—»«·:-]\s|\s?[|»]\s?")
_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_HEADINGS = {"h1": 0.4, "h2": 0.2, "h3": 0.1}
"""What it counts for that a block is such a heading, beside a likeness to the title of 0 to 1."""

_MOST_ALIKE = 1 + max(_HEADINGS.values())
_ALIKE = 0.5
_LONGEST = 300
_MOST_BLOCKS = 1_000
"""Kept blocks among which the headline is looked for."""


def headline_of(page: Page, kept: Sequence[Span] | None = None) -> Span | None:
    """The kept block most like the title in the page's head, headings first; else the first kept `<h1>`, else None.

    Args:
        page: the page as it was parsed.
        kept: what stays of it, sorted and disjoint; all without.
    """
    if page.dom is None:
        return None
    elements, facts = page.dom.elements, page.dom.facts
    titles, of_headings = _titles(page.dom.head)
    best: Span | None = None
    score, first = _ALIKE, None
    for index in range(min(len(page.blocks), _MOST_BLOCKS)) if kept is None else _whole(page, kept):
        span = Span(page.blocks.starts[index], page.blocks.ends[index])
        if span.end - span.start > _LONGEST:
            continue
        element = facts.elements[index]
        tags = (elements.tags[element], elements.tags[max(0, elements.parents[element])])
        if first is None and "h1" in tags:
            first = span
        heading = max(_HEADINGS.get(tag, 0.0) for tag in tags)
        like = _likeness(fold(page.source[span.start : span.end]), of_headings if heading else titles)
        if like >= _ALIKE and like + heading > score:
            best, score = span, like + heading
            if score >= _MOST_ALIKE:
                break
    return best or first


def _titles(head: Head) -> tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]]:
    """The titles in the head as sets of words: whole, and of each the longest part; and these with the first parts.

    A site's name or address is no part, unless there is no other.
    """
    site = fold(head.meta.get("og:site_name", "")).strip()
    whole, first = [], []
    for title in (head.title[:_LONGEST], head.meta.get("og:title", "")[:_LONGEST]):
        parts = [part.strip() for part in _SEPARATOR.split(title)]
        told = [part for part in parts if fold(part) != site and not _ADDRESS.fullmatch(part)] or parts
        whole += [title, max(told, key=len)]
        first.append(told[0])
    return _sets(whole), _sets([*whole, *first])


def _sets(titles: Sequence[str]) -> Sequence[frozenset[str]]:
    return [words for words in dict.fromkeys(frozenset(_words(fold(title))) for title in titles) if words]


def _likeness(text: str, titles: Sequence[frozenset[str]]) -> float:
    """How alike a folded text is to the title that it is most like, 0 to 1; 0 where that is less than `_ALIKE`."""
    # Of two sets of words that are half alike, a third of either is in both. To look for words is cheap.
    possible = [title for title in titles if 3 * sum([word in text for word in title]) >= len(title)]
    if not possible:
        return 0.0
    words = set(_words(text))
    return max(2 * len(words & title) / (len(words) + len(title)) for title in possible)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _whole(page: Page, kept: Sequence[Span]) -> Iterator[int]:
    """Indexes of the first blocks that are kept whole."""
    count = 0
    for span in kept:
        index = page.blocks.position(span.start)
        while index < len(page.blocks) and page.blocks.ends[index] <= span.end and count < _MOST_BLOCKS:
            yield index
            index, count = index + 1, count + 1
