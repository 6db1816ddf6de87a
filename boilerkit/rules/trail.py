"""nav.glued-trail: the path to the page with the headline at its end."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.prose import looks_like_headline
from boilerkit.rules.base import rule
from boilerkit.textkey import searchable

_REACH = 8
_SHORTEST = 15
_LONGEST = 80
_SIGNS = ">»›/|→▸❯·•"
_LINES = 100


@rule("nav.glued-trail")
def glued_trail(page: Page) -> Iterator[Finding]:
    """The path to the page, glued to the headline that stands again below.

    What it removes: above the first paragraph, a line that ends in the very words of a headline-like line up to eight
    lines below, with up to 80 characters before them: glued to them, set off by a sign such as “»”, or opening with the
    name of the start page (“HomeTownOld bridge reopens”).
    Why it is boilerplate: it says where on the site the page is.
    What it leaves alone: the headline itself, and lines that end in it after other words.

    Before: HomeTownOld bridge reopens / Old bridge reopens / The council opened the old bridge again on Monday, and the
        ferry that had run for a year will stop in May.
    After: Old bridge reopens / The council opened the old bridge again on Monday, and the ferry that had run for a year
        will stop in May.
    Near miss: Today: Old bridge reopens / Old bridge reopens / The council opened the old bridge again on Monday, and
        the ferry that had run for a year will stop in May.
    """
    if not page.body:
        return
    start = max(0, page.body.start - _LINES)
    texts = [searchable(block.text) for block in page.blocks[start : page.body.start]]
    paths = {hit.block.start for hit in page.hits("nav.trail")}
    for index, text in enumerate(texts):
        for below in texts[index + 1 : index + 1 + _REACH]:
            before = len(text) - len(below)
            if len(below) >= _SHORTEST and 0 < before <= _LONGEST and text.endswith(below):
                block = page.blocks[start + index]
                set_off = _begins_a_word(block.text, before) or text[:before].rstrip()[-1:] in _SIGNS
                if (set_off or block.start in paths) and looks_like_headline(below):
                    yield block.finding("the path to the page, with its headline", certain=False, confidence=0.9)
                    break


def _begins_a_word(text: str, at: int) -> bool:
    """Whether a place within a run of letters looks like the beginning of a word: “HomeOld”, and not “women”."""
    return not text[at - 1].isspace() and not text[at].islower()
