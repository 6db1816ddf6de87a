"""Kind model: learned weights of what speaks for each category, and a second look at what the blocks around are."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from boilerkit.content.columns import Floats, Ints
from boilerkit.finding import CATEGORIES

_STEPS = 24
"""Steps of a weight in the file to one unit of log-odds."""

_LEAST_CHANCE = 1e-4
_NEAR = (1, 2, 3)
_REACH = (1, 2, 3, 4, 6, 8)
"""How many blocks away those are that the second look sees one by one, and those that it sees together."""


@dataclass(frozen=True)
class KindModel:
    """Two multinomial logistic regressions, the second over the first one's chances of the blocks around.

    The second look is what stacking is called where the stack is over a sequence (Cohen and Carvalho 2005).

    Attributes:
        tokens: each with its row in `first`.
        first: tokens × categories, log-odds; its last row is what every block begins with.
        second: features of `seen_around` × categories, and such a last row.
    """

    tokens: Mapping[str, int]
    first: Floats
    second: Floats

    def chances(self, rows: Sequence[Collection[int]], places: Sequence[int]) -> Floats:
        """How likely removed blocks are of each category: blocks × categories.

        Args:
            rows: of each block those of its tokens, each once.
            places: index of each block on its page, ascending.
        """
        if not rows:
            return np.zeros((0, self.first.shape[1]), dtype=np.float32)
        return self.second_look(self.first_look(rows), places)

    def first_look(self, rows: Sequence[Collection[int]]) -> Floats:
        """The same by the blocks' tokens alone."""
        begin = len(self.first) - 1
        own = [[begin, *each] for each in rows]
        edges = np.cumsum([0, *map(len, own[:-1])])
        weights = self.first[np.fromiter(chain.from_iterable(own), dtype=np.intp)]
        return softmax(np.add.reduceat(weights, edges, axis=0))

    def second_look(self, chances: Floats, places: Sequence[int]) -> Floats:
        """The same by the first look's chances of the blocks around."""
        around = seen_around(chances, np.asarray(places))
        # Not `@`: the threads that BLAS starts for it wait in a loop afterwards, for longer than this whole page takes.
        return softmax(np.einsum("bf,fc->bc", around, self.second[:-1]) + self.second[-1])

    def known(self, tokens: Sequence[Collection[str]]) -> list[list[int]]:
        """The rows of those tokens of each block that the model knows."""
        return [[self.tokens[token] for token in own if token in self.tokens] for own in tokens]

    def tells(self, token: str, category: int) -> float:
        """How much more a token says for a category than for any other, in log-odds; 0 where it is not known."""
        row = self.tokens.get(token)
        return self._telling.item(row, category) if row is not None else 0.0

    @cached_property
    def _telling(self) -> Floats:
        """Of each token's weights how far they are above the greatest of the others."""
        others = np.sort(self.first, axis=1)[:, -2:]
        greatest = np.where(self.first == others[:, 1:], others[:, :1], others[:, 1:])
        return np.asarray(self.first - greatest, dtype=np.float32)


def seen_around(chances: Floats, places: Ints) -> Floats:
    """What the second look sees of each block: its own chances, those of the blocks near it, and the page's mean.

    A block that stays, or stands beyond the page, has no chances.

    Args:
        chances: by the first look, blocks × categories.
        places: index of each block on its page.
    """
    around = {step: _moved(chances, places, step) for step in (*_REACH, *(-step for step in _REACH))}
    return np.hstack(
        [
            np.log(np.maximum(chances, _LEAST_CHANCE)),
            *(around[sign * step] for step in _NEAR for sign in (1, -1)),
            np.sum([around[step] for step in _REACH], axis=0),
            np.sum([around[-step] for step in _REACH], axis=0),
            np.broadcast_to(chances.mean(axis=0), chances.shape),
        ]
    ).astype(np.float32)


def _moved(chances: Floats, places: Ints, step: int) -> Floats:
    """Of each block the chances of the one so many places above it, or below where that is less than 0."""
    moved = np.zeros_like(chances)
    if abs(step) < len(chances):
        here, there = (slice(step, None), slice(None, -step)) if step > 0 else (slice(None, step), slice(-step, None))
        together = places[here] - places[there] == step
        moved[here][together] = chances[there][together]
    return moved


def softmax(scores: NDArray[np.floating[Any]]) -> Floats:
    """Scores as chances: rows that sum up to 1."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


def rounded(tokens: Sequence[str], first: Floats, second: Floats, least: float) -> KindModel:
    """The model with weights rounded to the steps of its file, without those below `least`."""
    steps = np.clip(np.round(first * _STEPS), -127, 127)
    steps[:-1][np.abs(first[:-1]) < least] = 0
    kept = np.flatnonzero(steps[:-1].any(axis=1))
    rows = {tokens[row]: place for place, row in enumerate(kept.tolist())}
    return KindModel(
        rows, (steps[[*kept, -1]] / _STEPS).astype(np.float32), second.astype(np.float16).astype(np.float32)
    )


def read_kind_model(file: Traversable) -> KindModel:
    """The model in a file that `write_kind_model` wrote."""
    with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as arrays:
        names = bytes(arrays["tokens"]).decode("utf-8").split("\n")
        rows = {token: row for row, token in enumerate(names)}
        return KindModel(rows, arrays["first"] / np.float32(_STEPS), arrays["second"].astype(np.float32))


def write_kind_model(model: KindModel, file: Path) -> None:
    """Write a model so that equal ones give equal bytes."""
    assert model.first.shape[1] == len(CATEGORIES)
    columns: dict[str, NDArray[Any]] = {
        "tokens": np.frombuffer("\n".join(model.tokens).encode("utf-8"), dtype=np.uint8),
        "first": np.round(model.first * _STEPS).astype(np.int8),
        "second": model.second.astype(np.float16),
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(file, allow_pickle=False, **columns)


def file_of(is_html: bool) -> str:
    """Name of the file with the model for HTML, or for raw text."""
    return f"{'html' if is_html else 'text'}-kinds.npz"


@cache
def shipped_kind_model(is_html: bool) -> KindModel:
    """The model for HTML or for raw text that comes with boilerkit."""
    return read_kind_model(resources.files("boilerkit.content").joinpath("weights", file_of(is_html)))
