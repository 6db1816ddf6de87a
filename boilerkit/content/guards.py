"""Guards: what stays or goes with what stands by it, whatever the trees make of each block alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from boilerkit.content.columns import Doubles, Ints, running, window
from boilerkit.content.purpose import purposes
from boilerkit.content.tree import Tree
from boilerkit.dom import PRE
from boilerkit.finding import STRONG, Span
from boilerkit.rows import cells_of

_ENOUGH = 0.25
"""Share of running text in an element, or of a table, that must stay, to what goes, for the rest of it to stay too."""

_MOSTLY_LINKED = 0.5

_CODE_REACH = 6
"""Blocks above and below code among which running text or code that stays keeps it: editors have buttons between."""

_AN_ARTICLE = 100
"""Words above readers' comments from which on they are comments on something."""


@dataclass(frozen=True)
class Guards:
    """The guards of a page.

    Attributes:
        tree: of the page.
        confidence: how sure the cut of each block is, which the guards change.
    """

    tree: Tree
    confidence: Doubles

    @cached_property
    def named(self) -> NDArray[np.str_]:
        """Of each block what the names and tags around it say it is for; "" where they do not say."""
        found = purposes(self.tree.markup, np.zeros(len(self.confidence) + 1, dtype=np.int64))
        return np.array([found[element].category for element in self.tree.markup.facts.elements])

    @property
    def cut(self) -> NDArray[np.bool_]:
        """Which blocks go by default."""
        return self.confidence >= STRONG

    def keep_prose(self) -> None:
        """Running text stays beside running text that stays, and where else none would; not if a name speaks against.

        Of a page without any, sentences stay where else none would. The pages that the judge has learned from are whole
        pages with menus and feet; a page of three paragraphs and nothing else is like none of them, and must not lose
        any.
        """
        cut, measures, blocks = self.cut, self.tree.measures, self.tree.measures.page.blocks
        if not cut.any():
            return
        prose = np.zeros(len(blocks), dtype=np.bool_)
        prose[blocks.prose(range(len(blocks)))] = True
        prose &= measures.running_text > 0
        if (prose & ~cut).any():
            saved = self._beside_enough(prose, self.tree.ancestors[1])
        elif prose.any():
            saved = prose
        else:
            sentences = measures.letters.ends_sentence & (measures.link_density < _MOSTLY_LINKED)
            saved = sentences & cut & ~(sentences & ~cut).any()
        self._save(saved)

    def keep_code(self) -> None:
        """Preformatted text stays between running text or code that stays, unless a name speaks against it."""
        code = self.tree.flags & PRE > 0
        lost = code & self.cut
        if lost.any():
            stays = running(~self.cut & (code | (self.tree.measures.running_text > 0)))
            low, high = window(len(code), _CODE_REACH)
            index = np.arange(len(code))
            self._save(lost & (stays[index] > stays[low]) & (stays[high] > stays[index + 1]))

    def keep_tables(self) -> None:
        """A table of data stays whole where a fair part of it does, unless a name speaks against it."""
        in_rows = list(cells_of(self.tree.measures.page))
        if not in_rows or not self.cut.any():
            return
        cells = np.zeros(len(self.confidence), dtype=np.bool_)
        cells[in_rows] = True
        is_table = np.array([tag == "table" for tag in self.tree.markup.elements.tags])
        around = is_table[self.tree.ancestors]
        tables = self.tree.ancestors[around.argmax(axis=0), np.arange(len(cells))]
        self._save(self._beside_enough(cells & around.any(axis=0), tables))

    def cut_comments(self) -> None:
        """Readers' comments go from what calls itself an article; where they alone would stay, the text above does.

        Elsewhere, on forums, comments may be the content.
        """
        if not self.tree.markup.head.tells_of_article:
            return
        comments, words = self.named == "comments", self.tree.measures.words
        if not (comments & ~self.cut).any():
            return
        above = (self.named == "") & (self.tree.measures.running_text > 0) & (np.cumsum(comments) == 0)
        if words[~comments & ~self.cut].sum() < _AN_ARTICLE <= words[above].sum():
            self.confidence[above] = 0
        article = np.cumsum(words * (~comments & ~self.cut))
        if article[-1] >= _AN_ARTICLE:
            below = comments & (2 * article >= article[-1])
            self.confidence[below] = np.maximum(self.confidence[below], STRONG)

    def keep_headline(self, headline: Span | None) -> None:
        """The headline stays wherever something below it does: some pages' gold text has it, and readers want it."""
        if headline is not None:
            index = self.tree.measures.page.blocks.position(headline.start)
            self.confidence[index] = self.confidence[index:].min()

    def _beside_enough(self, blocks: NDArray[np.bool_], elements: Ints) -> NDArray[np.bool_]:
        """Which of some blocks go though enough of them stay in the same element, one a block."""
        cut, words = self.cut, self.tree.measures.words
        stays = np.bincount(elements, words * (blocks & ~cut))
        goes = np.bincount(elements, words * (blocks & cut))
        return np.asarray(blocks & cut & ((stays > 0) & (stays >= _ENOUGH * goes))[elements])

    def _save(self, blocks: NDArray[np.bool_]) -> None:
        """Some blocks stay, unless a name speaks against it."""
        if blocks.any():
            self.confidence[blocks & (self.named == "")] = 0
