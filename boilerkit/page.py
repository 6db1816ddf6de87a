"""Page and Block: the text that offsets refer to, cut into blocks. Immutable."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from boilerkit.finding import CERTAIN, HINT, Finding, Span
from boilerkit.prose import is_prose, looks_like_headline
from boilerkit.textkey import key_of


class Block(NamedTuple):
    """A line of raw text without its outer white space; `start` and `end` count code points of the source."""

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


class Hit(NamedTuple):
    """A phrase of a pack found in a block; `part` is the phrase's own range within the block's text."""

    block: Block
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


def cut_block(source: str, start: int, end: int) -> Block | None:
    """The block that `source[start:end]` holds, without outer white space; None when nothing else is there."""
    text = source[start:end]
    stripped = text.lstrip()
    start += len(text) - len(stripped)
    stripped = stripped.rstrip()
    return Block(start, start + len(stripped), stripped, key_of(stripped)) if stripped else None


@dataclass(frozen=True)
class Hits:
    """All phrases of the packs found on a page, by the id of the rule that lists them, in order."""

    by_rule: Mapping[str, Sequence[Hit]] = field(default_factory=dict)

    @cached_property
    def rules_at(self) -> Mapping[int, frozenset[str]]:
        """Start of each block that holds a phrase → ids of the rules that list it."""
        found: dict[int, set[str]] = {}
        for rule, hits in self.by_rule.items():
            for hit in hits:
                found.setdefault(hit.block.start, set()).add(rule)
        return {start: frozenset(rules) for start, rules in found.items()}


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
    blocks: Sequence[Block]
    found: Hits = NO_HITS

    def __len__(self) -> int:
        return len(self.blocks)

    def from_the_end(self) -> Iterator[Block]:
        """The blocks from the last to the first."""
        return reversed(self.blocks)

    def position(self, block: Block) -> int:
        """Index of the first block that starts at or after `block`."""
        return bisect_left(self.blocks, block.start, key=_start)

    def around(self, block: Block, reach: int) -> list[Block]:
        """The blocks up to `reach` places above and below a block, without the block itself."""
        at = self.position(block)
        return [*self.blocks[max(0, at - reach) : at], *self.blocks[at + 1 : at + 1 + reach]]

    def hits(self, rule: str) -> Iterator[Hit]:
        """The phrases packs list for `rule`, where they stand as the pack demands, on blocks still here."""
        for hit in self.found.by_rule.get(rule, ()):
            index = self.position(hit.block)
            if (
                index < len(self.blocks)
                and self.blocks[index] is hit.block
                and (hit.where == "anywhere" or self._stands(index, hit.where))
            ):
                yield hit

    def marked(self, block: Block, category: str | None = None) -> bool:
        """Whether a pack lists this block's words, for rules of `category` or for any."""
        rules = self.found.rules_at.get(block.start, frozenset())
        return any(category is None or rule.partition(".")[0] == category for rule in rules)

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

    @cached_property
    def headline(self) -> Block | None:
        """The first block above the prose that reads like a headline; None when the text shows none."""
        if not self.body:
            return None
        return next((b for b in self.before_body() if looks_like_headline(b.text) and not self.marked(b)), None)

    def without(self, spans: Sequence[Span]) -> Page:
        """The page once `spans` are cut: sorted, disjoint. A block cut inside leaves its pieces."""
        blocks, left, done = list(self.blocks), list[Block](), 0
        for start, end in spans:
            first = bisect_right(blocks, start, lo=done, key=_end)
            last = bisect_left(blocks, end, lo=first, key=_start)
            left += blocks[done:first]
            done = last
            if first < last:
                head = cut_block(self.source, blocks[first].start, start)
                tail = cut_block(self.source, end, blocks[last - 1].end)
                left += [head] if head else []
                if tail:
                    done = last - 1
                    blocks[done] = tail
        return replace(self, blocks=left + blocks[done:])

    def _is_body(self, index: int) -> bool:
        block = self.blocks[index]
        return is_prose(block.text) and block.start not in self.found.rules_at

    def _stands(self, index: int, where: str) -> bool:
        before, after = index < self.body.start, index >= self.body.stop
        return {"before the body": before, "after the body": after, "outside the body": before or after}[where]


def _start(block: Block) -> int:
    return block.start


def _end(block: Block) -> int:
    return block.end
