"""How much of a page to keep: the blocks that make the expected F1 largest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from boilerkit.content.columns import Doubles
from boilerkit.finding import CERTAIN, HINT, STRONG
from boilerkit.settle import Favor

LEAST_EXPECTED = 0.28
"""Expected F1 below which nothing on the page is taken for main content."""


def keep_by_expected_f1(
    probabilities: Doubles, words: Doubles, leniency: float = 1.0, least: float = LEAST_EXPECTED
) -> NDArray[np.bool_]:
    """Which blocks to keep.

    Sorted by probability, that beginning of the list is kept whose expected F1 is largest: twice the words expected to
    be right, by the words kept and the words that should be (Lewis 1995 on optimal F-measure decisions; here with words
    as weights). So on a page of nothing but doubtful blocks more of them are kept than on one that has clear ones.

    Args:
        probabilities: of each block, that it is main content.
        words: size of each block.
        leniency: what the words that should be kept are multiplied with; above 1 keeps more.
        least: expected F1, at leniency 1, below which nothing is kept.
    """
    return _Doubt.of(probabilities, words).keep(leniency, least)


class BestCut(NamedTuple):
    """Where a page would be cut by a score alone.

    Attributes:
        expected, of_all: expected F1 of what would be kept, and of the whole page.
        score: of the last block that would be kept.
    """

    expected: float
    of_all: float
    score: float


def best_cut(scores: Doubles, words: Doubles, right: Doubles) -> BestCut:
    """Where the blocks, sorted by score, make the largest expected F1, as `keep_by_expected_f1` has it.

    Args:
        scores: of each block, in log-odds.
        words: size of each block.
        right: of each block the words expected to be main content.
    """
    order = np.argsort(-scores, kind="stable")
    right_so_far = np.cumsum(right[order])
    expected = 2 * right_so_far / (np.cumsum(words[order]) + right_so_far[-1])
    best = int(np.argmax(expected))
    return BestCut(float(expected[best]), float(expected[-1]), float(scores[order[best]]))


class _Doubt(NamedTuple):
    """Blocks from the surest on.

    Attributes:
        order: of the blocks.
        right, kept: words expected to be right, and words, of the first 1, 2, 3 … blocks.
    """

    order: NDArray[np.intp]
    right: Doubles
    kept: Doubles

    @staticmethod
    def of(probabilities: Doubles, words: Doubles) -> _Doubt:
        order = np.argsort(-probabilities, kind="stable")
        return _Doubt(order, np.cumsum((words * probabilities)[order]), np.cumsum(words[order]))

    def keep(self, leniency: float, least: float) -> NDArray[np.bool_]:
        """Which blocks to keep, as `keep_by_expected_f1` has it."""
        keep = np.zeros(len(self.order), dtype=np.bool_)
        if least <= 0 or np.max(self._expected()) >= least:
            keep[self.order[: self._best(leniency) + 1]] = True
        return keep

    def gain(self, leniency: float) -> float:
        """The expected F1 of the best beginning of the list, less that of all of it."""
        expected = self._expected()
        return float(expected[self._best(leniency)] - expected[-1])

    def _best(self, leniency: float) -> int:
        return int(np.argmax(self.right / np.maximum(self.kept + leniency * self.right[-1], 1e-9)))

    def _expected(self) -> Doubles:
        return np.asarray(2 * self.right / np.maximum(self.kept + self.right[-1], 1e-9), dtype=np.float64)


def cut_confidence(
    chances: Doubles, words: Doubles, leniency: Mapping[Favor, float], least: float, gain: float = 0.0
) -> Doubles:
    """How sure each cut is: cut whatever is favored, cut by default, cut on suspicion, or not at all (0).

    Args:
        chances: of each block, that it is main content.
        words: size of each block.
        leniency: how much of the doubtful blocks each way to clean keeps, as `keep_by_expected_f1` takes it.
        least: expected F1 below which nothing is kept, but where recall is favored.
        gain: expected F1 that must be gained over keeping everything for anything to go, but where recall is favored.
    """
    sure, doubt = np.zeros(len(chances)), _Doubt.of(chances, words)
    steps: tuple[tuple[Favor, float, float], ...] = (
        ("precision", least, HINT),
        ("balanced", least, STRONG),
        ("recall", 0.0, CERTAIN),
    )
    for favor, floor, confidence in steps:
        keep = doubt.keep(leniency[favor], floor)
        if confidence == CERTAIN or gain <= 0 or doubt.gain(leniency[favor]) >= gain:
            sure[~keep] = confidence
    return sure


def runs(values: Sequence[float], first: int, stop: int) -> Iterator[tuple[int, int]]:
    """The ranges of equal values within a range."""
    for at in range(first + 1, stop + 1):
        if at == stop or values[at] != values[first]:
            yield first, at
            first = at
