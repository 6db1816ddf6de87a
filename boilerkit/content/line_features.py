"""Features of the lines of raw text: all that the line judge knows of them before it has a score, as columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from boilerkit.content.columns import Columns, Doubles, Ints, ratio, running, since, until
from boilerkit.content.context_features import neighbour_features, place_features, section_features
from boilerkit.content.flow_features import flow_features
from boilerkit.content.lines import BULLET, HEADING_MARK, TABLE, LineMeasures, Lines
from boilerkit.content.listed_features import hint_features, listed, listed_features
from boilerkit.content.measures import Measures, words_of

_HEADING_WORDS = 14
_PLAIN, _RUNNING, _BULLET, _HEADING, _TABLE_ROW, _LISTED = range(6)


@dataclass(frozen=True)
class LineFeatures:
    """What was found out of a page's lines.

    Attributes:
        columns: the features by name.
        headings: of each line the index of the heading above it; -1 without one.
        listed: categories × lines, what the phrase packs list.
    """

    columns: Columns
    headings: Ints
    listed: NDArray[np.uint8]


def line_features(measures: LineMeasures) -> LineFeatures:
    """The features of all lines of a page of text; it has at least one."""
    page = measures.page
    headline = page.headline
    title = frozenset(words_of(headline.text)) if headline else frozenset()
    columns = measures.text_features(title)
    table = listed(page)
    columns |= listed_features(measures, table)
    columns |= hint_features(measures)
    above, below = _gaps(measures.lines)
    columns |= Columns(gap_above=above, gap_below=below)
    kinds = _kinds(measures, table, above, below)
    columns["kind"] = kinds
    columns |= place_features(measures)
    columns |= neighbour_features(measures, kinds)
    levels = np.where(kinds == _HEADING, 1, 0)
    sections, headings = section_features(measures, levels)
    columns |= sections
    columns |= flow_features(measures, columns)
    columns |= _running_text_features(measures)
    columns |= measures.lines.words.topic_features(measures.running_text > 0)
    columns |= _page_features(measures, columns, kinds)
    columns |= _headline_features(measures)
    return LineFeatures(columns, headings, table)


def _headline_features(measures: LineMeasures) -> Columns:
    """How far from the headline a line is, and how alike it is to the first line, where some scrapers put the title."""
    page = measures.page
    at = page.position(page.headline) if page.headline else 0
    return Columns(
        since_headline=measures.index - at,
        is_headline=measures.index == at,
        like_first=measures.lines.words.like_first(),
    )


def _gaps(lines: Lines) -> tuple[Ints, Ints]:
    """Line breaks above and below each line, none at the ends of the page: as many as cutting leaves."""
    own_above, own_below = lines.gaps
    above = np.append(0, np.maximum(own_above[1:], own_below[:-1]))
    below = np.append(above[1:], 0)
    return np.minimum(above, 4), np.minimum(below, 4)


def _kinds(measures: LineMeasures, table: NDArray[np.uint8], above: Ints, below: Ints) -> Ints:
    """Of each line what it looks like: running text, an item, a heading, a row of a table, a phrase of a pack."""
    letters = measures.letters
    marks = measures.lines.marks
    kinds = np.full(len(marks), _PLAIN, dtype=np.int64)
    running_text = measures.running_text > 0
    nothing_near = np.append(running_text[1:], False)
    heading = (
        (measures.words <= _HEADING_WORDS)
        & ~letters.ends_sentence
        & (letters.letters > letters.length / 2)
        & (nothing_near | (above > below))
    )
    kinds[heading] = _HEADING
    kinds[marks == BULLET] = _BULLET
    kinds[marks == TABLE] = _TABLE_ROW
    kinds[marks == HEADING_MARK] = _HEADING
    kinds[running_text] = _RUNNING
    kinds[(table.max(axis=0) == 2) & ~running_text & (kinds != _HEADING)] = _LISTED
    return kinds


def _running_text_features(measures: Measures) -> Columns:
    """Where a line stands to the running text: how far from it, and how much of it is above."""
    sentences = (measures.running_text > 0) & (measures.letters.sentences > 0)
    before = running(measures.words * sentences)
    total = max(float(before[-1]), 1.0)
    size = np.log1p(measures.words)
    return Columns(
        since_text=since(sentences),
        until_text=until(sentences),
        text_above=before[:-1] / total,
        text_words_above=np.log1p(before[:-1]),
        text_words_below=np.log1p(np.maximum(total - before[1:], 0)),
        to_longest=size - size.max(),
        run_of_text=_runs(sentences, measures.words),
        run_of_short=_runs(~sentences, np.ones(len(size))),
    )


def _runs(flags: NDArray[np.bool_], sizes: Doubles) -> Doubles:
    """Of each flagged line the logarithm of the size of the run of flagged lines that it is in."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    first, stop = edges[::2], edges[1::2]
    before, runs = running(sizes), np.zeros(len(flags))
    runs[flags] = np.repeat(np.log1p(before[stop] - before[first]), stop - first)
    return runs


def _page_features(measures: LineMeasures, columns: Columns, kinds: Ints) -> Columns:
    """One number each for the whole page: which regime it is of, and what kind of page."""
    letters, words, total = measures.letters, measures.words, measures.total
    short = words < _HEADING_WORDS
    size = np.log1p(words)
    numbers = Columns(
        page_words=np.log1p(total),
        page_lines=np.log1p(len(words)),
        page_size=size.mean(),
        page_spread=size.std(),
        page_prose=measures.prose_before[-1] / total,
        page_sentences=np.sum(words * (letters.sentences > 0)) / total,
        page_longest=size.max(),
        page_short=short.mean(),
        page_short_words=words[short].sum() / total,
        page_dates=np.log1p(np.sum(columns["date"])),
        page_prices=np.log1p(np.sum(columns["price"])),
        page_copies=np.mean(np.asarray(columns["copies"]) > 0),
        page_dense=float(np.mean(letters.length / np.maximum(letters.words, 1) < 3)),
        page_function_words=np.sum(words * np.asarray(columns["function_words"])) / total,
        page_gaps=np.mean(np.asarray(columns["gap_above"]) > 1),
        page_markup=bool(np.any(measures.lines.marks == HEADING_MARK)),
        page_headline=measures.page.headline is not None,
    )
    for number, name in ((_BULLET, "bullets"), (_HEADING, "headings"), (_TABLE_ROW, "rows")):
        numbers[f"page_{name}"] = np.mean(kinds == number)
    numbers["share_of_page"] = ratio(words, total)
    return numbers
