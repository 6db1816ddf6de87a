"""Rows: what of an HTML page is no line of its text: cells of tables of data, and code."""

from __future__ import annotations

from boilerkit.dom import PRE
from boilerkit.page import Page, once_a_page


@once_a_page
def cells_of(page: Page) -> frozenset[int]:
    """Indexes of the blocks with a tab before or behind them: the cells of the rows of tables of data.

    The reader of HTML sets tabs between those alone; of tables that lay out a page it makes lines.
    """
    source, starts, ends = page.source, page.blocks.starts, page.blocks.ends
    if "\t" not in source:
        return frozenset()
    behind = [index for index, start in enumerate(starts) if start and source[start - 1] == "\t"]
    first = [index - 1 for index in behind if index and "\n" not in source[ends[index - 1] : starts[index]]]
    return frozenset((*behind, *first))


def code_of(page: Page) -> frozenset[int]:
    """Indexes of the preformatted blocks of a page of HTML as parsed."""
    assert page.dom is not None
    flags = page.dom.elements.flags
    return frozenset(index for index, element in enumerate(page.dom.facts.elements) if flags[element] & PRE)
