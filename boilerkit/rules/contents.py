"""nav.contents: the table of contents at the head of the article."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Hit, Page
from boilerkit.rules.base import rule
from boilerkit.rules.opening import headline_index

_ENTRY_LENGTH = 150
_ENTRIES = 60
_LEAST = 3
_SHARE = 0.6
_REACH = 100_000
_NUMBERING = "0123456789.) "
_IN_CONTENTS = "a heading of the article, in its table of contents"
_IN_LIST = "an entry of a list of links that comes again further below"


@rule("nav.contents")
def contents(page: Page) -> Iterator[Finding]:
    """The table of contents.

    What it removes: the lines below a heading such as “Table of contents”, when most of them come again further below.
    Why it is boilerplate: it repeats the headings of the article, to jump to them.
    What it leaves alone: lists whose lines do not come again, and the headline.
    Limits: a list without such a heading may be a summary, and stays.

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
    hits = [hit for hit in page.hits("nav.jump", within=range(len(page.blocks))) if _leads_to_a_list(page, hit)]
    if not hits or not page.body:
        return
    keys = [key.lstrip(_NUMBERING) for key in page.blocks.all_keys()]
    last = {key: index for index, key in enumerate(keys)}
    headline, done = headline_index(page), 0
    for hit in hits:
        start = page.position(hit.block) + 1
        if start < done:
            continue
        entries = range(
            start, next(index for index in range(start, len(keys) + 1) if not _is_entry(page, index, start))
        )
        again = [index for index in entries if last[keys[index]] > index + 1]
        if len(again) >= _LEAST and len(again) >= _SHARE * (again[-1] + 1 - start):
            done = again[-1] + 1
            inside = sum(last[keys[index]] in page.body for index in again)
            reason = _IN_CONTENTS if inside > len(again) / 2 else _IN_LIST
            for index in range(start, done):
                if index != headline and page.blocks[index] != page.headline:
                    yield page.blocks[index].finding(
                        reason,
                        evidence=hit.block.span,
                        certain=False,
                        confidence=0.9,
                    )


def _leads_to_a_list(page: Page, hit: Hit) -> bool:
    """Whether one of the next lines stands once more not too far below them."""
    start = page.position(hit.block) + 1
    return any(
        page.source.find(block.text.lstrip(_NUMBERING), block.end, block.end + _REACH) >= 0
        for block in page.blocks[start : start + _LEAST]
        if block.key.strip(_NUMBERING)
    )


def _is_entry(page: Page, index: int, start: int) -> bool:
    """Whether a block can go on with the list that begins at `start`."""
    if index >= min(len(page.blocks), start + _ENTRIES):
        return False
    length = page.blocks.ends[index] - page.blocks.starts[index]
    return length <= _ENTRY_LENGTH and bool(page.blocks.key(index)) and not page.blocks.is_prose(index)
