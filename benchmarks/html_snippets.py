"""HTML pages with snippets marked as wanted or unwanted: precision, recall and F1, as trafilatura counts them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.data import folder, rows
from benchmarks.html import extractor
from benchmarks.memory import OURS
from benchmarks.page_file import read_page
from benchmarks.timings import in_turn
from boilerkit.settle import Favor
from training.judges import html_pipeline
from training.pages import fold_of

Counts = Counter[str]


def main(folds: Path | None, favor: Favor, peers: Sequence[str], limit: int | None) -> None:
    """Print a row an extractor: precision, recall and F1 over all snippets, wanted ones kept, unwanted ones left."""
    pages = list(rows("trafilatura-eval/gold.jsonl"))[:limit]
    print(f"{'':26}{'P':>7}{'R':>7}{'F1':>7}{'left':>7}{'ms':>8}")
    table = in_turn([OURS, *peers], pages, partial(_count, folds, favor))
    for name, of_pages in table.items():
        counts = sum(of_pages, Counter())
        kept, left = counts["kept"], counts["left"]
        precision, recall = kept / max(1, kept + left), kept / max(1, counts["wanted"])
        print(
            f"{name:26}{precision:7.3f}{recall:7.3f}{2 * kept / max(1, kept + left + counts['wanted']):7.3f}"
            f"{left / max(1, counts['unwanted']):7.3f}{counts['microseconds'] / 1000 / len(pages):8.1f}"
        )


def _count(folds: Path | None, favor: Favor, name: str, page: dict[str, Any]) -> Counts:
    extract = extractor(name, html_pipeline(folds, fold_of(page["domain"])), favor)
    markup = read_page(folder() / "trafilatura-eval" / page["file"])
    begun = time.process_time()
    try:
        text = extract(markup)
    except Exception:
        text = ""
    spent = time.process_time() - begun
    text = " ".join(text.split())
    found = {kind: sum(" ".join(snippet.split()) in text for snippet in page[kind]) for kind in ("with", "without")}
    return Counter(
        kept=found["with"],
        left=found["without"],
        wanted=len(page["with"]),
        unwanted=len(page["without"]),
        microseconds=round(spent * 1e6),
    )
