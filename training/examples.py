"""Examples: the blocks of a page with their features, tokens and how much of each is in the gold text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from boilerkit.content.columns import Doubles, Floats
from boilerkit.content.features import html_features
from boilerkit.content.lexicon_features import Surroundings
from boilerkit.content.measures import Measures
from boilerkit.content.tokens import Token, Tokens
from boilerkit.parse.source import read_page
from training.align import coverage
from training.pages import GoldPage

_WORD = re.compile(r"\w+")
_CERTAIN_PART, _CERTAIN_REST = 0.75, 0.3
"""Coverage from which a block counts as main content whole, and below which as boilerplate whole."""

_SMALLEST_GOLD = 40
"""Words of gold below which a page's blocks do not weigh more, for its gold may be no more than a guess."""

_HEAVIEST_PAGE = 4.0
"""Weight beyond which a page does not go, however much boilerplate there is to its gold."""


@dataclass(frozen=True)
class Examples:
    """The blocks of one page.

    Attributes:
        page: where they are from; its markup is not kept.
        names: names of the features.
        features: blocks × features, those of the lexicon not among them.
        tokens: of each block, as the lexicon takes them.
        words: the words of each block, as the measure counts them.
        coverage: of each block the share of its words that is in the gold text.
        surroundings: which blocks stand together.
        counts_for: what the page weighs beside one with gold text.
    """

    page: GoldPage
    names: tuple[str, ...]
    features: Floats
    tokens: Sequence[frozenset[Token]]
    words: Sequence[Sequence[str]]
    coverage: Doubles
    surroundings: Surroundings
    counts_for: float = 1.0

    @property
    def domain(self) -> str:
        """Registrable domain of the page."""
        return self.page.domain

    @property
    def target(self) -> Doubles:
        """What the model is to say of each block: coverage, where it is clear rounded."""
        return rounded_coverage(self.coverage)

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Words of each block."""
        return np.array([len(words) for words in self.words], dtype=np.int64)

    @property
    def weights(self) -> Doubles:
        """What a mistake about each block costs: its share of the gold's words, for F1 is counted page by page."""
        gold = max(len(words_of(self.page.gold)), _SMALLEST_GOLD)
        weights = (self.sizes + 0.5) / gold
        heavy = min(1.0, _HEAVIEST_PAGE / max(weights.sum(), 1e-9))
        return np.asarray(weights * heavy * self.counts_for, dtype=np.float64)


def read_examples(pages: Iterable[GoldPage], processes: int = 2) -> list[Examples]:
    """The examples of all pages that have text, in order."""
    with ProcessPoolExecutor(processes) as pool:
        return [examples for examples in pool.map(examples_of, pages, chunksize=16) if examples is not None]


def examples_of(gold: GoldPage) -> Examples | None:
    """The examples of a page; None when it has no text."""
    page = read_page(gold.markup, format="html").page
    if not page.blocks or page.dom is None:
        return None
    measures = Measures(page)
    features = html_features(measures, page.dom)
    words = [words_of(block.text) for block in page.blocks]
    names = tuple(features.columns)
    return Examples(
        page=GoldPage(gold.id, gold.url, gold.domain, gold.kind, b"", gold.gold),
        names=names,
        features=features.columns.matrix(names, len(page)),
        tokens=[frozenset(tokens) for tokens in Tokens(features.tree, features.headings).of_blocks()],
        words=words,
        coverage=np.array(coverage(words, words_of(gold.gold))),
        surroundings=features.tree.surroundings,
    )


def rounded_coverage(covered: Doubles) -> Doubles:
    """Shares of blocks that are in the gold text, where they are clear rounded to 0 or 1."""
    return np.where(covered >= _CERTAIN_PART, 1.0, np.where(covered <= _CERTAIN_REST, 0.0, covered))


def words_of(text: str) -> list[str]:
    """The words of a text as WCXB counts them."""
    return _WORD.findall(text.lower())
