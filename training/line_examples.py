"""Examples of raw text: the lines of one rendering of a page, with their features and how much of each is gold text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from boilerkit.content.columns import Columns, Doubles, Floats, Ints
from boilerkit.content.lexicon import Lexicon
from boilerkit.content.lexicon_features import TOTAL
from boilerkit.content.line_features import LineFeatures, line_features
from boilerkit.content.line_tokens import LineTokens
from boilerkit.content.lines import LineMeasures
from boilerkit.content.score_features import score_features
from boilerkit.content.tokens import Token
from boilerkit.page import Page
from boilerkit.parse.source import read_page
from boilerkit.pipeline import Pipeline
from training.align import coverage
from training.examples import rounded_coverage, words_of


class Rendering(NamedTuple):
    """A page flattened in one way.

    Attributes:
        id, domain, kind: of the page.
        way: name of the renderer.
        text: what it gave.
        gold: the page's main content.
    """

    id: str
    domain: str
    kind: str
    way: str
    text: str
    gold: str


@dataclass(frozen=True)
class LineExamples:
    """The lines of one rendering that the rules leave.

    Attributes:
        rendering: where they are from, without its texts.
        names: names of the features, those of the lexicon among them.
        features: lines × features.
        words: size of each line, as `Measures.words` has it.
        headings: of each line the index of the heading above it; -1 without one.
        coverage: of each line the share of its words that is in the gold text.
        weights: what a mistake about each line costs.
    """

    rendering: Rendering
    names: tuple[str, ...]
    features: Floats
    words: Doubles
    headings: Ints
    coverage: Doubles
    weights: Doubles

    @property
    def target(self) -> Doubles:
        """What the model is to say of each line: coverage, where it is clear rounded."""
        return rounded_coverage(self.coverage)


@cache
def _rules() -> Pipeline:
    return Pipeline.default().without_judges()


def left_by_rules(text: str) -> Page:
    """The page without the lines that rules are certain of, with what they suspect: as the judge first looks at it."""
    return _rules().weighed(read_page(text, format="text").page)


def measured(text: str) -> tuple[LineMeasures, LineFeatures] | None:
    """The lines that rules are not certain of, with their features; None when nothing is left of the text."""
    page = left_by_rules(text)
    if not page.blocks:
        return None
    measures = LineMeasures(page)
    return measures, line_features(measures)


class LineWords(NamedTuple):
    """The lines of a rendering as the lexicon takes them.

    Attributes:
        domain: of the page.
        tokens: of each line.
        target: of each line, 0 to 1.
        weights: of each line.
    """

    domain: str
    tokens: Sequence[frozenset[Token]]
    target: Doubles
    weights: Doubles


def line_words_of(rendering: Rendering) -> LineWords | None:
    """The lines' tokens, to fit the lexicon to."""
    found = measured(rendering.text)
    if found is None:
        return None
    measures, features = found
    covered, weights = _labels(measures, rendering.gold)
    tokens = [frozenset(tokens) for tokens in LineTokens(measures, features.headings).of_blocks()]
    return LineWords(rendering.domain, tokens, rounded_coverage(covered), weights)


def line_examples_of(rendering: Rendering, lexicon: Lexicon, *, with_words: bool = True) -> LineExamples | None:
    """The examples of a rendering, as a lexicon that has not seen the page's domain sees them; None without lines."""
    found = measured(rendering.text)
    if found is None:
        return None
    measures, features = found
    told: Columns = (lexicon if with_words else Lexicon(tuple({} for _ in lexicon.weights), lexicon.bias)).columns(
        LineTokens(measures, features.headings)
    )
    columns = Columns(features.columns | told)
    columns |= score_features(TOTAL, np.asarray(told[TOTAL], dtype=np.float64), measures.words, features.headings)
    names = tuple(columns)
    covered, weights = _labels(measures, rendering.gold)
    return LineExamples(
        rendering._replace(text="", gold=""),
        names,
        columns.matrix(names, len(measures.page)),
        measures.words,
        features.headings,
        covered,
        weights,
    )


def _labels(measures: LineMeasures, gold: str) -> tuple[Doubles, Doubles]:
    """Coverage of each line, and what a mistake about it costs: its share of the text.

    The chances must be true whatever is around a line, for how much to keep is decided page by page from their sum.
    """
    words = [words_of(block.text) for block in measures.page.blocks]
    sizes = np.array([len(line) for line in words]) + 0.5
    return np.array(coverage(words, words_of(gold))), sizes / sizes.sum()
