"""Fits the lexicon: a logistic regression on the tokens of the blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from boilerkit.content.columns import Columns, Doubles
from boilerkit.content.lexicon import Lexicon, from_columns
from boilerkit.content.lexicon_features import TOTAL, lexicon_features
from boilerkit.content.tokens import GROUPS, HEADING, PHRASE, WORD, Token
from training.examples import Examples

_LEAST_DOMAINS = 3
"""Domains a token must be seen on to be learned."""

_OF_LANGUAGE = frozenset((WORD, PHRASE, HEADING))
"""Groups of tokens that are words of a language."""

_STRENGTH, _EPOCHS, _HEAVIEST = 3e-6, 6, 20.0


class Tokened(Protocol):
    """A page as the lexicon learns from it: the tokens of each block, what it is to say of them, and their weights."""

    @property
    def domain(self) -> str: ...  # noqa: D102

    @property
    def tokens(self) -> Sequence[frozenset[Token]]: ...  # noqa: D102

    @property
    def target(self) -> Doubles: ...  # noqa: D102

    @property
    def weights(self) -> Doubles: ...  # noqa: D102


def fit_lexicon(examples: Sequence[Tokened]) -> Lexicon:
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
    model.fit(
        _matrix(examples, vocabulary), target >= 0.5, sample_weight=np.minimum(weights / weights.mean(), _HEAVIEST)
    )
    return from_columns(list(vocabulary), model.coef_[0], float(model.intercept_[0]))


def lexicon_columns(lexicon: Lexicon, page: Examples, *, with_words: bool = True) -> Columns:
    """The features that come of the lexicon, as `Judge.features` has them, from tokens kept for training.

    Args:
        lexicon: one that has not seen the page's domain.
        page: the page.
        with_words: False to make as if the lexicon knew none of the page's words, as on one in another language.
    """
    sums = np.zeros((len(GROUPS), len(page.tokens)), dtype=np.float32)
    for block, tokens in enumerate(page.tokens):
        for token in tokens:
            if with_words or token[0] not in _OF_LANGUAGE:
                sums[token[0], block] += lexicon.weight(token)
    columns = lexicon.as_columns(sums)
    columns.update(lexicon_features(np.asarray(columns[TOTAL], dtype=np.float64), page.surroundings))
    return columns


def _vocabulary(examples: Sequence[Tokened]) -> Mapping[Token, int]:
    """The tokens seen on enough domains, each with its column."""
    seen: dict[str, set[Token]] = {}
    for page in examples:
        seen.setdefault(page.domain, set()).update(*page.tokens)
    counts = Counter(token for tokens in seen.values() for token in tokens)
    tokens = sorted(token for token, count in counts.items() if count >= _LEAST_DOMAINS)
    return {token: column for column, token in enumerate(tokens)}


def _matrix(examples: Sequence[Tokened], vocabulary: Mapping[Token, int]) -> csr_matrix:
    columns, ends = [], [0]
    for page in examples:
        for tokens in page.tokens:
            columns += sorted(vocabulary[token] for token in tokens if token in vocabulary)
            ends.append(len(columns))
    ones = np.ones(len(columns), dtype=np.float32)
    return csr_matrix((ones, columns, ends), shape=(len(ends) - 1, len(vocabulary)))
