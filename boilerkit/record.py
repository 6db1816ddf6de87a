"""Event and Result: what came of a page, as an object and as JSON."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from boilerkit.errors import BoilerkitError
from boilerkit.finding import Span
from boilerkit.jsonline import record_line
from boilerkit.links import shown
from boilerkit.removal import Removal, Removals

SCHEMA = "boilerkit.record/1"

_HEADING_MARKS = re.compile(r"\A#{1,6}\s+|\s+#{1,6}\Z")
_EMPHASIS = re.compile(r"\A(\*\*\*|\*\*|\*|__|_)([^*_]+)\1\Z")


@dataclass(frozen=True, slots=True)
class Event:
    """A recorded warning: `kind` is one lower-case word or two, `message` a sentence for a person."""

    kind: str
    message: str

    def to_dict(self) -> dict[str, str]:
        """The event as the record has it."""
        return {"kind": self.kind, "message": self.message}


class Metadata(NamedTuple):
    """What a page says of itself: each of these, or None. `date` is a day, `YYYY-MM-DD`; `lang` a code such as "en"."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    site_name: str | None = None
    lang: str | None = None


class Document(Protocol):
    """The markup of a page, which a result asks for what it does not need to be made."""

    def html(self, kept: Sequence[Span]) -> str:
        """Clean markup of what is within some spans of the source."""

    def markdown(self, html: str) -> str:
        """What `html` gave, as Markdown."""

    def metadata(self) -> Metadata:
        """What the page says of itself."""


@dataclass(frozen=True)
class Result:
    """What came of a page.

    Attributes:
        source: the text that offsets refer to. For text input, the input, decoded; for HTML, its rendered text.
        removals: what was cut, sorted and disjoint; on a page of HTML worked out when it is read first.
        headline: span of the headline's line in `source`; None when the text shows none.
        events: recorded warnings.
        rules: name of the pipeline and a hash of its rules and phrases.
        id: the page's name in a corpus; None for a lone page.
        document: the markup of a page of HTML; None for text, and for a result that was read from a record. What is
            asked of it, `html`, `markdown`, `author`, `date`, `site_name` and `lang`, is worked out then and once.
    """

    source: str
    removals: Sequence[Removal] = ()
    headline: Span | None = None
    events: tuple[Event, ...] = ()
    rules: str = ""
    id: str | None = None
    document: Document | None = field(default=None, repr=False, compare=False)

    @cached_property
    def kept(self) -> tuple[Span, ...]:
        """What stays: the spans between the removals, sorted, disjoint, none of them empty."""
        cuts = self.removals.spans if isinstance(self.removals, Removals) else self.removals
        edges = [0, *(edge for cut in cuts for edge in (cut.start, cut.end)), len(self.source)]
        pairs = zip(edges[::2], edges[1::2], strict=True)
        return tuple(Span(start, end) for start, end in pairs if start < end)

    @cached_property
    def text(self) -> str:
        """Headline and body: the source without the removals."""
        return "".join(self.source[start:end] for start, end in self.kept)

    @property
    def title(self) -> str | None:
        """The headline, when the text shows one, without marks of Markdown; else, of HTML, what the head calls it."""
        return self._shown_title or self.metadata.title

    @property
    def author(self) -> str | None:
        """Who wrote it, as the page's metadata have it; several names stand between semicolons."""
        return self.metadata.author

    @property
    def date(self) -> str | None:
        """The day it was published, `YYYY-MM-DD`."""
        return self.metadata.date

    @property
    def site_name(self) -> str | None:
        """What the site calls itself."""
        return self.metadata.site_name

    @property
    def lang(self) -> str | None:
        """Code of the page's language, as the page has it: that of `<html lang>` first."""
        return self.metadata.lang

    @cached_property
    def metadata(self) -> Metadata:
        """What a page of HTML says of itself; nothing for text."""
        return self.document.metadata() if self.document else Metadata()

    @cached_property
    def html(self) -> str | None:
        """The markup of what stays, cleaned; None for text."""
        return self.document.html(self.kept) if self.document else None

    @cached_property
    def markdown(self) -> str:
        """What stays, as Markdown; for text input that is `text` as it is."""
        return self.document.markdown(self.html or "") if self.document else self.text

    @property
    def _shown_title(self) -> str | None:
        if not self.headline:
            return None
        line = _HEADING_MARKS.sub("", shown(self.source[slice(*self.headline)]))
        return _EMPHASIS.sub(r"\2", line).strip()

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

    def to_dict(self, *, source: bool = True, metadata: bool = False) -> dict[str, Any]:
        """The record as plain data, in the shape of `boilerkit/schema/record-1.json`.

        Args:
            source: whether to carry the source along. Without it the record is small, and `from_dict` wants
                the source again.
            metadata: whether to say author, date, site and language, and the title also where the text shows none.
        """
        removals = [cut.to_dict() for cut in self.removals]
        return self._head(metadata) | {"removals": removals} | self._tail(source, metadata)

    def to_json(self, *, source: bool = True, metadata: bool = False) -> str:
        """The record as one line of JSON; byte-identical for the same input, version and configuration."""
        return self.to_line(source=source, metadata=metadata).decode()

    def to_line(self, more: dict[str, Any] | None = None, *, source: bool = True, metadata: bool = False) -> bytes:
        """What `to_json` gives, in UTF-8, with `more` fields behind those of the record."""
        removals = (cut.to_json() for cut in self.removals)
        return record_line(self._head(metadata), removals, self._tail(source, metadata) | (more or {}))

    def _head(self, metadata: bool) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "id": self.id,
            "sha256": sha256(self.source),
            "length": len(self.source),
            "rules": self.rules,
            "title": self.title if metadata else self._shown_title,
            "headline": list(self.headline) if self.headline else None,
        }

    def _tail(self, source: bool, metadata: bool) -> dict[str, Any]:
        data: dict[str, Any] = {"events": [event.to_dict() for event in self.events]}
        if metadata:
            data |= {name: getattr(self, name) for name in METADATA_KEYS}
        return data | {"source": self.source} if source else data

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
            result = cls(
                source=text,
                removals=tuple(map(Removal.from_dict, data["removals"])),
                headline=Span(*data["headline"]) if data["headline"] else None,
                events=tuple(Event(**event) for event in data["events"]),
                rules=data["rules"],
                id=data["id"],
            )
        except (KeyError, TypeError) as error:
            raise BoilerkitError(f"{name} is damaged ({error}); write it again with to_dict()") from error
        if any(key in data for key in METADATA_KEYS):
            told = Metadata(data["title"], *(data.get(key) for key in METADATA_KEYS))
            vars(result)["metadata"] = told  # the cache of the property: there is no page to ask any more
        return result


METADATA_KEYS = ("author", "date", "site_name", "lang")


def sha256(text: str) -> str:
    """Hex digest of the text in UTF-8; a lone surrogate counts as its three bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
