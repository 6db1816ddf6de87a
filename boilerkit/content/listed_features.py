"""Features of what the phrase packs list: on a block, above it, and on the page; the same in every language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from boilerkit.content.columns import Columns, Doubles, Ints, neighbours, ratio, running, since, until, window
from boilerkit.content.linked_lines import linked_lines
from boilerkit.content.measures import Measures
from boilerkit.finding import CATEGORIES
from boilerkit.page import OF_THE_BLOCK, Hit, Hits, Page

Flags = NDArray[np.bool_]

_MENTIONED, _WHOLE = 1, 2
"""What a column says: a phrase stands somewhere in the block, or the block is that phrase or opens with it."""

_HEADINGS = ("comments", "related", "share", "newsletter", "author-bio", "tags", "footer", "nav", "ad", "paywall")
"""Categories whose phrases open sections; of the first two it is also told how many words ago."""

_HEADING_WORDS = 12
_WINDOWS = (3, 10, 30)
_LINKED = 0.7
"""How sure it is that a line which is all link belongs to a menu, as if a rule suspected it: not enough by itself."""

_NUMBERS: Mapping[str, int] = MappingProxyType({category: number for number, category in enumerate(CATEGORIES)})
_OPENING = [_NUMBERS[category] for category in _HEADINGS]


def listed(page: Page) -> NDArray[np.uint8]:
    """Of each category and block (categories × blocks) whether packs list it: 2 as a whole, 1 in part, 0 not at all.

    Where on the page a phrase may stand to be a rule's cut is not asked: place is for the judge to weigh.
    """
    of_page, starts = page.found.once(_listed)
    blocks = np.asarray(page.blocks.starts, dtype=np.int64)
    table = np.zeros((len(_NUMBERS), len(blocks)), dtype=np.uint8)
    if len(starts) and len(blocks):
        at = np.minimum(np.searchsorted(blocks, starts), len(blocks) - 1)
        left = blocks[at] == starts
        table[:, at[left]] = of_page[:, left]
    return table


def _listed(found: Hits) -> tuple[NDArray[np.uint8], Ints]:
    """The same of those blocks of the page that are listed, and where they start."""
    known: dict[int, dict[int, int]] = {}
    for rule, hits in found.by_rule.items():
        number = _NUMBERS[rule.partition(".")[0]]
        for hit in hits:
            of_block = known.setdefault(hit.block.start, {})
            of_block[number] = max(of_block.get(number, 0), _weight(hit))
    starts = sorted(known)
    table = np.zeros((len(_NUMBERS), len(starts)), dtype=np.uint8)
    for index, start in enumerate(starts):
        for number, weight in known[start].items():
            table[number, index] = weight
    return table, np.array(starts, dtype=np.int64)


def _weight(hit: Hit) -> int:
    return _WHOLE if hit.kind in OF_THE_BLOCK else _MENTIONED


def listed_features(measures: Measures, table: NDArray[np.uint8]) -> Columns:
    """What is listed on each block, how far above the last phrase is that can open a section, and how much around."""
    columns = Columns({f"listed_{category}": table[number] for category, number in _NUMBERS.items()})
    short = measures.words <= _HEADING_WORDS
    anything = table.max(axis=0)
    columns["listed"] = anything
    columns["listed_kinds"] = np.count_nonzero(table, axis=0)
    near = neighbours(anything, 2)
    for by in (-2, -1, 1, 2):
        columns[f"listed{by:+d}"] = near(by)
    opens = (np.concatenate([table[_OPENING], anything[np.newaxis]]) == _WHOLE) & short
    *of_headings, columns["since_listed"] = since(opens)
    columns |= Columns({f"since_{category}": of_headings[row] for row, category in enumerate(_HEADINGS)})
    for row, category in enumerate(_HEADINGS[:2]):
        columns[f"words_since_{category}"] = _words_since(opens[row], measures.words_before)
    columns["until_listed"] = until(opens[-1])
    counts = running(anything > 0)
    count = len(measures.page)
    for reach in _WINDOWS:
        low, high = window(count, reach)
        columns[f"listed_around{reach}"] = ratio(counts[high] - counts[low], high - low)
    columns["page_listed"] = counts[-1] / max(count, 1)
    columns["page_listed_words"] = float(measures.words[anything > 0].sum()) / measures.total
    return columns


def hint_features(measures: Measures) -> Columns:
    """How sure the rules are that each block is boilerplate: of any kind, of each kind, and by being below the end.

    What the page knows of links counts as a suspicion, too.
    """
    page, hints = measures.page, measures.page.hints
    of_kind = np.zeros((len(_NUMBERS) + 1, len(page)), dtype=np.float32)
    if hints:
        spans = np.array([hint.span for hint in hints], dtype=np.int64)
        first = np.searchsorted(page.blocks.ends, spans[:, 0], side="right")
        sizes = np.maximum(np.searchsorted(page.blocks.starts, spans[:, 1]) - first, 0)
        which = np.repeat(np.arange(len(hints)), sizes)
        at = np.arange(len(which)) - (np.cumsum(sizes) - sizes - first)[which]
        sure = np.array([hint.confidence for hint in hints], dtype=np.float32)[which]
        rules = [hint.rule.partition(".") for hint in hints]
        np.maximum.at(of_kind, (np.array([_NUMBERS[category] for category, _, _ in rules])[which], at), sure)
        below = np.array([name == "below" for _, _, name in rules])[which]
        np.maximum.at(of_kind[-1], at[below], sure[below])
    if page.links:
        menu = of_kind[_NUMBERS["nav"]]
        np.maximum(menu, _LINKED * linked_lines(page), out=menu)
    below = of_kind[-1]
    anything = of_kind[:-1].max(axis=0)
    near = neighbours(anything, 1)
    columns = Columns({f"hint_{category}": of_kind[number] for category, number in _NUMBERS.items()})
    for by in (-1, 1):
        columns[f"hint{by:+d}"] = near(by)
    columns |= Columns(hint=anything, hint_below=below, page_hints=float(np.mean(anything > 0)))
    return columns


def _words_since(flags: Flags, words_before: Doubles) -> Doubles:
    """Of each block the logarithm of the words since the last flagged one; -1 where there is none."""
    index = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, index, -1))
    return np.where(last >= 0, np.log1p(words_before[index] - words_before[np.maximum(last, 0)]), -1.0)
