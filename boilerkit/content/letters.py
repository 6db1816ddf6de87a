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

_OTHER, _LETTER, _CAPITAL, _DIGIT, _DENSE, _SPACE, _STOP, _COMMA, _SEPARATOR = range(9)
_KIND_COUNT = 9
_IN_WORDS = slice(_LETTER, _DENSE + 1)
_ROLE_COUNT = 3
"""What a character can be there: of a word the first, the first of a short word, or neither; of those that end
sentences one that does, or one in the midst of something."""

_STOPS = ".!?。！？…؟।॥۔"
_COMMAS = ",;，、；،؛:："
_SEPARATORS = "|·•›»/>→▸▶‹«"
_CLOSING = "\"'”’»)]}』」"
_DENSE_RANGES = ((0x0E00, 0x0E7F), (0x3040, 0x30FF), (0x3400, 0x9FFF))
_PLANE = 0x10000
_BEHIND = 4
"""Spaces behind the text, so that what follows a character can be looked at."""

_BLOCKS_AT_ONCE = 2048
"""Blocks whose characters are counted together, for the table of a page of a million lines would be large."""


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
    last = ends - 1
    tail = np.where(_is_closing().take(codes[last], mode="clip"), np.maximum(last - 1, starts), last)
    plain, telling, short = _counts(_roles(kinds), starts, ends)
    begin = telling + short
    each = plain + begin
    words = begin[_LETTER] + begin[_CAPITAL] + begin[_DIGIT]
    return Letters(
        length=ends - starts,
        words=(words + each[_DENSE] / 2).astype(np.float32),
        sentences=begin[_STOP],
        commas=each[_COMMA],
        separators=each[_SEPARATOR],
        digits=each[_DIGIT],
        capitals=each[_CAPITAL],
        letters=each[_LETTER] + each[_CAPITAL] + each[_DENSE],
        lower_starts=begin[_LETTER],
        short_words=short[_IN_WORDS].sum(axis=0),
        first=codes[starts].astype(np.int64),
        last=codes[last].astype(np.int64),
        ends_sentence=kinds[tail] == _STOP,
        codes=codes,
    )


def _roles(kinds: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Of each character its kind and its role, as one number below `_KIND_COUNT` × `_ROLE_COUNT`."""
    in_word = (kinds >= _IN_WORDS.start) & (kinds < _IN_WORDS.stop)
    begins = in_word.copy()
    begins[1:] &= ~in_word[:-1]
    short = begins.copy()
    short[:-3] &= ~(in_word[1:-2] & in_word[2:-1] & in_word[3:])
    behind = kinds[1:]
    ends = (kinds[:-1] == _STOP) & ((behind == _SPACE) | (behind == _SEPARATOR) | (behind == _DENSE))
    roles = kinds * np.uint8(_ROLE_COUNT)
    roles += begins
    roles += short
    roles[:-1] += ends
    return roles


def _counts(roles: NDArray[np.uint8], starts: Ints, ends: Ints) -> Ints:
    """How often each kind and role of characters is in each block: `_ROLE_COUNT` × `_KIND_COUNT` × blocks."""
    width = _KIND_COUNT * _ROLE_COUNT
    counts = np.empty((len(starts), width), dtype=np.int64)
    for first in range(0, len(starts), _BLOCKS_AT_ONCE):
        begin, end = starts[first : first + _BLOCKS_AT_ONCE], ends[first : first + _BLOCKS_AT_ONCE]
        # A row a block; what stands between two of them is counted in one more.
        rows = np.full(2 * len(begin) - 1, len(begin))
        rows[::2] = np.arange(len(begin))
        places = np.repeat(rows * width, np.diff(np.stack([begin, end], axis=1).ravel()))
        places += roles[begin[0] : end[-1]]
        table = np.bincount(places, minlength=(len(begin) + 1) * width).reshape(-1, width)
        counts[first : first + _BLOCKS_AT_ONCE] = table[:-1]
    return counts.reshape(-1, _KIND_COUNT, _ROLE_COUNT).transpose(2, 1, 0)


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _codes(characters: str) -> Ints:
    return np.array([ord(character) for character in characters], dtype=np.int64)


@cache
def _kinds() -> NDArray[np.uint8]:
    """The kind of each character of the basic plane; those beyond count as its last one, no letter."""
    categories = list(map(unicodedata.category, map(chr, range(_PLANE))))
    of_category = {
        name: (_CAPITAL if name in ("Lu", "Lt") else _LETTER)
        if name[0] in "LM"
        else {"N": _DIGIT, "Z": _SPACE}.get(name[0], _OTHER)
        for name in set(categories)
    }
    kinds = np.fromiter(map(of_category.__getitem__, categories), dtype=np.uint8, count=_PLANE)
    controls = kinds[:0x21]
    controls[controls == _OTHER] = _SPACE
    for characters, kind in ((_CLOSING, _SEPARATOR), (_SEPARATORS, _SEPARATOR), (_COMMAS, _COMMA), (_STOPS, _STOP)):
        kinds[_codes(characters)] = kind
    for first, last in _DENSE_RANGES:
        letters = kinds[first : last + 1]
        letters[letters == _LETTER] = _DENSE
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
