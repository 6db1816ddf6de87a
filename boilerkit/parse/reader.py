"""Reader: takes the events of the HTML parser and fills the columns of a page."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from boilerkit.blocks import Blocks, offsets
from boilerkit.dom import HIDDEN, NO_PARENT, PRE, BlockFacts, Dom, Elements
from boilerkit.page import Page
from boilerkit.parse.head import HEAD_TAGS, HeadReader
from boilerkit.parse.table_row import TableRow
from boilerkit.parse.tags import (
    BUTTON,
    CELL,
    INLINE,
    LINE_BREAK,
    LOOKED_AT,
    ROW,
    STYLE_COUNT,
    STYLES_IN,
    WHOLE_PAGE,
    is_heading_link,
    meaning_of,
    names_and_flags,
    style_of,
)
from boilerkit.textkey import key_of

MOST_NODES = 2_000_000
"""Elements after which the rest of a page is not read."""

DEEPEST = 2_000
"""Elements within one another from which on they are not told apart; their text is."""


class Reader:
    """Takes the parser's events and fills the columns.

    An element holds blocks (a row of `Elements`), or is inline (a style of the text), or its text is left out.

    `<html>` and `<body>` end with the source, and there is one of each: what stands behind `</html>`, a second document
    included, is read as in the first body, as the HTML standard has it and browsers show it.
    """

    most_nodes = MOST_NODES

    def __init__(self) -> None:
        self.head = HeadReader()
        self.nodes_left = self.most_nodes
        self.too_deep = False
        self._too_deep = 0
        self._elements = Elements()
        self._facts = BlockFacts()
        self._texts: list[str] = []
        self._separators: list[str] = []
        self._node_tags: list[str] = []
        self._node_parents: list[int] = []
        # Of each open element what went on before it: node, element, style, table row and flags.
        self._open: list[tuple[int, int, int, int, int]] = []
        self._page_tags = set[str]()
        self._node = self._element = NO_PARENT
        self._style = self._flags = self._left_out = self._images = self._line = 0
        self._row = self._last_row = NO_PARENT
        self._rows: dict[int, TableRow] = {}
        self._pieces: list[str] = []
        self._lengths = [0] * STYLE_COUNT
        self._links = self._time = 0
        self._href = self._name = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._left_out or self.nodes_left < 0:
            self._left_out += 1
            return
        self.nodes_left -= 1
        tag, kind, flags = meaning_of(tag) or (tag, 0, 0)
        if kind & WHOLE_PAGE and self._goes_on(tag):
            return
        node, element, opened = len(self._node_tags), self._element, self._open
        self._node_tags.append(tag)
        self._node_parents.append(self._node)
        if kind & LOOKED_AT and self._is_left_out(tag, attributes):
            self._left_out = 1
            return
        if len(opened) >= DEEPEST:
            self._pass_by(tag, 1)
            return
        opened.append((self._node, element, self._style, self._row, self._flags))
        self._node = node
        if kind & INLINE and element >= 0 and self._begin_inline(tag, attributes):
            return
        if kind & LINE_BREAK:
            self._end_line()
            return
        if self._pieces or self._links:
            self._end_block()
        names = ""
        if len(attributes) == 1 and "class" in attributes:  # as most have it
            names = attributes["class"]
        elif attributes:
            names, more = names_and_flags(attributes)
            flags |= more
        self._flags |= flags
        # Most elements come here, so the row is written here: a call for each would be a hundredth of all time.
        elements, first = self._elements, len(self._texts)
        self._element, self._line = len(elements.stop), 0
        elements.tags.append(tag)
        elements.parents.append(element)
        elements.names.append(names)
        elements.flags.append(self._flags)
        elements.first.append(first)
        elements.stop.append(first)
        elements.nodes.append(node)
        elements.nodes_stop.append(node + 1)
        if kind & ROW:
            self._row = self._element
            self._rows[self._row] = TableRow()
        elif kind & CELL and self._row != NO_PARENT:
            self._rows[self._row].cell(attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._left_out:
            self._left_out -= 1
            if not self._left_out:
                self.head.end()
                self._add_space()
            return
        if self._too_deep:
            self._pass_by(tag, -1)
            return
        if len(self._open) < 3 and tag in self._page_tags:
            self._end_block()
            return
        self._node, element, style, row, flags = self._open.pop()
        own = self._element
        if element != own:
            if self._pieces:
                self._end_block()
            if self._row == own:
                self._end_row()
            self._elements.stop[own] = len(self._texts)
            self._elements.nodes_stop[own] = len(self._node_tags)
            self._element, self._row, self._flags, self._line = element, row, flags, 0
        elif self._style & BUTTON:
            self._add_space()
        self._style = style

    def data(self, text: str) -> None:
        """Some text."""
        if self._left_out:
            self.head.data(text)
            return
        if text.isspace() and not (self._pieces and self._flags & PRE):
            if self._pieces:
                self._add_space()
            return
        self._pieces.append(text)
        if self._style:
            length = len(text)
            for style in STYLES_IN[self._style]:
                self._lengths[style] += length

    def close(self) -> None:
        """The page is over."""
        self._too_deep = 0
        while self._open:
            self.end("")

    def page(self) -> Page:
        """The page that was read; the reader has nothing left of it."""
        starts, ends, at = list[int](), list[int](), 0
        for text, separator in zip(self._texts, self._separators, strict=True):
            at += len(separator)
            starts.append(at)
            at += len(text)
            ends.append(at)
        source = "".join(chain.from_iterable(zip(self._separators, self._texts, strict=True)))
        blocks = Blocks(source, offsets(*starts), offsets(*ends), list(map(key_of, self._texts)))
        elements, facts = self._elements, self._facts
        # lxml's parser and its context hold each other, and the reader, until the garbage collector comes.
        self._elements, self._facts = Elements(), BlockFacts()
        markup = Dom(elements, facts, self._node_tags, self._node_parents, self.head.head())
        return Page(source, blocks, dom=markup)

    @property
    def _preformatted(self) -> bool:
        """Whether white space is text here."""
        return self._flags & PRE > 0

    def _pass_by(self, tag: str, step: int) -> None:
        """An element that is nested too deep begins or ends: it is none of the columns', but divides blocks."""
        self.too_deep = True
        self._too_deep += step
        _, kind, _ = meaning_of(tag) or (tag, 0, 0)
        if not kind & INLINE:
            self._end_block()

    def _add_space(self) -> None:
        if self._pieces:
            self._pieces.append(" ")

    def _goes_on(self, tag: str) -> bool:
        """Whether `<html>` or `<body>` begins again, or else for the first time."""
        again = tag in self._page_tags
        self._page_tags.add(tag)
        return again

    def _is_left_out(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Whether the text in one of the elements that are looked at twice is left out."""
        if tag == "a":
            return is_heading_link(attributes)
        if tag == "template":
            return not ("shadowrootmode" in attributes or "shadowroot" in attributes)
        if tag == "img":
            self._images += 1
        elif tag in HEAD_TAGS:
            self.head.start(tag, attributes)
        return tag != "html"

    def _begin_inline(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """An inline element begins; False for a hidden one, which is no part of the line but holds blocks."""
        self._style |= style_of(tag, 0)
        if tag == "a":
            self._links += 1
            self._href = self._href or attributes.get("href", "")
        elif tag == "time":
            self._time = 1
        elif tag == "button":
            self._add_space()
        if attributes and not self._pieces:
            names, flags = names_and_flags(attributes)
            if flags & HIDDEN:
                return False
            self._name = self._name or names
        return True

    def _end_line(self) -> None:
        """A `<br>` ends the line; in preformatted text it is a line break like any other."""
        if self._preformatted:
            self._pieces.append("\n")
            return
        self._end_block()
        self._line += 1

    def _begin_block(self) -> None:
        self._pieces = []
        self._lengths = [0] * STYLE_COUNT
        self._links = self._time = 0
        self._href = self._name = ""

    def _end_block(self) -> None:
        """A row for the block that was read, unless it is empty."""
        if not self._pieces:
            if self._links:
                self._begin_block()
            return
        text = "".join(self._pieces)
        text = text.strip("\r\n").rstrip() if self._flags & PRE else " ".join(text.split())
        if text:
            self._add_block(text)
        self._begin_block()

    def _add_block(self, text: str) -> None:
        facts, lengths = self._facts, self._lengths
        facts.elements.append(self._element)
        facts.link_lengths.append(lengths[0])
        facts.bold_lengths.append(lengths[1])
        facts.italic_lengths.append(lengths[2])
        facts.button_lengths.append(lengths[3])
        facts.code_lengths.append(lengths[4])
        facts.links.append(self._links)
        facts.hrefs.append(self._href)
        facts.images.append(self._images)
        facts.lines.append(self._line)
        facts.names.append(self._name)
        facts.times.append(self._time)
        self._images = 0
        if self._row != NO_PARENT and self._row == self._last_row:
            self._separators.append("\t" * self._rows[self._row].next(len(self._texts)))
        else:
            self._separators.append("\n" if self._texts else "")
            if self._row != NO_PARENT:
                self._rows[self._row].first()
        self._texts.append(text)
        self._last_row = self._row

    def _end_row(self) -> None:
        """Tabs between the cells of a row of data; lines in one of a layout, whose cells hold paragraphs or tables.

        A cell without text has its tab, too, so that the columns of the table stay columns.
        """
        row, first = self._rows.pop(self._row), self._elements.first[self._row]
        if len(self._texts) - first > len(row.tabs) + 1 or any(map(self._goes_on_in_cell, row.tabs)):
            for index in row.tabs:
                self._separators[index] = "\n"
        elif row.tabs:
            self._separators[first] += "\t" * row.leading

    def _goes_on_in_cell(self, index: int) -> bool:
        """Whether a block of the row stands in the cell of the one before, and not as the next line of its text."""
        elements, lines = self._facts.elements, self._facts.lines
        if elements[index] == elements[index - 1]:
            return lines[index] > 1
        return self._cell(elements[index]) == self._cell(elements[index - 1])

    def _cell(self, element: int) -> int:
        """The child of the row that an element in it is in."""
        parents = self._elements.parents
        while element != self._row and parents[element] != self._row:
            element = parents[element]
        return element
