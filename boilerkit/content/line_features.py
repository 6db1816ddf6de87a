"""Features of the lines of raw text: all that the line judge knows of them before it has a score, as columns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from boilerkit.content.columns import Columns, Doubles, Ints, ratio, running
from boilerkit.content.context_features import neighbour_features, place_features, section_features
from boilerkit.content.flow_features import flow_features
from boilerkit.content.listed_features import hint_features, listed, listed_features, since
from boilerkit.content.measures import Measures, words_of
from boilerkit.content.text_features import text_features

_HEADING_WORDS = 14
_BULLETS = "*-•·–—●▪■◦‣○+>→»"
_MARKUP_HEADING = "#"
_TABLE = "|"
_FUNCTION_WORDS = 60
"""How many of the most frequent words of a page's running text stand for its function words, whatever the language."""

_TOPIC_WORDS = 40
"""Words up to which a line is compared with what the running text is about."""

_PLAIN, _RUNNING, _BULLET, _HEADING, _TABLE_ROW, _LISTED = range(6)


@dataclass(frozen=True)
class LineFeatures:
    """What was found out of a page's lines.

    Attributes:
        columns: the features by name.
        headings: of each line the index of the heading above it; -1 without one.
        listed: lines × categories, what the phrase packs list.
    """

    columns: Columns
    headings: Ints
    listed: NDArray[np.uint8]


def line_features(measures: Measures) -> LineFeatures:
    """The features of all lines of a page of text; it has at least one."""
    page = measures.page
    headline = page.headline
    title = frozenset(words_of(headline.text)) if headline else frozenset()
    columns = text_features(measures, title, (), ())
    table = listed(measures)
    columns |= listed_features(measures, table)
    columns |= hint_features(measures)
    above, below = _gaps(measures)
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
    columns |= _topic_features(measures)
    columns |= _page_features(measures, columns, kinds)
    columns |= _headline_features(measures)
    return LineFeatures(columns, headings, table)


def _headline_features(measures: Measures) -> Columns:
    """How far from the headline a line is, and how alike it is to the first line, where some scrapers put the title."""
    page = measures.page
    at = page.position(page.headline) if page.headline else 0
    first, alike = frozenset(measures.tokens[0]), np.zeros(len(page))
    for index, words in enumerate(measures.tokens):
        if 2 < len(words) <= _TOPIC_WORDS and not first.isdisjoint(words):
            alike[index] = len(first.intersection(words)) / len(first.union(words))
    return Columns(since_headline=measures.index - at, is_headline=measures.index == at, like_first=alike)


def _gaps(measures: Measures) -> tuple[Ints, Ints]:
    """Line breaks above and below each line, none at the ends of the page: as many as will be when what is cut is gone."""
    blocks = measures.page.blocks
    codes = measures.letters.codes
    breaks = np.zeros(len(codes) + 1, dtype=np.int64)
    np.cumsum(codes == ord("\n"), out=breaks[1:])
    visible = np.flatnonzero(codes > ord(" "))
    starts, ends = np.asarray(blocks.starts), np.asarray(blocks.ends)
    at = np.searchsorted(visible, starts)
    before = np.where(at > 0, visible[np.maximum(at, 1) - 1] + 1, 0)
    at = np.searchsorted(visible, ends)
    after = np.where(at < len(visible), np.append(visible, len(codes))[at], len(codes))
    own_above, own_below = breaks[starts] - breaks[before], breaks[after] - breaks[ends]
    above = np.minimum(own_above, np.append(0, own_below[:-1]))
    below = np.minimum(own_below, np.append(own_above[1:], 0))
    return np.minimum(above, 4), np.minimum(below, 4)


def _kinds(measures: Measures, table: NDArray[np.uint8], above: Ints, below: Ints) -> Ints:
    """Of each line what it looks like: running text, an item, a heading, a row of a table, a phrase of a pack."""
    letters = measures.letters
    first = letters.first
    kinds = np.full(len(first), _PLAIN, dtype=np.int64)
    running_text = measures.running_text > 0
    nothing_near = np.append(running_text[1:], False)
    heading = (
        (measures.words <= _HEADING_WORDS)
        & ~letters.ends_sentence
        & (letters.letters > letters.length / 2)
        & (nothing_near | (above > below))
    )
    kinds[heading] = _HEADING
    kinds[np.isin(first, [ord(character) for character in _BULLETS])] = _BULLET
    kinds[first == ord(_TABLE)] = _TABLE_ROW
    kinds[first == ord(_MARKUP_HEADING)] = _HEADING
    kinds[running_text] = _RUNNING
    kinds[(table.max(axis=1) == 2) & ~running_text & (kinds != _HEADING)] = _LISTED
    return kinds


def _running_text_features(measures: Measures) -> Columns:
    """Where a line stands to the running text: how far from it, and how much of it is above."""
    sentences = (measures.running_text > 0) & (measures.letters.sentences > 0)
    before = running(measures.words * sentences)
    total = max(float(before[-1]), 1.0)
    size = np.log1p(measures.words)
    return Columns(
        since_text=since(sentences),
        until_text=since(sentences[::-1])[::-1],
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
    before, runs = running(sizes), np.zeros(len(flags))
    for first, stop in edges.reshape(-1, 2).tolist():
        runs[first:stop] = np.log1p(before[stop] - before[first])
    return runs


def _topic_features(measures: Measures) -> Columns:
    """How much of a line is function words, and how much of the rest the running text speaks of elsewhere."""
    tokens, in_text = measures.tokens, (measures.running_text > 0).tolist()
    counts: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for words, counted in zip(tokens, in_text, strict=True):
        if counted:
            counts.update(words)
            spread.update(set(words))
    function = {word for word, _ in counts.most_common(_FUNCTION_WORDS)}
    once, twice = set(spread), {word for word, lines in spread.items() if lines > 1}
    shares, topics, sizes = np.zeros(len(tokens)), np.full(len(tokens), -1.0), np.full(len(tokens), -1.0)
    for index, (words, counted) in enumerate(zip(tokens, in_text, strict=True)):
        if not words:
            continue
        shares[index] = sum(map(function.__contains__, words)) / len(words)
        own = set(words[:_TOPIC_WORDS]) - function
        if own:
            topics[index] = len(own & (twice if counted else once)) / len(own)
            sizes[index] = len(own)
    return Columns(function_words=shares, on_topic=topics, topic_words=sizes)


def _page_features(measures: Measures, columns: Columns, kinds: Ints) -> Columns:
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
        page_markup=np.mean(measures.letters.first == ord(_MARKUP_HEADING)) > 0,
        page_headline=measures.page.headline is not None,
    )
    for number, name in ((_BULLET, "bullets"), (_HEADING, "headings"), (_TABLE_ROW, "rows")):
        numbers[f"page_{name}"] = np.mean(kinds == number)
    numbers["share_of_page"] = ratio(words, total)
    return numbers
