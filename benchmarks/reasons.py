"""The scorer that comes with the hand-labelled pages."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.data import folder


def score(predictions: Iterable[Mapping[str, object]]) -> str:
    """What it prints of these: characters removed rightly, harm, and whether the category is right.

    Args:
        predictions: one a page: `id`, and `removed`, spans with their category.
    """
    labels = folder() / "residual"
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "predictions.jsonl"
        file.write_text("\n".join(map(json.dumps, predictions)), encoding="utf-8")
        scorer = [sys.executable, str(labels / "score_reasons.py"), str(labels / "reasons_dev.jsonl"), str(file)]
        return subprocess.run(scorer, check=True, capture_output=True, text=True).stdout
