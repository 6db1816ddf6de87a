"""nav.contents: the table of contents at the head of the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from boilerkit.finding import Finding
from boilerkit.page import Hit, Page
from boilerkit.rules.base import rule
from boilerkit.rules.opening import headline_index

_ENTRY_LENGTH = 150
_ENTRIES = 60
_LABELLED = 3
_SHARE = 0.6
_NUMBERING = "0123456789.) "


@rule("nav.contents")
def contents(page: Page) -> Iterator[Finding]:
    """The table of contents.

    What it removes: the lines below a heading such as “Table of contents”, when most of them come again further below.
    Why it is boilerplate: it repeats the headings of the article, to jump to them.
    What it leaves alone: lists whose lines do not come again, and the headline.

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
    labels = list(page.hits("nav.jump", within=range(len(page.blocks)))) if page.body else []
    if not labels:
        return
    keys = [page.blocks.key(index).lstrip(_NUMBERING) for index in range(len(page.blocks))]
    last = {key: index for index, key in enumerate(keys)}
    headline = headline_index(page)
    for start, stop in _lists(page, labels, keys, last):
        for index in range(start, stop):
            if index != headline and page.blocks[index] != page.headline:
                yield page.blocks[index].finding(
                    "a heading of the article, in its table of contents",
                    evidence=page.blocks[last[keys[start]]].span,
                    certain=False,
                    confidence=0.9,
                )


def _lists(
    page: Page, labels: Iterable[Hit], keys: Sequence[str], last: Mapping[str, int]
) -> Iterator[tuple[int, int]]:
    """Start and stop of the lists below a heading of contents: most of their lines stand again below."""
    done = 0
    for hit in labels:
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
            yield start, done


def _is_entry(page: Page, index: int) -> bool:
    length = page.blocks.ends[index] - page.blocks.starts[index]
    return length <= _ENTRY_LENGTH and bool(page.blocks.key(index)) and not page.blocks.is_prose(index)
