"""Trains the judge of HTML pages: lexicon and trees, for each fold without its pages, and at last on all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np

from boilerkit.content.columns import Floats
from boilerkit.content.judge import Judge, write_judge
from boilerkit.content.lexicon import Lexicon
from boilerkit.content.trees import Trees
from training.examples import Examples, examples_of
from training.fit_lexicon import fit_lexicon, lexicon_columns
from training.fit_trees import fit_trees
from training.pages import FOLDS, GoldPage

_WORDLESS = 8
"""One page in so many is learned from once more without its words, for the pages to come are in all languages, those
to learn from in English."""


def read_examples(pages: Iterable[GoldPage], processes: int = 2) -> list[Examples]:
    """The examples of all pages that have text, in order."""
    with ProcessPoolExecutor(processes) as pool:
        return [examples for examples in pool.map(examples_of, pages, chunksize=16) if examples is not None]


def train(examples: Sequence[Examples], folder: Path, tell: Callable[[str], None]) -> Judge:
    """Train the judge on all pages, and for the cross-validation one a fold, written to `folder/<fold>`.

    The trees learn from sums of a lexicon that has not seen the page's domain, for that is how they will meet pages.
    """
    lexicons = {}
    for fold in range(FOLDS):
        lexicons[fold] = fit_lexicon([page for page in examples if page.page.fold != fold])
        tell(f"lexicon without fold {fold}: {sum(map(len, lexicons[fold].weights)):,} tokens")
    rows = list(_rows(examples, lexicons))
    for fold in range(FOLDS):
        judge = Judge(lexicons[fold], _fit([row for row in rows if row.page.page.fold != fold]))
        write_judge(judge, folder / str(fold))
        tell(f"trees without fold {fold}")
    return Judge(fit_lexicon(examples), _fit(rows))


class _Rows(NamedTuple):
    """The blocks of a page with all that the trees learn from.

    Attributes:
        page: the page.
        names: names of the features.
        features: blocks × features.
    """

    page: Examples
    names: tuple[str, ...]
    features: Floats


def _rows(examples: Sequence[Examples], lexicons: Mapping[int, Lexicon]) -> Iterator[_Rows]:
    """Every page as the lexicon without its domain sees it, and some once more without their words."""
    for index, page in enumerate(examples):
        for with_words in (True, False) if index % _WORDLESS == 0 else (True,):
            columns = lexicon_columns(lexicons[page.page.fold], page, with_words=with_words)
            learned = columns.matrix(columns, len(page.words))
            yield _Rows(page, (*page.names, *columns), np.hstack([page.features, learned]))


def _fit(rows: Sequence[_Rows]) -> Trees:
    features = np.concatenate([row.features for row in rows])
    target = np.concatenate([row.page.target for row in rows])
    weights = np.concatenate([row.page.weights for row in rows])
    return fit_trees(rows[0].names, features, target, weights)
