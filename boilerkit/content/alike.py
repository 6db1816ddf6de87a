"""Blocks alike: what the trees say of a block leans on what they say of the others with the same tags and classes."""

from __future__ import annotations

import numpy as np

from boilerkit.content.columns import Doubles
from boilerkit.content.lexicon_features import LEAST_WORDS, Surroundings

LEANING = "blocks_alike"
"""What `explain --features` calls the part that other blocks have in a score."""

_LEAN = 0.7
"""How far a block leans at most, as a share of the way."""

_WORDS = 10
"""Words in the others at which a block leans half as far as it would lean on a whole article."""


def leaning(scores: Doubles, around: Surroundings) -> Doubles:
    """The scores, each moved towards the mean of those of the other blocks of its path.

    Whoever made the page gave one shape to what is one thing: the paragraphs of an article, the comments of a thread.
    The trees look at each block alone and are wrong about some of them. So the group's mean is what to expect of a
    block before looking, and the more words the others have, the surer that is (shrinkage: Efron and Morris 1975).

    Args:
        scores: of each block, in log-odds.
        around: which blocks stand together.
    """
    words = around.words + LEAST_WORDS
    others = np.bincount(around.paths, words)[around.paths] - words
    mean = (np.bincount(around.paths, words * scores)[around.paths] - words * scores) / np.maximum(others, 1e-9)
    return np.asarray(scores + _LEAN * others / (others + _WORDS) * (mean - scores), dtype=np.float64)
