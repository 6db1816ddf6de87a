"""What cleaning did to a page, by gold text or by snippets."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from benchmarks.measures import gram_f1, lost, word_f1, words
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


def score(page: TextPage, cleaned: str, seconds: float) -> Score:
    """The figures of a page of which `cleaned` is left after some seconds of the processor."""
    size = len(page.text.encode("utf-8", "replace"))
    if page.gold is None:
        return _by_snippets(page, cleaned, size, seconds)
    kept = words(cleaned)
    common = (kept & words(page.gold)).total()
    return Score(
        word_f1(cleaned, page.gold),
        gram_f1(cleaned, page.gold),
        lost(cleaned, page.text, page.gold),
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
