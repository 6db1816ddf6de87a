"""Fits the lexicon: a logistic regression on the tokens of the blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from boilerkit.content.lexicon import Lexicon, from_columns
from boilerkit.content.tokens import GROUPS, Token
from training.examples import Examples

_LEAST_DOMAINS = 3
"""Domains a token must be seen on to be learned."""

_STRENGTH, _EPOCHS, _HEAVIEST = 3e-6, 6, 20.0


def fit_lexicon(examples: Sequence[Examples]) -> Lexicon:
    """The lexicon of some pages: averaged stochastic gradient descent, seeded."""
    vocabulary = _vocabulary(examples)
    target = np.concatenate([page.target for page in examples])
    weights = np.concatenate([page.weights for page in examples])
    model = SGDClassifier(
        loss="log_loss",
        alpha=_STRENGTH,
        max_iter=_EPOCHS,
        tol=None,
        average=True,
        random_state=0,
        learning_rate="invscaling",
        eta0=0.5,
        power_t=0.25,
    )
    model.fit(_matrix(examples, vocabulary), target >= 0.5, sample_weight=np.minimum(weights / weights.mean(), _HEAVIEST))
    return from_columns(list(vocabulary), model.coef_[0], float(model.intercept_[0]))


def lexicon_features(lexicon: Lexicon, page: Examples) -> NDArray[np.float32]:
    """Blocks × groups and their sum: what `Lexicon.columns` makes of a page, from tokens kept for training."""
    sums = np.zeros((len(page.tokens), len(GROUPS) + 1), dtype=np.float32)
    for block, tokens in enumerate(page.tokens):
        for token in tokens:
            sums[block, token[0]] += lexicon.weight(token)
    sums[:, -1] = sums[:, :-1].sum(axis=1) + lexicon.bias
    return sums


def _vocabulary(examples: Sequence[Examples]) -> Mapping[Token, int]:
    """The tokens seen on enough domains, each with its column."""
    seen: dict[str, set[Token]] = {}
    for page in examples:
        seen.setdefault(page.page.domain, set()).update(*page.tokens)
    counts = Counter(token for tokens in seen.values() for token in tokens)
    tokens = sorted(token for token, count in counts.items() if count >= _LEAST_DOMAINS)
    return {token: column for column, token in enumerate(tokens)}


def _matrix(examples: Sequence[Examples], vocabulary: Mapping[Token, int]) -> csr_matrix:
    columns, ends = [], [0]
    for page in examples:
        for tokens in page.tokens:
            columns += sorted(vocabulary[token] for token in tokens if token in vocabulary)
            ends.append(len(columns))
    ones = np.ones(len(columns), dtype=np.float32)
    return csr_matrix((ones, columns, ends), shape=(len(ends) - 1, len(vocabulary)))
