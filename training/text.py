"""Trains the judge of raw text: lexicon, trees, and trees over their scores; a judge a fold, and one of all pages."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np

from boilerkit.content.columns import Columns, Doubles, Floats
from boilerkit.content.lexicon import Lexicon
from boilerkit.content.line_judge import FIRST, LineJudge, write_line_judge
from boilerkit.content.score_features import score_features
from boilerkit.content.trees import Trees
from training.fit_lexicon import fit_lexicon
from training.fit_trees import fit_trees
from training.line_examples import LineExamples, Rendering, line_examples_of, line_words_of
from training.pages import FOLDS, fold_of

_MOST_LINES = 100
"""Lines of a rendering beyond which a share of them is learned from, each weighing more."""

_WORDLESS = 5
"""One rendering in so many is learned from without its words, for the pages to come are in all languages."""

_LEXICON_SHARE = 4
"""One rendering in so many is what the lexicon learns from: the words are the same in all of them."""

_FIRST_TREES, _SECOND_TREES = 250, 350

Tell = Callable[[str], None]


def train(renderings: Sequence[Rendering], folder: Path, tell: Tell, *, processes: int = 2) -> LineJudge:
    """Train the judge on all renderings, and for the cross-validation one a fold, written to `folder/<fold>`.

    Each stage learns from what the one before says of pages whose domain it has not seen.
    """
    lexicons, lexicon = _lexicons(renderings, tell, processes)
    examples = _examples(renderings, lexicons, processes)
    tell(f"{len(examples):,} renderings, {sum(len(page.words) for page in examples):,} lines")
    scores, firsts, first = _first(examples, tell)
    seconds, second = _second(examples, scores, tell)
    for fold in range(FOLDS):
        write_line_judge(LineJudge(lexicons[fold], firsts[fold], seconds[fold]), folder / str(fold))
    return LineJudge(lexicon, first, second)


def _lexicons(renderings: Sequence[Rendering], tell: Tell, processes: int) -> tuple[Mapping[int, Lexicon], Lexicon]:
    """A lexicon for each fold, learned without it, and one of all."""
    chosen = [each for each in renderings if _draw(each, "lexicon") % _LEXICON_SHARE == 0]
    with ProcessPoolExecutor(processes) as pool:
        lines = [found for found in pool.map(line_words_of, chosen, chunksize=16) if found is not None]
    tell(f"{sum(len(page.tokens) for page in lines):,} lines for the lexicon")
    by_fold = {fold: fit_lexicon([page for page in lines if fold_of(page.domain) != fold]) for fold in range(FOLDS)}
    tell(f"lexicons: {', '.join(str(sum(map(len, lexicon.weights))) for lexicon in by_fold.values())} tokens")
    return by_fold, fit_lexicon(lines)


def _examples(
    renderings: Sequence[Rendering], lexicons: Mapping[int, Lexicon], processes: int
) -> Sequence[LineExamples]:
    with ProcessPoolExecutor(processes) as pool:
        found = pool.map(partial(_example, lexicons), renderings, chunksize=64)
        return [examples for examples in found if examples is not None]


def _example(lexicons: Mapping[int, Lexicon], rendering: Rendering) -> LineExamples | None:
    with_words = _draw(rendering, "words") % _WORDLESS > 0
    return line_examples_of(rendering, lexicons[fold_of(rendering.domain)], with_words=with_words)


def _first(examples: Sequence[LineExamples], tell: Tell) -> tuple[Sequence[Doubles], Mapping[int, Trees], Trees]:
    """The first trees, and what those that have not seen a page's domain say of its lines."""
    names, trees = examples[0].names, dict[int, Trees]()
    rows = [_chosen(page) for page in examples]
    for fold in range(FOLDS):
        trees[fold] = _fit(names, examples, [page.features for page in examples], rows, _FIRST_TREES, without=fold)
        tell(f"first trees without fold {fold}")
    scores = [trees[fold_of(page.rendering.domain)].scores(page.features) for page in examples]
    return scores, trees, _fit(names, examples, [page.features for page in examples], rows, _FIRST_TREES)


def _second(
    examples: Sequence[LineExamples], scores: Sequence[Doubles], tell: Tell
) -> tuple[Mapping[int, Trees], Trees]:
    """The second trees, which see the first ones' scores around each line."""
    rows = [_chosen(page) for page in examples]
    names: tuple[str, ...] = ()
    features = []
    for page, of_lines, chosen in zip(examples, scores, rows, strict=True):
        columns = Columns({FIRST: of_lines}) | score_features(FIRST, of_lines, page.words, page.headings)
        names = (*page.names, *columns)
        seen = Columns(columns).matrix(columns, len(page.words))
        features.append(np.hstack([page.features, seen])[chosen])
    everything = [np.arange(len(chosen)) for chosen in rows]
    trees = {}
    for fold in range(FOLDS):
        trees[fold] = _fit(names, examples, features, everything, _SECOND_TREES, without=fold, chosen=rows)
        tell(f"second trees without fold {fold}")
    return trees, _fit(names, examples, features, everything, _SECOND_TREES, chosen=rows)


def _fit(
    names: Sequence[str],
    examples: Sequence[LineExamples],
    features: Sequence[Floats],
    rows: Sequence[np.ndarray],
    count: int,
    *,
    without: int = -1,
    chosen: Sequence[np.ndarray] | None = None,
) -> Trees:
    used = [index for index, page in enumerate(examples) if fold_of(page.rendering.domain) != without]
    lines = chosen or rows
    return fit_trees(
        names,
        np.concatenate([features[index][rows[index]] for index in used]),
        np.concatenate([examples[index].target[lines[index]] for index in used]),
        np.concatenate([examples[i].weights[lines[i]] * (len(examples[i].words) / len(lines[i])) for i in used]),
        count=count,
    )


def _chosen(page: LineExamples) -> np.ndarray:
    """Indexes of the lines of a page that are learned from: all, or so many drawn by its id."""
    count = len(page.words)
    if count <= _MOST_LINES:
        return np.arange(count)
    draw = np.random.default_rng(_draw(page.rendering, "lines"))
    return np.sort(draw.choice(count, _MOST_LINES, replace=False))


def _draw(rendering: Rendering, what: str) -> int:
    """A number that is the same for the same rendering, whatever the order."""
    return zlib.crc32(f"{what} {rendering.id} {rendering.way}".encode())
