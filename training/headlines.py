"""Trains the trees that tell headlines of raw text: from the headlines that the markup of the same pages shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from boilerkit.content.columns import Doubles, Floats
from boilerkit.content.line_judge import LineJudge, read_line_judge, write_line_judge
from boilerkit.content.trees import Trees
from training.examples import words_of
from training.fit_trees import fit_trees
from training.line_examples import Rendering, left_by_rules
from training.pages import FOLDS, fold_of

_TREES = 120

Tell = Callable[[str], None]


class HeadlineExamples(NamedTuple):
    """The lines of a rendering above its running text.

    Attributes:
        domain: of the page.
        names: of the features.
        features: lines × features.
        target: 1 for the headline, else 0.
    """

    domain: str
    names: tuple[str, ...]
    features: Floats
    target: Doubles


def train(
    renderings: Sequence[Rendering], headlines: Mapping[str, str], folds: Path, weights: Path, tell: Tell
) -> None:
    """Add the trees to the judge in each folder of a fold and to the one of all pages.

    They learn from what the judges of the folds make of pages whose domain these have not seen, and from all that the
    rules leave above the running text, in whatever way the page was flattened.
    """
    chosen = [each for each in renderings if each.id in headlines]
    with ProcessPoolExecutor(2) as pool:
        found = pool.map(partial(_examples_of, folds, headlines), chosen, chunksize=32)
        examples = [each for each in found if each is not None]
    tell(f"{sum(len(each.target) for each in examples):,} lines above, {len(examples):,} renderings")
    for fold in range(FOLDS):
        _add(folds / str(fold), _fit([each for each in examples if fold_of(each.domain) != fold]))
        tell(f"headline trees without fold {fold}")
    _add(weights, _fit(examples))


def _add(folder: Path, trees: Trees) -> None:
    write_line_judge(replace(read_line_judge(folder), headline=trees), folder)


def _fit(examples: Sequence[HeadlineExamples]) -> Trees:
    target = np.concatenate([each.target for each in examples])
    features = np.concatenate([each.features for each in examples])
    return fit_trees(examples[0].names, features, target, np.ones(len(target)), count=_TREES)


def _examples_of(folds: Path, headlines: Mapping[str, str], rendering: Rendering) -> HeadlineExamples | None:
    page = left_by_rules(rendering.text)
    above = _judge(folds / str(fold_of(rendering.domain))).above_text(page)
    if above is None:
        return None
    wanted = words_of(headlines[rendering.id])
    blocks = page.blocks[above.lines.start : above.lines.stop]
    target = np.array([words_of(block.text) == wanted for block in blocks], dtype=np.float64)
    return HeadlineExamples(rendering.domain, above.names, above.matrix(above.names), target)


@cache
def _judge(folder: Path) -> LineJudge:
    return read_line_judge(folder)
