"""Verdict of a judge: which blocks go, and how sure that is; of what kind they are and why once someone asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from boilerkit.content.cut import runs
from boilerkit.content.explain import Part
from boilerkit.finding import CERTAIN, Finding, Span
from boilerkit.page import Page


@dataclass(frozen=True)
class JudgeVerdict:
    """Which blocks of a page go.

    Attributes:
        page: that was decided on.
        sureness: of each block how sure its cut is; 0 where it stays.
        parts: tells of a page with its phrases the kinds of the blocks that go, neighbours of one kind together.
        headline: where it stands, as far as the judge can tell.
    """

    page: Page
    sureness: Sequence[float]
    parts: Callable[[Page, Sequence[bool]], Iterator[Part]]
    headline: Span | None = None

    @property
    def cuts(self) -> list[Finding]:
        """The findings without reason and category, neighbouring blocks as one."""
        ranges = runs(self.sureness, 0, len(self.sureness))
        spans = ((self._span(first, stop), self.sureness[first]) for first, stop in ranges if self.sureness[first])
        return [Finding(span, "", span, sure >= CERTAIN, sure) for span, sure in spans]

    def told(self, page: Page) -> Iterator[Finding]:
        """The findings under the judge's ids, neighbouring blocks of one kind for one reason together.

        Args:
            page: the one that was decided on, with its phrases.
        """
        for part in self.parts(page, [sure > 0 for sure in self.sureness]):
            for first, stop in runs(self.sureness, part.first, part.stop):
                yield part.finding(self._span(first, stop), self.sureness[first])

    def _span(self, first: int, stop: int) -> Span:
        return Span(self.page.blocks.starts[first], self.page.blocks.ends[stop - 1])
