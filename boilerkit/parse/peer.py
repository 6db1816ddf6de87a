"""What trafilatura would keep of a page, block by block, so that a pipeline can record the rest as removed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from boilerkit import dom
from boilerkit.errors import BoilerkitError
from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.parse.bounded import bounded

_WORD = re.compile(r"\w+|\n")
_RUN = 3
"""Words that are looked up together; a block of fewer has to begin a line."""

_MOST_PLACES = 50
"""Places at which a run of words is tried; what stands more often says nothing."""

_KEPT = 0.5
_OWN = 0.8
"""Share of its length that a block takes up in the output for itself, the rest being words that were left out."""

_PLACES = ((dom.NAV, "nav", "<nav>"), (dom.FOOTER, "footer", "<footer>"), (dom.ASIDE, "related", "<aside>"))


class _Match(NamedTuple):
    """A block found in the output: from which word to which, and how many of its words are there."""

    block: int
    start: int
    end: int
    weight: int


@dataclass(slots=True)
class _Step:
    """The best chain of matches that ends with one of them."""

    match: _Match
    weight: int
    before: _Step | None


def kept_by_trafilatura(page: Page, markup: str) -> Iterator[Finding]:
    """A finding on each block that trafilatura leaves out, under `other.trafilatura`.

    A block is kept when most of its words stand in the output of `trafilatura.extract`, in the order of the page: of
    all ways to lay the blocks over the output the one that covers most words counts. In `<nav>`, `<footer>` and
    `<aside>` the category is that of the element: `nav.trafilatura`, `footer.trafilatura`, `related.trafilatura`.

    Args:
        page: the page as it was parsed.
        markup: what it was parsed from.

    Raises:
        BoilerkitError: the page has no markup, or trafilatura fails on it.
    """
    if page.dom is None:
        raise BoilerkitError("trafilatura reads HTML, and this page is text; run it on pages of HTML alone")
    kept = _kept(page, _extracted(markup))
    for index, block in enumerate(page.blocks):
        if index not in kept:
            flags = page.dom.elements.flags[page.dom.facts.elements[index]]
            place = next(((category, tag) for flag, category, tag in _PLACES if flags & flag), None)
            reason = f"trafilatura leaves it out{f', and it stands in {place[1]}' if place else ''}"
            yield block.finding(reason).under(f"{place[0] if place else 'other'}.trafilatura")


def _extracted(markup: str) -> str:
    from trafilatura import extract

    try:
        return extract(bounded(markup), include_comments=False) or ""
    except Exception as error:  # it promises nothing about what it raises
        raise BoilerkitError(f"trafilatura failed on this page: {error!r}; use another pipeline for it") from error


def _kept(page: Page, output: str) -> set[int]:
    """Indexes of the blocks that the output holds."""
    words, begins = _words_of(output)
    runs: list[dict[tuple[str, ...], list[int]]] = [{} for _ in range(_RUN)]
    for at in range(len(words)):
        for length in range(1, _RUN + 1):
            if length == _RUN or at in begins:
                places = runs[length - 1].setdefault(tuple(words[at : at + length]), [])
                if len(places) < _MOST_PLACES:
                    places.append(at)
    best = _best_chain(_matches(page, runs), len(words))
    kept = set()
    while best:
        kept.add(best.match.block)
        best = best.before
    return kept


def _words_of(output: str) -> tuple[list[str], set[int]]:
    """The words of the output, and which of them begin a line or a cell."""
    words: list[str] = []
    begins = {0}
    for match in _WORD.finditer(output.lower().replace("|", "\n")):
        if match.group() == "\n":
            begins.add(len(words))
        else:
            words.append(match.group())
    return words, begins


def _matches(page: Page, runs: Sequence[dict[tuple[str, ...], list[int]]]) -> Iterator[_Match]:
    """Where each block may stand in the output, from the first block to the last."""
    for index, block in enumerate(page.blocks):
        words = [word for word in _WORD.findall(block.text.lower()) if word != "\n"]
        if not words:
            continue
        known = runs[min(len(words), _RUN) - 1]
        width = min(len(words), _RUN)
        pieces = [tuple(words[at : at + width]) for at in range(len(words) - width + 1)]
        found = [(at, known[piece]) for at, piece in enumerate(pieces) if piece in known]
        if len(found) < _KEPT * len(pieces):
            continue
        at, places = min(found, key=lambda each: len(each[1]))
        length = max(1, int(_OWN * len(words)))
        for place in reversed(places):
            start = max(0, place - at)
            yield _Match(index, start, start + length, len(found) + width - 1)


def _best_chain(matches: Iterator[_Match], length: int) -> _Step | None:
    """The chain of matches, in order and without overlap, that covers most words: a Fenwick tree of the best so far."""
    tree: list[_Step | None] = [None] * (length + 2)
    by_block: dict[int, list[_Match]] = defaultdict(list)
    for match in matches:
        by_block[match.block].append(match)
    for block in by_block.values():
        steps = []
        for match in block:
            before = _best_until(tree, match.start)
            steps.append(_Step(match, match.weight + (before.weight if before else 0), before))
        for step in steps:
            _put(tree, min(step.match.end, length), step)
    return _best_until(tree, length)


def _best_until(tree: Sequence[_Step | None], end: int) -> _Step | None:
    best, at = None, end + 1
    while at > 0:
        step = tree[at]
        if step and (best is None or step.weight > best.weight):
            best = step
        at -= at & -at
    return best


def _put(tree: list[_Step | None], end: int, step: _Step) -> None:
    at = end + 1
    while at < len(tree):
        there = tree[at]
        if there is None or step.weight > there.weight:
            tree[at] = step
        at += at & -at
