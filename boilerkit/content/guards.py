"""Guards: what stays or goes with what stands by it, whatever the trees make of each block alone.

Each takes how sure the cut of every block is, as `cut_confidence` gives it, and changes that.
"""

from __future__ import annotations

import numpy as np

from boilerkit.content.columns import Doubles
from boilerkit.content.purpose import purposes
from boilerkit.content.tree import Tree
from boilerkit.dom import PRE
from boilerkit.finding import STRONG, Span
from boilerkit.page import Page

_ENOUGH = 0.25
"""Share of running text in an element that must stay, to what goes, for the rest of it to stay too."""

_MOSTLY_LINKED = 0.5

_CODE_REACH = 3
"""Blocks above and below code among which running text or code that stays keeps it."""

_AN_ARTICLE = 100
"""Words above readers' comments from which on they are comments on something."""


def keep_prose(page: Page, tree: Tree, confidence: Doubles) -> None:
    """Running text stays beside running text that stays, and where else none would, unless a name speaks against it.

    Of a page without any, sentences stay where else none would. The pages that the judge has learned from are whole
    pages with menus and feet; a page of three paragraphs and nothing else is like none of them, and must not lose any.
    """
    cut = confidence >= STRONG
    if not cut.any():
        return
    prose = np.zeros(len(page), dtype=np.bool_)
    prose[page.blocks.prose(range(len(page)))] = True
    prose &= tree.measures.running_text > 0
    if (prose & ~cut).any():
        parents = tree.ancestors[1]
        stays = np.bincount(parents, tree.measures.words * (prose & ~cut), minlength=len(tree.parents))
        goes = np.bincount(parents, tree.measures.words * (prose & cut), minlength=len(tree.parents))
        saved = prose & cut & (stays >= _ENOUGH * goes)[parents]
    elif prose.any():
        saved = prose
    else:
        sentences = tree.measures.letters.ends_sentence & (tree.measures.link_density < _MOSTLY_LINKED)
        saved = sentences & cut & ~(sentences & ~cut).any()
    if saved.any():
        named = _categories(tree)
        for block in np.flatnonzero(saved).tolist():
            if not named[block]:
                confidence[block] = 0


def keep_code(tree: Tree, confidence: Doubles) -> None:
    """Preformatted text stays between running text or code that stays, unless a name speaks against it."""
    code = tree.flags & PRE > 0
    lost = code & (confidence >= STRONG)
    if not lost.any():
        return
    stays = (confidence < STRONG) & (code | (tree.measures.running_text > 0))
    named = _categories(tree)
    for block in np.flatnonzero(lost).tolist():
        above, below = stays[max(0, block - _CODE_REACH) : block], stays[block + 1 : block + 1 + _CODE_REACH]
        if above.any() and below.any() and not named[block]:
            confidence[block] = 0


def cut_comments(tree: Tree, confidence: Doubles) -> None:
    """Of a page that calls itself an article readers' comments go, and where they alone would stay the text above does.

    Elsewhere, on forums, comments may be the content.
    """
    named = np.array(_categories(tree))
    comments, words = named == "comments", tree.measures.words
    if not (comments & (confidence < STRONG)).any():
        return
    above = (named == "") & (tree.measures.running_text > 0) & (np.cumsum(comments) == 0)
    if words[~comments & (confidence < STRONG)].sum() < _AN_ARTICLE <= words[above].sum():
        confidence[above] = 0
    article = np.cumsum(words * (~comments & (confidence < STRONG)))
    if article[-1] >= _AN_ARTICLE:
        below = comments & (2 * article >= article[-1])
        confidence[below] = np.maximum(confidence[below], STRONG)


def _categories(tree: Tree) -> list[str]:
    """Of each block what the names and tags around it say it is for; "" where they do not say."""
    named = purposes(tree.markup, np.zeros(len(tree.of_block) + 1, dtype=np.int64))
    return [named[element].category for element in tree.markup.facts.elements]


def keep_headline(page: Page, headline: Span | None, confidence: Doubles) -> None:
    """The headline stays wherever something below it does: some pages' gold text has it, some not; readers want it."""
    if headline is not None:
        index = page.blocks.position(headline.start)
        confidence[index] = confidence[index:].min()
