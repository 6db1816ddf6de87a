"""Line judge: weighs every line of raw text and decides page by page how much to remove."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from boilerkit.content.columns import Doubles
from boilerkit.content.cut import cut_confidence
from boilerkit.content.explain import line_parts
from boilerkit.content.headlines import LinesAbove, headlines, lines_above
from boilerkit.content.lexicon import Lexicon, lexicon_lines, read_lexicon, write_lexicon
from boilerkit.content.lexicon_features import TOTAL
from boilerkit.content.line_features import LineFeatures, line_features
from boilerkit.content.line_guards import follow_above, keep_lists, keep_running_text, keep_tables
from boilerkit.content.line_tokens import LineTokens
from boilerkit.content.lines import LineMeasures
from boilerkit.content.score_features import score_features
from boilerkit.content.trees import Trees, read_trees, write_trees
from boilerkit.content.verdict import JudgeVerdict
from boilerkit.finding import STRONG, Finding
from boilerkit.page import Page
from boilerkit.settle import Favor

FIRST = "first"
"""The column with the score of the first trees, in log-odds."""

LENIENCY: Mapping[Favor, float] = MappingProxyType({"recall": 8.0, "balanced": 1.25, "precision": 0.6})
"""How much of the doubtful lines each way to clean keeps, as `keep_by_expected_f1` takes it."""

LEAST_GAIN = 0.02
"""Expected F1 to be gained for lines to go by default that no rule suspects: what is clean already is left alone."""

_SUSPECTED = 3.0
"""What a rule's strong hint says against a line beyond what the trees make of it, in log-odds, where all that is likely
main content is running text. Rules are written with articles in mind: of a list of products they say less."""

_DOUBTFUL = 0.5
"""Chance below which a line that a rule suspects goes, whatever there is to gain."""

_LEXICON, _FIRST, _SECOND, _HEADLINE = "text-lexicon.tsv.gz", "text-first.npz", "text-second.npz", "text-headline.npz"


@dataclass(frozen=True)
class LineJudge:
    """The learned model: a lexicon, trees that take its sums, and trees that take the first ones' scores of neighbours.

    The second look is what stacking is called where the stack is over a sequence (Cohen and Carvalho 2005).

    Attributes:
        lexicon, first, second: these three.
        headline: trees that tell headlines; without them no line stays for being one.
    """

    lexicon: Lexicon
    first: Trees
    second: Trees
    headline: Trees | None = None

    @cached_property
    def digest(self) -> str:
        """Hash of the weights."""
        digest = hashlib.sha256("".join(lexicon_lines(self.lexicon)).encode("utf-8"))
        for trees in filter(None, (self.first, self.second, self.headline)):
            for array in (trees.features, trees.thresholds, trees.leaves):
                digest.update(array.tobytes())
        return digest.hexdigest()[:12]

    @cached_property
    def _asking(self) -> tuple[Trees, Trees]:
        """The trees for matrices of those features alone that they ask for; the second's begins with the first's."""
        names = self.first.asked
        more = tuple(name for name in self.second.asked if name not in names)
        return self.first.asking(names), self.second.asking((*names, *more))

    @cached_property
    def _headline(self) -> Trees | None:
        """The trees for matrices of those features alone that they ask for."""
        return self.headline and self.headline.asking(self.headline.asked)

    def chances(self, measures: LineMeasures, features: LineFeatures) -> Doubles:
        """Of each line the probability that it is main content; `features` gets the columns that come on the way."""
        first, second = self._asking
        columns, values = features.columns, np.empty((len(second.names), len(measures.page)), dtype=np.float32)
        told = self.lexicon.columns(LineTokens(measures, features.headings))
        columns |= told
        columns |= score_features(TOTAL, np.asarray(told[TOTAL], dtype=np.float64), measures.words, features.headings)
        common = len(first.names)
        columns.fill(values[:common], first.names)
        scores = first.scores(values[:common].T)
        columns[FIRST] = scores
        columns |= score_features(FIRST, scores, measures.words, features.headings)
        columns.fill(values[common:], second.names[common:])
        return second.probabilities(values.T)

    def look(self, page: Page) -> Iterator[Finding]:
        """What the judge finds on a page of text, rules' hints on it."""
        verdict = self.decide(page)
        return verdict.told(page) if verdict else iter(())

    def decide(self, page: Page) -> JudgeVerdict | None:
        """Which lines go; None of a page without any."""
        if not page.blocks:
            return None
        weighed = self._weigh(page)
        heads = self._headlines(page, weighed)
        weighed.confidence[heads] = 0
        follow_above(page, weighed.confidence)
        headline = page.blocks[heads[0]].span if heads else None
        return JudgeVerdict(page, weighed.confidence.tolist(), line_parts, headline)

    def _headlines(self, page: Page, weighed: _Weighed) -> list[int]:
        """Indexes of the lines that stay for being like a headline, the most likely first.

        Gold texts have it or not, so the trees that weigh lines do not know it.
        """
        if not weighed.texts_stay:
            return [page.position(page.headline)] if page.headline else []
        return headlines(self._headline, weighed.above) if self._headline and weighed.above else []

    def above_text(self, page: Page) -> LinesAbove | None:
        """The lines above the running text that the judge keeps on a page of text, rules' hints on it."""
        return self._weigh(page).above if page.blocks else None

    def _weigh(self, page: Page) -> _Weighed:
        measures = LineMeasures(page)
        features = line_features(measures)
        suspected = np.asarray(features.columns["hint"]) >= STRONG
        texts = _running_text(page)
        chances = _suspicious(self.chances(measures, features), measures.words, texts, suspected)
        confidence = cut_confidence(chances, measures.words, LENIENCY, 0.0, LEAST_GAIN)
        lone = suspected & (chances < _DOUBTFUL)
        confidence[lone] = np.maximum(confidence[lone], STRONG)
        keep_running_text(texts & ~suspected, measures.words, confidence)
        gaps = np.asarray(features.columns["gap_above"], dtype=np.float64)
        keep_tables(page, gaps, measures.words, confidence)
        keep_lists(page, gaps, measures.words, confidence)
        stay = texts & (confidence == 0)
        return _Weighed(confidence, bool(stay.any()), lines_above(measures, features.columns, chances, stay))


