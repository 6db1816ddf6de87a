"""Tally: what a run did, counted as the pages pass, and how a count is said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from boilerkit.corpus import Summary


@dataclass
class Tally:
    """Counts over the pages of a run.

    Attributes:
        pages: all of them, those that failed included.
        failed: pages without a result.
        skipped: pages that an earlier run has cleaned; only `pages` and `failed` count them.
        characters: code points of the sources.
        size: bytes of the sources in UTF-8.
        cuts: removals by category.
        removed: code points removed, by category.
        events: recorded warnings by kind.
    """

    pages: int = 0
    failed: int = 0
    skipped: int = 0
    characters: int = 0
    size: int = 0
    cuts: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)

    def add(self, page: Summary | None) -> None:
        """Count one more page; None is one that failed."""
        self.pages += 1
        if page is None:
            self.failed += 1
            return
        self.characters += page.characters
        self.size += page.size
        for kind in page.events:
            self.events[kind] += 1
        for counts, more in ((self.cuts, page.cuts), (self.removed, page.removed)):
            for category, count in more.items():
                counts[category] += count

    def skip(self, pages: int, failed: int) -> None:
        """Count pages that an earlier run has cleaned."""
        self.pages += pages
        self.skipped += pages
        self.failed += failed

    def share(self, characters: int) -> float:
        """What part of all characters these are, 0 to 1."""
        return characters / self.characters if self.characters else 0.0


def counted(count: int, noun: str) -> str:
    """A count with its noun, in the singular or the plural: `1 page`, `1,234 pages`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
