"""Removal: one stretch that was cut and why; and all of a page, told when someone reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, overload

from boilerkit.finding import Span
from boilerkit.jsonline import quote


@dataclass(frozen=True, slots=True)
class Removal:
    """One stretch of the source that was cut.

    Attributes:
        start, end: half-open range in code points of the source.
        rule: id of the rule that owns the cut, `<category>.<name>`.
        category: one of `boilerkit.CATEGORIES`.
        reason: one human sentence.
        evidence: span of what set the rule off.
        certain: False when it was cut on suspicion.
        confidence: share of such cuts that the rule's author expects to be right, 0 to 1.
        also: ids of other rules that would have cut (part of) the same stretch.
        xpath: path of the innermost element that holds it, on a page of HTML; None for text.
    """

    start: int
    end: int
    rule: str
    category: str
    reason: str
    evidence: Span
    certain: bool
    confidence: float
    also: tuple[str, ...] = ()
    xpath: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The removal as the record has it."""
        return {
            "start": self.start,
            "end": self.end,
            "rule": self.rule,
            "category": self.category,
            "reason": self.reason,
            "evidence": list(self.evidence),
            "certain": self.certain,
            "confidence": self.confidence,
            "also": list(self.also),
            **({"xpath": self.xpath} if self.xpath is not None else {}),
        }

    def to_json(self) -> str:
        """`to_dict` as JSON. Written out, for a page has dozens of them, and this takes a third of the time."""
        evidence, also = self.evidence, ", ".join(map(quote, self.also)) if self.also else ""
        xpath = "" if self.xpath is None else f', "xpath": {quote(self.xpath)}'
        return (
            f'{{"start": {self.start}, "end": {self.end}, {_named(self.rule, self.category)}, '
            f'"reason": {quote(self.reason)}, '
            f'"evidence": [{evidence[0]}, {evidence[1]}], "certain": {"true" if self.certain else "false"}, '
            f'"confidence": {self.confidence!r}, "also": [{also}]{xpath}}}'
        )

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Removal:
        """The removal that `to_dict` wrote."""
        return cls(**{**data, "evidence": Span(*data["evidence"]), "also": tuple(data["also"])})


class Removals(Sequence[Removal]):
    """The removals of a page whose spans are known, told in full once someone reads them.

    Most of those who clean pages read what stays, and to say why the rest went takes a fifth of the time. Equal to
    the tuple of its removals; a pickle holds that tuple.

    Attributes:
        spans: what was cut, sorted and disjoint; neighbouring removals as one.
    """

    __slots__ = ("_tell", "_told", "spans")

    def __init__(self, spans: Sequence[Span], tell: Callable[[], tuple[Removal, ...]]) -> None:
        self.spans = spans
        self._tell: Callable[[], tuple[Removal, ...]] | None = tell
        self._told: tuple[Removal, ...] = ()

    def _all(self) -> tuple[Removal, ...]:
        tell = self._tell
        if tell is not None:
            self._told = tell()  # two threads may both tell, and come to the same
            self._tell = None
        return self._told

    @overload
    def __getitem__(self, index: int) -> Removal: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Removal, ...]: ...

    def __getitem__(self, index: int | slice) -> Removal | tuple[Removal, ...]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Removal]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Removals) else other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[type[tuple[Removal, ...]], tuple[tuple[Removal, ...]]]:
        return tuple, (self._all(),)


@lru_cache(maxsize=1024)
def _named(rule: str, category: str) -> str:
    return f'"rule": {quote(rule)}, "category": {quote(category)}'
