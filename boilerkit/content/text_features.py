"""Features of a block's own text."""

from __future__ import annotations

import re
from collections.abc import Collection

import numpy as np

from boilerkit.content.columns import Columns, Doubles, ratio
from boilerkit.content.measures import Measures

# Patterns for text in small letters: each begins with a class or a fixed character, and is bounded.
_DATE = re.compile(r"\d(?:(?<=[12])[09]\d\d\b|[:/.]\d)")
_DATE_WORDS = frozenset(
    "ago jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september "
    "october november december".split()
)
_PRICE = re.compile(r"[$€£¥₹] ?\d")
_PRICE_BEHIND = re.compile(r"\d ?(?:€|£|usd\b|eur\b)")
_CURRENCIES_BEHIND = ("€", "£", "usd", "eur")
"""One of them stands in every text in which `_PRICE_BEHIND` finds something; to look for each is cheaper."""

_ADDRESS = re.compile(r"https?://|www\.|@\w")
_COPYRIGHT = re.compile(r"©|copyright|all rights reserved")
_SHORT = 40
"""Words up to which a date or price says something of the whole block."""
_COMPARED = 60
"""Words up to which a block is compared with the title."""
_PREFIX = 80
_UNLIKE = (0.0, 0.0, 0.0, 0.0)

# What the last character says: the classes are numbers, for a tree splits between them.
_LAST = {".": 1, "!": 1, "。": 1, "！": 1, "…": 1, "।": 1, "۔": 1, "?": 2, "？": 2, "؟": 2, ":": 3, ",": 4, ";": 4}
_LAST |= dict.fromkeys("»›>→", 5)


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
    letters, words = measures.letters, measures.words
    columns = Columns(
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
        last=_classes(letters.last.tolist()),
        starts_with=_first_classes(measures),
    )
    short = words < _SHORT
    for name, pattern in (("date", _DATE), ("price", _PRICE), ("address", _ADDRESS), ("copyright", _COPYRIGHT)):
        columns[name] = _found(pattern, measures) * short
    if any(currency in measures.text for currency in _CURRENCIES_BEHIND):
        columns["price"] = np.maximum(np.asarray(columns["price"]), _found(_PRICE_BEHIND, measures) * short)
    named = zip(short.tolist(), measures.tokens, strict=True)
    dated = [is_short and not _DATE_WORDS.isdisjoint(tokens) for is_short, tokens in named]
    columns["date"] = np.maximum(np.asarray(columns["date"]), np.array(dated, dtype=np.bool_))
    columns |= _likeness(measures, frozenset(title), frozenset(heading), frozenset(summary))
    columns["copies"], columns["copy"] = _copies(measures)
    return columns


def _classes(codes: list[int]) -> list[int]:
    return [_LAST.get(chr(code), 0) for code in codes]


def _first_classes(measures: Measures) -> list[int]:
    """0 for a small letter or a script without capitals, 1 for a capital, 2 for a digit, 3 for anything else."""
    classes = []
    for code in measures.letters.first.tolist():
        first = chr(code)
        classes.append(1 if first.isupper() else 0 if first.isalpha() else 2 if first.isdigit() else 3)
    return classes


def _found(pattern: re.Pattern[str], measures: Measures) -> Doubles:
    """1 for the blocks in which a pattern is found."""
    found = np.zeros(len(measures.page))
    at = [match.start() for match in pattern.finditer(measures.text)]
    if at:
        found[np.searchsorted(np.asarray(measures.page.blocks.starts), at, side="right") - 1] = 1
    return found


def _likeness(measures: Measures, title: frozenset[str], heading: frozenset[str], summary: frozenset[str]) -> Columns:
    """How alike a short block is to the title, to the headline and to the description, each 0 to 1."""
    known, alike = title | heading | summary, []
    for tokens in measures.tokens:
        if len(tokens) > _COMPARED or known.isdisjoint(tokens):
            alike.append(_UNLIKE)
        else:
            words = set(tokens)
            count, of_title, of_heading = len(words), len(words & title), len(words & heading)
            alike.append(
                (
                    of_title / count,
                    of_title / len(title) if title else 0.0,
                    of_heading / (count + len(heading) - of_heading),
                    len(words & summary) / count if len(tokens) >= 4 else 0.0,
                )
            )
    names = ("title_in_block", "block_in_title", "like_heading", "like_summary")
    return Columns(zip(names, np.array(alike, dtype=np.float64).reshape(-1, len(names)).T, strict=True))


def _copies(measures: Measures) -> tuple[list[int], list[int]]:
    """How many blocks begin with the same words, where there are several; and which of them each block is."""
    source, blocks = measures.page.source, measures.page.blocks
    spans = zip(blocks.starts, blocks.ends, strict=True)
    texts = [source[start : end if end < start + _PREFIX else start + _PREFIX] for start, end in spans]
    seen: dict[str, int] = {}
    order = []
    for text in texts:
        number = seen.get(text, 0)
        order.append(number)
        seen[text] = number + 1
    return [count if count > 1 else 0 for count in map(seen.__getitem__, texts)], order
