"""A page as it comes, text or markup, bytes or str → Page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import Literal, NamedTuple

from boilerkit.errors import BoilerkitError
from boilerkit.links import Unlinked, unlinked
from boilerkit.page import Page
from boilerkit.parse.article_data import article_data
from boilerkit.parse.decode import Decoded, decode
from boilerkit.parse.document import HtmlDocument
from boilerkit.parse.html import parse_html
from boilerkit.parse.linked import unlinked_page
from boilerkit.parse.mojibake import mojibake
from boilerkit.parse.sniff import looks_like_html
from boilerkit.parse.text import parse_text
from boilerkit.record import Event

Format = Literal["auto", "text", "html"]


class Parsed(NamedTuple):
    """A page that was read.

    Attributes:
        page: its text and blocks.
        events: what had to be guessed or was cut off.
        document: its markup; None for text.
        unlinked: the text without the marks of its links, which `page` is read from; None where it has none.
    """

    page: Page
    events: tuple[Event, ...]
    document: HtmlDocument | None = None
    unlinked: Unlinked | None = None

    @property
    def source(self) -> str:
        """The text that offsets in a record refer to."""
        return self.unlinked.source if self.unlinked else self.page.source


def read_page(
    source: str | bytes | bytearray | memoryview,
    *,
    format: Format = "auto",
    encoding: str | None = None,
    url: str | None = None,
) -> Parsed:
    """Decode a page and cut it into blocks.

    Args:
        source: text as a scraper got it, or markup, or the bytes of either.
        format: "text", "html", or "auto" to tell by the first tag.
        encoding: what the server says of bytes: the name of an encoding, or its `Content-Type`.
        url: address of the page.

    Raises:
        BoilerkitError: the source is neither str nor bytes, or is no text.
    """
    parsed = _parsed(_decoded(source, format, encoding), format, url)
    return parsed._replace(events=(*parsed.events, *mojibake(parsed.page.source)))


def _parsed(decoded: Decoded, format: Format, url: str | None) -> Parsed:
    text, events, utf8 = decoded
    if format != "html" and (format == "text" or not looks_like_html(text)):
        plain = unlinked(text)
        return Parsed(unlinked_page(plain) if plain else parse_text(text), events, unlinked=plain)
    page, cut_off = parse_html(text, utf8)
    events += cut_off
    data = article_data(page)
    if data is None:
        return Parsed(page, events, HtmlDocument.of(page, text, None, url))
    body, _ = parse_html(data.markup)
    if page.dom and body.dom:
        body = replace(body, dom=replace(body.dom, head=page.dom.head))
    event = Event("text from data", f"the markup shows no running text; this is {data.place}")
    return Parsed(body, (*events, event), HtmlDocument.of(body, text, data.markup, url))


def _decoded(source: object, format: Format, encoding: str | None) -> Decoded:
    if isinstance(source, str):
        return Decoded(source)
    if not isinstance(source, bytes | bytearray | memoryview):
        hint = "; read the file first, with read_bytes()" if isinstance(source, PurePath) else ""
        raise BoilerkitError(f"source is of type {type(source).__name__}; pass the page as str or bytes{hint}")
    if encoding is not None and not isinstance(encoding, str):
        raise BoilerkitError(f"encoding={encoding!r}: pass the name of an encoding, such as 'utf-8'")
    data = bytes(source)
    markup = format == "html" or (format == "auto" and looks_like_html(data.decode("latin-1")))
    return decode(data, encoding, markup=markup)
