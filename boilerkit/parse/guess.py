"""Which encoding are these bytes in, when they are no UTF-8 and nothing says so? A sample of them tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

_SAMPLE_BYTES = 16_384
_FEW = 16
"""Bytes beyond ASCII below which the statistics of a detector are noise."""

_TIE = 0.02
"""Difference of the detector's figures that says nothing; then it is the most usual encoding, Windows-1252."""

_CANDIDATES = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 iso8859_2 iso8859_7 koi8_r koi8_u cp866 "
    "gb18030 big5 euc_jp cp932 cp949"
).split()
"""The legacy encodings that pages are in: those of the WHATWG Encoding Standard, without near doubles."""

_HIRAGANA = re.compile("[\u3041-\u3096]")
_SIGN_IN_WORD = re.compile("(?<=[a-z])[\xa1-\xa9\xac\xae-\xb3\xb5\xb6\xb8\xb9\xbc-\xbf](?=[a-z])")
"""What is a sign in Windows-1252 and a letter in the encodings of Eastern Europe."""

_FEW_SIGNS = 0.02
_PIECE = re.compile(rb"[^<>\r\n]{1,4096}")
_LETTER = re.compile(rb"[A-Za-z]")


def guess(source: bytes) -> str:
    """The codec that a detector (charset-normalizer) takes the bytes for; Windows-1252 when it cannot tell.

    It is shown a sample of the text beyond ASCII, whatever the length of the page.
    """
    sample = _sample(source)
    beyond = len(sample.translate(None, bytes(range(128))))
    if beyond < _FEW and beyond * 4 < len(_LETTER.findall(sample)):
        return "cp1252"
    japanese = next((codec for codec in ("cp932", "euc_jp") if _is_japanese(sample, codec)), None)
    if japanese:
        return japanese
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=_CANDIDATES, preemptive_behaviour=False, enable_fallback=False)
    likely = [match for match in found if _signs(sample, match.encoding) <= _FEW_SIGNS * beyond] or list(found)
    western = next((match for match in likely if match.encoding == "cp1252"), None)
    if not likely or (western and _tie(western, likely[0])):
        return "cp1252"
    return likely[0].encoding


def _tie(one: CharsetMatch, best: CharsetMatch) -> bool:
    return one.coherence >= best.coherence - _TIE and one.chaos <= best.chaos + _TIE


def _signs(sample: bytes, codec: str) -> int:
    """How many signs stand within words."""
    return len(_SIGN_IN_WORD.findall(sample.decode(codec, "replace")))


def _is_japanese(sample: bytes, codec: str) -> bool:
    """Whether it is sound and full of Hiragana, which detectors take for rare letters of Chinese or Korean."""
    try:
        text = sample.decode(codec)
    except UnicodeDecodeError:
        return False
    return len(_HIRAGANA.findall(text)) > 0.15 * (len(text) - len(text.encode("ascii", "ignore")))


def _sample(source: bytes) -> bytes:
    """Pieces between tags and line breaks that hold bytes beyond ASCII, whole ones, so that no character is cut."""
    pieces, size = [], 0
    for match in _PIECE.finditer(source):
        piece = match.group()
        if not piece.isascii():
            pieces.append(piece)
            size += len(piece)
            if size >= _SAMPLE_BYTES:
                break
    return b"\n".join(pieces)
