"""Trains the judge of HTML pages: lexicon and trees, for each fold without its pages, and at last on all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from boilerkit.content.columns import Floats
from boilerkit.content.judge import Judge, write_judge
from boilerkit.content.trees import Trees
from training.examples import Examples, examples_of
from training.fit_lexicon import fit_lexicon, lexicon_columns
from training.fit_trees import fit_trees
from training.pages import FOLDS, GoldPage

_WORDLESS = 8
"""One page in so many is learned from without its words, for the pages to come are in all languages, those to learn
from in English."""


def read_examples(pages: Iterable[GoldPage], processes: int = 2) -> list[Examples]:
    """The examples of all pages that have text, in order."""
    with ProcessPoolExecutor(processes) as pool:
        return [examples for examples in pool.map(examples_of, pages, chunksize=16) if examples is not None]


def train(examples: Sequence[Examples], folder: Path, tell: Callable[[str], None], *, folds: bool = True) -> Judge:
    """Train the judge on all pages, and for the cross-validation one a fold, written to `folder/<fold>`.

    The trees learn from sums of a lexicon that has not seen the page's domain, for that is how they will meet pages.
    """
    lexicons = {}
    for fold in range(FOLDS):
        lexicons[fold] = fit_lexicon([page for page in examples if page.page.fold != fold])
        tell(f"lexicon without fold {fold}: {sum(map(len, lexicons[fold].weights)):,} tokens")
    columns = [
        lexicon_columns(lexicons[page.page.fold], page, with_words=bool(index % _WORDLESS))
        for index, page in enumerate(examples)
    ]
    names = (*examples[0].names, *columns[0])
    learned = [column.matrix(column, len(page.words)) for page, column in zip(examples, columns, strict=True)]
    if folds:
        for fold in range(FOLDS):
            rest = [index for index, page in enumerate(examples) if page.page.fold != fold]
            judge = Judge(lexicons[fold], _fit(examples, learned, names, rest))
            write_judge(judge, folder / str(fold))
            tell(f"trees without fold {fold}")
    return Judge(fit_lexicon(examples), _fit(examples, learned, names, range(len(examples))))


def _fit(
    examples: Sequence[Examples], learned: Sequence[Floats], names: tuple[str, ...], chosen: Sequence[int]
) -> Trees:
    features = np.concatenate([np.hstack([examples[index].features, learned[index]]) for index in chosen])
    target = np.concatenate([examples[index].target for index in chosen])
    weights = np.concatenate([examples[index].weights for index in chosen])
    return fit_trees(names, features, target, weights)
