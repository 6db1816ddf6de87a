"""The content column: the element around an article that a scraper's selector takes, with some of its surroundings."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from benchmarks.measures import words
from benchmarks.renderers import RENDERERS, Renderer, parsed

COLUMNS: Mapping[str, float] = MappingProxyType({"column30": 0.30, "column10": 0.10, "column03": 0.03})
"""Names of columns, each with the share of its words that is not in the gold text, as nearly as the page has one."""

FLATTENED_BY = ("soup", "html_text", "inscriptis", "lxml_text")

_MOST = 0.9
"""Share of the gold's words on the page that a column holds."""

_TEXTS = etree.XPath("descendant::text()[not(parent::script or parent::style or parent::template)]")


def column(markup: str, gold: str, share: float, flatten: Renderer) -> str:
    """The text of the element that holds most of the gold text and whose leftover share is nearest to one.

    The candidates are the body and, from it downwards, always the child with most of the gold's words, as long as it
    holds nine in ten of those that the page has. Of equal ones the outermost is taken.

    Args:
        markup: the page.
        gold: its main content.
        share: words of the element that are not in the gold text, of all its words, 0 to 1.
        flatten: how the element becomes text.

    Returns:
        The text; empty when no word of the gold is on the page.
    """
    tree = parsed(markup)
    body = tree.find("body") if tree is not None else None
    if body is None:
        return ""
    candidates = list(_downwards(body, words(gold)))
    if not candidates:
        return ""
    best = min(candidates, key=lambda candidate: abs(candidate[1] - share))[0]
    return flatten(
        f"<html><body>{etree.tostring(best, encoding='unicode', method='html', with_tail=False)}</body></html>"
    )


def column_of(name: str, page: str, markup: str, gold: str) -> str:
    """A named column of a page, flattened in the way that the page's id falls on."""
    way = FLATTENED_BY[zlib.crc32(page.encode()) % len(FLATTENED_BY)]
    return column(markup, gold, COLUMNS[name], RENDERERS[way])


def _downwards(body: etree._Element, gold: Counter[str]) -> Iterator[tuple[etree._Element, float]]:
    """The elements that hold most of the gold, from the outside in, each with its leftover share."""
    element, found = body, _words(body)
    enough = _MOST * (found & gold).total()
    held = (found & gold).total()
    while held >= enough > 0:
        yield element, 1 - held / found.total()
        children = [(child, _words(child)) for child in element.iterchildren(etree.Element)]
        if not children:
            return
        element, found = max(children, key=lambda child: (child[1] & gold).total())
        held = (found & gold).total()


def _words(element: etree._Element) -> Counter[str]:
    return words(" ".join(_TEXTS(element)))
