"""Block and Blocks: the lines of a page, kept as columns. Immutable."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

from boilerkit.finding import CERTAIN, HINT, Finding, Span
from boilerkit.prose import SHORTEST_PROSE, is_prose, quoted
from boilerkit.textkey import KEY_LENGTH, key_of, searchable

LINE_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""Characters that end a line, as `str.splitlines` has them."""

_VISIBLE = re.compile(r"\S")
_UNKNOWN, _PROSE, _NO_PROSE = range(3)


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

    @property
    def quoted(self) -> str:
        """The text as a reason quotes it: long ones shortened."""
        return quoted(self.text)

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


@dataclass(slots=True)
class _Known:
    """What is worked out of the lines of a page once for all views."""

    prose: bytearray
    repeated: frozenset[str] | None = None
    keys: frozenset[str] = frozenset()
    searched: str | None = None


class Blocks(Sequence[Block]):
    """The blocks of a page as columns: a block is made when it is looked at.

    A page of a million lines would otherwise be a million objects before the first rule runs. The columns are arrays
    of machine words, cheap to copy each time a rule has cut something; the keys stay in one list for all views.

    Attributes:
        source: the text that offsets refer to.
        starts, ends: offsets of the blocks, in order.
        lines: which of the page's lines each block is; -1 for what is left of a line that was cut.
        line_keys: the keys of the page's lines, as they were parsed.
        trimmed: whether some block is but the rest of a line.
    """

    __slots__ = ("_known", "ends", "line_keys", "lines", "source", "starts", "trimmed")

    def __init__(
        self,
        source: str,
        starts: array[int],
        ends: array[int],
        line_keys: Sequence[str],
    ) -> None:
        self.source, self.starts, self.ends, self.line_keys = source, starts, ends, line_keys
        self.lines = array("q", range(len(starts)))
        self.trimmed = False
        self._known = _Known(bytearray(len(starts)))

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Block: ...

    @overload
    def __getitem__(self, index: slice) -> list[Block]: ...

    def __getitem__(self, index: int | slice) -> Block | list[Block]:
        if isinstance(index, slice):
            source, keys, columns = self.source, self.line_keys, (self.starts, self.ends, self.lines)
            return [
                Block(start, end, source[start:end], keys[line] if line >= 0 else _key_of_rest(source, start, end))
                for start, end, line in zip(*(column[index] for column in columns), strict=True)
            ]
        start, end = self.starts[index], self.ends[index]
        return Block(start, end, self.source[start:end], self.key(index))

    @property
    def span(self) -> Span:
        """From the first block to the last."""
        return Span(self.starts[0], self.ends[-1]) if self.starts else Span(0, 0)

    def key(self, index: int) -> str:
        """The key of a block."""
        line = self.lines[index]
        if line >= 0:
            return self.line_keys[line]
        return _key_of_rest(self.source, self.starts[index], self.ends[index])

    def is_prose(self, index: int) -> bool:
        """Whether a block is prose; of a line of the page that is worked out once for all views."""
        start, end, line = self.starts[index], self.ends[index], self.lines[index]
        if end - start < SHORTEST_PROSE:
            return False
        if line < 0:
            return is_prose(self.source[start:end])
        prose = self._known.prose
        if prose[line] == _UNKNOWN:
            prose[line] = _PROSE if is_prose(self.source[start:end]) else _NO_PROSE
        return prose[line] == _PROSE

    @property
    def repeated(self) -> frozenset[str]:
        """The keys that several blocks can have: those of two lines or more, worked out once for all views.

        The rest of a line that was cut has a key of its own.
        """
        known = self._known
        if known.repeated is None:
            known.repeated = _repeated(self.line_keys)
        if not self.trimmed:
            return known.repeated
        known.keys = known.keys or frozenset(self.line_keys)
        rests = [self.key(index) for index, line in enumerate(self.lines) if line < 0]
        return known.repeated | known.keys.intersection(rests) | _repeated(rests)

    @property
    def searched(self) -> str:
        """The source as `searchable` has it, worked out once for all views."""
        if self._known.searched is None:
            self._known.searched = searchable(self.source)
        return self._known.searched

    def all_keys(self) -> list[str]:
        """The keys of all blocks, in order."""
        known = self.line_keys
        return [known[line] if line >= 0 else self.key(index) for index, line in enumerate(self.lines)]

    def prose(self, within: range) -> list[int]:
        """Indexes of the blocks of prose within a range."""
        part = slice(within.start, within.stop)
        spans = zip(within, self.starts[part], self.ends[part], strict=True)
        return [index for index, start, end in spans if end - start >= SHORTEST_PROSE and self.is_prose(index)]

    def position(self, start: int) -> int:
        """Index of the first block that starts at or after `start`."""
        return bisect_left(self.starts, start)

    def index_at(self, offset: int) -> int:
        """Index of the last block that starts at or before `offset`; -1 when there is none."""
        return bisect_right(self.starts, offset) - 1

    def holding(self, offset: int) -> int:
        """Index of the block that an offset is in; -1 when it is in none."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 and offset < self.ends[index] else -1

    def without(self, spans: Iterable[Span]) -> Blocks:
        """The blocks once `spans` are cut: sorted, disjoint.

        A block that loses its beginning or end is shorter; one that is cut in its middle stays as it is, for it is
        one line before and after.
        """
        left, done = self._empty(), 0
        for index, stop, cuts in self._touched(spans):
            rest = self._rest(index, cuts) if cuts else None
            if rest == (self.starts[index], self.ends[index]):
                continue
            left._extend(self, done, index)
            if rest:
                left.starts.append(rest.start)
                left.ends.append(rest.end)
                left.lines.append(-1)
                left.trimmed = True
            done = stop
        left._extend(self, done, len(self))
        return left

    def _touched(self, spans: Iterable[Span]) -> Iterator[tuple[int, int, list[Span]]]:
        """Ranges of blocks that spans touch: one with the spans that cut it, or several that one covers, without."""
        last, cuts = -1, list[Span]()
        for span in spans:
            first = bisect_right(self.ends, span.start)
            stop = bisect_left(self.starts, span.end, lo=first)
            if first == stop:
                continue
            if cuts and last != first:
                yield last, last + 1, cuts
                cuts = []
            covered = range(first + (self.starts[first] < span.start), stop - (span.end < self.ends[stop - 1]))
            if first < covered.start:
                last = first
                cuts.append(span)
                if first == stop - 1:
                    continue
                yield last, last + 1, cuts
                cuts = []
            if covered:
                yield covered.start, covered.stop, []
            if covered.stop < stop:
                last, cuts = stop - 1, [span]
        if cuts:
            yield last, last + 1, cuts

    def _empty(self) -> Blocks:
        """A view of no blocks, on the same lines."""
        view = Blocks(self.source, offsets(), offsets(), self.line_keys)
        view._known, view.trimmed = self._known, self.trimmed
        return view

    def _rest(self, index: int, cuts: Sequence[Span]) -> Span | None:
        """What a block is without the cuts at its beginning and its end."""
        start, end = self.starts[index], self.ends[index]
        for cut in cuts:
            if trimmed(self.source, start, cut.start):
                break
            start = max(start, cut.end)
        for cut in reversed(cuts):
            if trimmed(self.source, cut.end, end):
                break
            end = min(end, cut.start)
        return trimmed(self.source, start, end)

    def _extend(self, other: Blocks, start: int, stop: int) -> None:
        if start < stop:
            self.starts += other.starts[start:stop]
            self.ends += other.ends[start:stop]
            self.lines += other.lines[start:stop]


def _key_of_rest(source: str, start: int, end: int) -> str:
    """The key of what is left of a line that was cut."""
    return key_of(source[start : min(end, start + KEY_LENGTH)])


def _repeated(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(key for key, count in Counter(keys).items() if count > 1 and key)


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
