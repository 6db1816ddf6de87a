"""Linked lines: which lines of Markdown are links and nothing else."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

from boilerkit.finding import Span
from boilerkit.page import Page


def linked_lines(page: Page) -> NDArray[np.bool_]:
    """Of each line whether it has a link and no letter beside its links."""
    linked, links = np.zeros(len(page), dtype=np.bool_), page.links
    reach = np.maximum.accumulate([link.end for link in links]).tolist() if links else []
    first, starts = 0, [link.start for link in links]
    for index, (start, end) in enumerate(zip(page.blocks.starts, page.blocks.ends, strict=True)):
        first = bisect_left(reach, start + 1, first)
        stop = bisect_left(starts, end, first)
        if first < stop:
            beside = _beside(page.source, Span(start, end), links[first:stop])
            linked[index] = not any(map(str.isalpha, beside))
    return linked


def _beside(source: str, line: Span, links: tuple[Span, ...]) -> str:
    """What a line has beside its links."""
    pieces, at = [], line.start
    for link in links:
        pieces.append(source[at : link.start])
        at = max(at, link.end)
    return "".join((*pieces, source[at : line.end]))
