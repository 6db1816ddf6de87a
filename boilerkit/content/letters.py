"""What the letters of each block add up to: counted for the whole page at once, by array arithmetic."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from boilerkit.blocks import Blocks

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_LETTER, _UPPER, _DIGIT, _SPACE, _STOP, _COMMA, _DENSE, _SEPARATOR = (1 << bit for bit in range(8))
_STOPS = ".!?。！？…؟।॥۔"
_COMMAS = ",;，、；،؛:："
_SEPARATORS = "|·•›»/>→▸▶‹«"
_CLOSING = "\"'”’»)]}』」"
_DENSE_RANGES = ((0x0E00, 0x0E7F), (0x3040, 0x30FF), (0x3400, 0x9FFF))
_PLANE = 0x10000
_BEHIND = 4
"""Spaces behind the text, so that what follows a character can be looked at."""


@dataclass(frozen=True)
class Letters:
    """Counts for each block of a page, as columns of equal length.

    Attributes:
        length: code points.
        words: runs of letters and digits; in scripts without spaces, half the letters.
        sentences: ends of sentences, followed by a space or the end of the block.
        commas, separators, digits, capitals, letters: characters of the kind.
        lower_starts: words that begin with a small letter.
        short_words: words of up to three letters.
        first, last: code point of the first and last character.
        ends_sentence: whether the last character, closing quotes aside, ends a sentence.
        codes: the code points of the whole source, one value each.
    """

    length: Ints
    words: Floats
    sentences: Ints
    commas: Ints
    separators: Ints
    digits: Ints
    capitals: Ints
    letters: Ints
    lower_starts: Ints
    short_words: Ints
    first: Ints
    last: Ints
    ends_sentence: NDArray[np.bool_]
    codes: NDArray[np.uint32]


def count_letters(blocks: Blocks) -> Letters:
    """The counts of all blocks; linear in the length of the page."""
    codes = code_points(blocks.source)
    kinds = np.full(len(codes) + _BEHIND, _SPACE, dtype=np.uint8)
    _kinds().take(codes, out=kinds[:-_BEHIND], mode="clip")
    starts = np.asarray(blocks.starts, dtype=np.int64)
    ends = np.asarray(blocks.ends, dtype=np.int64)
    edges = np.stack([starts, ends], axis=1).ravel()

    def total(flags: NDArray[np.generic]) -> Ints:
        # Sums from edge to edge, every other one a block's; behind the last edge there are spaces.
        return np.add.reduceat((flags != 0).astype(np.int32), edges)[::2].astype(np.int64)

    in_word = (kinds & (_LETTER | _DIGIT)) != 0
    begins = in_word.copy()
    begins[1:] &= ~in_word[:-1]
    short = begins.copy()
    short[:-3] &= ~(in_word[1:-2] & in_word[2:-1] & in_word[3:])
    stops = (kinds & _STOP) != 0
    dense = (kinds & _DENSE) != 0
    ends_here = np.zeros(len(kinds), dtype=np.bool_)
    ends_here[:-1] = stops[:-1] & (((kinds[1:] & (_SPACE | _SEPARATOR)) != 0) | dense[1:])
    last = ends - 1
    tail = np.where(_is_closing().take(codes[last], mode="clip"), np.maximum(last - 1, starts), last)
    words = total(begins & ~dense)
    return Letters(
        length=ends - starts,
        words=(words + total(dense) / 2).astype(np.float32),
        sentences=total(ends_here),
        commas=total(kinds & _COMMA),
        separators=total(kinds & _SEPARATOR),
        digits=total(kinds & _DIGIT),
        capitals=total(kinds & _UPPER),
        letters=total(kinds & _LETTER),
        lower_starts=total(begins & ((kinds & (_UPPER | _DIGIT | _DENSE)) == 0)),
        short_words=total(short),
        first=codes[starts].astype(np.int64),
        last=codes[last].astype(np.int64),
        ends_sentence=stops[tail],
        codes=codes,
    )


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _codes(characters: str) -> Ints:
    return np.array([ord(character) for character in characters], dtype=np.int64)


@cache
def _kinds() -> NDArray[np.uint8]:
    """The kinds of each character of the basic plane; those beyond count as its last one, no letter."""
    categories = list(map(unicodedata.category, map(chr, range(_PLANE))))
    of_category = {
        name: _LETTER | (_UPPER if name in ("Lu", "Lt") else 0)
        if name[0] in "LM"
        else {"N": _DIGIT, "Z": _SPACE}.get(name[0], 0)
        for name in set(categories)
    }
    kinds = np.fromiter(map(of_category.__getitem__, categories), dtype=np.uint8, count=_PLANE)
    controls = kinds[:0x21]
    controls[controls == 0] = _SPACE
    for characters, kind in ((_STOPS, _STOP), (_COMMAS, _COMMA), (_SEPARATORS, _SEPARATOR), (_CLOSING, _SEPARATOR)):
        kinds[_codes(characters)] |= kind
    for first, last in _DENSE_RANGES:
        kinds[first : last + 1] |= np.where(kinds[first : last + 1] & _LETTER, _DENSE, 0).astype(np.uint8)
    return kinds


@cache
def _is_closing() -> NDArray[np.bool_]:
    """Of each character of the basic plane, whether it closes a quotation or a bracket."""
    closing = np.zeros(_PLANE, dtype=np.bool_)
    closing[_codes(_CLOSING)] = True
    return closing


@cache
def _in_words() -> NDArray[np.uint32]:
    """Each character of the basic plane as `only_words` has it: itself, 0 for a digit, a space for what is no word."""
    kept = np.fromiter(map(str.isalnum, map(chr, range(_PLANE))), dtype=np.bool_, count=_PLANE)
    kept[ord("_")] = True
    table = np.where(kept, np.arange(_PLANE, dtype=np.uint32), np.uint32(ord(" ")))
    table[ord("1") : ord("9") + 1] = ord("0")
    return table


def only_words(text: str) -> str | None:
    """The text with a space for each character that belongs to no word (`\\w+`), and 0 for each of ASCII's digits.

    Every offset stays what it is. None for text with characters beyond the basic plane, of which there is no table.
    """
    codes = code_points(text)
    if not len(codes) or codes.max() >= _PLANE:
        return None
    return str(_in_words()[codes].tobytes().decode("utf-32-le", "surrogatepass"))
