"""Fits the trees, with CatBoost, whose symmetric trees can be read as tables; and takes them out of its model."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from catboost import CatBoost, Pool

from boilerkit.content.columns import Doubles, Floats
from boilerkit.content.trees import Trees

PARAMETERS: Mapping[str, Any] = MappingProxyType(
    {
        "loss_function": "CrossEntropy",
        "iterations": 500,
        "depth": 6,
        "learning_rate": 0.1,
        "l2_leaf_reg": 5,
        "rsm": 0.35,
        "bootstrap_type": "Bernoulli",
        "subsample": 0.7,
        "border_count": 127,
        "boosting_type": "Plain",
        "random_seed": 1,
        "verbose": False,
        "allow_writing_files": False,
    }
)


def fit_trees(
    names: Sequence[str],
    features: Floats,
    target: Doubles,
    weights: Doubles,
    *,
    count: int = PARAMETERS["iterations"],
    threads: int = 2,
) -> Trees:
    """So many trees that best tell each row's target, 0 to 1, from its features (rows × names)."""
    model = CatBoost({**PARAMETERS, "iterations": count, "thread_count": threads})
    model.fit(Pool(features, target, weight=weights))
    return _taken_out(model, names)


def _taken_out(model: CatBoost, names: Sequence[str]) -> Trees:
    """The tables of a CatBoost model, from its JSON format."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.json"
        model.save_model(str(file), format="json")
        data = json.loads(file.read_text())
    columns = [feature["flat_feature_index"] for feature in data["features_info"]["float_features"]]
    depth = max(len(tree["splits"]) for tree in data["oblivious_trees"])
    trees = len(data["oblivious_trees"])
    features = np.zeros((trees, depth), dtype=np.int32)
    thresholds = np.full((trees, depth), np.inf, dtype=np.float32)
    leaves = np.zeros((trees, 1 << depth), dtype=np.float32)
    weights = np.zeros((trees, 1 << depth), dtype=np.float32)
    for row, tree in enumerate(data["oblivious_trees"]):
        for level, split in enumerate(tree["splits"]):
            features[row, level] = columns[split["float_feature_index"]]
            thresholds[row, level] = split["border"]
        leaves[row, : len(tree["leaf_values"])] = tree["leaf_values"]
        weights[row, : len(tree["leaf_weights"])] = np.asarray(tree["leaf_weights"]) / sum(tree["leaf_weights"])
    scale, (bias,) = data["scale_and_bias"]
    return Trees(tuple(names), features, thresholds, leaves * np.float32(scale), weights, float(bias))
