"""What the judge measures before it looks at anything else: words, links and prose of each block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from boilerkit.content.columns import Doubles, Ints, ints, ratio, running
from boilerkit.content.letters import Letters, count_letters, only_words
from boilerkit.page import Page
from boilerkit.textkey import searchable

_WORD = re.compile(r"\w+")
_WORD_LENGTH = 9
"""Code points that count as one word at least: a long run without spaces is more than one."""

LONG_BLOCK = 12
"""Words from which on a block without many links counts as running text."""


@dataclass(frozen=True)
class Measures:
    """A page and what is counted of its blocks, each count made once.

    All are columns, one value a block; `words` is at least a ninth of the block's length.
    """

    page: Page

    @cached_property
    def letters(self) -> Letters:
        """Counts of letters."""
        return count_letters(self.page.blocks)

    @cached_property
    def text(self) -> str:
        """The source in small letters, every offset as it was."""
        return self.page.blocks.searched

    @cached_property
    def tokens(self) -> list[list[str]]:
        """The words of each block in small letters, each digit as 0."""
        spans = zip(self.page.blocks.starts, self.page.blocks.ends, strict=True)
        words = only_words(self.text)
        if words is not None:
            return [words[start:end].split() for start, end in spans]
        text = digits_masked(self.text)
        return [_WORD.findall(text, start, end) for start, end in spans]

    @cached_property
    def words(self) -> Doubles:
        """Size of each block in words."""
        return np.maximum(self.letters.words, self.letters.length / _WORD_LENGTH).astype(np.float64)

    @cached_property
    def link_density(self) -> Doubles:
        """Share of the block's text that is in links, 0 to 1 (Kohlschütter et al. 2010)."""
        if self.page.dom is None:
            return np.zeros(len(self.page))
        links = ints(self.page.dom.facts.link_lengths)
        return np.minimum(ratio(links, self.letters.length), 1.0)

    @cached_property
    def running_text(self) -> Doubles:
        """1 for blocks of a dozen words with few links, else 0."""
        return ((self.words >= LONG_BLOCK) & (self.link_density < 0.4)).astype(np.float64)

    @cached_property
    def words_before(self) -> Doubles:
        """Words in the first 0, 1, 2 … blocks."""
        return running(self.words)

    @cached_property
    def linked_before(self) -> Doubles:
        """Linked words in the first 0, 1, 2 … blocks."""
        return running(self.words * self.link_density)

    @cached_property
    def prose_before(self) -> Doubles:
        """Words of running text in the first 0, 1, 2 … blocks."""
        return running(self.words * self.running_text)

    @cached_property
    def total(self) -> float:
        """Words of the whole page, at least one."""
        return max(float(self.words_before[-1]), 1.0)

    @cached_property
    def index(self) -> Ints:
        """0, 1, 2 … for each block."""
        return np.arange(len(self.page), dtype=np.int64)


def words_of(text: str) -> list[str]:
    """The words of a text as `Measures.tokens` has them."""
    return _WORD.findall(digits_masked(searchable(text)))


def digits_masked(text: str) -> str:
    """The text with each digit as 0: a year is like another."""
    for digit in "123456789":
        text = text.replace(digit, "0")
    return text
