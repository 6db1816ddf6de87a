"""Tally: what a run did, counted as the pages pass."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from boilerkit.record import Result


@dataclass
class Tally:
    """Counts over the pages of a run.

    Attributes:
        pages: all of them, those that failed included.
        failed: pages without a result.
        characters: code points of the sources.
        cuts: removals by category.
        removed: code points removed, by category.
        events: recorded warnings by kind.
    """

    pages: int = 0
    failed: int = 0
    characters: int = 0
    cuts: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)

    def add(self, result: Result | None) -> None:
        """Count one more page; None is one that failed."""
        self.pages += 1
        if result is None:
            self.failed += 1
            return
        self.characters += len(result.source)
        self.events.update(event.kind for event in result.events)
        for cut in result.removals:
            self.cuts[cut.category] += 1
            self.removed[cut.category] += cut.end - cut.start

    def share(self, characters: int) -> float:
        """What part of all characters these are, 0 to 1."""
        return characters / self.characters if self.characters else 0.0
