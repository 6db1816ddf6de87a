"""Stretches: where what is left of a text stood in it. Immutable."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from boilerkit.finding import Span


@dataclass(frozen=True)
class Stretches:
    """A text as stretches of another, its source; all of the source by default.

    Attributes:
        starts: where each stretch begins in the text.
        origins: where it begins in the source.
    """

    starts: Sequence[int] = (0,)
    origins: Sequence[int] = (0,)

    def origin(self, offset: int) -> int:
        """Where a character of the text stands in the source."""
        stretch = bisect_right(self.starts, offset) - 1
        return self.origins[stretch] + offset - self.starts[stretch]

    def in_source(self, span: Span) -> Span:
        """A span of the text in the source, from its first character to its last."""
        start = self.origin(span.start)
        return Span(start, self.origin(span.end - 1) + 1 if span.start < span.end else start)


WHOLE = Stretches()
"""Those of a text that is its own source."""
