"""How much of a page to keep: the blocks that make the expected F1 largest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from boilerkit.content.columns import Doubles
from boilerkit.finding import CERTAIN, HINT, STRONG
from boilerkit.settle import Favor

LEAST_EXPECTED = 0.15
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
    order = np.argsort(-probabilities, kind="stable")
    right = np.cumsum((words * probabilities)[order])
    kept = np.cumsum(words[order])
    keep = np.zeros(len(probabilities), dtype=np.bool_)
    if np.max(2 * right / np.maximum(kept + right[-1], 1e-9)) >= least:
        best = int(np.argmax(right / np.maximum(kept + leniency * right[-1], 1e-9)))
        keep[order[: best + 1]] = True
    return keep


def cut_confidence(chances: Doubles, words: Doubles, leniency: Mapping[Favor, float], least: float) -> Doubles:
    """How sure each cut is: cut whatever is favored, cut by default, cut on suspicion, or not at all (0).

    Args:
        chances: of each block, that it is main content.
        words: size of each block.
        leniency: how much of the doubtful blocks each way to clean keeps, as `keep_by_expected_f1` takes it.
        least: expected F1 below which nothing is kept, but where recall is favored.
    """
    sure = np.zeros(len(chances))
    for favor, floor, confidence in (("precision", least, HINT), ("balanced", least, STRONG), ("recall", 0.0, CERTAIN)):
        sure[~keep_by_expected_f1(chances, words, leniency[favor], floor)] = confidence
    return sure


def runs(values: Sequence[float], first: int, stop: int) -> Iterator[tuple[int, int]]:
    """The ranges of equal values within a range."""
    for at in range(first + 1, stop + 1):
        if at == stop or values[at] != values[first]:
            yield first, at
            first = at
