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
    codes = np.frombuffer(blocks.source.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kinds = np.append(_kinds()[np.minimum(codes, _PLANE - 1)], np.uint8(_SPACE))
    starts = np.asarray(blocks.starts, dtype=np.int64)
    ends = np.asarray(blocks.ends, dtype=np.int64)

    def total(flags: NDArray[np.bool_]) -> Ints:
        sums = np.zeros(len(flags) + 1, dtype=np.int32)
        np.cumsum(flags, out=sums[1:])
        return (sums[ends] - sums[starts]).astype(np.int64)

    in_word = (kinds & (_LETTER | _DIGIT)) != 0
    begins = in_word.copy()
    begins[1:] &= ~in_word[:-1]
    positions = np.flatnonzero(begins)
    short = np.zeros(len(kinds), dtype=np.bool_)
    ahead = np.minimum(positions + 3, len(kinds) - 1)
    runs_on = in_word[np.minimum(positions + 1, len(kinds) - 1)] & in_word[np.minimum(positions + 2, len(kinds) - 1)]
    short[positions[~(runs_on & in_word[ahead])]] = True
    stops = (kinds & _STOP) != 0
    ends_here = np.zeros(len(kinds), dtype=np.bool_)
    ends_here[:-1] = stops[:-1] & ((kinds[1:] & (_SPACE | _SEPARATOR)) != 0)
    dense = (kinds & _DENSE) != 0
    ends_here |= stops & np.append(dense[1:], False)
    last = ends - 1
    tail = np.where(np.isin(codes[last], _codes(_CLOSING)), np.maximum(last - 1, starts), last)
    words = total(begins & ~dense)
    return Letters(
        length=ends - starts,
        words=(words + total(dense) / 2).astype(np.float32),
        sentences=total(ends_here),
        commas=total((kinds & _COMMA) != 0),
        separators=total((kinds & _SEPARATOR) != 0),
        digits=total((kinds & _DIGIT) != 0),
        capitals=total((kinds & _UPPER) != 0),
        letters=total((kinds & _LETTER) != 0),
        lower_starts=total(begins & ((kinds & (_UPPER | _DIGIT | _DENSE)) == 0)),
        short_words=total(short),
        first=codes[starts].astype(np.int64),
        last=codes[last].astype(np.int64),
        ends_sentence=stops[tail],
        codes=codes,
    )


def _codes(characters: str) -> Ints:
    return np.array([ord(character) for character in characters], dtype=np.int64)


@cache
def _kinds() -> NDArray[np.uint8]:
    """The kinds of each character of the basic plane; those beyond count as its last one, no letter."""
    kinds = np.zeros(_PLANE, dtype=np.uint8)
    for code in range(_PLANE):
        category = unicodedata.category(chr(code))
        if category[0] in "LM":
            kinds[code] = _LETTER | (_UPPER if category in ("Lu", "Lt") else 0)
        elif category[0] == "N":
            kinds[code] = _DIGIT
        elif category[0] == "Z" or code < 0x21:
            kinds[code] = _SPACE
    for characters, kind in ((_STOPS, _STOP), (_COMMAS, _COMMA), (_SEPARATORS, _SEPARATOR), (_CLOSING, _SEPARATOR)):
        kinds[_codes(characters)] |= kind
    for first, last in _DENSE_RANGES:
        kinds[first : last + 1] |= np.where(kinds[first : last + 1] & _LETTER, _DENSE, 0).astype(np.uint8)
    return kinds
