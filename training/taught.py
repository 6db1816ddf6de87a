"""Pages that have no gold text: what the judge of HTML keeps of them, mended by the snippets that people marked.

Pseudo-labels (Lee 2013). For raw text markup is the teacher: it says more of a page than its text does, in any
language. For HTML an earlier judge is, learned from the pages with gold text alone (self-training: Yarowsky 1995).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.data import rows
from benchmarks.renders import snippet_pages
from boilerkit.blocks import Block
from boilerkit.page import Page
from boilerkit.parse.source import read_page
from boilerkit.pipeline import Pipeline
from boilerkit.removal import Removal
from training.examples import Examples, read_examples
from training.judges import with_html_judge
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


def taught_pages(teacher: Pipeline) -> Iterator[GoldPage]:
    """Trafilatura's evaluation pages, in fifteen languages, each with the text that is taken for its gold.

    Args:
        teacher: the pipeline whose judge of HTML says what stays.
    """
    for marked in _marked_pages():
        gold = taught_text(marked, teacher)
        if gold:
            yield replace(marked.page, gold=gold)


def taught_text(marked: Marked, teacher: Pipeline) -> str:
    """The blocks of a page that stay, with a line break between them."""
    return "\n".join(block.text for block, stays in _taught(marked, teacher) if stays)


def _taught(marked: Marked, teacher: Pipeline) -> Iterator[tuple[Block, bool]]:
    """The blocks, and whether each stays: the judge keeps it or a wanted snippet is in it, and no unwanted one."""
    page = read_page(marked.page.markup, format="html").page
    wanted, unwanted = ([_spaced(snippet) for snippet in snippets] for snippets in marked[1:])
    for block, stays in zip(page.blocks, _kept(page, teacher.run(page, "balanced").removals), strict=True):
        text = _spaced(block.text)
        yield (
            block,
            any(snippet in text for snippet in wanted) or (stays and not any(snippet in text for snippet in unwanted)),
        )


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
            found = pool.map(partial(_labels, teacher), marked, chunksize=16)
            labels[fold] = {each.page.id: blocks for each, blocks in zip(marked, found, strict=True)}
    chosen = [each.page for each in marked if all(any(of_pages[each.page.id]) for of_pages in labels.values())]
    examples = read_examples(chosen)
    return {fold: [_labelled(page, of_pages[page.page.id]) for page in examples] for fold, of_pages in labels.items()}


def _labels(teacher: Path, marked: Marked) -> Sequence[bool]:
    return [stays for _, stays in _taught(marked, with_html_judge(teacher))]


def _labelled(examples: Examples, stays: Sequence[bool]) -> Examples:
    gold = " ".join(word for words, kept in zip(examples.words, stays, strict=True) if kept for word in words)
    coverage = np.array(stays, dtype=np.float64)
    return replace(examples, page=replace(examples.page, gold=gold), coverage=coverage, counts_for=_COUNTS_FOR)


def _marked_pages() -> Iterator[Marked]:
    snippets = {row["id"]: (row["with"], row["without"]) for row in rows("trafilatura-eval/gold.jsonl")}
    return (Marked(page, *snippets[page.id]) for page in snippet_pages())


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
