"""Judge: weighs every block of an HTML page and decides page by page how much to remove."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

import numpy as np

from boilerkit.content.alike import LEANING, leaning
from boilerkit.content.columns import Doubles
from boilerkit.content.contributions import contributions
from boilerkit.content.cut import LEAST_EXPECTED, cut_confidence
from boilerkit.content.explain import parts
from boilerkit.content.features import Features, html_features
from boilerkit.content.lexicon import Lexicon, lexicon_lines, read_lexicon, write_lexicon
from boilerkit.content.lexicon_features import TOTAL, lexicon_features
from boilerkit.content.measures import Measures
from boilerkit.content.purpose import purposes
from boilerkit.content.tokens import Tokens
from boilerkit.content.tree import Tree
from boilerkit.content.trees import Trees, read_trees, write_trees
from boilerkit.content.verdict import JudgeVerdict
from boilerkit.finding import STRONG, Finding, Span
from boilerkit.page import Page
from boilerkit.parse.headline import headline_of
from boilerkit.settle import Favor

LENIENCY: Mapping[Favor, float] = MappingProxyType({"recall": 3.0, "balanced": 1.0, "precision": 0.5})
"""How much of the doubtful blocks each way to clean keeps, as `keep_by_expected_f1` takes it."""

_ENOUGH = 0.25
"""Share of running text in an element that must stay, to what goes, for the rest of it to stay too."""

_MOSTLY_LINKED = 0.5

_AN_ARTICLE = 100
"""Words above readers' comments from which on they are comments on something."""

_LEXICON, _TREES = "html-lexicon.tsv.gz", "html-trees.npz"


@dataclass(frozen=True)
class Weighed:
    """What made the judge decide on a block.

    Attributes:
        span: of the block.
        chance: probability that it is main content.
        contributions: features, their values, and what each adds to the score of the average block, in log-odds.
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
        return np.asarray(1 / (1 + np.exp(-leaning(scores, features.tree.surroundings))), dtype=np.float64)

    def weigh(self, page: Page) -> Iterator[Weighed]:
        """Every block of an HTML page as parsed with what made the judge decide as it did; slow, for people."""
        if page.dom is None or not page.blocks:
            return
        features = self.features(Measures(page))
        rows = features.columns.matrix(self.trees.names, len(page))
        told = [contributions(self.trees, row) for row in rows]
        scores = np.array([average + sum(added.values()) for average, added in told])
        leant = leaning(scores, features.tree.surroundings)
        for index, (block, row) in enumerate(zip(page.blocks, rows, strict=True)):
            values = dict(zip(self.trees.names, row.tolist(), strict=True))
            added = [(name, values[name], value) for name, value in told[index][1].items()]
            added.append((LEANING, float(leant[index]), float(leant[index] - scores[index])))
            yield Weighed(block.span, 1 / (1 + math.exp(-leant[index])), tuple(added))

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
        _keep_prose(page, features.tree, confidence)
        if page.dom.head.tells_of_article:
            _cut_comments(features.tree, confidence)
        headline = headline_of(page)
        _keep_headline(page, headline, confidence)
        return JudgeVerdict(page, confidence.tolist(), partial(parts, measures), headline)


def _keep_prose(page: Page, tree: Tree, confidence: Doubles) -> None:
    """Running text stays beside running text that stays, and where else none would, unless a name speaks against it.

    Of a page without any, sentences stay where else none would. The pages that the judge has learned from are whole
    pages with menus and feet; a page of three paragraphs and nothing else is like none of them, and must not lose any.
    """
    cut = confidence >= STRONG
    if not cut.any():
        return
    prose = np.zeros(len(page), dtype=np.bool_)
    prose[page.blocks.prose(range(len(page)))] = True
    prose &= tree.measures.running_text > 0
    if (prose & ~cut).any():
        parents = tree.ancestors[1]
        stays = np.bincount(parents, tree.measures.words * (prose & ~cut), minlength=len(tree.parents))
        goes = np.bincount(parents, tree.measures.words * (prose & cut), minlength=len(tree.parents))
        saved = prose & cut & (stays >= _ENOUGH * goes)[parents]
    elif prose.any():
        saved = prose
    else:
        sentences = tree.measures.letters.ends_sentence & (tree.measures.link_density < _MOSTLY_LINKED)
        saved = sentences & cut & ~(sentences & ~cut).any()
    if saved.any():
        named = _categories(tree)
        for block in np.flatnonzero(saved).tolist():
            if not named[block]:
                confidence[block] = 0


def _cut_comments(tree: Tree, confidence: Doubles) -> None:
    """Of a page that calls itself an article readers' comments go, and where they alone would stay the text above does.

    Elsewhere, on forums, comments may be the content.
    """
    named = np.array(_categories(tree))
    comments, words = named == "comments", tree.measures.words
    if not (comments & (confidence < STRONG)).any():
        return
    above = (named == "") & (tree.measures.running_text > 0) & (np.cumsum(comments) == 0)
    if words[~comments & (confidence < STRONG)].sum() < _AN_ARTICLE <= words[above].sum():
        confidence[above] = 0
    article = np.cumsum(words * (~comments & (confidence < STRONG)))
    if article[-1] >= _AN_ARTICLE:
        below = comments & (2 * article >= article[-1])
        confidence[below] = np.maximum(confidence[below], STRONG)


def _categories(tree: Tree) -> list[str]:
    """Of each block what the names and tags around it say it is for; "" where they do not say."""
    named = purposes(tree.markup, np.zeros(len(tree.of_block) + 1, dtype=np.int64))
    return [named[element].category for element in tree.markup.facts.elements]


def _keep_headline(page: Page, headline: Span | None, confidence: Doubles) -> None:
    """The headline stays wherever something below it does: some pages' gold text has it, some not; readers want it."""
    if headline is not None:
        index = page.blocks.position(headline.start)
        confidence[index] = confidence[index:].min()


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
