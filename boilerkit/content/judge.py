"""Judge: weighs every block of an HTML page and decides page by page how much to remove."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

import numpy as np

from boilerkit.content.alike import LEANING, leaning
from boilerkit.content.columns import Doubles, probability
from boilerkit.content.contributions import contributions
from boilerkit.content.cut import LEAST_EXPECTED, cut_confidence
from boilerkit.content.explain import parts
from boilerkit.content.features import Features, html_features
from boilerkit.content.guards import Guards
from boilerkit.content.lexicon import Lexicon, lexicon_lines, read_lexicon, write_lexicon
from boilerkit.content.lexicon_features import TOTAL, lexicon_features
from boilerkit.content.measures import Measures
from boilerkit.content.tokens import Tokens
from boilerkit.content.trees import Trees, read_trees, write_trees
from boilerkit.content.verdict import JudgeVerdict
from boilerkit.finding import Finding, Span
from boilerkit.page import Page
from boilerkit.parse.headline import headline_of
from boilerkit.settle import Favor

LENIENCY: Mapping[Favor, float] = MappingProxyType({"recall": 3.0, "balanced": 1.0, "precision": 0.5})
"""How much of the doubtful blocks each way to clean keeps, as `keep_by_expected_f1` takes it."""

_LEXICON, _TREES = "html-lexicon.tsv.gz", "html-trees.npz"


@dataclass(frozen=True)
class Weighed:
    """What made the judge decide on a block.

    Attributes:
        span: of the block.
        chance: probability that it is main content.
        contributions: features, their values, and what each adds to the score of the average block, in log-odds; last,
            where the score has come to with blocks alike, and how far these have moved it.
    """

    span: Span
    chance: float
    contributions: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True)
class Judge:
    """The learned model: a lexicon and trees that take its sums as features among others."""

    lexicon: Lexicon
    trees: Trees

    @cached_property
    def digest(self) -> str:
        """Hash of the weights."""
        digest = hashlib.sha256("".join(lexicon_lines(self.lexicon)).encode("utf-8"))
        for array in (self.trees.features, self.trees.thresholds, self.trees.leaves):
            digest.update(array.tobytes())
        return digest.hexdigest()[:12]

    def features(self, measures: Measures) -> Features:
        """All features of the blocks of an HTML page with at least one block."""
        assert measures.page.dom is not None
        features = html_features(measures, measures.page.dom)
        columns = self.lexicon.columns(Tokens(features.tree, features.headings))
        features.columns.update(columns)
        features.columns.update(
            lexicon_features(np.asarray(columns[TOTAL], dtype=np.float64), features.tree.surroundings)
        )
        return features

    def probabilities(self, features: Features, rows: int) -> Doubles:
        """Of each block, the probability that it is main content."""
        scores = self.trees.scores(features.columns.matrix(self.trees.names, rows))
        return probability(leaning(scores, features.tree.surroundings))

    def weigh(self, page: Page) -> Iterator[Weighed]:
        """Every block of an HTML page as parsed with what made the judge decide as it did; slow, for people."""
        if page.dom is None or not page.blocks:
            return
        features = self.features(Measures(page))
        rows = features.columns.matrix(self.trees.names, len(page))
        told = [contributions(self.trees, row) for row in rows]
        scores = np.array([average + sum(added.values()) for average, added in told])
        leant = leaning(scores, features.tree.surroundings)
        chances = probability(leant)
        for index, (block, row) in enumerate(zip(page.blocks, rows, strict=True)):
            values = dict(zip(self.trees.names, row.tolist(), strict=True))
            added = [(name, values[name], value) for name, value in told[index][1].items()]
            added.append((LEANING, float(leant[index]), float(leant[index] - scores[index])))
            yield Weighed(block.span, float(chances[index]), tuple(added))

    def look(self, page: Page) -> Iterator[Finding]:
        """What the judge finds on a page of HTML as parsed, with its phrases."""
        verdict = self.decide(page)
        return verdict.told(page) if verdict else iter(())

    def decide(self, page: Page) -> JudgeVerdict | None:
        """Which blocks go; None of a page that is no HTML as parsed."""
        if page.dom is None or not page.blocks or len(page.blocks) != len(page.dom.facts.elements):
            return None
        measures = Measures(page)
        features = self.features(measures)
        chances = self.probabilities(features, len(page))
        confidence = cut_confidence(chances, measures.words, LENIENCY, LEAST_EXPECTED)
        guards, headline = Guards(features.tree, confidence), headline_of(page)
        guards.keep_prose()
        guards.keep_code()
        guards.keep_tables()
        guards.cut_comments()
        guards.keep_headline(headline)
        return JudgeVerdict(page, confidence.tolist(), partial(parts, measures), headline)


@cache
def shipped_judge() -> Judge:
    """The judge that comes with boilerkit."""
    return read_judge(resources.files("boilerkit.content").joinpath("weights"))


def read_judge(folder: Traversable) -> Judge:
    """The judge whose weights stand in a folder."""
    return Judge(read_lexicon(folder / _LEXICON), read_trees(folder / _TREES))


def write_judge(judge: Judge, folder: Path) -> None:
    """Write a judge's weights, so that equal ones give equal bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    write_lexicon(judge.lexicon, folder / _LEXICON)
    write_trees(judge.trees, folder / _TREES)
