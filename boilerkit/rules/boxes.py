"""Boxes that are written in sentences: what a block's cues, its place, length and neighbours come to together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from boilerkit.blocks import Block
from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.prose import is_prose
from boilerkit.rules.cues import cued

Place = Literal["above", "midst", "last", "below"]

RULES = (
    "newsletter.box",
    "paywall.appeal",
    "author-bio.box",
    "ad.disclosure",
    "cookie.text",
    "source-credit.note",
    "byline.credit",
    "comments.note",
    "footer.disclaimer",
    "ad.offer",
)
"""Rules whose boxes are told apart here: a block goes to the one whose cues come to most, the first of equals."""

_DOUBT: dict[Place, float] = {"above": 0.6, "midst": 2.0, "last": 0.6, "below": 0.4}
"""What place leaves of the doubt that the cues leave."""

_WHERE: dict[Place, str] = {
    "above": ", above the text",
    "midst": "",
    "last": ", as the text ends",
    "below": ", below the text",
}
_LAST = 2
_LONG = 500
_COMPANY = 0.5
_LEAST = 0.5


def boxes(page: Page, rule: str, what: str) -> Iterator[Finding]:
    """The blocks that the cues of a rule show to be boxes of its kind, as hints.

    Args:
        page: the page.
        rule: id of the rule, one of `RULES`.
        what: what such a box does, for the reason: “asks for a subscription”.
    """
    own = list(cued(page, rule))
    if not own:
        return
    rivals = _rivals(page, rule)
    end = _text_end(page, {box.block.start for box in own})
    starts = {box.block.start for box in own}
    for box in own:
        if box.confidence <= rivals.get(box.block.start, 0.0):
            continue
        place = _place(page, box.block, end)
        doubt = (1 - box.confidence) * _DOUBT[place] * max(1.0, len(box.block.text) / _LONG)
        if _in_company(page, box.block, starts, rule.partition(".")[0]):
            doubt *= _COMPANY
        if 1 - doubt >= _LEAST:
            reason = f"{box.quoted}: it {what}{_WHERE[place]}"
            yield box.block.finding(reason, certain=False, confidence=round(1 - doubt, 3))


def _rivals(page: Page, rule: str) -> dict[int, float]:
    """Start of a block → what the cues of another rule come to in it; a later rule must come to more than this one."""
    found: dict[int, float] = {}
    own = RULES.index(rule)
    for number, other in enumerate(RULES):
        for box in cued(page, other) if other != rule else ():
            confidence = box.confidence if number < own else box.confidence - 1e-9
            found[box.block.start] = max(confidence, found.get(box.block.start, 0.0))
    return found


def _text_end(page: Page, boxes: set[int]) -> int:
    """Index after the last block of prose that is none of the boxes."""
    for index in reversed(page.body):
        block = page.blocks[index]
        if block.start not in boxes and is_prose(block.text):
            return index + 1
    return page.body.start


def _place(page: Page, block: Block, end: int) -> Place:
    at = page.position(block)
    if at < page.body.start:
        return "above"
    if at >= end:
        return "below"
    return "last" if at >= end - _LAST else "midst"


def _in_company(page: Page, block: Block, boxes: set[int], category: str) -> bool:
    """Whether a neighbour is such a box too, or is listed for a rule of its category."""
    return any(near.start in boxes or page.marked(near, category) for near in page.around(block, 1))
