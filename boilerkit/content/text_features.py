"""Features of a block's own text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from boilerkit.blocks import Blocks
from boilerkit.content.columns import Columns, Ints, ints, ratio
from boilerkit.content.letters import code_points
from boilerkit.content.measures import Measures

# Patterns for text in small letters: each begins with a class or a fixed character, and is bounded.
_DATE = re.compile(r"\d(?:(?<=[12])[09]\d\d\b|[:/.]\d)")
_DATE_WORDS = frozenset(
    "ago jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september "
    "october november december".split()
)
# Each begins with fixed characters: a regular expression finds those faster than one of several, and most pages have
# few of them, which is seen faster still.
_PRICES = {sign: re.compile(rf"{re.escape(sign)} ?\d") for sign in "$€£¥₹"}
_CURRENCIES = {word: re.compile(rf"{word}\b" if word.isalpha() else word) for word in ("€", "£", "usd", "eur")}
_ADDRESSES = {"http": re.compile("https?://"), "www.": re.compile(r"www\."), "@": re.compile(r"@\w")}
_COPYRIGHTS = {words: re.compile(words) for words in ("©", "copyright", "all rights reserved")}
_SHORT = 40
"""Words up to which a date or price says something of the whole block."""
_COMPARED = 60
"""Words up to which a block is compared with the title."""
_PREFIX = 80

# What the last character says: the classes are numbers, for a tree splits between them.
_LAST = {".": 1, "!": 1, "。": 1, "！": 1, "…": 1, "।": 1, "۔": 1, "?": 2, "？": 2, "؟": 2, ":": 3, ",": 4, ";": 4}
_LAST |= dict.fromkeys("»›>→", 5)
_LAST_CODES = {ord(char): number for char, number in _LAST.items()}


def text_features(
    measures: Measures, title: Collection[str], heading: Collection[str], summary: Collection[str]
) -> Columns:
    """Features of the text alone, and how much of it stands in what the page says of itself.

    Args:
        measures: of the page.
        title: words of the page's title.
        heading: words of its headline, as the page itself names it.
        summary: words of its description.
    """
    columns = own_features(measures)
    columns |= found_features(found_at(measures.text), measures, dated(measures))
    columns |= _likeness(measures, frozenset(title), frozenset(heading), frozenset(summary))
    columns["copies"], columns["copy"] = _copies(measures)
    return columns


def own_features(measures: Measures) -> Columns:
    """What is counted of each block, whatever else is on the page."""
    letters, words = measures.letters, measures.words
    return Columns(
        words=words,
        length_by_word=ratio(letters.length, letters.words),
        sentences=letters.sentences,
        words_by_sentence=ratio(words, letters.sentences),
        commas=letters.commas,
        capitals=ratio(letters.capitals, letters.letters),
        digits=ratio(letters.digits, letters.length),
        lower_starts=ratio(letters.lower_starts, letters.words),
        short_words=ratio(letters.short_words, letters.words),
        separators=ratio(letters.separators, letters.words),
        ends_sentence=letters.ends_sentence,
        last=_last_classes(letters.last.tolist()),
        starts_with=_first_classes(letters.first.tolist()),
    )


def dated(measures: Measures) -> NDArray[np.bool_]:
    """Of each block whether it is short and has the name of a month, or “ago”."""
    short = (measures.words < _SHORT).tolist()
    found = [small and not _DATE_WORDS.isdisjoint(tokens) for tokens, small in zip(measures.tokens, short, strict=True)]
    return np.array(found, dtype=np.bool_)


def found_at(text: str) -> Mapping[str, Ints]:
    """Where in a text, in small letters, dates, prices, addresses and words of copyright begin."""
    return {
        "date": _dates_at(text),
        "price": _offsets([*_begin(_PRICES, text), *_prices_before(text)]),
        "address": _offsets(_begin(_ADDRESSES, text)),
        "copyright": _offsets(_begin(_COPYRIGHTS, text)),
    }


def _dates_at(text: str) -> Ints:
    """Where `_DATE` matches; asked only where a year or a mark between digits can be."""
    codes = np.append(code_points(text), np.zeros(2, dtype=np.uint32))
    digit = (codes - np.uint32(ord("0")) < 10) | (codes > 127)
    mark = (codes == ord(":")) | (codes == ord("/")) | (codes == ord("."))
    year = ((codes == ord("1")) | (codes == ord("2")))[:-2] & ((codes == ord("0")) | (codes == ord("9")))[1:-1]
    places = np.flatnonzero(digit[:-2] & digit[2:] & (mark[1:-1] | year))
    return _offsets(at for at in places.tolist() if _DATE.match(text, at))


def _begin(patterns: Mapping[str, re.Pattern[str]], text: str) -> Iterator[int]:
    """Where patterns begin to match, each given with the characters that it begins with."""
    return (match.start() for first in patterns if first in text for match in patterns[first].finditer(text))


def _prices_before(text: str) -> Iterator[int]:
    """Where a number's last digit stands before a currency, with or without a space."""
    for at in _begin(_CURRENCIES, text):
        digit = at - 2 if text[at - 1 : at] == " " else at - 1
        if digit >= 0 and text[digit].isdecimal():
            yield digit


