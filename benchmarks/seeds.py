"""The two seed documents, judged by the scorer that comes with the labels."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import boilerkit
from benchmarks.data import folder


def main() -> int:
    """Clean the seeds and run the scorer on the result; its exit code is ours."""
    labels = folder() / "residual"
    predictions = [
        prediction(path.name, boilerkit.clean(path.read_bytes())) for path in sorted((folder() / "seeds").glob("*.txt"))
    ]
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "predictions.jsonl"
        file.write_text("\n".join(map(json.dumps, predictions)), encoding="utf-8")
        scorer = [sys.executable, str(labels / "score_reasons.py"), "--seeds", str(labels / "seeds.jsonl"), str(file)]
        return subprocess.run(scorer, check=False).returncode


def prediction(name: str, result: boilerkit.Result) -> dict[str, object]:
    """What the scorer reads of a result."""
    removed = [{"start": cut.start, "end": cut.end, "category": cut.category} for cut in result.removals]
    return {"id": name, "removed": removed}
