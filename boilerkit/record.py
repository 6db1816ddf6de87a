"""Removal, Event and Result: what came of a page, as an object and as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from boilerkit.errors import BoilerkitError
from boilerkit.finding import Span

SCHEMA = "boilerkit.record/1"


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
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Removal:
        """The removal that `to_dict` wrote."""
        return cls(**{**data, "evidence": Span(*data["evidence"]), "also": tuple(data["also"])})


@dataclass(frozen=True, slots=True)
class Event:
    """A recorded warning: `kind` is one lower-case word or two, `message` a sentence for a person."""

    kind: str
    message: str

    def to_dict(self) -> dict[str, str]:
        """The event as the record has it."""
        return {"kind": self.kind, "message": self.message}


@dataclass(frozen=True)
class Result:
    """What came of a page.

    Attributes:
        source: the text that offsets refer to. For text input, the input, decoded.
        removals: what was cut, sorted and disjoint.
        headline: span of the headline's line in `source`; None when the text shows none.
        events: recorded warnings.
        rules: name of the pipeline and a hash of its rules and phrases.
        id: the page's name in a corpus; None for a lone page.
    """

    source: str
    removals: tuple[Removal, ...] = ()
    headline: Span | None = None
    events: tuple[Event, ...] = ()
    rules: str = ""
    id: str | None = None

    @cached_property
    def kept(self) -> tuple[Span, ...]:
        """What stays: the spans between the removals, sorted, disjoint, none of them empty."""
        edges = [0, *(edge for cut in self.removals for edge in (cut.start, cut.end)), len(self.source)]
        pairs = zip(edges[::2], edges[1::2], strict=True)
        return tuple(Span(start, end) for start, end in pairs if start < end)

    @cached_property
    def text(self) -> str:
        """Headline and body: the source without the removals."""
        return "".join(self.source[start:end] for start, end in self.kept)

    @property
    def title(self) -> str | None:
        """The headline, when the text shows one."""
        return self.source[slice(*self.headline)] if self.headline else None

    @cached_property
    def body(self) -> str:
        """`text` without the line of the headline and the blank lines below it."""
        if not self.headline:
            return self.text
        before, line_end = self.headline
        while line_end < len(self.source) and self.source[line_end].isspace():
            line_end += 1
        while before and self.source[before - 1].isspace() and self.source[before - 1] not in "\r\n":
            before -= 1
        pieces = []
        for start, end in self.kept:
            pieces += [self.source[start : min(end, before)], self.source[max(start, line_end) : end]]
        return "".join(pieces)

    def restore(self) -> str:
        """The source, put together again from what was kept and what was cut."""
        spans = sorted([*self.kept, *(Span(cut.start, cut.end) for cut in self.removals)])
        return "".join(self.source[start:end] for start, end in spans)

    def to_dict(self, *, source: bool = True) -> dict[str, Any]:
        """The record as plain data, in the shape of `boilerkit/schema/record-1.json`.

        Args:
            source: whether to carry the source along. Without it the record is small, and `from_dict` wants
                the source again.
        """
        data: dict[str, Any] = {
            "schema": SCHEMA,
            "id": self.id,
            "sha256": sha256(self.source),
            "length": len(self.source),
            "rules": self.rules,
            "title": self.title,
            "headline": list(self.headline) if self.headline else None,
            "removals": [cut.to_dict() for cut in self.removals],
            "events": [event.to_dict() for event in self.events],
        }
        return data | {"source": self.source} if source else data

    def to_json(self, *, source: bool = True) -> str:
        """The record as one line of JSON; byte-identical for the same input, version and configuration."""
        return to_json_line(self.to_dict(source=source))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], source: str | None = None) -> Result:
        """The result that a record tells of.

        Args:
            data: what `to_dict` gave.
            source: the page's text, for a record that was written without it.

        Raises:
            BoilerkitError: the record is of another schema or damaged, or `source` is missing or has changed
                since.
        """
        name = f"record {data.get('id') or '(no id)'}"
        if data.get("schema") != SCHEMA:
            raise BoilerkitError(f"{name}: its schema is {data.get('schema')!r}; this version reads {SCHEMA!r}")
        text = data.get("source") if source is None else source
        if not isinstance(text, str):
            raise BoilerkitError(f"{name} was written without its source; pass the page's text as source=")
        if sha256(text) != data.get("sha256"):
            raise BoilerkitError(f"{name}: the source has changed since; clean the page again")
        try:
            return cls(
                source=text,
                removals=tuple(map(Removal.from_dict, data["removals"])),
                headline=Span(*data["headline"]) if data["headline"] else None,
                events=tuple(Event(**event) for event in data["events"]),
                rules=data["rules"],
                id=data["id"],
            )
        except (KeyError, TypeError) as error:
            raise BoilerkitError(f"{name} is damaged ({error}); write it again with to_dict()") from error


def sha256(text: str) -> str:
    """Hex digest of the text in UTF-8; a lone surrogate counts as its three bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def to_json_line(data: Mapping[str, Any]) -> str:
    """One line of JSON, readable in any script, escaped only where a lone surrogate would not survive UTF-8."""
    line = json.dumps(data, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(data)
    return line
