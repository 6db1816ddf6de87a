"""Gradient-boosted trees as arrays: what they make of a matrix of features, by array arithmetic alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from boilerkit.content.columns import Doubles, Floats, probability

_ROWS_AT_ONCE = 512
"""Rows for which the tables of a step stay in the processor's cache."""


@dataclass(frozen=True)
class Trees:
    """Symmetric (oblivious) trees: all nodes of a level ask the same question (Kohavi 1994; CatBoost 2017).

    So a tree is a table: the answers to its questions, read as a binary number, are the row to look up.

    Attributes:
        names: names of the features, in the matrix's order.
        features: trees × depth, which feature each question is about.
        thresholds: trees × depth; the answer is yes above it.
        leaves: trees × 2^depth, what each row adds to the score.
        weights: trees × 2^depth, how often training came to each row, as a share; for `contributions`.
        bias: what the score begins with.
    """

    names: tuple[str, ...]
    features: NDArray[np.int32]
    thresholds: Floats
    leaves: Floats
    weights: Floats
    bias: float

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """Names of the features that some question is about."""
        return tuple(self.names[feature] for feature in np.unique(self.features).tolist())

    def asking(self, names: Sequence[str]) -> Trees:
        """The same trees for a matrix of other features, those that are asked among them."""
        places = {name: place for place, name in enumerate(names)}
        moved = np.array([places.get(name, -1) for name in self.names], dtype=np.int32)
        return replace(self, names=tuple(names), features=moved[self.features])

    @cached_property
    def _questions(self) -> tuple[NDArray[np.intp], Floats, NDArray[np.intp]]:
        """The different questions, as feature and threshold; and which of them each level of each tree asks.

        Trees ask many questions twice.
        """
        asked = np.stack([self.features.T.ravel(), self.thresholds.T.ravel()], axis=1, dtype=np.float64)
        different, which = np.unique(asked, axis=0, return_inverse=True)
        features, thresholds = different[:, 0].astype(np.intp), different[:, 1:].astype(np.float32)
        return features, thresholds, which.reshape(self.features.shape[::-1])

    def scores(self, matrix: Floats) -> Doubles:
        """The sum over all trees for each row of a matrix (rows × features), as log-odds."""
        trees, depth = self.features.shape
        features, thresholds, which = self._questions
        offsets = (np.arange(trees, dtype=np.intp) << depth)[:, np.newaxis]
        leaves, sums = self.leaves.ravel(), np.empty(len(matrix))
        for start in range(0, len(matrix), _ROWS_AT_ONCE):
            rows = matrix[start : start + _ROWS_AT_ONCE].T
            answers = (rows.take(features, axis=0) > thresholds).view(np.uint8)
            places = np.zeros((trees, rows.shape[1]), dtype=np.uint8)
            for level in reversed(range(depth)):
                places += places
                places |= answers.take(which[level], axis=0)
            sums[start : start + _ROWS_AT_ONCE] = leaves.take(places + offsets).sum(axis=0)
        return sums + self.bias

    def probabilities(self, matrix: Floats) -> Doubles:
        """The scores as probabilities."""
        return probability(self.scores(matrix))


def read_trees(file: Traversable) -> Trees:
    """The trees in a file that `write_trees` wrote."""
    with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as arrays:
        names = bytes(arrays["names"]).decode("utf-8").split("\n")
        return Trees(
            tuple(names),
            arrays["features"].astype(np.int32),
            arrays["thresholds"],
            arrays["leaves"].astype(np.float32),
            arrays["weights"].astype(np.float32),
            float(arrays["bias"]),
        )


def write_trees(trees: Trees, file: Path) -> None:
    """Write trees so that equal ones give equal bytes; leaves and weights are rounded to half precision."""
    columns: dict[str, NDArray[Any]] = {
        "names": np.frombuffer("\n".join(trees.names).encode("utf-8"), dtype=np.uint8),
        "features": trees.features.astype(np.int16),
        "thresholds": trees.thresholds,
        "leaves": trees.leaves.astype(np.float16),
        "weights": trees.weights.astype(np.float16),
        "bias": np.array(trees.bias),
    }
    np.savez_compressed(file, allow_pickle=False, **columns)
