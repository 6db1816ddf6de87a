"""Features of where a block stands: its place on the page, its neighbours, its section."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from boilerkit.content.columns import Columns, Doubles, Ints, neighbours, ratio, window
from boilerkit.content.measures import Measures

_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
_WINDOWS = (4, 12, 30)
_ONE_SIDED = 30
"""Reach from which a window is not split into before and after."""


def place_features(measures: Measures) -> Columns:
    """Where on the page a block stands, in blocks and in words."""
    before, index, count = measures.words_before, measures.index, len(measures.page)
    return Columns(
        place=index / max(count, 1),
        place_in_words=before[:-1] / measures.total,
        blocks_above=index,
        blocks_below=count - index,
        words_above=np.log1p(before[:-1]),
        words_below=np.log1p(measures.total - before[1:]),
    )


def neighbour_features(measures: Measures, kinds: NDArray[np.generic]) -> Columns:
    """Size, link density, kind and ending of the blocks near by, and what the wider surroundings hold.

    Args:
        measures: of the page.
        kinds: of each block, a number for the kind of element it is in; 0 when nothing is known.
    """
    columns, size = Columns(), np.log1p(measures.words)
    sizes, densities, of_kind, ends = (
        neighbours(values, _NEIGHBOURS[-1])
        for values in (size, measures.link_density, kinds, measures.letters.ends_sentence)
    )
    for by in _NEIGHBOURS:
        columns[f"size{by:+d}"] = sizes(by)
        columns[f"linked{by:+d}"] = densities(by)
        columns[f"kind{by:+d}"] = of_kind(by)
        if abs(by) < 3:
            columns[f"ends_sentence{by:+d}"] = ends(by)
    words, linked, prose = measures.words_before, measures.linked_before, measures.prose_before
    sums = np.stack([words, linked, prose])
    for reach in _WINDOWS:
        low, high = window(len(measures.page), reach)
        at_low, at_high = sums.take(low, axis=1), sums.take(high, axis=1)
        around = at_high - at_low
        columns[f"size_around{reach}"] = np.log1p(around[0] / (high - low))
        columns[f"linked_around{reach}"], columns[f"prose_around{reach}"] = ratio(around[1:], around[0])
        if reach < _ONE_SIDED:
            above, below = sums[:, :-1] - at_low, at_high - sums[:, 1:]
            columns[f"prose_above{reach}"] = ratio(above[2], above[0])
            columns[f"prose_below{reach}"] = ratio(below[2], below[0])
    return columns


def section_features(measures: Measures, levels: Ints) -> tuple[Columns, Ints]:
    """The section a block stands in: from the heading above it to the next one.

    Args:
        measures: of the page.
        levels: level of each block that is a heading, 1 to 6; 0 for others.

    Returns:
        The features, and of each block the index of the heading above it; -1 without one.
    """
    index, count = measures.index, len(measures.page)
    is_heading = levels > 0
    above = np.maximum.accumulate(np.where(is_heading, index, -1))
    above = np.concatenate([[-1], above[:-1]]) if count else above
    below = np.minimum.accumulate(np.where(is_heading, index, count)[::-1])[::-1]
    below = np.concatenate([below[1:], [count]]) if count else below
    words, linked = measures.words_before, measures.linked_before
    size: Doubles = words[below] - words[above + 1]
    columns = Columns(
        since_heading=np.where(above >= 0, index - above, -1),
        heading_level=np.where(above >= 0, levels[above], 0),
        until_heading=below - index,
        section_words=np.log1p(size),
        section_linked=ratio(linked[below] - linked[above + 1], size),
    )
    return columns, above
