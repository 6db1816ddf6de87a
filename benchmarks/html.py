"""HTML pages with gold text: word F1, precision, recall and time of ours and of others, in one run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import boilerkit
from benchmarks.extractors import EXTRACTORS
from benchmarks.measures import bootstrap, bootstrap_ratio, mean, words
from benchmarks.memory import OURS, megabytes_of
from benchmarks.timings import ALLOWED, in_turn, slowest_for_size
from boilerkit.pipeline import Pipeline
from boilerkit.settle import Favor
from training.judges import html_pipeline
from training.pages import GoldPage, wcxb_pages

KINDS = ("article", "forum", "product", "collection", "listing", "documentation", "service")
TRAFILATURA = "trafilatura"
OURS_TOLD = f"{OURS}, with its record"


@dataclass(frozen=True)
class Score:
    """What one extractor made of one page; time in seconds of the processor."""

    id: str
    kind: str
    f1: float
    precision: float
    recall: float
    seconds: float
    size: int


def main(folds: Path | None, favor: Favor, peers: Sequence[str], limit: int | None) -> None:
    """Print a row an extractor: F1 by kind of page, precision, recall, milliseconds a page; and memory.

    Ours has two rows: the text alone, which is all that others give, and the text with every removal and its reason.

    Args:
        folds: folder with a judge a fold; None for the shipped one.
        favor: as `clean()` takes it.
        peers: names of the others that run, too.
        limit: only so many pages.
    """
    pages = list(wcxb_pages())[:limit]
    names = [OURS, OURS_TOLD, *peers]
    table = in_turn(names, pages, partial(_score, folds, favor))
    heads = "".join(f"{kind[:8]:>9}" for kind in KINDS)
    print(f"{'':26}{'F1':>7}{heads}{'P':>7}{'R':>7}{'ms':>8}{'ms median':>10}")
    for name, scores in table.items():
        by_kind = (mean([score.f1 for score in scores if score.kind == kind]) for kind in KINDS)
        print(
            f"{name:26}{mean([score.f1 for score in scores]):7.4f}"
            + "".join(f"{value:9.3f}" for value in by_kind)
            + f"{mean([score.precision for score in scores]):7.3f}{mean([score.recall for score in scores]):7.3f}"
            + f"{1000 * mean([score.seconds for score in scores]):8.1f}"
            + f"{1000 * statistics.median(score.seconds for score in scores):10.1f}"
        )
    _print_slowest(table[OURS])
    for name in (OURS, TRAFILATURA):
        print(f"{name}: {megabytes_of(name, limit):.0f} MB at most, one process for all pages")
    for name in peers:
        differences = [ours.f1 - theirs.f1 for ours, theirs in zip(table[OURS], table[name], strict=True)]
        low, high = bootstrap(differences)
        print(f"{OURS} − {name}: {mean(differences):+.4f} [{low:+.4f} {high:+.4f}]")
        ours, theirs = ([score.seconds for score in table[each]] for each in (OURS, name))
        low, high = bootstrap_ratio(ours, theirs)
        print(f"{OURS} takes {sum(ours) / sum(theirs):.3f} [{low:.3f} {high:.3f}] of the time of {name}")


def _print_slowest(scores: Sequence[Score]) -> None:
    if len(scores) > 1:
        page, ratio = slowest_for_size([score.seconds for score in scores], [score.size for score in scores])
        verdict = "allowed" if ratio <= ALLOWED else "TOO SLOW, allowed"
        print(
            f"{OURS}: page {scores[page].id} takes {ratio:.1f} × the mean of pages of its size (≤ {ALLOWED}: {verdict})"
        )


def _score(folds: Path | None, favor: Favor, name: str, page: GoldPage) -> Score:
    extract = extractor(name, html_pipeline(folds, page.fold), favor)
    begun = time.process_time()
    try:
        text = extract(page.markup)
    except Exception:
        text = ""
    seconds = time.process_time() - begun
    found, gold = words(text), words(page.gold)
    common = (found & gold).total()
    both = found.total() + gold.total()
    return Score(
        page.id,
        page.kind,
        2 * common / both if both else 1.0,
        common / found.total() if found else float(not gold),
        common / gold.total() if gold else 1.0,
        seconds,
        len(page.markup),
    )


@cache
def extractor(name: str, pipeline: Pipeline, favor: Favor) -> Callable[[bytes], str]:
    """The extractor of a name, after a first page: what is read and built with that is no page's own."""
    ours = {OURS: clean_text, OURS_TOLD: clean_and_tell}
    extract = partial(ours[name], pipeline, favor) if name in ours else EXTRACTORS[name]
    with suppress(Exception):
        extract(b"<html><body><p>The old bridge over the river reopened to traffic on Monday.</p></body></html>")
    return extract


def clean_text(pipeline: Pipeline, favor: Favor, markup: bytes) -> str:
    """Our text of a page."""
    return boilerkit.clean(markup, format="html", favor=favor, pipeline=pipeline).text


def clean_and_tell(pipeline: Pipeline, favor: Favor, markup: bytes) -> str:
    """Our text of a page, once every removal has been asked for with its reason."""
    result = boilerkit.clean(markup, format="html", favor=favor, pipeline=pipeline)
    list(result.removals)
    return result.text
