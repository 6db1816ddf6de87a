"""Lexicon: learned weights of the words in and around a block, summed by what they are words of."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Protocol

import numpy as np

from boilerkit.content.columns import Columns, Floats
from boilerkit.content.lexicon_features import TOTAL
from boilerkit.content.tokens import GROUPS, Token, Weights

_SCALE = 32
"""Steps of a weight in the file to one unit of log-odds."""


class Summed(Protocol):
    """The tokens of a page's blocks, to be summed with weights."""

    def __len__(self) -> int: ...

    def sums(self, weights: Weights, /) -> Iterator[Floats]:
        """For each group the sum of the weights of every block's tokens."""


@dataclass(frozen=True)
class Lexicon:
    """Weights by group and token, as log-odds: above 0 it speaks for main content.

    Attributes:
        weights: one mapping a group, in the order of `GROUPS`.
        bias: what every block begins with.
    """

    weights: tuple[Mapping[str, float], ...]
    bias: float = 0.0

    def columns(self, tokens: Summed) -> Columns:
        """The sum of each group for every block of a page, and the sum of all."""
        sums: Floats = np.zeros((len(GROUPS), len(tokens)), dtype=np.float32)
        for group, totals in enumerate(tokens.sums(self.weights)):
            sums[group] = totals
        return self.as_columns(sums)

    def as_columns(self, sums: Floats) -> Columns:
        """Sums of the groups (groups × blocks) as features, and the sum of all."""
        columns = Columns({f"{TOTAL} {name}": sums[group] for group, name in enumerate(GROUPS)})
        columns[TOTAL] = sums.sum(axis=0) + self.bias
        return columns

    def weight(self, token: Token) -> float:
        """Weight of a token; 0 when it is not known."""
        return self.weights[token[0]].get(token[1], 0.0)


def read_lexicon(file: Traversable) -> Lexicon:
    """The lexicon in a gzipped file of lines: group, token and weight in steps, between tabs."""
    return _from_lines(gzip.decompress(file.read_bytes()).decode("utf-8").split("\n")[:-1])


def write_lexicon(lexicon: Lexicon, file: Path) -> None:
    """Write a lexicon so that equal ones give equal bytes."""
    file.write_bytes(gzip.compress("".join(lexicon_lines(lexicon)).encode("utf-8"), mtime=0))


def _from_lines(lines: Iterable[str]) -> Lexicon:
    weights: Mapping[str, dict[str, float]] = {name: {} for name in GROUPS}
    numbers = dict[str, float]()  # one object for each weight: there are few, and the processor's cache holds them
    bias = 0.0
    for line in lines:
        name, token, steps = line.split("\t")
        number = numbers.setdefault(steps, int(steps) / _SCALE)
        if name == "bias":
            bias = number
        else:
            weights[name][token] = number
    return Lexicon(tuple(weights.values()), bias)


def lexicon_lines(lexicon: Lexicon) -> Iterator[str]:
    """The lexicon as lines of text: group, token and weight in steps, between tabs."""
    yield f"bias\t\t{round(lexicon.bias * _SCALE)}\n"
    for name, weights in zip(GROUPS, lexicon.weights, strict=True):
        for token, weight in sorted(weights.items()):
            if steps := round(weight * _SCALE):
                yield f"{name}\t{token}\t{steps}\n"


def from_columns(tokens: Sequence[Token], weights: Iterable[float], bias: float) -> Lexicon:
    """The lexicon of some tokens with their weights, rounded to the steps of its file; the weightless are left out."""
    by_group: tuple[dict[str, float], ...] = tuple({} for _ in GROUPS)
    for (group, text), weight in zip(tokens, weights, strict=True):
        if steps := round(float(weight) * _SCALE):
            by_group[group][text] = steps / _SCALE
    return Lexicon(by_group, round(bias * _SCALE) / _SCALE)
