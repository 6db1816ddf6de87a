"""counts.*: bare counters, votes and ratings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule

_LENGTH = 8
_COUNTER = re.compile(r"\(?\d[\d.,]*[kKmM]?\+?\)?")


@rule("counts.bare", text_only=True)
def bare(page: Page) -> Iterator[Finding]:
    """A number with nothing around it.

    What it removes: above and below the article, lines that are one number: “0”, “84.1K”, “(3)”.
    Why it is boilerplate: a counter of shares, views or comments that lost its icon.
    What it leaves alone: numbers between paragraphs, which number the parts of a list, and pages without prose.

    Before: Old bridge reopens / 33 / 1.2K / The council approved the new bridge on Monday, and work on it will begin in
        spring. / 0
    After: Old bridge reopens / The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. / 2 / The ferry will
        run until the new bridge is open, and until then it will be free of charge.
    """
    if not page.body:
        return
    for index in page.outside_body():
        start, end = page.blocks.starts[index], page.blocks.ends[index]
        if end - start <= _LENGTH and _COUNTER.fullmatch(page.source, start, end):
            yield page.blocks[index].finding("a bare number above or below the text", certain=False, confidence=0.9)


@rule("counts.line", by_phrases=True)
def line(page: Page) -> Iterator[Finding]:
    """Votes, ratings and views, with the number.

    What it removes: lines such as “5 / 5 (1 vote)”, “1,203 views” or “Rate this article”.
    Why it is boilerplate: they count what readers did.
    What it leaves alone: the same words inside a sentence.

    Before: The bridge reopened on Monday. / 1,203 views / The ferry stops in May.
    After: The bridge reopened on Monday. / The ferry stops in May.
    Near miss: 1,203 views were painted from this bridge.
    """
    for hit in page.hits("counts.line"):
        yield hit.finding(f"{hit.block.quoted} counts or asks what readers did")
