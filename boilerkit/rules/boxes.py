"""Boxes that are written in sentences: what a block's cues, its place, length and neighbours come to together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from boilerkit.blocks import Block
from boilerkit.finding import STRONG, Finding
from boilerkit.page import Hits, Page
from boilerkit.prose import is_prose
from boilerkit.rules.cues import Cued, cued

Place = Literal["above", "midst", "lines", "beside", "last", "below", "apart"]
"""Above the text; in its midst, between paragraphs, or between lines that are none; beside something that was cut;
among its last paragraphs; below it; below it and below something that was cut there."""

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

ANY_TEXT: dict[Place, float] = {
    "above": 0.6,
    "midst": 2.5,
    "lines": 1.2,
    "beside": 0.5,
    "last": 0.6,
    "below": 0.5,
    "apart": 0.3,
}
"""What place leaves of the doubt that the cues leave; in the midst of a text there is more of it."""

ALSO_CLOSING_WORDS: dict[Place, float] = {
    "above": 1.0,
    "midst": 2.5,
    "lines": 1.5,
    "beside": 0.8,
    "last": 1.5,
    "below": 1.2,
    "apart": 0.5,
}
"""The same for words with which authors close their texts, too: being last says little of them."""

_WHERE: dict[Place, str] = {
    "above": ", above the text",
    "midst": "",
    "lines": "",
    "beside": ", beside what was cut",
    "last": ", as the text ends",
    "below": ", below the text",
    "apart": ", below the text and what was cut there",
}
_AMONG_BOILERPLATE = ("beside", "apart")
_LAST = 2
_COMPANY = 0.3
_LIKELY = 0.7
_OTHERS = 2.0
_LEAST = 0.5
_HOPELESS = 1.7
_GAP = 8
_LONGEST = 3000
_GAP_LENGTH = 120


class Box(NamedTuple):
    """A block that may be such a box, and how sure that is, all evidence weighed."""

    block: Block
    confidence: float
    reason: str

    @property
    def sure(self) -> bool:
        """Whether it is cut by default, and so vouches for its neighbours."""
        return self.confidence >= STRONG

    def finding(self) -> Finding:
        """The hint."""
        return self.block.finding(self.reason, certain=False, confidence=self.confidence)


def boxes(
    page: Page,
    rule: str,
    what: str,
    *,
    doubts: dict[Place, float] = ANY_TEXT,
    length: int = 500,
    further: Callable[[Page, Block], float] | None = None,
) -> Iterator[Box]:
    """The blocks that the cues of a rule show to be boxes of its kind, with a confidence of a half or more.

    Args:
        page: the page.
        rule: id of the rule, one of `RULES`.
        what: what such a box does, for the reason: “asks for a subscription”.
        doubts: what each place leaves of the doubt.
        length: code points from which on a block is the less likely such a box the longer it is.
        further: what other evidence leaves of the doubt.
    """
    claims = page.found.once(_Claims)
    own = [box for box in claims.of_rule(rule) if all(map(page.holds, box.cues))]
    end = _text_end(page, claims) if own else 0
    for box in own:
        place = _place(page, box.block, end)
        by_place = doubts[place]
        if page.dom is not None and box.confidence <= _LEAST:
            by_place = max(1.0, by_place)  # the judge of HTML has seen where it stands, and kept it
        doubt = (1 - box.confidence) * by_place * max(1.0, len(box.block.text) / length)
        if doubt > _HOPELESS:
            continue
        beside = _doubt_of_marks(page, box.block, claims, rule) * (further(page, box.block) if further else 1.0)
        if box.confidence <= _LEAST and beside >= 1 and place not in _AMONG_BOILERPLATE:
            continue  # words that stand in any text, and nothing but the place to speak for them
        if 1 - doubt * beside >= _LEAST and not is_headline(page, box.block):
            yield Box(box.block, round(1 - doubt * beside, 3), f"{box.quoted}: it {what}{_WHERE[place]}")


def filled(page: Page, found: Iterable[Box]) -> Iterator[Box]:
    """The boxes, and between two sure ones that stand close together the lines that are no prose."""
    last: Box | None = None
    for box in found:
        if last and last.sure and box.sure:
            first, end = page.position(last.block) + 1, page.position(box.block)
            between = page.blocks[first:end] if end - first <= _GAP else []
            if all(_fills_a_gap(page, block) for block in between):
                for block in between:
                    yield Box(block, min(last.confidence, box.confidence), f"it stands between two boxes: {box.reason}")
        yield box
        last = box


def _fills_a_gap(page: Page, block: Block) -> bool:
    return len(block.text) <= _GAP_LENGTH and not is_prose(block.text) and not is_headline(page, block)


def listed(page: Page, rule: str, what: str) -> Iterator[Finding]:
    """The blocks that packs list for a rule as they stand: lines and openings, no cues."""
    for hit in page.hits(rule):
        if hit.kind in ("line", "start") and not is_headline(page, hit.block):
            yield hit.finding(f"“{hit.phrase}”: it {what}")


def is_headline(page: Page, block: Block) -> bool:
    """Whether a block is the page's headline; that is looked for only where it can stand, for it takes a while."""
    return (not page.body or page.position(block) < page.body.start) and block == page.headline


