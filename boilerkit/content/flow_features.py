"""Features of how lines run on: sentences that a scraper has broken at links, and lists of lines of one kind."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from boilerkit.content.columns import Columns, Doubles, Ints, ratio, running
from boilerkit.content.lines import LineMeasures
from boilerkit.content.measures import LONG_BLOCK

_OPENS_MIDWAY = ",.;:!?)]}»”’'%…"
_ENDS_MIDWAY = ",-–—(/&"
_WINDOWS = (3, 8)


def flow_features(measures: LineMeasures, text: Columns) -> Columns:
    """How lines go together with those around them.

    Args:
        measures: of the page.
        text: the features of the lines' own text.
    """
    sentence = _sentences(measures)
    words = measures.words
    size = np.bincount(sentence, words)
    lines = np.bincount(sentence)
    ends = np.zeros(len(size), dtype=np.bool_)
    ends[sentence] = measures.letters.ends_sentence
    columns = Columns(
        sentence_words=np.log1p(size)[sentence],
        sentence_lines=lines[sentence],
        sentence_ends=ends[sentence],
    )
    long = ((size >= LONG_BLOCK) & ends)[sentence] * words
    columns |= _around("in_sentences", long, words)
    counted = np.ones(len(words))
    for name in ("date", "price", "ends_sentence", "capitals", "digits", "copies"):
        values = np.asarray(text[name], dtype=np.float64)
        columns |= _around(f"{name}s", np.minimum(values, 1), counted)
    columns |= _spread(np.log1p(words))
    return columns


def _sentences(measures: LineMeasures) -> Ints:
    """Of each line the number of the sentence or paragraph that it is a piece of, as far as its edges tell."""
    letters = measures.letters
    first, last = letters.first, letters.last
    opens = _any_of(first, _OPENS_MIDWAY) | (measures.lines.lower & (first < 0x3000))
    ends = _any_of(last, _ENDS_MIDWAY)
    joined = np.zeros(len(first), dtype=np.bool_)
    joined[1:] = (opens[1:] | ends[:-1]) & ~letters.ends_sentence[:-1]
    return np.cumsum(~joined) - 1


def _any_of(codes: Ints, characters: str) -> NDArray[np.bool_]:
    return np.isin(codes, [ord(character) for character in characters])


def _around(name: str, values: Doubles, sizes: Doubles) -> Columns:
    """The share of a value among some lines above and below."""
    before, size = running(values), running(sizes)
    index, count = np.arange(len(values)), len(values)
    columns = Columns()
    for reach in _WINDOWS:
        low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, count)
        columns[f"{name}_around{reach}"] = ratio(before[high] - before[low], size[high] - size[low], 0.1)
    return columns


def _spread(size: Doubles) -> Columns:
    """How unlike in size the lines around are: the items of a list are alike."""
    sums, squares = running(size), running(size * size)
    index, count = np.arange(len(size)), len(size)
    columns = Columns()
    for reach in _WINDOWS:
        low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, count)
        mean = (sums[high] - sums[low]) / (high - low)
        columns[f"spread_around{reach}"] = np.sqrt(
            np.maximum((squares[high] - squares[low]) / (high - low) - mean**2, 0)
        )
        columns[f"unlike{reach}"] = size - mean
    return columns
