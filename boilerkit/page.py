"""Page: the text that offsets refer to, its blocks, and the phrases found in them. Immutable."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import Any, NamedTuple, TypeVar

from boilerkit.blocks import Block, Blocks
from boilerkit.dom import Dom
from boilerkit.finding import Finding, Span
from boilerkit.prose import looks_like_headline

Made = TypeVar("Made")
Subject = TypeVar("Subject")

OF_THE_BLOCK = frozenset(("line", "start", "row"))
"""Kinds of phrases that say something of the whole block; labels and markers may stand in any paragraph."""

_HEAD_BLOCKS = 400
"""Blocks among which a headline is looked for."""


class Hit(NamedTuple):
    """A phrase of a pack found in a block.

    `kind` is the table of the pack, `part` the phrase's own range within the block's text.
    """

    block: Block
    kind: str
    phrase: str
    part: tuple[int, int]
    where: str
    certain: bool
    confidence: float

    @property
    def evidence(self) -> Span:
        """Where the phrase stands in the source."""
        return Span(self.block.start + self.part[0], self.block.start + self.part[1])

    def finding(self, reason: str, *, part: tuple[int, int] | None = None, at_most: float | None = None) -> Finding:
        """A finding on the whole block, or on a part of its text, as sure of itself as the pack says.

        With `at_most` it is a hint, of that confidence or less.
        """
        certain = self.certain and at_most is None
        confidence = self.confidence if at_most is None else min(self.confidence, at_most)
        return self.block.finding(reason, part=part, evidence=self.evidence, certain=certain, confidence=confidence)


def _once(known: dict[Callable[..., object], Any], work: Callable[[Subject], Made], subject: Subject) -> Made:
    if work not in known:
        known[work] = work(subject)
    made: Made = known[work]
    return made


@dataclass(frozen=True)
class Hits:
    """The phrases of the packs found on a page.

    Attributes:
        by_rule: the hits by the id of the rule that lists them, in order.
        cues_below: rule and hit of the cues that count only below the end of the article.
        subject: what the page is about, where phrases about that are not among them; "" on nearly all pages.
        about_blocks: what `Page.about` has worked out, by work and span.
    """

    by_rule: Mapping[str, Sequence[Hit]] = field(default_factory=dict)
    cues_below: Sequence[tuple[str, Hit]] = ()
    subject: str = ""
    about_blocks: dict[Callable[..., object], dict[tuple[int, int], Any]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _worked_out: dict[Callable[..., object], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, work: Callable[[Hits], Made]) -> Made:
        """What `work` makes of the phrases alone, worked out once for all views of the page."""
        return _once(self._worked_out, work, self)

    def outside(self, starts: Collection[int]) -> Hits:
        """The phrases but those in the blocks that start at some places."""
        if not starts:
            return self
        by_rule = {rule: [hit for hit in hits if hit.block.start not in starts] for rule, hits in self.by_rule.items()}
        below = [(rule, hit) for rule, hit in self.cues_below if hit.block.start not in starts]
        return Hits({rule: hits for rule, hits in by_rule.items() if hits}, below, self.subject)

    @cached_property
    def marks(self) -> Mapping[int, Mapping[str, Hit]]:
        """Start of each block that opens with or consists of a phrase → the hits on it by rule."""
        found: dict[int, dict[str, Hit]] = {}
        for rule, hits in self.by_rule.items():
            for hit in hits:
                if hit.kind in OF_THE_BLOCK:
                    found.setdefault(hit.block.start, {})[rule] = hit
        return found


NO_HITS = Hits()

_ANYWHERE = Span(0, sys.maxsize)


@dataclass(frozen=True)
class Page:
    """What a rule looks at: the blocks still on the page when its turn comes, in order.

    Attributes:
        source: the text that all offsets refer to; it never changes.
        blocks: the blocks that are left.
        found: the phrases of the packs found on the whole page.
        dom: what the markup says of the lines of an HTML page; None for text.
        hints: what the rules suspect on the page, for the judge to weigh; rules see none.
        links: what the links of Markdown show, in the order in which they begin; none on a page of HTML.

    A view that lost whole blocks alone has running text nowhere but where the view before had it: `_text_within`.
    """

    source: str
    blocks: Blocks
    found: Hits = NO_HITS
    dom: Dom | None = None
    hints: tuple[Finding, ...] = ()
    links: tuple[Span, ...] = ()
    _text_within: Span = _ANYWHERE
    _worked_out: dict[Callable[..., object], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, work: Callable[[Page], Made]) -> Made:
        """What `work` makes of this page, worked out once for all rules that ask."""
        return _once(self._worked_out, work, self)

    def about(self, index: int, work: Callable[[Block], Made]) -> Made:
        """What `work` makes of a block alone, worked out once for all views of the page."""
        known = self.found.about_blocks.get(work)
        if known is None:
            known = self.found.about_blocks[work] = {}
        span = (self.blocks.starts[index], self.blocks.ends[index])
        try:
            made: Made = known[span]
        except KeyError:
            made = known[span] = work(self.blocks[index])
        return made

    def __len__(self) -> int:
        return len(self.blocks)

    def from_the_end(self) -> Iterator[Block]:
        """The blocks from the last to the first."""
        return reversed(self.blocks)

    def position(self, block: Block) -> int:
        """Index of the first block that starts at or after `block`."""
        return self.blocks.position(block.start)

    def around(self, block: Block, reach: int) -> list[Block]:
        """The blocks up to `reach` places above and below a block, without the block itself."""
        at = self.position(block)
        return [*self.blocks[max(0, at - reach) : at], *self.blocks[at + 1 : at + 1 + reach]]

    def hits(self, rule: str, *, within: range | None = None) -> Iterator[Hit]:
        """The phrases packs list for `rule`, where they stand as the pack demands, on blocks still here and whole.

        A rule that knows better than the pack where its phrases may stand names the indexes: `within`.
        """
        found = self.found.by_rule.get(rule, ())
        return (hit for hit in found if self.holds(hit, within)) if found else iter(())

    def holds(self, hit: Hit, within: range | None = None) -> bool:
        """Whether a phrase's block is still here and whole, and stands where the pack demands, or `within` says."""
        index = self.blocks.position(hit.block.start)
        return (
            index < len(self.blocks)
            and self.blocks.starts[index] == hit.block.start
            and self.blocks.ends[index] == hit.block.end
            and (index in within if within is not None else self._stands(index, hit.where))
        )

    def marked(self, block: Block, *categories: str) -> bool:
        """Whether a pack lists this block's words, for rules of these categories or, with none named, for any."""
        rules = self.found.marks.get(block.start)
        if rules is None:
            return False
        return not categories or any(rule.partition(".")[0] in categories for rule in rules)

    @cached_property
    def body(self) -> range:
        """Indexes from the first to the last block of prose that no pack lists; empty when there is none."""
        begin, end = self._text_within
        start, stop = self.blocks.position(begin), self.blocks.position(end)
        first = next((i for i in range(start, stop) if self.is_running_text(i)), len(self))
        last = next((i for i in range(stop - 1, first - 1, -1) if self.is_running_text(i)), first - 1)
        return range(first, last + 1)

    def before_body(self) -> Sequence[Block]:
        """The blocks above the first block of prose; all of them when there is no prose."""
        return self.blocks[: self.body.start]

    def after_body(self) -> Sequence[Block]:
        """The blocks below the last block of prose."""
        return self.blocks[self.body.stop :]

    def outside_body(self) -> Iterator[int]:
        """Indexes of the blocks above and below the body."""
        yield from range(self.body.start)
        yield from range(self.body.stop, len(self))

    @cached_property
    def headline(self) -> Block | None:
        """The first block above the prose that reads like a headline, rather one whose words no pack lists.

        Without prose, as in a poem, only the first block can be one. None when the text shows none.
        """
        top = min(self.body.start, _HEAD_BLOCKS) if self.body else min(1, len(self) - 1)
        listed = None
        for block in (self.blocks[index] for index in range(top)):
            if looks_like_headline(block.text):
                if not self.marked(block):
                    return block
                listed = listed or block
        return listed if self.body else None

    def without(self, spans: Sequence[Span]) -> Page:
        """The page once `spans` are cut: sorted, disjoint."""
        if not spans:
            return self
        blocks = self.blocks.without(spans)
        if blocks.trimmed:
            return replace(self, blocks=blocks, _text_within=_ANYWHERE)
        body = self.body
        within = Span(self.blocks.starts[body.start], self.blocks.ends[body.stop - 1]) if body else Span(0, 0)
        return replace(self, blocks=blocks, _text_within=within)

    def is_running_text(self, index: int) -> bool:
        """Whether the block at an index is prose that no pack lists."""
        return self.blocks.is_prose(index) and self.blocks.starts[index] not in self.found.marks

    def _stands(self, index: int, where: str) -> bool:
        """Whether a block stands where a pack demands; without prose there is no before and after."""
        if where == "anywhere":
            return True
        before, after = 0 <= index < self.body.start, index >= self.body.stop
        place = {"before the body": before, "after the body": after, "outside the body": before or after}[where]
        return bool(self.body) and place


def once_a_page(look: Callable[[Page], Made]) -> Callable[[Page], Made]:
    """A look at a page that is worked out once for all rules that ask."""

    @wraps(look)
    def remembered(page: Page) -> Made:
        return page.once(look)

    return remembered
