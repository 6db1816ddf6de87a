"""Tokens of the lines of raw text: the words in a line and in the heading above it that the lexicon may know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from boilerkit.content.columns import Floats, Ints
from boilerkit.content.lines import LineMeasures
from boilerkit.content.tokens import (
    GROUPS,
    HEADING,
    HEADING_WORDS,
    PHRASE,
    WORD,
    Token,
    Weights,
    sum_of,
    text_sums,
    text_tokens,
)


@dataclass(frozen=True)
class LineTokens:
    """The tokens of a page's lines: listed to learn from, or summed with weights.

    Attributes:
        measures: of the page.
        headings: of each line the index of the heading above it; -1 without one.
    """

    measures: LineMeasures
    headings: Ints

    def __len__(self) -> int:
        return len(self.measures.page)

    def of_blocks(self) -> Iterator[set[Token]]:
        """The tokens of each line, in order."""
        tokens = self.measures.tokens
        for words, heading in zip(tokens, self.headings.tolist(), strict=True):
            yield {*text_tokens(words), *((HEADING, word) for word in self._heading_words(heading))}

    def sums(self, weights: Weights) -> Iterator[Floats]:
        """For each group the sum of the weights of every line's tokens; of the groups that speak of markup, zeros."""
        words, phrases = text_sums(self.measures.tokens, weights[WORD], weights[PHRASE])
        headings = self.headings.tolist()
        known = {heading: sum_of(weights[HEADING], self._heading_words(heading)) for heading in set(headings)}
        above = np.array([known[heading] for heading in headings], dtype=np.float32)
        by_group = {WORD: words, PHRASE: phrases, HEADING: above}
        nothing = np.zeros(len(self), dtype=np.float32)
        for group in range(len(GROUPS)):
            yield by_group.get(group, nothing)

    def _heading_words(self, heading: int) -> set[str]:
        return set(self.measures.tokens[heading][:HEADING_WORDS]) if heading >= 0 else set()
