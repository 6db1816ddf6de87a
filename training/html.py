"""Trains the judge of HTML pages: lexicon and trees, for each fold without its domains, and at last on all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from boilerkit.content.columns import Floats
from boilerkit.content.judge import Judge, write_judge
from boilerkit.content.lexicon import Lexicon
from boilerkit.content.trees import Trees
from training.examples import Examples
from training.fit_lexicon import fit_lexicon, lexicon_columns
from training.fit_trees import fit_trees
from training.pages import FOLDS
from training.taught import ALL, Taught

_WORDLESS = 8
"""One page in so many is learned from once more without its words, for the pages to come are in all languages, those
to learn from in English."""

Tell = Callable[[str], None]


def train(examples: Sequence[Examples], folder: Path, tell: Tell, taught: Taught | None = None) -> Judge:
    """Train the judge on all pages, and for the cross-validation one a fold, written to `folder/<fold>`.

    The trees learn from sums of a lexicon that has not seen the page's domain, for that is how they will meet pages.

    Args:
        examples: pages with gold text.
        folder: where the judges of the folds go.
        tell: is told how far it is.
        taught: pages that an earlier judge has labelled.
    """
    by_teacher = taught or dict.fromkeys((*range(FOLDS), ALL), ())
    lexicons = {}
    for fold in range(FOLDS):
        pages = (*examples, *by_teacher[fold])
        lexicons[fold] = fit_lexicon([page for page in pages if page.page.fold != fold])
        tell(f"lexicon without fold {fold}: {sum(map(len, lexicons[fold].weights)):,} tokens")
    rows, taught_rows = list(_rows(examples, lexicons)), list(_rows(by_teacher[ALL], lexicons))
    for fold in range(FOLDS):
        learned = [*rows, *_labelled(taught_rows, by_teacher[fold])]
        judge = Judge(lexicons[fold], _fit([row for row in learned if row.page.page.fold != fold]))
        write_judge(judge, folder / str(fold))
        tell(f"trees without fold {fold}")
    return Judge(fit_lexicon([*examples, *by_teacher[ALL]]), _fit([*rows, *taught_rows]))


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


def _labelled(rows: Sequence[_Rows], pages: Sequence[Examples]) -> Iterator[_Rows]:
    """The rows with the labels that another teacher has given to their pages."""
    of_page = {page.page.id: page for page in pages}
    return (row._replace(page=of_page[row.page.page.id]) for row in rows)


def _fit(rows: Sequence[_Rows]) -> Trees:
    features = np.concatenate([row.features for row in rows])
    target = np.concatenate([row.page.target for row in rows])
    weights = np.concatenate([row.page.weights for row in rows])
    return fit_trees(rows[0].names, features, target, weights)
