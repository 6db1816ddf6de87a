"""Hand-labelled lines of HTML pages: is what was cut rightly also called what it is?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import boilerkit
from benchmarks.data import folder, rows, rows_by_id
from benchmarks.page_file import read_page
from benchmarks.reasons import score
from boilerkit.record import Result
from boilerkit.removal import Removal
from boilerkit.settle import Favor
from training.judges import html_pipeline
from training.pages import fold_of

_WORD = re.compile(r"\w+|[^\w\s]")


def main(folds: Path | None, favor: Favor, limit: int | None) -> None:
    """Print what the scorer says of all labelled pages, and how much of their text was found on the pages."""
    pages = list(rows("residual/reasons_dev.jsonl"))[:limit]
    files = rows_by_id()
    found = words = 0
    predictions = []
    for page in pages:
        name, row = files[page["id"]]
        pipeline = html_pipeline(folds, fold_of(row["domain"]))
        markup = read_page(folder() / name / row["file"])
        result = boilerkit.clean(markup, format="html", favor=favor, pipeline=pipeline)
        pairs = list(aligned(page["raw"], result.source))
        found, words = found + len(pairs), words + len(_WORD.findall(page["raw"]))
        predictions.append({"id": page["id"], "removed": list(_removed(pairs, result))})
    print(f"{found / words:.1%} of the words of {len(pages)} labelled pages were found in what we read of their HTML")
    print(score(predictions))


def aligned(raw: str, source: str) -> Iterator[tuple[int, int, int]]:
    """Start and end of each word of a text, and where it stands in another that holds the same words in that order."""
    ours, theirs = list(_WORD.finditer(raw)), list(_WORD.finditer(source))
    matcher = SequenceMatcher(None, [word[0] for word in ours], [word[0] for word in theirs], autojunk=False)
    for first, at, size in matcher.get_matching_blocks():
        for number in range(size):
            yield *ours[first + number].span(), theirs[at + number].start()


def _removed(pairs: list[tuple[int, int, int]], result: Result) -> Iterator[dict[str, Any]]:
    """The cuts as spans of the labelled text; neighbouring words of one cut together."""
    cuts = iter(result.removals)
    cut: Removal | None = next(cuts, None)
    span: dict[str, Any] | None = None
    owner: Removal | None = None
    for start, end, at in pairs:
        while cut and cut.end <= at:
            cut = next(cuts, None)
        inside = cut if cut and cut.start <= at else None
        if span and inside is owner:
            span["end"] = end
            continue
        if span:
            yield span
        owner = inside
        span = {"start": start, "end": end, "category": inside.category} if inside else None
    if span:
        yield span
