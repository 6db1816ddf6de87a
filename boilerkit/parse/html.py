"""HTML → Page: a block is a paragraph, a cell, a line before `<br>`: text that no block-level element divides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from lxml import etree

from boilerkit import dom
from boilerkit.blocks import Blocks, offsets
from boilerkit.dom import NO_PARENT, BlockFacts, Dom, Elements
from boilerkit.page import Page
from boilerkit.parse.head import HEAD_TAGS, HeadReader
from boilerkit.record import Event
from boilerkit.textkey import KEY_LENGTH, key_of

MOST_CODE_POINTS = 50_000_000
"""Length of markup from which on a page is cut off."""

MOST_NODES = 2_000_000
"""Elements after which the rest of a page is not read."""

DEEPEST = 2_000
"""Elements within one another from which on they are not told apart; their text is."""

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q rb rp rt rtc ruby "
    "s samp small span strike strong sub sup time tt u var wbr button".split()
)
_WITHOUT_TEXT = frozenset(
    "img style svg math iframe object embed applet canvas audio video map area input textarea select datalist link "
    "base param source track progress meter noframes frame frameset basefont".split()
)
_LOOKED_AT = _WITHOUT_TEXT | HEAD_TAGS | {"a", "template"}
_FLAGS: Mapping[str, int] = MappingProxyType(
    {
        "noscript": dom.NOSCRIPT,
        "details": dom.DETAILS,
        "form": dom.FORM,
        "fieldset": dom.FORM,
        "table": dom.TABLE,
        "ul": dom.LIST,
        "ol": dom.LIST,
        "dl": dom.LIST,
        "pre": dom.PRE,
        "blockquote": dom.QUOTE,
        "nav": dom.NAV,
        "header": dom.HEADER,
        "footer": dom.FOOTER,
        "aside": dom.ASIDE,
        "main": dom.MAIN,
        "article": dom.ARTICLE,
        "dialog": dom.DIALOG,
        "figure": dom.FIGURE,
        "section": dom.SECTION,
    }
)
_ROLE_FLAGS: Mapping[str, int] = MappingProxyType(
    {
        "main": dom.MAIN,
        "navigation": dom.NAV,
        "banner": dom.HEADER,
        "contentinfo": dom.FOOTER,
        "complementary": dom.ASIDE,
        "article": dom.ARTICLE,
        "dialog": dom.DIALOG,
        "alertdialog": dom.DIALOG,
        "menu": dom.NAV,
        "search": dom.FORM,
    }
)
_BODY_PROPERTIES = frozenset(("articleBody", "text", "description", "reviewBody"))
_NAMING = ("class", "id", "role", "itemprop", "data-testid", "data-component", "itemtype")
_HEADING_LINKS = frozenset(("headerlink", "header-anchor", "heading-anchor", "hash-link", "anchorjs-link"))
"""Classes of the link with a “¶” or “#” that Sphinx, VitePress, Docusaurus and AnchorJS put behind a heading."""

_LONGEST_LABEL = 40
_HIDING_STYLE = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_LINK, _BOLD, _ITALIC, _BUTTON, _CODE = 1, 2, 4, 8, 16
_STYLE_COUNT = 5
_STYLES: Mapping[str, int] = MappingProxyType(
    {
        "a": _LINK,
        "b": _BOLD,
        "strong": _BOLD,
        "i": _ITALIC,
        "em": _ITALIC,
        "button": _BUTTON,
        "code": _CODE,
        "kbd": _CODE,
        "samp": _CODE,
    }
)


def parse_html(source: str) -> tuple[Page, tuple[Event, ...]]:
    """The rendered text of an HTML page, its blocks, and what the markup says of them.

    The page is read in one pass by libxml2's parser, without a tree and without recursion, so its nesting can be as
    deep as it likes.

    Returns:
        The page, and an event for each limit that cut it off.
    """
    reader = Reader()
    events = read_into(reader, source)
    page = reader.page()
    assert page.dom is not None
    return replace(page, dom=replace(page.dom, markup=source)), events


def read_into(reader: Reader, source: str) -> tuple[Event, ...]:
    """Have a reader read a page; an event for each limit that cut it off."""
    events: tuple[Event, ...] = ()
    if len(source) > MOST_CODE_POINTS:
        message = f"only the first {MOST_CODE_POINTS:,} of {len(source):,} characters were read"
        events = (Event("page cut off", message),)
        source = source[:MOST_CODE_POINTS]
    if source.strip("\0 \t\r\n"):
        parser = etree.HTMLParser(
            target=reader, encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, recover=True
        )
        try:
            etree.fromstring(source.replace("\0", "").encode("utf-8", "replace"), parser)
        except etree.XMLSyntaxError:
            reader.close()
    if reader.nodes_left < 0:
        events += (Event("page cut off", f"only the first {MOST_NODES:,} elements were read"),)
    if reader.too_deep:
        message = f"elements are nested more than {DEEPEST:,} deep; what is deeper was read as if it stood there"
        events += (Event("deep nesting", message),)
    return events


