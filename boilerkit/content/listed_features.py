"""Features of what the phrase packs list: on a block, above it, and on the page; the same in every language."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from boilerkit.content.columns import Columns, Doubles, ratio, running, shifted
from boilerkit.content.measures import Measures
from boilerkit.finding import CATEGORIES
from boilerkit.page import OF_THE_BLOCK, Hit

Flags = NDArray[np.bool_]

_MENTIONED, _WHOLE = 1, 2
"""What a column says: a phrase stands somewhere in the block, or the block is that phrase or opens with it."""

_HEADINGS = ("comments", "related", "share", "newsletter", "author-bio", "tags", "footer", "nav", "ad", "paywall")
"""Categories whose phrases open sections."""

_HEADING_WORDS = 12
_FAR = 200
_WINDOWS = (3, 10, 30)
_NUMBERS: Mapping[str, int] = MappingProxyType({category: number for number, category in enumerate(CATEGORIES)})


def listed(measures: Measures) -> NDArray[np.uint8]:
    """Of each block and category (blocks × categories) whether packs list it: 2 as a whole, 1 in part, 0 not at all.

    Where on the page a phrase may stand to be a rule's cut is not asked: place is for the judge to weigh.
    """
    page = measures.page
    table = np.zeros((len(page), len(_NUMBERS)), dtype=np.uint8)
    places = {start: index for index, start in enumerate(page.blocks.starts)}
    for rule, hits in page.found.by_rule.items():
        number = _NUMBERS[rule.partition(".")[0]]
        for hit in hits:
            index = places.get(hit.block.start, -1)
            if index >= 0:
                table[index, number] = max(table[index, number], _weight(hit))
    return table


def _weight(hit: Hit) -> int:
    return _WHOLE if hit.kind in OF_THE_BLOCK else _MENTIONED


def listed_features(measures: Measures, table: NDArray[np.uint8]) -> Columns:
    """What is listed on each block, how far above the last phrase is that can open a section, and how much around."""
    columns = Columns({f"listed_{category}": table[:, number] for category, number in _NUMBERS.items()})
    short = measures.words <= _HEADING_WORDS
    anything = table.max(axis=1)
    columns["listed"] = anything
    columns["listed_kinds"] = np.count_nonzero(table, axis=1)
    for by in (-2, -1, 1, 2):
        columns[f"listed{by:+d}"] = shifted(anything, by)
    for category in _HEADINGS:
        opens = (table[:, _NUMBERS[category]] == _WHOLE) & short
        columns[f"since_{category}"] = since(opens)
        if category in ("comments", "related"):
            columns[f"words_since_{category}"] = _words_since(opens, measures.words_before)
    columns["since_listed"] = since((anything == _WHOLE) & short)
    columns["until_listed"] = since(((anything == _WHOLE) & short)[::-1])[::-1]
    counts = running(anything > 0)
    index, count = measures.index, len(measures.page)
    for reach in _WINDOWS:
        low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, count)
        columns[f"listed_around{reach}"] = ratio(counts[high] - counts[low], high - low)
    columns["page_listed"] = counts[-1] / max(count, 1)
    columns["page_listed_words"] = float(measures.words[anything > 0].sum()) / measures.total
    return columns


def hint_features(measures: Measures) -> Columns:
    """How sure the rules are that each block is boilerplate: of any kind, of each kind, and by being below the end."""
    page = measures.page
    of_kind = np.zeros((len(_NUMBERS), len(page)), dtype=np.float32)
    below = np.zeros(len(page), dtype=np.float32)
    for hint in page.hints:
        first, stop = bisect_right(page.blocks.ends, hint.span.start), bisect_left(page.blocks.starts, hint.span.end)
        category, _, name = hint.rule.partition(".")
        sure = of_kind[_NUMBERS[category]]
        sure[first:stop] = np.maximum(sure[first:stop], hint.confidence)
        if name == "below":
            below[first:stop] = np.maximum(below[first:stop], hint.confidence)
    anything = of_kind.max(axis=0)
    columns = Columns({f"hint_{category}": of_kind[number] for category, number in _NUMBERS.items()})
    for by in (-1, 1):
        columns[f"hint{by:+d}"] = shifted(anything, by)
    columns |= Columns(hint=anything, hint_below=below, page_hints=float(np.mean(anything > 0)))
    return columns


def since(flags: Flags) -> Doubles:
    """Of each block how many blocks above it the last flagged one is; a large number where there is none."""
    index = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, index, -_FAR)) if len(flags) else index
    return np.minimum(index - last, _FAR).astype(np.float64)


def _words_since(flags: Flags, words_before: Doubles) -> Doubles:
    """Of each block the logarithm of the words since the last flagged one; -1 where there is none."""
    index = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, index, -1))
    return np.where(last >= 0, np.log1p(words_before[index] - words_before[np.maximum(last, 0)]), -1.0)
