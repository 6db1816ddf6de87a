"""Guards of raw text: lines that stay or go with what stands by them, whatever the trees make of each alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import regex
from numpy.typing import NDArray

from boilerkit.content.columns import Doubles
from boilerkit.page import Page

_ENOUGH = 0.25
"""Share of neighbouring paragraphs, or rows of a table, that must stay, to what goes, for the rest of them to stay."""

_LIST_LINES = 12
"""Lines between two blank ones beyond which they are no list that a sentence announces."""

_DRAWN = regex.compile(r"=++|-{2,}+|\|?(?:\s*+:?-++:?\s*+\|)++(?:\s*+:?-++:?)?")
"""A line that Markdown draws: possessive, so nothing to backtrack into."""


def keep_running_text(prose: NDArray[np.bool_], words: Doubles, confidence: Doubles) -> None:
    """Paragraphs that no rule suspects stay beside paragraphs that stay, with no more than a line between them.

    Args:
        prose: of each line whether it is such a paragraph.
        words: of each line.
        confidence: how sure the cut of each line is; changed.
    """
    if not (prose & (confidence > 0)).any():
        return
    lines = np.flatnonzero(prose)
    for run in np.split(lines, np.flatnonzero(np.diff(lines) > 2) + 1):
        goes = confidence[run] > 0
        if goes.any() and words[run][~goes].sum() >= _ENOUGH * words[run][goes].sum():
            confidence[run] = 0


def keep_tables(page: Page, words: Doubles, confidence: Doubles) -> None:
    """The rows of a table, lines with tabs one below the other, all stay where a fair part of them does.

    Args:
        page: of text.
        words: of each line.
        confidence: how sure the cut of each line is; changed.
    """
    if "\t" not in page.source:
        return
    for start, stop in _tables(page):
        goes = confidence[start:stop] > 0
        if goes.any() and words[start:stop][~goes].sum() >= _ENOUGH * words[start:stop][goes].sum():
            confidence[start:stop] = 0


def _tables(page: Page) -> Iterator[tuple[int, int]]:
    """The half-open ranges of lines that are two rows of a table or more."""
    source, starts, ends = page.source, page.blocks.starts, page.blocks.ends
    first = None
    for index in range(len(page) + 1):
        is_row = index < len(page) and source.find("\t", starts[index], ends[index]) >= 0
        goes_on = is_row and first is not None and source.count("\n", ends[index - 1], starts[index]) == 1
        if first is not None and not goes_on:
            if index - first > 1:
                yield first, index
            first = None
        if is_row and first is None:
            first = index


def keep_lists(page: Page, gaps: Doubles, words: Doubles, confidence: Doubles) -> None:
    """A short list between blank lines that a sentence announces with a colon stays whole where the most of it does.

    Args:
        page: of text.
        gaps: line breaks above each line.
        words: of each line.
        confidence: how sure the cut of each line is; changed.
    """
    edges = [*np.flatnonzero(gaps > 1).tolist(), len(page)]
    for start, stop in pairwise(edges):
        if not 1 < stop - start <= _LIST_LINES or not (confidence[start:stop] > 0).any():
            continue
        stays = confidence[start:stop] == 0
        announced = confidence[start - 1] == 0 and page.blocks[start - 1].text.endswith(":")
        if announced and 2 * words[start:stop][stays].sum() > words[start:stop].sum():
            confidence[start:stop] = 0


def follow_above(page: Page, confidence: Doubles) -> None:
    """What Markdown draws under a heading, and under the head of a table, stays or goes with the line above.

    Args:
        page: of text.
        confidence: how sure the cut of each line is; changed.
    """
    source, starts, ends = page.source, page.blocks.starts, page.blocks.ends
    for index, key in enumerate(page.blocks.all_keys()):
        is_drawn = not key and index and _DRAWN.fullmatch(source, starts[index], ends[index])
        if is_drawn and source.count("\n", ends[index - 1], starts[index]) == 1:
            confidence[index] = confidence[index - 1]
