"""Rest: what is left of a text when some of it is cut, and where it stood. Immutable."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from boilerkit.finding import Finding, Span
from boilerkit.page import Page
from boilerkit.settle import cut_spans
from boilerkit.stretches import WHOLE, Stretches


@dataclass(frozen=True)
class Rest:
    """A page of text read anew from what is left of another.

    Attributes:
        page: as a text of its own.
        stretches: of the source that are left.
    """

    page: Page
    stretches: Stretches = WHOLE

    def without(self, findings: Sequence[Finding], read: Callable[[str], Page]) -> Rest:
        """The rest once the strong ones among some findings are cut, read by a function from text to page."""
        pieces, starts, origins, at, length = list[str](), list[int](), list[int](), 0, 0
        source = self.page.source
        cuts = cut_spans(source, findings, "balanced")
        for start, end in (*cuts, (len(source), len(source))):
            for piece in self._pieces(at, start):
                pieces.append(source[piece.start : piece.end])
                starts.append(length)
                origins.append(self.stretches.origin(piece.start))
                length += piece.end - piece.start
            at = end
        page = replace(read("".join(pieces)), links=tuple(_left(self.page.links, cuts)))
        return Rest(page, Stretches(tuple(starts), tuple(origins)) if starts else WHOLE)

    def found_in_source(self, finding: Finding) -> Finding:
        """A finding on the rest, as one on the source."""
        if self.stretches is WHOLE:
            return finding
        in_source = self.stretches.in_source
        return finding._replace(span=in_source(finding.span), evidence=in_source(finding.evidence))

    def _pieces(self, start: int, end: int) -> list[Span]:
        """A range of the rest, cut where one stretch ends and the next begins."""
        starts = self.stretches.starts
        inner = starts[bisect_right(starts, start) : bisect_left(starts, end)]
        edges = [start, *inner, end]
        return [Span(first, last) for first, last in pairwise(edges) if first < last]


def _left(links: Sequence[Span], cuts: Sequence[Span]) -> Iterator[Span]:
    """Where the links are that some cuts leave whole once these are gone; both are in order."""
    ends, gone = [cut.end for cut in cuts], [0, *accumulate(cut.end - cut.start for cut in cuts)]
    for link in links:
        before = bisect_right(ends, link.start)
        if before == len(cuts) or link.end <= cuts[before].start:
            yield Span(link.start - gone[before], link.end - gone[before])
