"""Features of how lines run on: sentences that a scraper has broken at links, and lists of lines of one kind."""

from __future__ import annotations

import numpy as np

from boilerkit.content.columns import Columns, Doubles, Ints, ratio, running, window
from boilerkit.content.lines import LineMeasures
from boilerkit.content.measures import LONG_BLOCK

_AROUND = ("date", "price", "ends_sentence", "capitals", "digits", "copies")
"""Features of which it is told how frequent they are around a line."""

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
    long: Doubles = ((size >= LONG_BLOCK) & ends)[sentence] * words
    log_words: Doubles = np.log1p(words)
    values = np.array([text[name] for name in _AROUND], dtype=np.float64)
    columns |= _around(np.concatenate([np.minimum(values, 1), [long, words, log_words, log_words**2]]), log_words)
    return columns


def _sentences(measures: LineMeasures) -> Ints:
    """Of each line the number of the sentence or paragraph that it is a piece of, as far as its edges tell."""
    letters = measures.letters
    opens, ends = measures.lines.midway
    joined = np.zeros(len(letters.first), dtype=np.bool_)
    joined[1:] = (opens[1:] | ends[:-1]) & ~letters.ends_sentence[:-1]
    return np.cumsum(~joined) - 1


def _around(values: Doubles, size: Doubles) -> Columns:
    """What is how frequent among the lines above and below, and how unlike in size they are, as items of lists are not.

    Args:
        values: what is counted, words in sentences, words, sizes and their squares (values × lines).
        size: logarithm of each line's words.
    """
    sums, columns = running(values), Columns()
    for reach in _WINDOWS:
        low, high = window(len(size), reach)
        part = sums.take(high, axis=1) - sums.take(low, axis=1)
        *shares, _, _, mean, square = part / (high - low)
        for name, share in zip(_AROUND, shares, strict=True):
            columns[f"{name}s_around{reach}"] = share
        columns[f"in_sentences_around{reach}"] = ratio(part[-4], part[-3], 0.1)
        columns[f"spread_around{reach}"] = np.sqrt(np.maximum(square - mean**2, 0))
        columns[f"unlike{reach}"] = size - mean
    return columns
