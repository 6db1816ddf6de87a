"""Guards of raw text: lines that stay or go with what stands by them, whatever the trees make of each alone."""

from __future__ import annotations

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
    if (prose & (confidence > 0)).any():
        lines = np.flatnonzero(prose)
        for run in np.split(lines, np.flatnonzero(np.diff(lines) > 2) + 1):
            _keep_with_enough(run, words, confidence)


def keep_tables(page: Page, gaps: Doubles, words: Doubles, confidence: Doubles) -> None:
    """The rows of a table, lines with tabs one below the other, all stay where a fair part of them does.

    Args:
        page: of text.
        gaps: line breaks above each line.
        words: of each line.
        confidence: how sure the cut of each line is; changed.
    """
    if "\t" not in page.source:
        return
    spans = zip(page.blocks.starts, page.blocks.ends, strict=True)
    rows = np.flatnonzero([page.source.find("\t", start, end) >= 0 for start, end in spans])
    for run in np.split(rows, np.flatnonzero((np.diff(rows) > 1) | (gaps[rows[1:]] > 1)) + 1):
        _keep_with_enough(run, words, confidence)


def _keep_with_enough(run: NDArray[np.intp], words: Doubles, confidence: Doubles) -> None:
    """Some lines all stay where enough of them do."""
    goes = confidence[run] > 0
    if goes.any() and words[run][~goes].sum() >= _ENOUGH * words[run][goes].sum():
        confidence[run] = 0


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
