"""Bytes → text: by byte order mark, by what is declared, as UTF-8, and else by a guess that is put on record."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from boilerkit.errors import BoilerkitError
from boilerkit.parse.binary import binary
from boilerkit.parse.charsets import codec_of, declared
from boilerkit.parse.guess import guess
from boilerkit.record import Event

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NUL_BYTES = 65_536
"""Bytes in which NUL is looked for, which text in one byte a letter does not hold."""

_TAG = re.compile(rb"<\0{0,3}[A-Za-z!/?]")
"""What a page of HTML holds, be there two or four bytes to a letter."""

_CHANCE = 8
"""Characters beyond ASCII up to which text of an East Asian encoding may happen to be sound UTF-8."""

_DAMAGED = 0.05
"""Share of unreadable places, of all characters beyond ASCII, up to which the page is damaged and not the encoding."""

_EAST_ASIAN = frozenset(("gb18030", "cp932", "cp949", "big5hkscs", "euc_jp", "johab"))
_BY_ESCAPES = frozenset(("iso2022_jp", "hz"))
"""Codecs whose text is plain ASCII to the eye."""


class Decoded(NamedTuple):
    """What the bytes of a page were decoded to.

    Attributes:
        text: of the page.
        events: one for whatever had to be guessed, corrected or replaced.
        utf8: the text in UTF-8, where it came so: a parser that wants it need not encode it again.
    """

    text: str
    events: tuple[Event, ...] = ()
    utf8: bytes | None = None


def decode(source: bytes, encoding: str | None = None, *, markup: bool = False) -> Decoded:
    """Text of a page's bytes, and an event for whatever had to be guessed, corrected or replaced.

    A byte order mark goes before all else. Sound UTF-8 is read as UTF-8 even where something else is declared; other
    bytes as is declared, by `encoding` first and then by the markup; undeclared ones as a detector takes them, which
    is shown a sample.

    Args:
        source: the bytes.
        encoding: what the server says: a name of an encoding, or the whole `Content-Type`.
        markup: whether a declaration in the markup (`<meta charset>`) counts.

    Raises:
        BoilerkitError: the bytes are not text.
    """
    what = binary(source)
    if what:
        raise BoilerkitError(f"the input is {what} and no text; take the text out of it first")
    events: list[Event] = []
    for bom, codec in _BOMS:
        if source.startswith(bom):
            if codec != "utf-8":
                return Decoded(_strict(source[len(bom) :], codec))
            source, encoding = source[len(bom) :], codec
            break
    if b"\0" in source[:_NUL_BYTES]:
        wide = _without_mark(source)
        if wide:
            return wide
        if not markup or not _TAG.search(source[:_NUL_BYTES]):
            raise BoilerkitError(
                "the input holds NUL bytes, so it is no text in a known encoding; convert it to UTF-8 first"
            )
    hint = codec_of(encoding) if encoding else None
    if encoding and not hint:
        events.append(Event("encoding unknown", f"no encoding is called {encoding[:40]!r}; it was not heeded"))
    said = hint or (declared(source) if markup else None)
    decoded = _decoded(source, said)
    return decoded._replace(events=(*events, *decoded.events))


def _decoded(source: bytes, said: str | None) -> Decoded:
    if said in _BY_ESCAPES and source.isascii():
        return Decoded(source.decode(said, "replace"))
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(source, said, error)
    if said in (None, "utf-8") or source.isascii():
        return Decoded(text, utf8=source)
    beyond = sum(char > "\x7f" for char in text[:_NUL_BYTES])
    if said in _EAST_ASIAN and 0 < beyond <= _CHANCE and _fits(source, said):
        return Decoded(source.decode(said))
    event = Event("encoding corrected", f"declared as {said}, but the bytes are sound UTF-8; read as UTF-8")
    return Decoded(text, (event,), source)


def _not_utf8(source: bytes, said: str | None, error: UnicodeDecodeError) -> Decoded:
    fault = f"no UTF-8 (byte {error.start}: {error.reason})"
    utf8 = source.decode("utf-8", "replace")
    if said in (None, "utf-8") and _share_unreadable(utf8) <= _DAMAGED:
        return Decoded(utf8, (_damaged(utf8, "utf-8"),))
    if said and said != "utf-8":
        text = _read(source, said)
        share = _share_unreadable(text)
        if not share:
            return Decoded(text)
        if share <= min(_DAMAGED, _share_unreadable(utf8)):
            return Decoded(text, (_damaged(text, said),))
        if _share_unreadable(utf8) <= _DAMAGED:
            corrected = Event("encoding corrected", f"declared as {said}, but read as UTF-8")
            return Decoded(utf8, (corrected, _damaged(utf8, "utf-8")))
        fault = f"no UTF-8, and no {said} as is declared"
    codec = guess(source)
    text = _read(source, codec)
    events = (Event("encoding guessed", f"{fault}; read as {_NAMES.get(codec, codec)}"),)
    return Decoded(text, events if "\ufffd" not in text else (*events, _damaged(text, codec)))


_NAMES = {"cp1252": "Windows-1252"}


def _read(source: bytes, codec: str) -> str:
    """The text; bytes that Windows-1252 has no letter for are control characters, as browsers have it."""
    if codec == "cp1252":
        text = source.decode(codec, "surrogateescape")
        return text if text.isascii() else text.translate(_CONTROLS)
    return source.decode(codec, "replace")


_CONTROLS = {0xDC00 + byte: byte for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def _share_unreadable(text: str) -> float:
    """Replaced places, of all characters beyond ASCII."""
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text.count("\ufffd") / beyond if beyond else 0.0


def _damaged(text: str, codec: str) -> Event:
    return Event("encoding damaged", f"{text.count(chr(0xFFFD))} places could not be read as {codec} and are U+FFFD")


def _fits(source: bytes, codec: str) -> bool:
    try:
        source.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _without_mark(source: bytes) -> Decoded | None:
    """UTF-16 without its byte order mark, told by the NULs in every other byte of ASCII."""
    head = source[:_NUL_BYTES]
    for codec, high, low in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if high.count(0) > len(high) // 2 and not low.count(0) and len(source) % 2 == 0 and _fits(source, codec):
            event = Event("encoding guessed", f"NUL in every other byte; read as {codec.upper()}")
            return Decoded(source.decode(codec), (event,))
    return None


def _strict(source: bytes, encoding: str) -> str:
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as error:
        raise BoilerkitError(
            f"the input has the byte order mark of {encoding} but breaks its rules at byte {error.start}; "
            "convert it to UTF-8 first"
        ) from error
