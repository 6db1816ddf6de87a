"""Which page is slow for its size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

ALLOWED = 20
"""Times the mean of pages of its size that a page may take."""

_ALIKE = 50


class Slowest(NamedTuple):
    """The page that takes longest for its size: its number, and its time by the mean of pages of such a size."""

    page: int
    ratio: float


def slowest_for_size(seconds: Sequence[float], sizes: Sequence[int]) -> Slowest:
    """The page whose time is the largest part of the mean of the fifty others nearest to it in size.

    Args:
        seconds: time of each page, two pages at least.
        sizes: size of each page, in any unit.
    """
    order = sorted(range(len(sizes)), key=sizes.__getitem__)
    worst = Slowest(-1, 0.0)
    for place, page in enumerate(order):
        low = max(0, min(place - _ALIKE // 2, len(order) - _ALIKE - 1))
        others = [seconds[other] for other in order[low : low + _ALIKE + 1] if other != page]
        worst = max(worst, Slowest(page, seconds[page] * len(others) / sum(others)), key=lambda slow: slow.ratio)
    return worst
