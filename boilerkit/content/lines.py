"""Lines: what each line of raw text says by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from boilerkit.blocks import LINE_BREAKS
from boilerkit.content.columns import Columns, Doubles, Ints
from boilerkit.content.letters import Letters
from boilerkit.content.line_words import LineWords, line_words, numbered
from boilerkit.content.measures import Measures
from boilerkit.content.text_features import beginnings, dated, found_at, found_features, own_features
from boilerkit.page import Page

BULLET, TABLE, HEADING_MARK = 1, 2, 3
_MARKS = dict.fromkeys(map(ord, "*-•·●▪■◦‣○–—+>→»"), BULLET) | {ord("|"): TABLE, ord("#"): HEADING_MARK}
_OPENS_MIDWAY = frozenset(map(ord, ",.;:!?)]}»”’'%…"))
_ENDS_MIDWAY = frozenset(map(ord, ",-–—(/&"))
_FIRST_DENSE = 0x3000
_LAST_SPACE = 0x3000
_NO_SPACE, _SPACE, _BREAK = range(3)


@dataclass
class Lines:
    """What was found out of lines, each by itself; one value a line.

    Attributes:
        letters: counts of letters.
        tokens: words, as `Measures.tokens` has them.
        words: the words as numbers.
        names: of the features of a line's own text.
        own: those features (names × lines).
        gaps: line breaks above and below (2 × lines).
        beginnings: a number that lines share that begin alike.
        midway: whether a line opens as one goes on, and whether it ends as one that goes on below (2 × lines).
        marks: what the first character says: `BULLET`, `TABLE`, `HEADING_MARK`, or 0.
        dated: whether it is short and has the name of a month.
        places: where dates and the like stand on the whole page.
    """

    letters: Letters
    tokens: list[list[str]]
    words: LineWords
    names: tuple[str, ...]
    own: Doubles
    gaps: Ints
    beginnings: Ints
    midway: NDArray[np.bool_]
    marks: Ints
    dated: NDArray[np.bool_]
    places: Mapping[str, Ints]

    def copies(self) -> tuple[Ints, Ints]:
        """How many lines begin with the same words, where there are several; and which of them each line is."""
        counts, order = np.bincount(self.beginnings), np.argsort(self.beginnings, kind="stable")
        of_line, copy = counts[self.beginnings], np.empty(len(order), dtype=np.int64)
        copy[order] = np.arange(len(order)) - (np.cumsum(counts) - counts)[self.beginnings[order]]
        return np.where(of_line > 1, of_line, 0), copy


@dataclass(frozen=True)
class LineMeasures(Measures):
    """A page of text and what is counted of its lines."""

    @cached_property
    def lines(self) -> Lines:
        """What each line says by itself."""
        return _read(self.page)

    def text_features(self, title: frozenset[str]) -> Columns:
        """The features of the lines' text that `text_features` has, the same in less time.

        Args:
            title: words of the headline.
        """
        columns = Columns(zip(self.lines.names, self.lines.own, strict=True))
        columns |= found_features(self.lines.places, self, self.lines.dated)
        columns |= self.lines.words.like_title(title)
        columns["copies"], columns["copy"] = self.lines.copies()
        return columns

    @cached_property
    def letters(self) -> Letters:
        """Counts of letters."""
        return self.lines.letters

    @cached_property
    def tokens(self) -> list[list[str]]:
        """The words of each line in small letters, each digit as 0."""
        return self.lines.tokens


def _read(page: Page) -> Lines:
    """What the lines of a page of text say, each by itself."""
    measures, blocks = Measures(page), page.blocks
    own = own_features(measures)
    return Lines(
        measures.letters,
        measures.tokens,
        line_words(measures.tokens),
        tuple(own),
        np.array(list(own.values()), dtype=np.float64),
        _gaps(measures),
        numbered(beginnings(blocks))[0],
        _midway(measures.letters),
        np.array([_MARKS.get(code, 0) for code in measures.letters.first.tolist()], dtype=np.int64),
        dated(measures),
        found_at(measures.text),
    )


def _midway(letters: Letters) -> NDArray[np.bool_]:
    """Whether lines open, and end, in the midst of a sentence, as far as the first and the last character tell."""
    first, last = letters.first.tolist(), letters.last.tolist()
    opens = [code in _OPENS_MIDWAY or (code < _FIRST_DENSE and chr(code).islower()) for code in first]
    return np.array([opens, [code in _ENDS_MIDWAY for code in last]], dtype=np.bool_)


@cache
def _white_space() -> NDArray[np.uint8]:
    """Of each character up to the last white one whether it is white, and whether it breaks lines."""
    white = [_NO_SPACE if not chr(code).isspace() else _SPACE for code in range(_LAST_SPACE + 2)]
    for character in LINE_BREAKS:
        white[ord(character)] = _BREAK
    return np.array(white, dtype=np.uint8)


def _gaps(measures: Measures) -> Ints:
    """Line breaks above and below each line, whatever of the page is left."""
    codes = measures.letters.codes
    kinds = _white_space()[np.minimum(codes, _LAST_SPACE + 1)]
    breaks = np.zeros(len(codes) + 1, dtype=np.int64)
    broken = kinds == _BREAK
    broken[:-1] &= (codes[:-1] != ord("\r")) | (codes[1:] != ord("\n"))
    np.cumsum(broken, out=breaks[1:])
    visible = np.flatnonzero(kinds == _NO_SPACE)
    starts, ends = np.asarray(measures.page.blocks.starts), np.asarray(measures.page.blocks.ends)
    at = np.searchsorted(visible, starts)
    before = np.where(at > 0, visible[np.maximum(at, 1) - 1] + 1, 0)
    at = np.searchsorted(visible, ends)
    after = np.where(at < len(visible), np.append(visible, len(codes))[at], len(codes))
    return np.stack([breaks[starts] - breaks[before], breaks[after] - breaks[ends]])
