"""Features of a score of each block: what it is around the block, in its section and on the page."""

from __future__ import annotations

import numpy as np

from boilerkit.content.columns import (
    Columns,
    Doubles,
    Ints,
    neighbours,
    probability,
    ratio,
    running,
    since,
    until,
    window,
)
from boilerkit.content.cut import best_cut

_NEIGHBOURS = (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)
_WINDOWS = (2, 5, 12, 30)
_LEAST_WORDS = 0.5
"""Words added to each block, so that one without any still counts."""


def score_features(name: str, scores: Doubles, words: Doubles, headings: Ints) -> Columns:
    """The score's mean over neighbours, windows and sections, and how it compares with what the page would keep.

    Args:
        name: what the columns are called.
        scores: of each block, in log-odds; above 0 it is rather main content.
        words: size of each block.
        headings: of each block the index of the heading above it; -1 without one.
    """
    size_of = words + _LEAST_WORDS
    chances = probability(scores)
    sums = running(np.stack([size_of * scores, size_of, size_of * chances]))
    size, likely, sums = sums[1], sums[2], sums[:2]
    near = neighbours(scores, _NEIGHBOURS[-1], 0.0)
    columns = Columns({f"{name}{by:+d}": near(by) for by in _NEIGHBOURS})
    for reach in _WINDOWS:
        low, high = (sums.take(edge, axis=1) for edge in window(len(scores), reach))
        columns[f"{name}_around{reach}"] = _mean(high - low)
        if reach > _WINDOWS[0]:
            columns[f"{name}_above{reach}"] = _mean(sums[:, :-1] - low)
            columns[f"{name}_below{reach}"] = _mean(high - sums[:, 1:])
    sections = headings + 1
    of_section = ratio(np.bincount(sections, size_of * scores), np.bincount(sections, size_of), 0.1)
    columns[f"{name}_section"] = of_section[sections]
    columns[f"{name}_heading"] = np.where(headings >= 0, scores[headings], 0.0)
    columns[f"{name}_share_above"] = likely[:-1] / likely[-1]
    columns[f"since_{name}"], columns[f"until_{name}"] = since(chances > 0.6), until(chances > 0.6)
    best = best_cut(scores, size_of, size_of * chances)
    columns[f"page_{name}_share"] = likely[-1] / size[-1]
    columns[f"page_{name}_words"] = np.log1p(likely[-1])
    columns[f"page_{name}_expected"] = best.expected
    columns[f"page_{name}_gain"] = best.expected - best.of_all
    columns[f"{name}_above_cut"] = scores - best.score
    return columns


def _mean(sums: Doubles) -> Doubles:
    """Sums of scores by sums of sizes."""
    return ratio(sums[0], sums[1], 0.1)