class _Weighed(NamedTuple):
    """What the judge makes of the lines before it looks for the headline.

    Attributes:
        confidence: how sure the cut of each line is; 0 where it stays.
        texts_stay: whether some running text stays.
        above: the lines above it.
    """

    confidence: Doubles
    texts_stay: bool
    above: LinesAbove | None


def _running_text(page: Page) -> NDArray[np.bool_]:
    """Of each line whether it is a paragraph of running text."""
    texts = np.zeros(len(page), dtype=np.bool_)
    texts[[index for index in page.blocks.prose(range(len(page))) if page.is_running_text(index)]] = True
    return texts


def _suspicious(chances: Doubles, words: Doubles, texts: NDArray[np.bool_], suspected: NDArray[np.bool_]) -> Doubles:
    """The chances, those of the lines that rules suspect lowered as far as the main content is running text."""
    likely = words * chances
    odds = chances * np.exp(-_SUSPECTED * suspected * likely[texts].sum() / max(likely.sum(), 1e-9))
    return np.asarray(odds / (odds + 1 - chances), dtype=np.float64)


def read_line_judge(folder: Traversable) -> LineJudge:
    """The line judge whose weights stand in a folder."""
    headline = folder / _HEADLINE
    return LineJudge(
        read_lexicon(folder / _LEXICON),
        read_trees(folder / _FIRST),
        read_trees(folder / _SECOND),
        read_trees(headline) if headline.is_file() else None,
    )


def write_line_judge(judge: LineJudge, folder: Path) -> None:
    """Write a line judge's weights, so that equal ones give equal bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    write_lexicon(judge.lexicon, folder / _LEXICON)
    write_trees(judge.first, folder / _FIRST)
    write_trees(judge.second, folder / _SECOND)
    if judge.headline is not None:
        write_trees(judge.headline, folder / _HEADLINE)


@cache
def shipped_line_judge() -> LineJudge:
    """The line judge that comes with boilerkit."""
    return read_line_judge(resources.files("boilerkit.content").joinpath("weights"))
