"""Trains what tells the kind of a removed block: two multinomial logistic regressions, one over the other."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from boilerkit.content.columns import Doubles, Floats, Ints
from boilerkit.content.kind_model import KindModel, file_of, rounded, seen_around, softmax, write_kind_model
from boilerkit.finding import CATEGORIES
from training.kind_examples import KindExamples, kind_examples
from training.pages import FOLDS

_LEAST_PAGES = 6
"""Pages a token must be seen on to be learned."""

_STRENGTH, _ROUNDS, _LEAST = 1e-4, 60, 0.05
"""Of the first look: ridge penalty, rounds of L-BFGS, and the weight below which none is kept."""

_SECOND_STRENGTH, _SECOND_ROUNDS = 1e-3, 150
_PARTS = 4
"""Parts of the pages whose first look the second learns from, each by a model of the others."""

Tell = Callable[[str], None]


class _Looked(NamedTuple):
    """Labelled blocks: what is known of each, its category and what a mistake about it costs."""

    known: Any
    target: Ints
    weights: Doubles


def train(folds: Path, weights: Path, tell: Tell) -> None:
    """Fit the models for HTML and for raw text: those of the folds into `folds`, those of all pages into `weights`."""
    for is_html in (True, False):
        examples = kind_examples(is_html)
        lines = sum(map(len, chain.from_iterable(page.labels for page in examples)))
        tell(f"{'HTML' if is_html else 'text'}: {len(examples):,} pages, {lines:,} labelled blocks")
        for fold in range(FOLDS):
            model = fit([page for page in examples if page.fold != fold])
            write_kind_model(model, folds / str(fold) / file_of(is_html))
            tell(f"without fold {fold}")
        write_kind_model(fit(examples), weights / file_of(is_html))


def fit(pages: Sequence[KindExamples]) -> KindModel:
    """The model of some pages. The second look learns from what the first says of pages that it has not seen."""
    tokens = _vocabulary(pages)
    part = [zlib.crc32(page.domain.encode()) % _PARTS for page in pages]
    chances: dict[int, Floats] = {}
    for number in range(_PARTS):
        first = _first([page for page, own in zip(pages, part, strict=True) if own != number], tokens)
        unseen = rounded(tokens, first, np.zeros((1, 1), dtype=np.float32), _LEAST)
        for index, own in enumerate(part):
            if own == number and pages[index].places:
                chances[index] = unseen.first_look(unseen.known(pages[index].tokens))
    around = [seen_around(chances[index], np.asarray(pages[index].places)) for index in chances]
    again = _looked([pages[index] for index in chances], np.vstack(around))
    second = _regression(again, _SECOND_STRENGTH, _SECOND_ROUNDS)
    return rounded(tokens, _first(pages, tokens), second, _LEAST)


def _vocabulary(pages: Sequence[KindExamples]) -> list[str]:
    """The tokens of enough pages, in alphabetical order."""
    seen = Counter(chain.from_iterable(set().union(*page.tokens) for page in pages))
    return sorted(token for token, times in seen.items() if times >= _LEAST_PAGES)


def _first(pages: Sequence[KindExamples], tokens: Sequence[str]) -> Floats:
    rows = {token: row for row, token in enumerate(tokens)}
    known = [[rows[token] for token in own if token in rows] for page in pages for own in page.tokens]
    edges, columns = np.cumsum([0, *map(len, known)]), np.fromiter(chain.from_iterable(known), dtype=np.int32)
    ones = np.ones(len(columns), dtype=np.float32)
    return _regression(
        _looked(pages, csr_matrix((ones, columns, edges), shape=(len(known), len(tokens)))), _STRENGTH, _ROUNDS
    )


def _looked(pages: Sequence[KindExamples], known: Any) -> _Looked:
    """The labelled blocks; each weighs as the root of its size, and a page as the root of the sum of these."""
    labels = [own[0] if own else -1 for page in pages for own in page.labels]
    target = np.array(labels, dtype=np.int64)
    weights = []
    for page in pages:
        sizes = np.sqrt(page.sizes) * [len(own) > 0 for own in page.labels]
        weights.append(sizes / np.sqrt(max(sizes.sum(), 1.0)))
    labelled = target >= 0
    return _Looked(known[labelled], target[labelled], np.concatenate(weights)[labelled])


def _regression(looked: _Looked, strength: float, rounds: int) -> Floats:
    """Weights of a multinomial logistic regression, the last row what every block begins with; by L-BFGS."""
    known, target, weights = looked
    width, count = known.shape[1], len(CATEGORIES)
    share = (weights / weights.sum()).astype(np.float32)
    transposed, here = known.T.tocsr() if isinstance(known, csr_matrix) else known.T, np.arange(len(target))

    def loss(flat: Doubles) -> tuple[float, NDArray[np.float64]]:
        model = flat.reshape(width + 1, count).astype(np.float32)
        chances = softmax(known @ model[:width] + model[width])
        missed = -float(share @ np.log(np.maximum(chances[here, target], 1e-12)))
        chances[here, target] -= 1
        chances *= share[:, np.newaxis]
        slope = np.vstack([transposed @ chances + strength * model[:width], chances.sum(axis=0)])
        return missed + strength / 2 * float((model[:width] ** 2).sum()), slope.ravel().astype(np.float64)

    best = minimize(
        loss, np.zeros((width + 1) * count), jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 6}
    )
    return np.asarray(best.x.reshape(width + 1, count), dtype=np.float32)
