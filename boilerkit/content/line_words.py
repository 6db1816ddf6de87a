"""Words of lines as numbers: what lines share is counted by array arithmetic."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from boilerkit.content.columns import Columns, Doubles, Ints

Thing = TypeVar("Thing")

_FUNCTION_WORDS = 60
"""How many of the most frequent words of a page's running text stand for its function words, whatever the language."""

_TOPIC_WORDS = 40
"""Words up to which a line is compared with what the running text is about, or with the first line."""

_TELLING = 4
"""Letters from which on a word says what a text is about; in a script that is not Latin any word does."""

_TITLE_WORDS = 60
"""Words up to which a line is compared with the title."""


@dataclass(frozen=True)
class LineWords:
    """All words of some lines, in order.

    Attributes:
        numbers: of every word that stands somewhere on the page.
        lengths: of each line how many words it has.
        lines, words: of each word of the text its line and its number.
        at: how many words of its line stand before it.
        anew: whether none of those is the same.
    """

    numbers: Mapping[str, int]
    lengths: Ints
    lines: Ints
    words: Ints
    at: Ints
    anew: NDArray[np.bool_]

    @cached_property
    def distinct(self) -> tuple[Ints, Ints]:
        """Line and number of each word of a line, once a line."""
        return self.lines[self.anew], self.words[self.anew]

    @cached_property
    def variety(self) -> Doubles:
        """Of each line how many different words it has."""
        return np.bincount(self.distinct[0], minlength=len(self.lengths)).astype(np.float64)

    def shared(self, words: Iterable[str]) -> Doubles:
        """Of each line how many of some words it has."""
        known = np.zeros(len(self.numbers))
        known[[self.numbers[word] for word in words if word in self.numbers]] = 1
        lines, numbers = self.distinct
        return np.bincount(lines, known[numbers], minlength=len(self.lengths)).astype(np.float64)

    def like_title(self, title: Collection[str]) -> Columns:
        """How alike a short line is to the title, as `text_features` has it; of headline and description there is none.

        Args:
            title: its different words.
        """
        nothing = np.zeros(len(self.lengths))
        columns = Columns(title_in_block=nothing, block_in_title=nothing, like_heading=nothing, like_summary=nothing)
        if title:
            shared = np.where(self.lengths <= _TITLE_WORDS, self.shared(title), 0)
            columns["title_in_block"] = shared / np.maximum(self.variety, 1)
            columns["block_in_title"] = shared / len(title)
        return columns

    def like_first(self) -> Doubles:
        """How alike a line of a few words is to the first one, 0 to 1."""
        first = np.zeros(len(self.numbers))
        first[self.words[: self.lengths[0]]] = 1
        lines, numbers = self.distinct
        shared = np.bincount(lines, first[numbers], minlength=len(self.lengths))
        short = (self.lengths > 2) & (self.lengths <= _TOPIC_WORDS)
        return np.where(short, shared / np.maximum(self.variety + self.variety[0] - shared, 1), 0)

    def spoken_of(self, in_text: NDArray[np.bool_]) -> Doubles:
        """Of each line the share of the words that say what it is about, 0 to 1, that some lines say.

        Args:
            in_text: of each line whether it is one of those.
        """
        tell = np.fromiter((len(word) >= _TELLING or not word.isascii() for word in self.numbers), dtype=np.bool_)
        lines, words = self.distinct
        said = np.zeros(len(self.numbers), dtype=np.bool_)
        said[words[in_text[lines]]] = True
        size = len(self.lengths)
        telling = np.bincount(lines, tell[words], minlength=size)
        return np.bincount(lines, (tell & said)[words], minlength=size) / np.maximum(telling, 1)

    def topic_features(self, in_text: NDArray[np.bool_]) -> Columns:
        """How much of a line is function words, and how much of the rest the running text speaks of elsewhere.

        Args:
            in_text: of each line whether it is running text.
        """
        counted = in_text[self.lines]
        lines, words = self.lines[counted], self.words[counted]
        function = self._most_frequent(words)
        first, last = np.full(len(self.numbers), -1), np.full(len(self.numbers), -1)
        first[words[::-1]], last[words] = lines[::-1], lines
        own = self.anew & (self.at < _TOPIC_WORDS) & ~function[self.words]
        lines, words = self.lines[own], self.words[own]
        elsewhere = np.where(in_text[lines], first[words] != last[words], first[words] >= 0)
        size = len(self.lengths)
        sizes = np.bincount(lines, minlength=size).astype(np.float64)
        shares = np.bincount(self.lines, function[self.words], minlength=size) / np.maximum(self.lengths, 1)
        topics = np.bincount(lines, elsewhere, minlength=size) / np.maximum(sizes, 1)
        return Columns(
            function_words=shares,
            on_topic=np.where(sizes > 0, topics, -1.0),
            topic_words=np.where(sizes > 0, sizes, -1.0),
        )

    def _most_frequent(self, words: Ints) -> NDArray[np.bool_]:
        """Which words are the most frequent ones of a text; of words as frequent, the ones that come first."""
        counts = np.bincount(words, minlength=len(self.numbers))
        come = np.zeros(len(self.numbers), dtype=np.int64)
        come[words[::-1]] = np.arange(len(words))[::-1]
        rank = np.where(counts > 0, come - counts * (len(words) + 1), 1)
        order = np.argpartition(rank, _FUNCTION_WORDS)[:_FUNCTION_WORDS] if len(rank) > _FUNCTION_WORDS else slice(None)
        most = np.zeros(len(self.numbers), dtype=np.bool_)
        most[order] = rank[order] < 1
        return most


def line_words(tokens: list[list[str]]) -> LineWords:
    """The words of lines as numbers."""
    words, numbers = numbered(list(chain.from_iterable(tokens)))
    lengths = np.fromiter(map(len, tokens), dtype=np.int64, count=len(tokens))
    lines = np.repeat(np.arange(len(tokens)), lengths)
    anew = np.zeros(len(words), dtype=np.bool_)
    anew[np.unique(lines * len(numbers) + words, return_index=True)[1]] = True
    at = np.arange(len(words)) - (np.cumsum(lengths) - lengths)[lines]
    return LineWords(numbers, lengths, lines, words, at, anew)


def numbered(things: Collection[Thing]) -> tuple[Ints, Mapping[Thing, int]]:
    """Things as numbers, equal ones as the same: in order, and the number of each."""
    numbers = dict(zip(dict.fromkeys(things), count(), strict=False))
    return np.fromiter(map(numbers.__getitem__, things), dtype=np.int64, count=len(things)), numbers
