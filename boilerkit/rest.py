"""Rest: what is left of a text when some of it is cut, and where it stood. Immutable."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from boilerkit.finding import Finding, Span
from boilerkit.page import Page
from boilerkit.settle import cut_spans


@dataclass(frozen=True)
class Rest:
    """A page of text read anew from what is left of another.

    Attributes:
        page: as a text of its own.
        starts: where each stretch that is left begins in it.
        origins: where that stretch begins in the source.
    """

    page: Page
    starts: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)

    def without(self, findings: Sequence[Finding], read: Callable[[str], Page]) -> Rest:
        """The rest once the strong ones among some findings are cut, read by a function from text to page."""
        pieces, starts, origins, at, length = list[str](), list[int](), list[int](), 0, 0
        source = self.page.source
        cuts = cut_spans(source, findings, "balanced")
        for start, end in (*cuts, (len(source), len(source))):
            for piece in self._stretches(at, start):
                pieces.append(source[piece.start : piece.end])
                starts.append(length)
                origins.append(self._origin(piece.start))
                length += piece.end - piece.start
            at = end
        page = replace(read("".join(pieces)), links=tuple(_left(self.page.links, cuts)))
        return Rest(page, tuple(starts) or (0,), tuple(origins) or (0,))

    def found_in_source(self, finding: Finding) -> Finding:
        """A finding on the rest, as one on the source."""
        if self.origins == self.starts:
            return finding
        return finding._replace(span=self.in_source(finding.span), evidence=self.in_source(finding.evidence))

    def in_source(self, span: Span) -> Span:
        """A span of the rest, as one of the source."""
        return Span(self._origin(span.start), self._origin(span.end - 1) + 1)

    def _origin(self, offset: int) -> int:
        stretch = bisect_right(self.starts, offset) - 1
        return self.origins[stretch] + offset - self.starts[stretch]

    def _stretches(self, start: int, end: int) -> list[Span]:
        """A range of the rest, cut where one stretch ends and the next begins."""
        inner = self.starts[bisect_right(self.starts, start) : bisect_left(self.starts, end)]
        edges = [start, *inner, end]
        return [Span(first, last) for first, last in pairwise(edges) if first < last]


def _left(links: Sequence[Span], cuts: Sequence[Span]) -> Iterator[Span]:
    """Where the links are that some cuts leave whole once these are gone; both are in order."""
    ends, gone = [cut.end for cut in cuts], [0, *accumulate(cut.end - cut.start for cut in cuts)]
    for link in links:
        before = bisect_right(ends, link.start)
        if before == len(cuts) or link.end <= cuts[before].start:
            yield Span(link.start - gone[before], link.end - gone[before])
