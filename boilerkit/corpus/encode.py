"""Row: what is left of an outcome when only its bytes and its figures are wanted, as they travel between processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from boilerkit.corpus.run import Outcome
from boilerkit.jsonline import to_json_line
from boilerkit.record import Result


class Summary(NamedTuple):
    """The figures of a page.

    Attributes:
        characters: code points of the source.
        size: bytes of the source in UTF-8.
        cuts: number of removals by category.
        removed: code points removed, by category.
        events: kinds of the recorded warnings.
    """

    characters: int
    size: int
    cuts: dict[str, int]
    removed: dict[str, int]
    events: tuple[str, ...]

    @classmethod
    def of(cls, result: Result) -> Summary:
        """The figures of a result."""
        cuts: dict[str, int] = {}
        removed: dict[str, int] = {}
        for cut in result.removals:
            category = cut.category
            cuts[category] = cuts.get(category, 0) + 1
            removed[category] = removed.get(category, 0) + cut.end - cut.start
        kinds = tuple(event.kind for event in result.events)
        return cls(len(result.source), len(_bytes(result.source)), cuts, removed, kinds)


class Row(NamedTuple):
    """What is written of a page.

    Attributes:
        id: the page's name.
        summary: its figures; None when it failed.
        error: why it failed.
        page: its text, or its line of JSON when that is wanted; empty when there is no text.
        record: its line in a file of records, when there is one.
    """

    id: str
    summary: Summary | None
    error: str = ""
    page: bytes = b""
    record: bytes = b""


@dataclass(frozen=True, slots=True)
class Encoder:
    """Makes rows of outcomes.

    Attributes:
        jsonl: `page` is a line of JSON, the record with the text, and not the bare text.
        record: there is a file of records.
        source: records carry the text that they were made from.
        table: the line of JSON is for a table, which has the address too, and no lone surrogate.
        metadata: records say author, date, site and language, and the title also where the text shows none.
    """

    jsonl: bool = False
    record: bool = False
    source: bool = False
    table: bool = False
    metadata: bool = False

    def __call__(self, outcome: Outcome) -> Row:
        """The row of an outcome."""
        outcome = _in_utf8(outcome, self.metadata) if self.table else outcome
        result = outcome.result
        return Row(
            outcome.id,
            Summary.of(result) if result else None,
            outcome.error,
            self._page(outcome),
            self._line(outcome) if self.record else b"",
        )

    def _page(self, outcome: Outcome) -> bytes:
        if self.jsonl or self.table:
            text: dict[str, str | None] = {"text": outcome.result.text} if outcome.result else {}
            return self._line(outcome, text | {"url": outcome.url} if self.table else text)
        return _bytes(outcome.result.text) if outcome.result else b""

    def _line(self, outcome: Outcome, more: dict[str, str | None] | None = None) -> bytes:
        if outcome.result is None:
            return to_json_line(outcome.to_dict() | (more or {})).encode() + b"\n"
        return outcome.result.to_line(more, source=self.source, metadata=self.metadata) + b"\n"


def _in_utf8(outcome: Outcome, metadata: bool) -> Outcome:
    """The outcome, or when there is something in it that UTF-8 does not know, a failure that says so."""
    source = outcome.result.source if outcome.result else ""
    told = outcome.result.metadata if outcome.result and metadata else ()
    if all(_is_utf8(text or "") for text in (outcome.id, outcome.url, source, outcome.error, *told)):
        return outcome
    page_id = outcome.id.encode("utf-8", "backslashreplace").decode()
    return Outcome(page_id, error="half of a surrogate pair is in it, which Parquet cannot hold")


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