def _offsets(places: Iterable[int]) -> Ints:
    return np.fromiter(places, dtype=np.int64)


def found_features(places: Mapping[str, Ints], measures: Measures, dated: NDArray[np.bool_]) -> Columns:
    """1 for the short blocks with a date, price, address or word of copyright.

    Args:
        places: as `found_at` has them, in any order.
        measures: of the page.
        dated: of each block whether it has the name of a month.
    """
    short, columns, blocks = measures.words < _SHORT, Columns(), measures.page.blocks
    starts, ends = np.asarray(blocks.starts), np.asarray(blocks.ends)
    for name, at in places.items():
        found = np.zeros(len(short))
        index = np.searchsorted(starts, at, side="right") - 1
        found[index[(index >= 0) & (at < ends[index])]] = 1
        columns[name] = np.maximum(found, dated) * short if name == "date" else found * short
    return columns


def _last_classes(codes: list[int]) -> Ints:
    return ints([_LAST_CODES.get(code, 0) for code in codes])


def _first_classes(codes: list[int]) -> Ints:
    """0 for a small letter or a script without capitals, 1 for a capital, 2 for a digit, 3 for anything else."""
    classes = {code: _first_class(chr(code)) for code in set(codes)}
    return ints([classes[code] for code in codes])


def _first_class(first: str) -> int:
    return 1 if first.isupper() else 0 if first.isalpha() else 2 if first.isdigit() else 3


def _likeness(measures: Measures, title: frozenset[str], heading: frozenset[str], summary: frozenset[str]) -> Columns:
    """How alike a short block is to the title, to the headline and to the description, each 0 to 1."""
    known, alike = title | heading | summary, dict[int, tuple[float, ...]]()
    for index, tokens in enumerate(measures.tokens):
        if not known.isdisjoint(tokens) and len(tokens) <= _COMPARED:
            words = set(tokens)
            count, of_title, of_heading = len(words), len(words & title), len(words & heading)
            alike[index] = (
                of_title / count,
                of_title / len(title) if title else 0.0,
                of_heading / (count + len(heading) - of_heading),
                len(words & summary) / count if len(tokens) >= 4 else 0.0,
            )
    names = ("title_in_block", "block_in_title", "like_heading", "like_summary")
    values = np.zeros((len(names), len(measures.tokens)))
    if alike:
        values[:, list(alike)] = np.array(list(alike.values())).T
    return Columns(zip(names, values, strict=True))


def _copies(measures: Measures) -> tuple[Ints, Ints]:
    """How many blocks begin with the same words, where there are several; and which of them each block is."""
    texts = beginnings(measures.page.blocks)
    seen: dict[str, int] = {}
    order = []
    for text in texts:
        number = seen.get(text, 0)
        order.append(number)
        seen[text] = number + 1
    return ints([count if count > 1 else 0 for count in map(seen.__getitem__, texts)]), ints(order)


def beginnings(blocks: Blocks) -> list[str]:
    """What `copies` compares: the beginning of each block."""
    source, spans = blocks.source, zip(blocks.starts, blocks.ends, strict=True)
    return [source[start : end if end < start + _PREFIX else start + _PREFIX] for start, end in spans]
