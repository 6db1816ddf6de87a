"""title-echo.*: the headline said again."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.prose import is_truncated, size
from boilerkit.rules.base import rule
from boilerkit.textkey import KEY_LENGTH

_LEAD = 40
_STEM = 15
_ANCHOR = 8
_TRAIL = ">»›/|→·•–—-"


@rule("title-echo.repeat")
def repeat(page: Page) -> Iterator[Finding]:
    """The headline again, above or below the text.

    What it removes: a later line outside the body that is the headline to the letter, case and marks aside.
    Why it is boilerplate: themes set the title into bread crumbs, share boxes and captions.
    What it leaves alone: the headline itself, headlines of less than three words, and a repetition between
    paragraphs.

    Before: The old bridge reopens / The Old Bridge Reopens / The council approved the new bridge on Monday, and
        work on it will begin in spring.
    After: The old bridge reopens / The council approved the new bridge on Monday, and work on it will begin in
        spring.
    Near miss: The old bridge reopens / The old bridge reopens on Monday, after a year in which nothing went as
        the council had planned it.
    """
    headline = page.headline
    if not headline or not page.body:
        return
    for index in page.outside_body():
        if page.blocks.key(index) == headline.key and page.blocks.starts[index] > headline.start:
            yield page.blocks[index].finding("the headline once more", evidence=headline.span)


@rule("title-echo.truncated")
def truncated(page: Page) -> Iterator[Finding]:
    """The headline cut off with an ellipsis, or glued to the name of its section.

    What it removes: outside the body, a line that is the beginning of the headline and breaks off, or the whole
    headline after a sign of a trail (“Town » …”), in both cases with up to 40 characters glued before it
    (“AfghanistanPresident and security chiefs…”).
    Why it is boilerplate: what is left of bread crumbs and of “previous page” links.
    What it leaves alone: lines that share less than 15 characters (5 in scripts without spaces) with the headline,
    other unfinished lines, and the headline's words in a longer phrase (“Paper on the …”).

    Before: The old bridge reopens after a year of repairs / CityThe old bridge reopens after... / The council
        approved the new bridge on Monday, and work on it will begin in spring.
    After: The old bridge reopens after a year of repairs / The council approved the new bridge on Monday, and
        work on it will begin in spring.
    Near miss: The old bridge reopens after a year / The council approved the new bridge on Monday, and work on it
        will begin in spring. / All in pictures: how the old bridge reopens after a year
    Near miss: The old bridge reopens after a year of repairs / The old ferry stops after... / The council
        approved the new bridge on Monday, and work on it will begin in spring.
    """
    headline = page.headline
    if not headline or not page.body or len(headline.text) > KEY_LENGTH or size(headline.key) < _STEM:
        return
    for index in page.outside_body():
        key = page.blocks.key(index)
        at = key.find(headline.key[:_ANCHOR])
        if not 0 <= at <= _LEAD or page.blocks.starts[index] == headline.start:
            continue
        block, stem = page.blocks[index], key[at:]
        whole = at > 0 and stem == headline.key and _is_set_off(block.text, headline.text)
        if whole or (is_truncated(block.text) and size(stem) >= _STEM and headline.key.startswith(stem)):
            how = "again" if whole else "cut off"
            glued = f", glued to “{block.text[:at].strip()}”" if at else ""
            yield block.finding(f"the headline {how}{glued}", evidence=headline.span)


def _is_set_off(text: str, headline: str) -> bool:
    """Whether a headline at the end of a text follows a sign of a trail, or another word with no space between."""
    before = text[: text.casefold().rfind(headline.casefold())] if len(text) > len(headline) else ""
    return bool(before) and (not before[-1].isspace() or before.rstrip()[-1:] in _TRAIL)
