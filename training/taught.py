"""Pages that have no gold text: what the judge of HTML keeps of them, mended by the snippets that people marked.

Pseudo-labels (Lee 2013). For raw text markup is the teacher: it says more of a page than its text does, in any
language. For HTML an earlier judge is, learned from the pages with gold text alone (self-training: Yarowsky 1995).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.data import rows
from benchmarks.renders import snippet_pages
from boilerkit.api import clean
from boilerkit.content.judge import read_judge
from boilerkit.page import Page
from boilerkit.parse.source import read_page
from boilerkit.pipeline import Pipeline
from boilerkit.removal import Removal
from training.examples import Examples, read_examples
from training.pages import FOLDS, GoldPage

ALL = -1
"""In place of a fold: what is learned from all of them."""

Taught = Mapping[int, Sequence[Examples]]
"""By fold the same pages in the same order, labelled by the teacher that has not seen the domains of the fold."""

_COUNTS_FOR = 0.2
"""What a page weighs beside one with gold text: at a half F1 on WCXB falls, and more so at 1."""


class Marked(NamedTuple):
    """A page with the snippets that people want of it, or do not want."""

    page: GoldPage
    wanted: Sequence[str]
    unwanted: Sequence[str]


def taught_pages() -> Iterator[GoldPage]:
    """Trafilatura's evaluation pages, in fifteen languages, each with the text that is taken for its gold."""
    for marked in _marked_pages():
        gold = taught_text(marked)
        if gold:
            yield replace(marked.page, gold=gold)


def taught_text(marked: Marked) -> str:
    """The blocks of a page that stay, with a line break between them."""
    page = read_page(marked.page.markup, format="html").page
    return "\n".join(block.text for block, stays in zip(page.blocks, taught_blocks(marked), strict=True) if stays)


def taught_blocks(marked: Marked, judge: Path | None = None) -> Sequence[bool]:
    """Of each block whether it stays: the judge keeps it or a wanted snippet stands in it, and no unwanted one.

    Args:
        marked: the page.
        judge: folder of the teacher's weights; the judge that is shipped without.
    """
    page = read_page(marked.page.markup, format="html").page
    kept = _kept(page, clean(marked.page.markup, format="html", pipeline=_teacher(judge)).removals)
    texts = [_spaced(block.text) for block in page.blocks]
    return [
        any(_spaced(snippet) in text for snippet in marked.wanted)
        or (stays and not any(_spaced(snippet) in text for snippet in marked.unwanted))
        for text, stays in zip(texts, kept, strict=True)
    ]


def taught_examples(judges: Path) -> Taught:
    """The pages of which every teacher keeps something, as each has labelled them.

    Args:
        judges: folder of the teachers, `<fold>` and `all`.
    """
    marked = list(_marked_pages())
    labels = {}
    for fold in (*range(FOLDS), ALL):
        teacher = judges / ("all" if fold == ALL else str(fold))
        with ProcessPoolExecutor(2) as pool:
            found = pool.map(partial(taught_blocks, judge=teacher), marked, chunksize=16)
            labels[fold] = {each.page.id: blocks for each, blocks in zip(marked, found, strict=True)}
    chosen = [each.page for each in marked if all(any(of_pages[each.page.id]) for of_pages in labels.values())]
    examples = read_examples(chosen)
    return {fold: [_labelled(page, of_pages[page.page.id]) for page in examples] for fold, of_pages in labels.items()}


def _labelled(examples: Examples, stays: Sequence[bool]) -> Examples:
    gold = " ".join(word for words, kept in zip(examples.words, stays, strict=True) if kept for word in words)
    coverage = np.array(stays, dtype=np.float64)
    return replace(examples, page=replace(examples.page, gold=gold), coverage=coverage, counts_for=_COUNTS_FOR)


def _marked_pages() -> Iterator[Marked]:
    snippets = {row["id"]: (row["with"], row["without"]) for row in rows("trafilatura-eval/gold.jsonl")}
    return (Marked(page, *snippets[page.id]) for page in snippet_pages())


@cache
def _teacher(judge: Path | None) -> Pipeline:
    return Pipeline.default().with_judges(read_judge(judge)) if judge else Pipeline.default()


def _kept(page: Page, removals: Sequence[Removal]) -> list[bool]:
    """Of each block whether less than half of it goes."""
    stays = np.ones(len(page.source), dtype=np.bool_)
    for removal in removals:
        stays[removal.start : removal.end] = False
    return [
        bool(2 * stays[start:end].sum() > end - start)
        for start, end in zip(page.blocks.starts, page.blocks.ends, strict=True)
    ]


def _spaced(text: str) -> str:
    return " ".join(text.split())