class _Claims:
    """Which rule each block with cues goes to."""

    def __init__(self, found: Hits) -> None:
        self._owners: dict[int, tuple[str, Cued]] = {}
        for rule in RULES:
            for box in cued(found.by_rule.get(rule, ()), _LONGEST):
                if self.strength(box.block.start) < box.confidence:
                    self._owners[box.block.start] = rule, box

    @cached_property
    def _by_rule(self) -> dict[str, list[Cued]]:
        by_rule: dict[str, list[Cued]] = {}
        for _, (rule, box) in sorted(self._owners.items()):
            by_rule.setdefault(rule, []).append(box)
        return by_rule

    def of_rule(self, rule: str) -> Sequence[Cued]:
        """The blocks that go to a rule, in order."""
        return self._by_rule.get(rule, ())

    def strength(self, start: int, rule: str | None = None) -> float:
        """What the cues of the block at `start` come to, if it goes to `rule`, or to any."""
        owner, box = self._owners.get(start, (None, None))
        return box.confidence if box and rule in (None, owner) else 0.0


def _text_end(page: Page, claims: _Claims) -> int:
    """Index after the last block of prose whose cues do not come to a half."""
    for index in reversed(page.body):
        if claims.strength(page.blocks.starts[index]) < _LEAST and page.blocks.is_prose(index):
            return index + 1
    return page.body.start


def _place(page: Page, block: Block, end: int) -> Place:
    at = page.position(block)
    if at < page.body.start:
        return "above"
    if end == page.body.start:  # nothing but boxes: then it is no text that they stand around
        return "midst"
    above, below = _kind(page, at, -1), _kind(page, at, +1)
    if at >= end:
        return "apart" if "gap" in (above, _kind(page, end - 1, +1)) else "below"
    if "gap" in (above, below) and "prose" not in (above, below):
        return "beside"
    if at >= end - _LAST:
        return "last"
    return "midst" if "prose" in (above, below) else "lines"


def _kind(page: Page, at: int, step: int) -> Literal["gap", "prose", "line"]:
    """What is next to a block in one direction: nothing, for something was cut or the page ends, or which block."""
    near, lines = at + step, page.blocks.lines
    if not 0 <= near < len(page.blocks):
        return "line"
    if abs(lines[near] - lines[at]) > 1:
        return "gap"
    return "prose" if is_prose(page.blocks[near].text) else "line"


def _doubt_of_marks(page: Page, block: Block, claims: _Claims, rule: str) -> float:
    """What is left of the doubt for what packs say of the block and its neighbours.

    A block listed for another category is rather that. A neighbour of the rule's category, or one that is likely
    such a box, vouches for the block.
    """
    category = rule.partition(".")[0]
    doubt = _OTHERS if page.marked(block) and not page.marked(block, category) else 1.0
    for near in page.around(block, 1):
        if page.marked(near, category) or claims.strength(near.start, rule) >= _LIKELY:
            return doubt * _COMPANY
    return doubt
