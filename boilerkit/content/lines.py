"""Lines: what each line of raw text says by itself, worked out once for all that rules and judge leave of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from boilerkit.blocks import Blocks
from boilerkit.content.columns import Columns, Doubles, Floats, Ints
from boilerkit.content.letters import Letters
from boilerkit.content.line_words import LineWords, line_words, numbered
from boilerkit.content.measures import Measures
from boilerkit.content.text_features import beginnings, dated, found_at, found_features, own_features
from boilerkit.content.tokens import text_sums
from boilerkit.page import Page

BULLET, TABLE, HEADING_MARK = 1, 2, 3
_MARKS = dict.fromkeys(map(ord, "*-•·●▪■◦‣○–—+>→»"), BULLET) | {ord("|"): TABLE, ord("#"): HEADING_MARK}
_OPENS_MIDWAY = frozenset(map(ord, ",.;:!?)]}»”’'%…"))
_ENDS_MIDWAY = frozenset(map(ord, ",-–—(/&"))
_FIRST_DENSE = 0x3000
_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_LAST_SPACE = 0x3000
_NO_SPACE, _SPACE, _BREAK = range(3)


@dataclass
class Lines:
    """What was found out of lines, each by itself; one value a line.

    Attributes:
        starts, ends: offsets.
        letters: counts of letters.
        tokens: words, as `Measures.tokens` has them.
        words: the words as numbers.
        names: of the features of a line's own text.
        own: those features (names × lines).
        gaps: line breaks above and below (2 × lines).
        beginnings: a number that lines share that begin alike.
        midway: whether a line opens as one goes on, and whether it ends as one that goes on below (2 × lines).
        marks: what the first character says: `BULLET`, `TABLE`, `HEADING_MARK`, or 0.
        dated: whether it has the name of a month.
        places: where dates and the like stand on the whole page.
    """

    starts: Ints
    ends: Ints
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
    _weighed: tuple[Mapping[str, float], Mapping[str, float], Floats] | None = field(default=None, repr=False)

    def copies(self) -> tuple[Ints, Ints]:
        """How many lines begin with the same words, where there are several; and which of them each line is."""
        counts, order = np.bincount(self.beginnings), np.argsort(self.beginnings, kind="stable")
        of_line, copy = counts[self.beginnings], np.empty(len(order), dtype=np.int64)
        copy[order] = np.arange(len(order)) - (np.cumsum(counts) - counts)[self.beginnings[order]]
        return np.where(of_line > 1, of_line, 0), copy

    def sums(self, words: Mapping[str, float], phrases: Mapping[str, float]) -> Floats:
        """Of each line the weights of its words and of its phrases (2 × lines)."""
        if self._weighed is None or self._weighed[0] is not words or self._weighed[1] is not phrases:
            self._weighed = words, phrases, np.array(text_sums(self.tokens, words, phrases))
        return self._weighed[2]

    def where(self, blocks: Blocks) -> Ints | None:
        """Which of the lines the blocks of a view are; None when it has others, such as the rest of a line."""
        starts, ends = np.asarray(blocks.starts, dtype=np.int64), np.asarray(blocks.ends, dtype=np.int64)
        index = np.minimum(np.searchsorted(self.starts, starts), max(len(self.starts) - 1, 0))
        known = np.array_equal(self.starts[index], starts) and np.array_equal(self.ends[index], ends)
        return index if known else None

    def some(self, index: Ints) -> Lines:
        """Some of the lines, in order."""
        if len(index) == len(self.starts):
            return self
        weighed = self._weighed and (*self._weighed[:2], self._weighed[2][:, index])
        return Lines(
            self.starts[index],
            self.ends[index],
            self.letters.some(index),
            [self.tokens[row] for row in index.tolist()],
            self.words.some(index),
            self.names,
            self.own[:, index],
            self.gaps[:, index],
            self.beginnings[index],
            self.midway[:, index],
            self.marks[index],
            self.dated[index],
            self.places,
            weighed,
        )


class LineBook:
    """The lines of a page as they were looked at last: what is left of them later has been worked out then."""

    def __init__(self) -> None:
        self._last: Lines | None = None

    def lines(self, page: Page) -> Lines:
        """The lines of a view of the page."""
        last = self._last
        index = last.where(page.blocks) if last is not None else None
        lines = last.some(index) if last is not None and index is not None else _read(page)
        self._last = lines
        return lines


@dataclass(frozen=True)
class LineMeasures(Measures):
    """A page of text and what is counted of its lines."""

    @cached_property
    def lines(self) -> Lines:
        """What each line says by itself, as far as possible taken over from an earlier view of the page."""
        return self.page.blocks.once(LineBook).lines(self.page)

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
        np.asarray(blocks.starts, dtype=np.int64),
        np.asarray(blocks.ends, dtype=np.int64),
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
    for character in _BREAKS:
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
