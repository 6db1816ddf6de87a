"""Names of encodings → codecs, as browsers read them, and what a page's markup says of its own."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

import webencodings

_HEAD_BYTES = 4096
"""Bytes in which a declaration is looked for; browsers look at 1,024, and pages put scripts before it."""

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
# Each pattern starts at a literal and looks no further than its counted part: linear on 4 KB.
_META = re.compile(rb"<meta\b[^>]{0,500}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w:.+-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml\b[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([\w:.+-]{1,40})", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w:.+-]{1,40})", re.IGNORECASE)

# Supersets that the pages of these names are really written in, as far as Python has a wider codec than webencodings.
_WIDER = {"gbk": "gb18030", "gb2312": "gb18030", "iso8859-1": "cp1252"}
_OTHERS = re.compile(r"cp\d{3,4}|mac[-_]\w+|iso8859-\d+|utf-(?:16|32)(?:-[lb]e)?|johab|hz|tis-620|viscii")
"""Codecs of Python that browsers do not know and that somebody may name all the same."""


@lru_cache(maxsize=256)
def codec_of(name: str) -> str | None:
    """The Python codec that reads what pages call an encoding; None when nobody knows the name.

    Labels are those of the WHATWG Encoding Standard, by webencodings: "latin-1" is Windows-1252, "shift_jis" is
    Microsoft's. A `Content-Type` header serves too.
    """
    header = _CHARSET.search(name)
    label = (header[1] if header else name).strip(" \t\r\n\f\"'")
    known = webencodings.lookup(label) if label.isascii() else None
    if known is None:
        return _python_codec(label)
    if known.name in ("replacement", "x-user-defined"):
        return None
    codec: str = known.codec_info.name
    return _WIDER.get(codec, codec)


def declared(source: bytes) -> str | None:
    """The codec that the head of a page's markup names; None when it names none that can be true."""
    head = _COMMENT.sub(b"", source[:_HEAD_BYTES])
    for pattern in (_META, _XML):
        for match in pattern.finditer(head):
            codec = codec_of(match[1].decode("ascii", "replace"))
            if codec:
                # What could read the declaration byte by byte is not UTF-16.
                return "utf-8" if codec.startswith(("utf-16", "utf-32")) else codec
    return None


def _python_codec(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return name if _OTHERS.fullmatch(name) else None
