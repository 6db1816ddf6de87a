"""Labelled pages as raw text: flattened as we and as scrapers do it, whole and in part, the labels carried over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from typing import NamedTuple

import numpy as np

from benchmarks.renderers import RENDERERS
from benchmarks.renders import rendered
from boilerkit.content.judge import shipped_judge
from boilerkit.page import Page
from training.align import common_subsequence
from training.examples import words_of
from training.kind_labels import Labelled

_OURS, _OUR_COLUMN = "boilerkit_page", "our column"
_WHOLE = tuple(way for way in RENDERERS if way != _OURS)
_COLUMN = "column30"

_MAIN_CONTENT, _PART_OF_PAGE = 0.9, 0.9
"""Share of the main content that a column holds at least, and of all words that it holds at most."""

_LEFT_OVER, _FARTHEST = 0.3, 0.25
"""Share of a column's words that should go, and how far off that may be."""

_MOST_WORDS = 30_000
"""Words of a page, and of a text of it, beyond which they are not aligned; the table has a bit for every two."""

_MATCHED = 0.5
"""Share of a block's words from which on it has the label that most of its words had."""


class LabelledText(NamedTuple):
    """A labelled page, and a text of it with the way that it was made in."""

    labelled: Labelled
    way: str
    text: str


def labelled_texts(pages: Sequence[Labelled], processes: int) -> Iterator[LabelledText]:
    """Texts of all pages: by us, by one of the other ways to flatten a page, which take turns, and columns of it.

    A column is what a scraper's loose selector has: an element around the main content, of which three words in ten
    go. Those of others need a gold text, and our own an element that comes near that.
    """
    with ProcessPoolExecutor(processes) as pool:
        ours = list(chain.from_iterable(pool.map(_our_texts, pages, chunksize=16)))
    yield from ours
    found = [(each.labelled, gold) for each in ours if each.way == _OURS and (gold := each.labelled.gold_page())]
    ways = {way: found[turn :: len(_WHOLE)] for turn, way in enumerate(_WHOLE)}
    for way, some in {**ways, _COLUMN: [(each, gold) for each, gold in found if gold.gold]}.items():
        for (each, _), text in zip(some, rendered(way, [gold for _, gold in some]), strict=True):
            if text.strip():
                yield LabelledText(each, way, text)


def carried_over(page: Page, labels: Mapping[int, Sequence[int]], text: Page) -> Mapping[int, Sequence[int]]:
    """The labels of a page's blocks given to those of a text of it, which has other blocks, by the words in common.

    Args:
        page: that was labelled.
        labels: of its blocks.
        text: of the same page.
    """
    theirs, ours = ([words_of(block.text) or [block.text] for block in each.blocks] for each in (page, text))
    of_word, block = ([index for index, words in enumerate(each) for _ in words] for each in (theirs, ours))
    votes = [Counter[Sequence[int]]() for _ in ours]
    there, here = (list(chain.from_iterable(each))[:_MOST_WORDS] for each in (theirs, ours))
    for at, match in common_subsequence(there, here):
        votes[block[match]][labels.get(of_word[at], ())] += 1
    best = ((index, *own.most_common(1)[0]) for index, own in enumerate(votes) if own)
    return {index: label for index, label, times in best if label and times > _MATCHED * len(ours[index])}


def _our_texts(labelled: Labelled) -> Sequence[LabelledText]:
    """Our own text of a page, and that of a column of it."""
    page = labelled.page()
    if page is None:
        return ()
    found = [LabelledText(labelled, _OURS, page.source)]
    if column := _column(page, labelled):
        span = slice(page.blocks.starts[column.start], page.blocks.ends[column.stop - 1])
        found.append(LabelledText(labelled, _OUR_COLUMN, page.source[span]))
    return found


def _column(page: Page, labelled: Labelled) -> range | None:
    """The blocks of the element that is the column; None where no element but the whole page comes near one."""
    verdict = shipped_judge().decide(page)
    if page.dom is None or verdict is None:
        return None
    words = np.array([len(block.text.split()) for block in page.blocks])
    stays = np.array([not sure and index not in labelled.labels for index, sure in enumerate(verdict.sureness)])
    kept, all_words = (np.concatenate([[0], np.cumsum(each)]) for each in (words * stays, words))
    best: tuple[float, range] | None = None
    for first, stop in set(zip(page.dom.elements.first, page.dom.elements.stop, strict=True)):
        inside, size = kept[stop] - kept[first], all_words[stop] - all_words[first]
        if 0 < size <= _PART_OF_PAGE * all_words[-1] and inside >= _MAIN_CONTENT * kept[-1]:
            off = abs(1 - inside / size - _LEFT_OVER)
            if off < (best[0] if best else _FARTHEST):
                best = off, range(first, stop)
    return best[1] if best else None
