"""Features of what the lexicon says of the blocks around a block: it is seldom wrong about all of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from boilerkit.content.columns import Columns, Doubles, Ints, neighbours, probability, ratio, running, window
from boilerkit.content.cut import best_cut

TOTAL = "lexicon"
"""The column with the lexicon's whole score of each block, in log-odds."""

_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
_WINDOWS = (5, 20)
LEAST_WORDS = 0.5
"""Words added to each block, so that one without any still counts."""


@dataclass(frozen=True)
class Surroundings:
    """Which blocks of a page stand together.

    Attributes:
        words: size of each block.
        ancestors: of each block its element, that one's parent, and so on, a row each.
        first, stop: of each element, the half-open range of its blocks.
        siblings: of each element a number that it shares with its siblings of the same kind.
        paths: of each block a number that it shares with blocks of the same path of tags and classes.
    """

    words: Doubles
    ancestors: Ints
    first: Ints
    stop: Ints
    siblings: Ints
    paths: Ints


def lexicon_features(scores: Doubles, around: Surroundings) -> Columns:
    """The lexicon's mean score of neighbours, of the elements around a block, of its like, and of the page.

    Args:
        scores: the lexicon's score of each block.
        around: which blocks stand together.
    """
    words = around.words + LEAST_WORDS
    right_words = words * probability(scores)
    size, score, likely = running(words), running(words * scores), running(right_words)
    near = neighbours(scores, _NEIGHBOURS[-1], 0.0)
    columns = Columns({f"{TOTAL}{by:+d}": near(by) for by in _NEIGHBOURS})
    for reach in _WINDOWS:
        low, high = window(len(scores), reach)
        columns[f"{TOTAL}_around{reach}"] = ratio(score[high] - score[low], size[high] - size[low], 0.1)
    element_size, element_score = size[around.stop] - size[around.first], score[around.stop] - score[around.first]
    element_likely = (likely[around.stop] - likely[around.first]) / likely[-1]
    means = ratio(element_score, element_size, 0.1)
    for up in range(1, len(around.ancestors)):
        columns[f"{TOTAL}^{up}"] = means[around.ancestors[up]]
        if up in (1, 3):
            columns[f"{TOTAL}_share^{up}"] = element_likely[around.ancestors[up]]
    of_kind = ratio(np.bincount(around.siblings, element_score), np.bincount(around.siblings, element_size), 0.1)
    for up in (1, 2, 3):
        columns[f"{TOTAL}_siblings^{up}"] = of_kind[around.siblings[around.ancestors[up]]]
    of_path = ratio(np.bincount(around.paths, words * scores), np.bincount(around.paths, words), 0.1)
    columns[f"{TOTAL}_path"] = of_path[around.paths]
    best = best_cut(scores, words, right_words)
    columns[f"page_{TOTAL}_share"] = likely[-1] / size[-1]
    columns[f"page_{TOTAL}_words"] = np.log1p(likely[-1])
    columns[f"page_{TOTAL}_expected"] = best.expected
    columns[f"{TOTAL}_above_cut"] = scores - best.score
    return columns
