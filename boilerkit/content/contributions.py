"""What each feature adds to the score of a block, exactly: Shapley values of the trees' questions."""

from __future__ import annotations

from collections.abc import Mapping
from math import factorial

import numpy as np
from numpy.typing import NDArray

from boilerkit.content.columns import Doubles, Floats
from boilerkit.content.trees import Trees


def contributions(trees: Trees, row: Floats) -> tuple[float, Mapping[str, float]]:
    """What a block's score is made of, in log-odds.

    Each question of a tree is a player; what a set of questions is worth is the mean of the leaves that agree with
    their answers, weighted by how often training came to each (Lundberg et al. 2018). Questions about one feature
    are added up. A tree has few questions, so all sets are counted.

    Args:
        trees: the model.
        row: the features of the block, in the model's order.

    Returns:
        The score of the average block, and what each feature adds to it; together they are the block's score.
    """
    depth = trees.features.shape[1]
    worth = _worth_of_sets(trees, row)
    added: dict[str, float] = {}
    for question in range(depth):
        shapley = np.zeros(len(trees.features))
        for chosen in range(1 << depth):
            if chosen >> question & 1:
                continue
            others = chosen.bit_count()
            weight = factorial(others) * factorial(depth - others - 1) / factorial(depth)
            shapley += weight * (worth[chosen | 1 << question] - worth[chosen])
        for feature, value in zip(trees.features[:, question].tolist(), shapley.tolist(), strict=True):
            name = trees.names[feature]
            added[name] = added.get(name, 0.0) + value
    return float(worth[0].sum()) + trees.bias, added


def _worth_of_sets(trees: Trees, row: Floats) -> NDArray[np.float64]:
    """Sets of questions × trees: the mean of the leaves that agree with the answers to the set."""
    count, depth = trees.features.shape
    answers = (row[trees.features] > trees.thresholds).astype(np.int64)
    weights = np.maximum(trees.weights.astype(np.float64), 1e-9)
    leaves = trees.leaves.astype(np.float64)
    places = np.arange(1 << depth)
    reached = (answers << np.arange(depth)).sum(axis=1)
    worth = np.empty((1 << depth, count))
    for chosen in range(1 << depth):
        agree = (places[np.newaxis] & chosen) == (reached[:, np.newaxis] & chosen)
        total: Doubles = (weights * agree).sum(axis=1)
        worth[chosen] = (weights * leaves * agree).sum(axis=1) / total
    return worth
