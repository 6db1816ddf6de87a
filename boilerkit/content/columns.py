"""Columns: the features of a page's blocks by name, and the sums over ranges of blocks that they are made of."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]


class Columns(dict[str, ArrayLike]):
    """Features by name: each a column, one value a block, or one number for the whole page."""

    def matrix(self, names: Iterable[str], rows: int) -> Floats:
        """The named features as columns of a matrix (rows × names)."""
        names = tuple(names)
        values = np.empty((len(names), rows), dtype=np.float32)
        for row, name in enumerate(names):
            values[row] = self[name]
        return values.T


def running(values: NDArray[np.generic]) -> Doubles:
    """Sums of the first 0, 1, 2 … values, so that the sum over a range is a difference."""
    sums = np.zeros(len(values) + 1)
    np.cumsum(values, out=sums[1:])
    return sums


def ratio(part: NDArray[np.generic], whole: ArrayLike, least: float = 1.0) -> Doubles:
    """Part by whole; a whole below `least` counts as that."""
    return np.asarray(part / np.maximum(whole, least), dtype=np.float64)


def shifted(values: NDArray[np.generic], by: int, outside: float = -1.0) -> Floats:
    """Of each block, the value of the block `by` places on; `outside` beyond the page."""
    moved = np.full(len(values), outside, dtype=np.float32)
    if by > 0:
        moved[:-by] = values[by:]
    elif by < 0:
        moved[-by:] = values[:by]
    return moved
