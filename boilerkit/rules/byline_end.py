"""byline.end: who wrote the text, and when, said below it."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule
from boilerkit.rules.datelines import authors_in, is_dated, rows_in
from boilerkit.rules.names import is_name, is_name_with_role

_LINES = 8
_LIST = 30
_DATES = 2


@rule("byline.end")
def end(page: Page) -> Iterator[Finding]:
    """Names and dates right below the text.

    What it removes: in the first eight lines below the last paragraph, lines built around a full date, lines such as
    “Last updated on …” or “By Jane Doe”, and names beside them.
    Why it is boilerplate: it is data about the text, which the metadata hold anyway.
    What it leaves alone: sentences, names with no date near by, and lists with three dates or more, which are of other
    pages.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. / Jane Doe / May 3, 2021
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. / Jane Doe
    """
    if not page.body:
        return
    below = range(page.body.stop, min(len(page.blocks), page.body.stop + _LIST))
    marks = {*rows_in(page, below), *(hit.block.start for hit in authors_in(page, below))}
    dates = {index for index in below if page.blocks.starts[index] in marks or page.about(index, is_dated)}
    for index in below[:_LINES] if 0 < len(dates) <= _DATES else ():
        block = page.blocks[index]
        beside = index - 1 in dates or index + 1 in dates
        if index in dates or (beside and (is_name(block.text) or is_name_with_role(block.text))):
            yield block.finding(
                "a date or name right below the text",
                evidence=block.span,
                certain=False,
                confidence=0.9 if index in dates else 0.85,
            )
