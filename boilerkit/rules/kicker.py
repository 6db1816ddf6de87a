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


@rule("nav.label", text_only=True)
def label(page: Page) -> Iterator[Finding]:
    """The name of a section above the headline.

    What it removes: lines of one or two words above the headline, dates and by-lines aside.
    Why it is boilerplate: they name the part of the site that the article is filed in, or are rests of a menu.
    What it leaves alone: everything on a page on which no line can be told to be the headline, and a table, in which
    more than four such lines hold a number.

    Before: Town / Bridges / Old bridge reopens after a year / The council opened the old bridge again on Monday, and
        the ferry that had run for a year will stop in May.
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
        if page.position(block) < headline:
            yield block.finding(
                "a word or two above the headline",
                evidence=page.blocks[headline].span,
                certain=False,
                confidence=0.9,
            )


def _is_label(block: Block) -> bool:
    if len(block.text) > _LABEL_LENGTH or block.text[-1] in ".!?:。！？：" or word_count(block.text) > _LABEL_WORDS:
        return False
    return not is_stamp(block.text)
