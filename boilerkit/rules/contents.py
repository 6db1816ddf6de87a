"""nav.contents: the table of contents at the head of the article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.prose import is_prose
from boilerkit.rules.base import rule
from boilerkit.rules.opening import headline_index

_ENTRY_LENGTH = 150
_ENTRIES = 60
_LABELLED = 3
_BARE = 5
_SHARE = 0.6
_HEADED = 6
_REACH = 30
_LISTS = 8
_NUMBERING = "0123456789.) "


@rule("nav.contents")
def contents(page: Page) -> Iterator[Finding]:
    """The table of contents.

    What it removes: the lines below a heading such as “Table of contents”, when most of them come again further below.
    Why it is boilerplate: it repeats the headings of the article, to jump to them.
    What it leaves alone: lists whose lines do not come again, and the headline.
    Limits: five or more lines without such a heading that come again in their order, each with a paragraph below it,
    are only a weak hint; they may be a summary.

    Before: The old bridge and its ferry / Table of contents / Why it closed / What it costs / Who pays / The
        council closed the old bridge in May, and the ferry has run since then, free of charge. / Why it closed /
        Two of the cables of the old bridge were found to be as thin as a finger, the council said. / What it costs
        / The new cables cost four million, and the ferry half a million a year, as far as anyone knows. / Who pays
        / The town and the county share what the bridge and the ferry will cost them for ten years.
    After: The old bridge and its ferry / Table of contents / The council closed the old bridge in May, and the
        ferry has run since then, free of charge. / Why it closed / Two of the cables of the old bridge were found
        to be as thin as a finger, the council said. / What it costs / The new cables cost four million, and the
        ferry half a million a year, as far as anyone knows. / Who pays / The town and the county share what the
        bridge and the ferry will cost them for ten years.
    Near miss: The old bridge and its ferry / Table of contents / Why it closed / What it costs / Who pays / The
        council closed the old bridge in May, and the ferry has run since then, free of charge.
    """
    if not page.body or len(set(page.blocks.line_keys)) == len(page.blocks.line_keys):
        return
    keys = [page.blocks.key(index).lstrip(_NUMBERING) for index in range(len(page.blocks))]
    last = {key: index for index, key in enumerate(keys)}
    headline = headline_index(page)
    for start, stop, labelled in (*_below_labels(page, keys, last), *_bare_lists(page, keys, last)):
        for index in range(start, stop):
            if index != headline and page.blocks[index] != page.headline:
                yield page.blocks[index].finding(
                    "a heading of the article, in its table of contents",
                    evidence=page.blocks[last[keys[start]]].span,
                    certain=False,
                    confidence=0.9 if labelled else 0.7,
                )


def _below_labels(page: Page, keys: Sequence[str], last: Mapping[str, int]) -> Iterator[tuple[int, int, bool]]:
    """Start and stop of the lists below a heading of contents: most of their lines stand again below."""
    done = 0
    for hit in page.hits("nav.jump", within=range(len(page.blocks))):
        start = page.position(hit.block) + 1
        if start < done:
            continue
        again = []
        for index in range(start, min(len(keys), start + _ENTRIES)):
            if not _is_entry(page, index):
                break
            if last[keys[index]] > index + 1:
                again.append(index)
        if len(again) >= _LABELLED and len(again) >= _SHARE * (again[-1] + 1 - start):
            done = again[-1] + 1
            yield start, done, True


def _bare_lists(page: Page, keys: Sequence[str], last: Mapping[str, int]) -> Iterator[tuple[int, int, bool]]:
    """Start and stop of the first lists whose lines all stand once more below, in the same order, over paragraphs."""
    number = start = 0
    limit = min(len(keys), page.body.start + _REACH)
    while start < limit and number < _LISTS:
        stop = start
        while stop < len(keys) and last[keys[stop]] > stop + 1 and _is_entry(page, stop):
            stop += 1
        if stop - start >= _BARE:
            number += 1
            places = [last[key] for key in keys[start:stop]]
            if places == sorted(places) and _over_paragraphs(page, places):
                yield start, stop, False
        start = max(stop, start + 1)


def _over_paragraphs(page: Page, places: Sequence[int]) -> bool:
    """Whether a paragraph follows most of the lines where they stand again, as it follows headings."""
    over = sum(
        any(is_prose(page.blocks[at].text) for at in range(place + 1, min(place + 1 + _HEADED, below)))
        for place, below in pairwise((*places, len(page.blocks)))
    )
    return over >= _SHARE * len(places)


def _is_entry(page: Page, index: int) -> bool:
    start, end = page.blocks.starts[index], page.blocks.ends[index]
    return end - start <= _ENTRY_LENGTH and bool(page.blocks.key(index)) and not is_prose(page.source[start:end])
