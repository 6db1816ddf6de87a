"""nav.label: what stands above the headline when menus, by-lines and echoes of the title are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from boilerkit.blocks import Block
from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.prose import word_count
from boilerkit.rules.base import rule
from boilerkit.rules.dates import is_stamp
from boilerkit.rules.opening import headline_index

_LABEL_WORDS = 2
_LABEL_LENGTH = 30
_NUMBERED = re.compile(r"[^\W\d_].*?\d|\d\s?[^\W\d_]{1,4}\.?$")
_NUMBERED_LABELS = 4
_ABOVE_HEADLINE = 0.9
_ABOVE_TEXT = 0.8
_ROW_LENGTH = 200
_ROW_WORDS = 3
_STOPS = ".!?:。！？："
_BETWEEN = re.compile(r"\s*[|»›→]\s*|\s[>/•·]\s")


@rule("nav.label", text_only=True)
def label(page: Page) -> Iterator[Finding]:
    """The name of a section above the headline.

    What it removes: lines of one or two words above the headline, dates and by-lines aside; and lines of such words
    with bars, arrows or strokes between them: “News | Sport | Weather”, “Region › Halm”.
    Why it is boilerplate: they name the part of the site that the article is filed in, or are rests of a menu.
    What it leaves alone: words on a page on which no line can be told to be the headline, and rows right above the
    text; a table, in which more than four such lines hold a number.

    Before: Town / Bridges / Old bridge reopens after a year / The council opened the old bridge again on Monday, and
        the ferry that had run for a year will stop in May.
    After: Old bridge reopens after a year / The council opened the old bridge again on Monday, and the ferry that had
        run for a year will stop in May.
    Before: FR | EN / Region › Halm / Old bridge reopens after a year / The council opened the old bridge again on
        Monday, and the ferry that had run for a year will stop in May.
    After: Old bridge reopens after a year / The council opened the old bridge again on Monday, and the ferry that had
        run for a year will stop in May.
    Near miss: Timetable / Ferry 1 / Ferry 2 / Ferry 3 / Ferry 4 / Ferry 5 / Old bridge reopens after a year / The
        council opened the old bridge again on Monday, and the ferry that had run for a year will stop in May.
    Near miss: Roads / The council opened the old bridge again on Monday, and the ferry that had run for a year will
        stop in May.
    """
    labels = [page.blocks[index] for index in range(page.body.start) if page.about(index, _is_label)]
    short = [block for block in labels if not page.marked(block, "byline")]
    if sum(_NUMBERED.search(block.text) is not None for block in short) > _NUMBERED_LABELS:
        return
    headline = headline_index(page) if short else -1
    for block in short:
        at = page.position(block)
        if at < headline:
            yield block.finding(
                "a word or two above the headline",
                evidence=page.blocks[headline].span,
                certain=False,
                confidence=_ABOVE_HEADLINE,
            )
        elif headline < 0 and at < page.body.start - 1 and _is_row(block.text):
            yield block.finding("a row of a few words above the text", certain=False, confidence=_ABOVE_TEXT)


def _is_label(block: Block) -> bool:
    """Whether a line is a word or two, or some of these in a row."""
    if len(block.text) > _LABEL_LENGTH or word_count(block.text) > _LABEL_WORDS:
        return _is_row(block.text)
    return block.text[-1] not in _STOPS and not is_stamp(block.text)


def _is_row(text: str) -> bool:
    """Whether a line is a few words each time between bars, arrows or strokes, without a date among them."""
    parts = _BETWEEN.split(text) if len(text) <= _ROW_LENGTH and text[-1] not in _STOPS else ()
    return len(parts) > 1 and all(0 < word_count(part) <= _ROW_WORDS and not is_stamp(part) for part in parts if part)
