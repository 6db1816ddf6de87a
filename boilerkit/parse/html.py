"""HTML → Page: a block is a paragraph, a cell, a line before `<br>`: text that no block-level element divides."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from boilerkit.page import Page
from boilerkit.parse.reader import DEEPEST, Reader
from boilerkit.record import Event

_VISIBLE = re.compile(r"[^\0 \t\r\n]")

MOST_CODE_POINTS = 50_000_000
"""Length of markup from which on a page is cut off."""


def parse_html(source: str, utf8: bytes | None = None) -> tuple[Page, tuple[Event, ...]]:
    """The rendered text of an HTML page, its blocks, and what the markup says of them.

    The page is read in one pass by libxml2's parser, without a tree and without recursion, so its nesting can be as
    deep as it likes.

    Args:
        source: the markup.
        utf8: the same in UTF-8, where it is at hand.

    Returns:
        The page, and an event for each limit that cut it off.
    """
    reader = Reader()
    events = read_into(reader, source, utf8)
    page = reader.page()
    assert page.dom is not None
    return replace(page, dom=replace(page.dom, markup=source)), events


def read_into(reader: Reader, source: str, utf8: bytes | None = None) -> tuple[Event, ...]:
    """Have a reader read a page, which may be at hand in UTF-8, too; an event for each limit that cut it off."""
    events: tuple[Event, ...] = ()
    if len(source) > MOST_CODE_POINTS:
        message = f"only the first {MOST_CODE_POINTS:,} of {len(source):,} characters were read"
        events = (Event("page cut off", message),)
        source, utf8 = source[:MOST_CODE_POINTS], None
    if _VISIBLE.search(source):
        parser = etree.HTMLParser(
            target=reader, encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, recover=True
        )
        markup = source.encode("utf-8", "replace") if utf8 is None else utf8
        try:
            etree.fromstring(markup.replace(b"\0", b""), parser)
        except etree.XMLSyntaxError:
            reader.close()
    if reader.nodes_left < 0:
        events += (Event("page cut off", f"only the first {reader.most_nodes:,} elements were read"),)
    if reader.too_deep:
        message = f"elements are nested more than {DEEPEST:,} deep; what is deeper was read as if it stood there"
        events += (Event("deep nesting", message),)
    return events
