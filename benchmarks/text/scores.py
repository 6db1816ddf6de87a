"""What cleaning did to a page, by gold text or by snippets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.measures import f1_of, grams, words
from benchmarks.text.pages import TextPage


class Score(NamedTuple):
    """Figures of one page.

    Attributes:
        f1: word F1, or with snippets twice the wanted ones kept by all that are kept or wanted.
        grams: F1 of runs of four words; nought with snippets.
        harm: of the wanted words, or snippets, that the text had the share that is lost.
        left: of what is kept the share of words that should go; of the unwanted snippets the share that is kept.
        counts: snippets: `wanted`, `had` by the text, `kept`, `unwanted`, `left`.
        size: bytes of the text.
        seconds: time of the processor that cleaning took.
    """

    f1: float
    grams: float
    harm: float
    left: float
    counts: Counter[str]
    size: int
    seconds: float


@dataclass(frozen=True)
class Target:
    """What is wanted of a page, counted once for all cleaners.

    Attributes:
        page: the page.
        gold, had: words of the gold text, and those of them that the page has.
        grams: the gold's runs of four words.
    """

    page: TextPage
    gold: Counter[str]
    had: Counter[str]
    grams: Counter[tuple[str, ...]]

    @staticmethod
    def of(page: TextPage) -> Target:
        """The target of a page; without gold text it is the page's snippets."""
        gold = words(page.gold or "")
        return Target(page, gold, words(page.text) & gold, grams(page.gold or ""))

    def score(self, cleaned: str, seconds: float) -> Score:
        """The figures of the page when `cleaned` is left of it after some seconds of the processor."""
        size = len(self.page.text.encode("utf-8", "replace"))
        if self.page.gold is None:
            return _by_snippets(self.page, cleaned, size, seconds)
        kept = words(cleaned)
        common = (kept & self.gold).total()
        return Score(
            f1_of(kept, self.gold),
            f1_of(grams(cleaned), self.grams),
            1 - (kept & self.had).total() / max(1, self.had.total()) if self.had else 0.0,
            1 - common / kept.total() if kept else 0.0,
            Counter(),
            size,
            seconds,
        )


def _by_snippets(page: TextPage, cleaned: str, size: int, seconds: float) -> Score:
    before, after = " ".join(page.text.split()), " ".join(cleaned.split())
    wanted = [" ".join(snippet.split()) for snippet in page.wanted]
    counts = Counter(
        wanted=len(wanted),
        had=sum(snippet in before for snippet in wanted),
        kept=sum(snippet in after for snippet in wanted),
        unwanted=len(page.unwanted),
        left=sum(" ".join(snippet.split()) in after for snippet in page.unwanted),
    )
    return Score(
        snippet_f1(counts),
        0.0,
        1 - counts["kept"] / counts["had"] if counts["had"] else 0.0,
        counts["left"] / max(1, counts["unwanted"]),
        counts,
        size,
        seconds,
    )


def snippet_f1(counts: Counter[str]) -> float:
    """F1 over wanted snippets kept and unwanted ones left; 1 when nothing is kept or wanted."""
    total = counts["kept"] + counts["left"] + counts["wanted"]
    return 2 * counts["kept"] / total if total else 1.0
