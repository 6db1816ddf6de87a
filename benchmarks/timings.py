"""Extractors in turn, for times that can be compared; and which page is slow for its size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import NamedTuple, TypeVar

Page = TypeVar("Page")
Made = TypeVar("Made")

ALLOWED = 20
"""Times the mean of pages of its size that a page may take."""

_ALIKE = 50
_PROCESSES, _AT_ONCE = 2, 8
_IN_TURN = 8 * _PROCESSES * _AT_ONCE
"""Pages that an extractor takes before it is another's turn: enough for either process to have eight handfuls."""


def in_turn(names: Sequence[str], pages: Sequence[Page], make: Callable[[str, Page], Made]) -> dict[str, list[Made]]:
    """What each extractor makes of each page; all of them take a few pages in turn, for the machine's speed drifts."""
    table: dict[str, list[Made]] = {name: [] for name in names}
    with ProcessPoolExecutor(_PROCESSES) as pool:
        for start in range(0, len(pages), _IN_TURN):
            some = pages[start : start + _IN_TURN]
            for name in names:
                table[name] += pool.map(partial(make, name), some, chunksize=_AT_ONCE)
    return table


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