class Reader:
    """Takes the parser's events and fills the columns.

    An element holds blocks (a row of `Elements`), or is inline (a style of the text), or its text is left out.
    """

    def __init__(self) -> None:
        self.head = HeadReader()
        self.nodes_left = MOST_NODES
        self.too_deep = False
        self._too_deep = 0
        self._elements, self._facts = Elements(), BlockFacts()
        self._texts: list[str] = []
        self._separators: list[str] = []
        self._node_tags: list[str] = []
        self._node_parents: list[int] = []
        # Of each open element what went on before it: node, element, style and table row.
        self._open: list[tuple[int, int, int, int]] = []
        self._node = self._element = NO_PARENT
        self._style = self._left_out = self._images = self._line = 0
        self._row = self._last_row = NO_PARENT
        self._pieces: list[str] = []
        self._lengths = [0] * _STYLE_COUNT
        self._links = self._time = 0
        self._href = self._name = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._left_out or self.nodes_left < 0:
            self._left_out += 1
            return
        self.nodes_left -= 1
        self._node_tags.append(tag)
        self._node_parents.append(self._node)
        element = self._element
        if element != NO_PARENT:
            self._elements.tag_counts[element] += 1
        if tag in _LOOKED_AT and self._is_left_out(tag, attributes):
            self._left_out = 1
            return
        if len(self._open) >= DEEPEST:
            self._pass_by(tag, 1)
            return
        self._open.append((self._node, element, self._style, self._row))
        self._node = len(self._node_tags) - 1
        if tag in _INLINE and element != NO_PARENT:
            self._start_inline(tag, attributes)
        elif tag == "br":
            self._end_line()
        else:
            self._start_block(tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._left_out:
            self._left_out -= 1
            if not self._left_out:
                self.head.end()
                self._add_space()
            return
        if not self._open:
            return
        if self._too_deep:
            self._pass_by(tag, -1)
            return
        node, element, style, row = self._open.pop()
        if element != self._element:
            if self._pieces:
                self._end_block()
            self._elements.stop[self._element] = len(self._texts)
            self._line = 0
        elif self._style & _BUTTON:
            self._add_space()
        self._node, self._element, self._style, self._row = node, element, style, row

    def data(self, text: str) -> None:
        """Some text."""
        if self._left_out:
            self.head.data(text)
            return
        if text.isspace() and not (self._pieces and self._preformatted):
            self._add_space()
            return
        if self._element == NO_PARENT:
            self._start_element("html", "", 0)
        self._pieces.append(text)
        if self._style:
            length = len(text)
            for style in range(_STYLE_COUNT):
                if self._style >> style & 1:
                    self._lengths[style] += length

    def close(self) -> None:
        """The page is over."""
        self._too_deep = 0
        while self._open:
            self.end("")
        self._end_block()
        if self._elements.stop:
            self._elements.stop[0] = len(self._texts)

    def page(self) -> Page:
        """The page that was read."""
        starts, ends, keys, at = offsets(), offsets(), list[str](), 0
        pieces: list[str] = []
        for text, separator in zip(self._texts, self._separators, strict=True):
            at += len(separator)
            starts.append(at)
            at += len(text)
            ends.append(at)
            keys.append(key_of(text if len(text) <= KEY_LENGTH else text[:KEY_LENGTH]))
            pieces += (separator, text)
        source = "".join(pieces)
        dom = Dom(self._elements, self._facts, self._node_tags, self._node_parents, self.head.head())
        return Page(source, Blocks(source, starts, ends, keys), dom=dom)

    @property
    def _preformatted(self) -> bool:
        """Whether white space is text here."""
        return self._element != NO_PARENT and bool(self._elements.flags[self._element] & dom.PRE)

    def _pass_by(self, tag: str, step: int) -> None:
        """An element that is nested too deep begins or ends: it is none of the columns', but divides blocks."""
        self.too_deep = True
        self._too_deep += step
        if tag not in _INLINE:
            self._end_block()

    def _add_space(self) -> None:
        if self._pieces:
            self._pieces.append(" ")

    def _start_element(self, tag: str, names: str, flags: int) -> None:
        """A row for an element that holds blocks."""
        elements, above = self._elements, self._element
        elements.flags.append(flags | _FLAGS.get(tag, 0) | (elements.flags[above] if above != NO_PARENT else 0))
        elements.depths.append(elements.depths[above] + 1 if above != NO_PARENT else 0)
        elements.tags.append(tag)
        elements.parents.append(above)
        elements.names.append(names)
        elements.first.append(len(self._texts))
        elements.stop.append(len(self._texts))
        elements.tag_counts.append(1)
        elements.nodes.append(len(self._node_tags) - 1)
        self._element = len(elements.tags) - 1
        self._line = 0

    def _is_left_out(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Whether the text in one of the elements that are looked at twice is left out."""
        if tag == "a":
            return "class" in attributes and not _HEADING_LINKS.isdisjoint(attributes["class"].split())
        if tag == "template":
            return not ("shadowrootmode" in attributes or "shadowroot" in attributes)
        if tag == "img":
            self._images += 1
        elif tag in HEAD_TAGS:
            self.head.start(tag, attributes)
        return tag != "html"

    def _start_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._pieces or self._links:
            self._end_block()
        names, flags = _names_and_flags(attributes) if attributes else ("", 0)
        self._start_element(tag, names, flags)
        if tag == "tr":
            self._row = self._element

    def _start_inline(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._style |= _STYLES.get(tag, 0)
        if tag == "a":
            self._links += 1
            self._href = self._href or attributes.get("href", "")
        elif tag == "time":
            self._time = 1
        elif tag == "button":
            self._add_space()
        if attributes and not self._pieces:
            names, flags = _names_and_flags(attributes)
            if flags & dom.HIDDEN:
                self._end_block()
                self._start_element(tag, names, flags)
            else:
                self._name = self._name or names

    def _end_line(self) -> None:
        """A `<br>` ends the line; in preformatted text it is a line break like any other."""
        if self._preformatted:
            self._pieces.append("\n")
            return
        self._end_block()
        self._line += 1

    def _begin_block(self) -> None:
        self._pieces = []
        self._lengths = [0] * _STYLE_COUNT
        self._links = self._time = 0
        self._href = self._name = ""

    def _end_block(self) -> None:
        """A row for the block that was read, unless it is empty."""
        if not self._pieces:
            if self._links:
                self._begin_block()
            return
        text = "".join(self._pieces)
        preformatted = self._elements.flags[self._element] & dom.PRE
        text = text.strip("\r\n").rstrip() if preformatted else " ".join(text.split())
        if text and not text.isspace():
            self._add_block(text)
        self._begin_block()

    def _add_block(self, text: str) -> None:
        facts = self._facts
        facts.elements.append(self._element)
        facts.link_lengths.append(self._lengths[0])
        facts.bold_lengths.append(self._lengths[1])
        facts.italic_lengths.append(self._lengths[2])
        facts.button_lengths.append(self._lengths[3])
        facts.code_lengths.append(self._lengths[4])
        facts.links.append(self._links)
        facts.hrefs.append(self._href)
        facts.images.append(self._images)
        facts.lines.append(self._line)
        facts.names.append(self._name)
        facts.times.append(self._time)
        self._images = 0
        in_row = self._row != NO_PARENT and self._row == self._last_row
        self._separators.append("" if not self._texts else "\t" if in_row else "\n")
        self._texts.append(text)
        self._last_row = self._row


def _names_and_flags(attributes: Mapping[str, str]) -> tuple[str, int]:
    """What the attributes say the element is for: as words, and as flags."""
    flags, names = 0, []
    for name, value in attributes.items():
        if name in _NAMING:
            names.append(f"{name}_{value}" if name in ("role", "itemprop") else value)
            if name == "role":
                flags |= _ROLE_FLAGS.get(value, 0)
            elif name == "itemprop" and value in _BODY_PROPERTIES:
                flags |= dom.BODY_PROPERTY
        elif name == "style":
            if _HIDING_STYLE.search(value):
                flags |= dom.HIDDEN
        elif name == "hidden":
            flags |= dom.HIDDEN if value != "until-found" else 0
        elif name == "aria-hidden":
            flags |= dom.ARIA_HIDDEN if value == "true" else 0
        elif name == "aria-modal":
            flags |= dom.DIALOG if value == "true" else 0
        elif name == "aria-label" and len(value) < _LONGEST_LABEL:
            names.append(value)
    return " ".join(names), flags
