"""Bytes → text, and what kind of text it is."""

from __future__ import annotations

import codecs
import re

from boilerkit.errors import BoilerkitError
from boilerkit.record import Event

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HTML_HEAD = re.compile(
    r"\s{0,1000}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--[^>]{0,500}-->\s{0,100}){0,5}"
    r"<(?:!doctype html|html|head|body|article|main|section|div|p|table|ul|ol|h[1-6]|span|meta)\b[^<]{0,1000}>",
    re.IGNORECASE,
)
_END_TAG = re.compile(r"</[a-zA-Z][a-zA-Z0-9]{0,20}\s{0,10}>")


def decode(source: bytes) -> tuple[str, tuple[Event, ...]]:
    """Text of a page's bytes: byte order mark, else UTF-8, else Windows-1252 and an event that says so.

    Raises:
        BoilerkitError: the bytes are not text.
    """
    for bom, encoding in _BOMS:
        if source.startswith(bom):
            return _strict(source[len(bom) :], encoding), ()
    if b"\0" in source[:65536]:
        raise BoilerkitError(
            "the input holds NUL bytes, so it is no text in a known encoding; convert it to UTF-8 first"
        )
    try:
        return source.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        message = f"no UTF-8 (byte {error.start}: {error.reason}); read as Windows-1252"
        return source.decode("cp1252", "replace"), (Event("encoding guessed", message),)


def looks_like_html(source: str) -> bool:
    """Whether the text opens with a tag of HTML and closes one: then it is markup, not text to clean."""
    return bool(_HTML_HEAD.match(source)) and bool(_END_TAG.search(source))


def _strict(source: bytes, encoding: str) -> str:
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as error:
        raise BoilerkitError(
            f"the input has the byte order mark of {encoding} but breaks its rules at byte {error.start}; "
            "convert it to UTF-8 first"
        ) from error
