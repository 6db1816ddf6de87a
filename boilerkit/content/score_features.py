"""Features of a score of each block: what it is around the block, in its section and on the page."""

from __future__ import annotations

import numpy as np

from boilerkit.content.columns import Columns, Doubles, Ints, ratio, running, shifted
from boilerkit.content.listed_features import since

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
    chances = 1 / (1 + np.exp(-scores))
    size, score, likely = running(size_of), running(size_of * scores), running(size_of * chances)
    index, count = np.arange(len(scores)), len(scores)
    columns = Columns({f"{name}{by:+d}": shifted(scores, by, 0.0) for by in _NEIGHBOURS})
    for reach in _WINDOWS:
        low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, count)
        columns[f"{name}_around{reach}"] = ratio(score[high] - score[low], size[high] - size[low], 0.1)
        if reach > _WINDOWS[0]:
            columns[f"{name}_above{reach}"] = ratio(score[index] - score[low], size[index] - size[low], 0.1)
            columns[f"{name}_below{reach}"] = ratio(score[high] - score[index + 1], size[high] - size[index + 1], 0.1)
    sections = headings + 1
    of_section = ratio(np.bincount(sections, size_of * scores), np.bincount(sections, size_of), 0.1)
    columns[f"{name}_section"] = of_section[sections]
    columns[f"{name}_heading"] = np.where(headings >= 0, scores[headings], 0.0)
    columns[f"{name}_share_above"] = likely[:-1] / likely[-1]
    columns[f"since_{name}"] = since(chances > 0.6)
    columns[f"until_{name}"] = since((chances > 0.6)[::-1])[::-1]
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum((size_of * chances)[order])
    expected = 2 * right / (np.cumsum(size_of[order]) + right[-1])
    best = int(np.argmax(expected))
    columns[f"page_{name}_share"] = likely[-1] / size[-1]
    columns[f"page_{name}_words"] = np.log1p(likely[-1])
    columns[f"page_{name}_expected"] = expected[best]
    columns[f"page_{name}_gain"] = expected[best] - expected[-1]
    columns[f"{name}_above_cut"] = scores - scores[order[best]]
    return columns
