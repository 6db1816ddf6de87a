"""Raw text that has links as Markdown writes them: it is read without their marks, and what is found is mapped back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from boilerkit.finding import Span
from boilerkit.links import Unlinked
from boilerkit.page import Page
from boilerkit.parse.text import parse_text
from boilerkit.record import Result
from boilerkit.removal import Removal, Removals


def unlinked_page(unlinked: Unlinked) -> Page:
    """The text as a page that knows what is a link."""
    links = sorted(Span(link.first, link.last) for link in unlinked.links if link.first < link.last)
    return replace(parse_text(unlinked.text), links=tuple(links))


def linked_result(unlinked: Unlinked, result: Result) -> Result:
    """What came of the text, as what comes of its source.

    Args:
        unlinked: the text.
        result: of its page, as the pipeline gives it.
    """
    removals = result.removals
    assert isinstance(removals, Removals)
    spans = [part for span in removals.spans for part in unlinked.parts(unlinked.whole(span))]
    return replace(
        result,
        source=unlinked.source,
        removals=Removals(spans, lambda: tuple(_told(unlinked, removals))),
        headline=unlinked.whole(result.headline) if result.headline else None,
    )


def _told(unlinked: Unlinked, removals: Removals) -> Iterator[Removal]:
    """The removals of the text as those of its source, one for each part that they are in there."""
    starts = [span.start for span in removals.spans]
    for number, group in groupby(removals, key=lambda removal: bisect_right(starts, removal.start) - 1):
        together, whole = list(group), unlinked.whole(removals.spans[number])
        edges = [whole.start, *(unlinked.whole(Span(each.start, each.end)).start for each in together[1:]), whole.end]
        for index, (start, end) in _shared(unlinked, unlinked.parts(whole), edges):
            own = together[index]
            yield replace(own, start=start, end=end, evidence=unlinked.stretches.in_source(own.evidence))


def _shared(unlinked: Unlinked, parts: Sequence[Span], edges: Sequence[int]) -> Iterator[tuple[int, Span]]:
    """Parts of the source by which range between edges they are in; white space alone goes with what is beside it."""
    for part in parts:
        last: tuple[int, Span] | None = None
        first = bisect_right(edges, part.start) - 1
        for index, (start, end) in enumerate(pairwise([part.start, *_within(edges, part), part.end]), first):
            if last is None or unlinked.source[slice(*last[1])].isspace():
                last = index, Span(last[1].start if last else start, end)
            elif unlinked.source[start:end].isspace():
                last = last[0], Span(last[1].start, end)
            else:
                yield last
                last = index, Span(start, end)
        if last:
            yield last


def _within(edges: Sequence[int], part: Span) -> Sequence[int]:
    """The edges inside a part."""
    return edges[bisect_right(edges, part.start) : bisect_left(edges, part.end)]
