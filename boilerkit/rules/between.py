"""nav.between, byline.between: short lines between the headline and the text."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.blocks import Block
from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.prose import ends_sentence, word_count
from boilerkit.rules.base import rule
from boilerkit.rules.names import is_name
from boilerkit.rules.opening import headline_index, likely_headlines

_WORDS = 4
_LENGTH = 50
_OPENING = 2
_BYLINE = 6
_AMOUNTS = 3
_ENDS = ":：,，"


@rule("nav.between", "byline.between")
def between(page: Page) -> Iterator[Finding]:
    """Short lines between the headline and the text.

    What it removes: lines of up to four words, no sentence, below the headline and three lines or more above the first
    paragraph. The headline is the line whose words the article takes up.
    Why it is boilerplate: names, counters, buttons and the rest of a menu stand there; the article begins with its
    deck.
    What it leaves alone: the last two lines above the text, which may be its first heading; lines that share their
    words with the text; and all of them where three or more begin with a number, as ingredients do.
    Limits: a list of single words that opens an article looks the same.

    Before: Old bridge reopens after a year / Jane Doe / Town Desk / Old ferry / The mayor cuts the ribbon / The council
        opened the old bridge again on Monday, and the ferry that had run for a year will stop in May.
    After: Old bridge reopens after a year / Old ferry / The mayor cuts the ribbon / The council opened the old bridge
        again on Monday, and the ferry that had run for a year will stop in May.
    Near miss: Leek soup of the ferrymen / 3 leeks / 2 potatoes / 1 onion / Salt / Butter / Cream / Bread / Cut the
        leeks for the soup of the ferrymen into thin rings, and fry them slowly in butter until they are soft and
        sweet.
    """
    if page.body.start <= _OPENING + 1:
        return
    headline = headline_index(page)
    lines = range(headline + 1, page.body.start - _OPENING)
    if headline < 0 or not lines:
        return
    blocks = page.blocks[lines.start : lines.stop]
    if sum(block.text[0].isdigit() for block in blocks) >= _AMOUNTS:
        return
    titles = likely_headlines(page)
    few = len(lines) <= _BYLINE
    for index, block in zip(lines, blocks, strict=True):
        if index not in titles and _is_short(block):
            named = few and is_name(block.text)
            found = block.finding(
                "a few words between headline and text",
                evidence=page.blocks[headline].span,
                certain=False,
                confidence=0.85,
            )
            yield found.under("byline.between" if named else "nav.between")


def _is_short(block: Block) -> bool:
    text = block.text
    return len(text) <= _LENGTH and word_count(text) <= _WORDS and text[-1] not in _ENDS and not ends_sentence(text)
