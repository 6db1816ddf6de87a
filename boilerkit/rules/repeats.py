"""title-echo.double and its kin, title-echo.excerpt: a piece of the page said twice."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import HINT, Finding
from boilerkit.page import Page
from boilerkit.prose import is_prose, is_truncated, size
from boilerkit.rules.base import rule
from boilerkit.rules.opening import likely_headlines

_LINE = 20
_PARAGRAPH = 160
_HEADLINE = 2
_STEM = 30
_TAIL = 20
_ELLIPSES = ("…", "...")


@rule("title-echo.double", "nav.double", "related.double", text_only=True)
def double(page: Page) -> Iterator[Finding]:
    """A line or paragraph that stands on the page already.

    What it removes: a line of 20 characters or more that repeats the line right above it, and such a line above or
    below the article when it has stood further above.
    Why it is boilerplate: flattening brings a caption and its alternative text, a pull quote and its paragraph, a menu
    for wide and one for narrow screens.
    What it leaves alone: the first of them, lines above the text that can be the headline, and shorter lines, which
    tables and refrains repeat.
    Limits: a paragraph of 160 characters or more that comes again in the text is only a weak hint; authors of plans and
    of lists repeat some on purpose.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. / The old bridge, seen
        from the ferry / The old bridge, seen from the ferry / The ferry will run until the new bridge is open, and it
        will be free of charge.
    After: The council approved the new bridge on Monday, and work on it will begin in spring. / The old bridge, seen
        from the ferry / The ferry will run until the new bridge is open, and it will be free of charge.
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. / Row, row / Row, row
        / The ferry will run until the new bridge is open, and it will be free of charge.
    """
    repeated = frozenset(key for key in page.blocks.repeated if size(key) >= _LINE) if page.body else ()
    first: dict[str, int] = {}
    above, titles = "", None
    for index, key in enumerate(page.blocks.all_keys()) if repeated else ():
        again = first.setdefault(key, index) if key in repeated else index
        if again != index:
            block, other = page.blocks[index], page.blocks[again]
            likely = key == above or index not in page.body
            if (
                likely or (size(block.text) >= _PARAGRAPH and is_prose(block.text))
            ) and block.text.casefold() == other.text.casefold():
                if index < page.body.start:
                    titles = likely_headlines(page) if titles is None else titles
                    if again in titles or index in titles or index >= page.body.start - _HEADLINE:
                        continue
                found = block.finding(
                    "stands on the page already",
                    evidence=other.span,
                    certain=False,
                    confidence=0.85 if likely else HINT,
                )
                yield found.under(_kind(page, index, again))
        above = key


def _kind(page: Page, index: int, again: int) -> str:
    """What a line outside the body is that stands twice outside: part of a menu above, of a list of pages below."""
    if index in page.body or again in page.body:
        return "title-echo.double"
    return "nav.double" if index < page.body.start else "related.double"


@rule("title-echo.excerpt")
def excerpt(page: Page) -> Iterator[Finding]:
    """The beginning of a paragraph or title of the page, cut off with an ellipsis.

    What it removes: a line that breaks off, when another block of the page says the same and goes on.
    Why it is boilerplate: share boxes, captions and “read more” buttons shorten what stands on the page in full.
    What it leaves alone: lines that break off and are continued nowhere. In the midst of the article it is a weak hint.

    Before: Old bridge reopens / The council approved the new bridge on Monday, and work… / The council approved the new
        bridge on Monday, and work on it will begin in spring.
    After: Old bridge reopens / The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: Old bridge reopens / The council approved the new bridge at last… / The council approved the new
        bridge on Monday, and work on it will begin in spring.
    """
    if not any(mark in page.source for mark in _ELLIPSES):
        return
    stems: dict[str, list[int]] = {page.blocks.key(index)[:_STEM]: [] for index in _cut_off(page)}
    if not stems:
        return
    for index, key in enumerate(page.blocks.all_keys()):
        stem = key[:_STEM]
        if stem in stems and len(stem) == _STEM:
            stems[stem].append(index)
    for alike in stems.values():
        if len(alike) > 1:
            longest = page.blocks[max(alike, key=lambda index: page.blocks.ends[index] - page.blocks.starts[index])]
            for index in alike:
                block = page.blocks[index]
                shorter = len(block.text) < len(longest.text) and longest.key.startswith(block.key)
                if shorter and is_truncated(block.text):
                    yield block.finding(
                        "the beginning of another block, cut off",
                        evidence=longest.span,
                        certain=False,
                        confidence=HINT if index in page.body else 0.9,
                    )


def _cut_off(page: Page) -> Iterator[int]:
    """Indexes of the blocks that break off."""
    for mark in _ELLIPSES:
        at = page.source.find(mark)
        while at >= 0:
            index = page.blocks.index_at(at)
            end = page.blocks.ends[index] if index >= 0 else 0
            if end - _TAIL <= at < end and is_truncated(page.source[max(page.blocks.starts[index], end - _TAIL) : end]):
                yield index
            at = page.source.find(mark, at + len(mark))
