"""Where the benchmark pages are, and how to read them."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

Page = TypeVar("Page")

_SETS = ("wcxb", "trafilatura-eval")


def folder() -> Path:
    """The data folder: BOILERKIT_DATA, else `../shared/data` beside the checkout."""
    path = Path(os.environ.get("BOILERKIT_DATA") or Path(__file__).parents[2] / "shared" / "data")
    if not path.is_dir():
        raise SystemExit(f"benchmark data not found in {path}; name the folder in BOILERKIT_DATA (docs/benchmarks.md)")
    return path


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The objects of a `.jsonl` or `.jsonl.gz` file of the data folder."""
    path = folder() / name
    opener = gzip.open if name.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def rows_by_id() -> Mapping[str, tuple[str, Mapping[str, Any]]]:
    """Set and row of each page of HTML that has a gold text or snippets, by its id."""
    return {row["id"]: (name, row) for name in _SETS for row in rows(f"{name}/gold.jsonl")}


def evenly(pages: Sequence[Page], limit: int | None) -> Sequence[Page]:
    """About so many pages, evenly from all; all without a limit."""
    return pages[:: max(1, len(pages) // limit)] if limit else pages
