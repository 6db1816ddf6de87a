"""Page and Block: the text that offsets refer to, cut into blocks. Immutable."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple, overload

from boilerkit.finding import CERTAIN, HINT, Finding, Span
from boilerkit.prose import SHORTEST_PROSE, is_prose, looks_like_headline
from boilerkit.textkey import KEY_LENGTH, key_of

_OF_THE_BLOCK = frozenset(("line", "start", "row"))
"""Kinds of phrases that say something of the whole block; labels and markers may stand in any paragraph."""

_HEAD_BLOCKS = 400
"""Blocks among which a headline is looked for."""

_VISIBLE = re.compile(r"\S")


class Block(NamedTuple):
    """A line of raw text without its outer white space.

    `start` and `end` count code points of the source; `key` is the comparison form of the text's beginning.
    """

    start: int
    end: int
    text: str
    key: str

    @property
    def span(self) -> Span:
        """Where the block stands in the source."""
        return Span(self.start, self.end)

    def finding(
        self,
        reason: str,
        *,
        part: tuple[int, int] | None = None,
        evidence: Span | None = None,
        certain: bool = True,
        confidence: float | None = None,
    ) -> Finding:
        """A finding on this block.

        Args:
            reason: one sentence for the reader of the record.
            part: half-open range within `text`, when only a part of the block should go.
            evidence: what set the rule off, when that is elsewhere.
            certain: False for a hint, which is cut only where confidence allows it.
            confidence: 0 to 1; by default `CERTAIN` or `HINT`.
        """
        start, end = part or (0, len(self.text))
        span = Span(self.start + start, self.start + end)
        weight = confidence if confidence is not None else CERTAIN if certain else HINT
        return Finding(span, reason, evidence or span, certain, weight)


NO_BLOCK = Block(0, 0, "", "")


class Blocks(Sequence[Block]):
    """The blocks of a page as columns: a block is made when it is looked at.

    A page of a million lines would otherwise be a million objects before the first rule runs. The columns are arrays
    of machine words, cheap to copy each time a rule has cut something; the keys stay in one list for all views.

    Attributes:
        source: the text that offsets refer to.
        starts, ends: offsets of the blocks, in order.
        lines: which of the page's lines each block is; -1 for what is left of a line that was cut.
        line_keys: the keys of the page's lines, as they were parsed.
    """

    __slots__ = ("ends", "line_keys", "lines", "source", "starts")

    def __init__(
        self,
        source: str,
        starts: array[int],
        ends: array[int],
        line_keys: Sequence[str],
        lines: array[int] | None = None,
    ) -> None:
        self.source, self.starts, self.ends, self.line_keys = source, starts, ends, line_keys
        self.lines = array("q", range(len(starts))) if lines is None else lines

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Block: ...

    @overload
    def __getitem__(self, index: slice) -> list[Block]: ...

    def __getitem__(self, index: int | slice) -> Block | list[Block]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self.starts)))]
        start, end = self.starts[index], self.ends[index]
        return Block(start, end, self.source[start:end], self.key(index))

    def key(self, index: int) -> str:
        """The key of a block."""
        line = self.lines[index]
        if line >= 0:
            return self.line_keys[line]
        start = self.starts[index]
        return key_of(self.source[start : min(self.ends[index], start + KEY_LENGTH)])

    def position(self, start: int) -> int:
        """Index of the first block that starts at or after `start`."""
        return bisect_left(self.starts, start)

    def index_at(self, offset: int) -> int:
        """Index of the last block that starts at or before `offset`; -1 when there is none."""
        return bisect_right(self.starts, offset) - 1

    def without(self, spans: Iterable[Span]) -> Blocks:
        """The blocks once `spans` are cut: sorted, disjoint.

        A block that loses its beginning or end is shorter; one that is cut in its middle stays as it is, for it is
        one line before and after.
        """
        touched: dict[int, list[Span]] = {}
        for span in spans:
            first = bisect_right(self.ends, span.start)
            for index in range(first, bisect_left(self.starts, span.end, lo=first)):
                touched.setdefault(index, []).append(span)
        left, done = Blocks(self.source, offsets(), offsets(), self.line_keys), 0
        for index, cuts in touched.items():
            left._extend(self.starts[done:index], self.ends[done:index], self.lines[done:index])
            rest = self._rest(index, cuts)
            if rest == (self.starts[index], self.ends[index]):
                left._extend(offsets(rest.start), offsets(rest.end), offsets(self.lines[index]))
            elif rest:
                left._extend(offsets(rest.start), offsets(rest.end), offsets(-1))
            done = index + 1
        left._extend(self.starts[done:], self.ends[done:], self.lines[done:])
        return left

    def _rest(self, index: int, cuts: Sequence[Span]) -> Span | None:
        """What a block is without the cuts at its beginning and its end."""
        start, end = self.starts[index], self.ends[index]
        if cuts[0].start <= start and end <= cuts[0].end:
            return None
        for cut in cuts:
            if trimmed(self.source, start, cut.start):
                break
            start = max(start, cut.end)
        for cut in reversed(cuts):
            if trimmed(self.source, cut.end, end):
                break
            end = min(end, cut.start)
        return trimmed(self.source, start, end)

    def _extend(self, starts: array[int], ends: array[int], lines: array[int]) -> None:
        self.starts += starts
        self.ends += ends
        self.lines += lines


def offsets(*values: int) -> array[int]:
    """A column of whole numbers."""
    return array("q", values)


def trimmed(source: str, start: int, end: int) -> Span | None:
    """The span without outer white space; None when nothing else is in it."""
    visible = _VISIBLE.search(source, start, end) if start < end else None
    if not visible:
        return None
    while source[end - 1].isspace():
        end -= 1
    return Span(visible.start(), end)


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

    def finding(self, reason: str, *, part: tuple[int, int] | None = None) -> Finding:
        """A finding on the whole block, or on a part of its text, as sure of itself as the pack says."""
        return self.block.finding(
            reason, part=part, evidence=self.evidence, certain=self.certain, confidence=self.confidence
        )


@dataclass(frozen=True)
class Hits:
    """All phrases of the packs found on a page, by the id of the rule that lists them, in order.

    Attributes:
        by_rule: the phrases.
        notes: what rules have worked out from the phrases alone, once for all views of the page.
    """

    by_rule: Mapping[str, Sequence[Hit]] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def categories_at(self) -> Mapping[int, frozenset[str]]:
        """Start of each block that opens with or consists of a phrase → categories of the rules that list it."""
        found: dict[int, set[str]] = {}
        for rule, hits in self.by_rule.items():
            category = rule.partition(".")[0]
            for hit in hits:
                if hit.kind in _OF_THE_BLOCK:
                    found.setdefault(hit.block.start, set()).add(category)
        return {start: frozenset(categories) for start, categories in found.items()}


NO_HITS = Hits()


@dataclass(frozen=True)
class Page:
    """What a rule looks at: the blocks still on the page when its turn comes, in order.

    Attributes:
        source: the text that all offsets refer to; it never changes.
        blocks: the blocks that are left.
        found: the phrases of the packs found on the whole page.
    """

    source: str
    blocks: Blocks
    found: Hits = NO_HITS

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

    def hits(self, rule: str) -> Iterator[Hit]:
        """The phrases packs list for `rule`, where they stand as the pack demands, on blocks still here and whole."""
        return filter(self.holds, self.found.by_rule.get(rule, ()))

    def holds(self, hit: Hit) -> bool:
        """Whether a phrase's block is still here and whole, and stands where the pack demands."""
        index = self.blocks.position(hit.block.start)
        return (
            index < len(self.blocks)
            and self.blocks.starts[index] == hit.block.start
            and self.blocks.ends[index] == hit.block.end
            and (hit.where == "anywhere" or self._stands(index, hit.where))
        )

    def marked(self, block: Block, *categories: str) -> bool:
        """Whether a pack lists this block's words, for rules of these categories or, with none named, for any."""
        marks = self.found.categories_at.get(block.start)
        return marks is not None and (not categories or not marks.isdisjoint(categories))

    @cached_property
    def body(self) -> range:
        """Indexes from the first to the last block of prose that no pack lists; empty when there is none."""
        count = len(self.blocks)
        first = next((i for i in range(count) if self._is_body(i)), count)
        last = next((i for i in range(count - 1, first - 1, -1) if self._is_body(i)), first - 1)
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
        likely = [block for block in (self.blocks[index] for index in range(top)) if looks_like_headline(block.text)]
        unlisted = next((block for block in likely if not self.marked(block)), None)
        return unlisted or (likely[0] if likely and self.body else None)

    def without(self, spans: Sequence[Span]) -> Page:
        """The page once `spans` are cut: sorted, disjoint."""
        return replace(self, blocks=self.blocks.without(spans)) if spans else self

    def _is_body(self, index: int) -> bool:
        start, end = self.blocks.starts[index], self.blocks.ends[index]
        if end - start < SHORTEST_PROSE or start in self.found.categories_at:
            return False
        return is_prose(self.source[start:end])

    def _stands(self, index: int, where: str) -> bool:
        """Whether a block stands where a pack demands; without prose there is no before and after."""
        before, after = 0 <= index < self.body.start, index >= self.body.stop
        place = {"before the body": before, "after the body": after, "outside the body": before or after}[where]
        return bool(self.body) and place
