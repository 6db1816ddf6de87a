"""The markup of what was kept: the page read once more, its kept blocks written out as clean HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from boilerkit.parse.html import read_into
from boilerkit.parse.reader import Reader
from boilerkit.parse.start_tags import absolute, image_tag, start_tag

_INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby s samp small strong sub sup time u var".split()
)
_TEXT_HOLDERS = frozenset("p h1 h2 h3 h4 h5 h6 pre li dt dd td th caption figcaption summary".split())
"""Elements that text may stand in as it is."""

_CLOSED_TO_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 pre caption summary".split())
"""Elements in which no block-level one may stand."""

_GROUPS = frozenset("ul ol dl blockquote table thead tbody tfoot tr figure details".split())
_CELLS = frozenset(("td", "th"))
_DEEPEST = 60
"""Elements within one another that are written; what is nested deeper stands in the last of them."""

_MOST_EMPTY_CELLS = 500
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class _Out:
    """An element of the page: what is written of it, and when.

    Attributes:
        tag: its name; "" for one that only its contents are written of.
        start: its start tag.
        written: whether the start tag is out.
        text: whether text stands in it as it is, so that more needs a line break before it.
        empty_cells: cells of a table row without text, which are written when one with text follows.
        images: those of a figure nothing of which is kept so far.
        deeper: number of elements above it that are written.
    """

    tag: str
    start: str
    deeper: int
    written: bool = False
    text: bool = False
    empty_cells: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)


def markup_of(source: str, kept: Sequence[str | None], url: str | None = None) -> str:
    """The markup of the kept blocks, with what gives them meaning and nothing else.

    Headings, paragraphs, lists, quotes, tables, preformatted text, figures, links, images and emphasis stay; classes,
    scripts, empty elements and mere containers do not. Addresses that could run a script are left out.

    Args:
        source: the markup that the blocks were read from.
        kept: of each block the text that is kept of it: all of it, a part, or None.
        url: address of the page; with it relative addresses become absolute.
    """
    writer = _Writer(kept, url or "")
    read_into(writer, source)
    return writer.html()


class _Writer(Reader):
    """Numbers blocks as the reader does, remembers the inline markup of each, and writes those that are kept."""

    def __init__(self, kept: Sequence[str | None], url: str) -> None:
        self._kept, self._base = kept, url
        self._out: list[str] = []
        self._path = [_Out("", "", 0)]
        self._buffer: list[str] = []
        self._inline: list[tuple[str, str]] = []
        self._kinds: list[str] = []
        self._paragraph: tuple[int, int] | None = None
        super().__init__()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag == "base" and attributes.get("href"):
            self._base = absolute(self._base, attributes["href"])
        opened, element = len(self._open), self._element
        if tag == "img" and not self._left_out:
            self._add_image(attributes)
        super().start(tag, attributes)
        if len(self._open) == opened:
            return
        if self._element != element:
            self._kinds.append("block")
            self._path.append(self._new(tag, attributes))
            if tag == "hr" and self._is_between_kept():
                self._write("<hr>")
        else:
            start = start_tag(tag, attributes, self._base) if tag in _INLINE else ""
            written = start and start != "<a>" and len(self._inline) < _DEEPEST
            self._kinds.append("inline" if written else "")
            if written:
                self._inline.append((tag, start))
                if self._pieces:
                    self._buffer.append(start)

    def end(self, tag: str) -> None:
        """An element ends."""
        opened = len(self._open)
        super().end(tag)
        if len(self._open) == opened:
            return
        kind = self._kinds.pop()
        if kind == "inline":
            name, start = self._inline.pop()
            if self._buffer and self._buffer[-1] == start:
                self._buffer.pop()
            elif self._pieces:
                self._buffer.append(f"</{name}>")
        elif kind == "block":
            self._leave(self._path.pop())

    def data(self, text: str) -> None:
        """Some text."""
        before = len(self._pieces)
        super().data(text)
        if not self._left_out and not (text.isspace() and not self._preformatted) and len(self._pieces) > before:
            if not before:
                self._buffer = [start for _, start in self._inline]
            self._buffer.append(escape(text, quote=False))

    def html(self) -> str:
        """What was written."""
        return "".join(self._out).strip()

    def _add_space(self) -> None:
        super()._add_space()
        if self._pieces:
            self._buffer.append(" ")

    def _end_line(self) -> None:
        super()._end_line()
        if self._pieces:
            self._buffer.append("\n")

    def _add_block(self, text: str) -> None:
        number = len(self._texts)
        line = self._line
        super()._add_block(text)
        kept = self._kept[number] if number < len(self._kept) else None
        if kept is None:
            self._paragraph = None
            return
        if kept != text:
            markup = escape(kept, quote=False)
        else:
            markup = "".join((*self._buffer, *(f"</{tag}>" for tag, _ in reversed(self._inline))))
            markup = markup.strip("\r\n").rstrip() if self._preformatted else _SPACES.sub(" ", markup).strip()
        self._write_block(markup, line)

    def _write_block(self, markup: str, line: int) -> None:
        holder = self._holder()
        if holder.tag in _TEXT_HOLDERS:
            self._open_path()
            self._out.append(f"{'<br>' if holder.text else ''}{markup}")
            holder.text = True
        elif self._paragraph == (self._element, line - 1) and self._out[-1] == "</p>\n":
            self._out[-1] = f"<br>{markup}"
            self._out.append("</p>\n")
        else:
            self._open_path()
            self._out += (f"<p>{markup}", "</p>\n")
        self._paragraph = (self._element, line)

    def _new(self, tag: str, attributes: Mapping[str, str]) -> _Out:
        above = self._path[-1]
        closed = any(out.tag in _CLOSED_TO_BLOCKS for out in self._path[-4:]) or above.deeper >= _DEEPEST
        if closed or tag not in _TEXT_HOLDERS | _GROUPS:
            return _Out("", "", above.deeper)
        return _Out(tag, start_tag(tag, attributes, self._base), above.deeper + 1)

    def _open_path(self) -> None:
        """Write the start tags of what is open and has something in it now."""
        first = len(self._path)
        while first and not self._path[first - 1].written:
            first -= 1
        for at in range(first, len(self._path)):
            out = self._path[at]
            out.written = True
            if out.tag in _CELLS:
                self._fill_row(at)
            if out.tag:
                self._out.append(out.start)
                self._out += out.images
                out.images.clear()

    def _fill_row(self, at: int) -> None:
        row = next((out for out in reversed(self._path[:at]) if out.tag == "tr"), None)
        if row:
            self._out += row.empty_cells
            row.empty_cells.clear()

    def _leave(self, out: _Out) -> None:
        if out.images and self._is_between_kept():
            self._path.append(out)
            self._open_path()
            self._path.pop()
        if out.tag in _CELLS and not out.written:
            row = next((each for each in reversed(self._path) if each.tag == "tr"), None)
            if row and len(row.empty_cells) < _MOST_EMPTY_CELLS:
                row.empty_cells.append(f"<{out.tag}></{out.tag}>")
        if out.written and out.tag:
            self._out += out.empty_cells
            self._out.append(f"</{out.tag}>\n")
            self._paragraph = None

    def _is_between_kept(self) -> bool:
        """Whether the blocks on both sides of here are kept."""
        return self._is_kept(len(self._texts) - 1) and self._is_kept(len(self._texts))

    def _is_kept(self, number: int) -> bool:
        return 0 <= number < len(self._kept) and self._kept[number] is not None

    def _add_image(self, attributes: Mapping[str, str]) -> None:
        image = image_tag(attributes, self._base)
        if not image:
            return
        if self._pieces:
            self._buffer.append(f" {image} ")
            return
        figure = next((out for out in reversed(self._path) if out.tag == "figure"), None)
        if figure and not figure.written:
            figure.images.append(image)
        elif figure or self._is_between_kept():
            self._write(image)

    def _write(self, markup: str) -> None:
        """Write an image, or what else is no text, where it stands."""
        holder = self._holder()
        self._open_path()
        self._paragraph = None
        if holder.tag in _TEXT_HOLDERS:
            self._out.append(f" {markup} " if holder.text else f"{markup} ")
            holder.text = False
        else:
            self._out.append(f"{markup}\n" if markup == "<hr>" or holder.tag == "figure" else f"<p>{markup}</p>\n")

    def _holder(self) -> _Out:
        """The innermost element that is written."""
        return next(out for out in reversed(self._path) if out.tag or not out.deeper)
