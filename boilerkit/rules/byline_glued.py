"""byline.glued: a date glued to the first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from boilerkit.blocks import Block
from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.prose import quoted
from boilerkit.rules.base import rule
from boilerkit.rules.dates import glued_day
from boilerkit.rules.opening import opening

_WORDS = 10
_SENTENCE = re.compile(r"[.!?]\s")


@rule("byline.glued")
def glued(page: Page) -> Iterator[Finding]:
    """A date, with the names before it, glued to the first sentence of a paragraph.

    What it removes: at the head of the text, what stands in a paragraph before a capital that follows a full date with
    no space between: “Updated: May 3, 2021The council …”. The paragraph stays.
    Why it is boilerplate: flattening joined the by-line to the text.
    What it leaves alone: dates that belong to the sentence, and paragraphs further below.

    Before: Old bridge reopens / Updated: May 3, 2021The council approved the new bridge on Monday, and work on it will
        begin in spring.
    After: Old bridge reopens / The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: Old bridge reopens / On May 3, 2021 The Ferry was closed by the council of the town, and work on the
        bridge began in spring.
    """
    for index in range(page.body.start, opening(page).stop):
        end = page.about(index, _glued_day)
        if not end:
            continue
        block = page.blocks[index]
        head = block.text[:end]
        if len(head.split()) <= _WORDS and not _SENTENCE.search(head):
            yield block.finding(
                f"{quoted(head)} is glued to the first sentence", part=(0, end), certain=False, confidence=0.9
            )


def _glued_day(block: Block) -> int:
    return glued_day(block.text)
