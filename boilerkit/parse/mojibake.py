"""Mojibake: text that was UTF-8, was read as Windows-1252 and written again. It is told, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from boilerkit.record import Event

_PLAIN = 2
"""Places from which on it is no quotation of such text, nor chance."""

# Bytes 80 to BF as Windows-1252 reads them, and as Latin-1 does.
_UNDEFINED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
_BEHIND = "".join(bytes([byte]).decode("latin-1" if byte in _UNDEFINED else "cp1252") for byte in range(0x80, 0xC0))
_NEXT = f"[{re.escape(_BEHIND)}\x80-\x9f]"
_SURE = "[¡-§©ª¬-¶¸¹¼-¿€ƒˆŠŒŽšœžŸ\x80-\x9f]"
"""What never follows a capital letter in a word or at its end: no quotation mark, no dash, no space."""

_TELLING = re.compile(
    rf"â€{_NEXT}|Ã{_SURE}|Â[\xa0©®£§]"  # punctuation; letters of western languages; what stands alone
    rf"|(?:[ÐÑ]{_NEXT}){{3,9}}|(?:[ÎÏ]{_NEXT}){{3,9}}|(?:[ØÙ]{_NEXT}){{3,9}}"  # Cyrillic, Greek, Arabic words
    rf"|(?:[ã-í]{_NEXT}{{2}}){{2,9}}|ðŸ{_NEXT}{{2}}"  # East Asian ones; emoji
)
"""Linear: what follows a capital is none, so that a repetition can end in one way only."""

_LEADS = "ÂÃâÎÏÐÑØÙãäåæçèéêëìíð"
_LEAD = re.compile(f"[{_LEADS}]{_NEXT}")
"""How each of them begins; a search for this alone takes a tenth of the time."""

_NO_LEADS = bytes(set(range(256)) - set(_LEADS.encode("latin-1")))
"""All else that is Latin-1; to see that a text has no letter of `_LEADS` takes half the time of that search."""


def mojibake(text: str) -> tuple[Event, ...]:
    """An event that counts the places where this is plain; none where it may be chance."""
    if not text.encode("latin-1", "ignore").translate(None, _NO_LEADS):
        return ()
    places = list(_places(text))
    if len(places) < _PLAIN:
        return ()
    garbled, meant = places[0]
    return (
        Event(
            "mojibake",
            f"{len(places)} places are UTF-8 that somebody read as Windows-1252, such as “{garbled}” for “{meant}”; "
            "they were left as they are",
        ),
    )


def _places(text: str) -> Iterator[tuple[str, str]]:
    """What was garbled, and what was meant."""
    lead = _LEAD.search(text)
    while lead:
        found = _TELLING.match(text, lead.start())
        if found:
            with suppress(UnicodeError):
                yield found[0], b"".join(map(_byte, found[0])).decode("utf-8")
        lead = _LEAD.search(text, (found or lead).end())


def _byte(char: str) -> bytes:
    return bytes([ord(char)]) if char < "\u0100" else char.encode("cp1252")
