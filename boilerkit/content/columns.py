"""Columns: the features of a page's blocks by name, and the sums over ranges of blocks that they are made of."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

_FAR = 200


class Columns(dict[str, ArrayLike]):
    """Features by name: each a column, one value a block, or one number for the whole page."""

    def matrix(self, names: Iterable[str], rows: int) -> Floats:
        """The named features as columns of a matrix (rows × names)."""
        names = tuple(names)
        values = np.empty((len(names), rows), dtype=np.float32)
        self.fill(values, names)
        return values.T

    def fill(self, values: Floats, names: Sequence[str]) -> None:
        """Write the named features into the rows of `values`."""
        for row, name in zip(values, names, strict=True):
            row[:] = self[name]


def ints(values: Sequence[int]) -> Ints:
    """Whole numbers as a column; by way of an array of the standard library, which reads a list in half the time."""
    return np.frombuffer(array("q", values), dtype=np.int64) if values else np.zeros(0, dtype=np.int64)


def probability(log_odds: Doubles) -> Doubles:
    """Log-odds as probabilities (the logistic function)."""
    return np.asarray(1 / (1 + np.exp(-log_odds)), dtype=np.float64)


def neighbours(values: NDArray[np.generic], reach: int, outside: float = -1.0) -> Callable[[int], Floats]:
    """Of each block, the value of the block so many places on, up to `reach`; `outside` beyond the page. No copies."""
    count = len(values)
    wide = np.full(count + 2 * reach, outside, dtype=np.float32)
    wide[reach : reach + count] = values
    return lambda by: wide[reach + by : reach + by + count]


def since(flags: NDArray[np.bool_]) -> Doubles:
    """Of each block how many blocks above it the last flagged one is; a large number where there is none.

    Args:
        flags: one value a block, or several rows of them.
    """
    index = np.arange(flags.shape[-1])
    last = np.maximum.accumulate(np.where(flags, index, -_FAR), axis=-1)
    return np.minimum(index - last, _FAR).astype(np.float64)


def until(flags: NDArray[np.bool_]) -> Doubles:
    """Of each block how many blocks below it the next flagged one is; a large number where there is none."""
    return since(flags[..., ::-1])[..., ::-1]


def running(values: NDArray[np.generic]) -> Doubles:
    """Sums of the first 0, 1, 2 … values, so that the sum over a range is a difference; of each row of several."""
    sums = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(values, axis=-1, out=sums[..., 1:])
    return sums


def window(count: int, reach: int) -> tuple[Ints, Ints]:
    """Of each of some blocks the half-open range of the blocks up to `reach` above and below."""
    index = np.arange(count, dtype=np.int64)
    return np.maximum(index - reach, 0), np.minimum(index + reach + 1, count)


def ratio(part: NDArray[np.generic], whole: ArrayLike, least: float = 1.0) -> Doubles:
    """Part by whole; a whole below `least` counts as that."""
    return np.asarray(part / np.maximum(whole, least), dtype=np.float64)
