"""Row: what is left of an outcome when only its bytes and its figures are wanted, as they travel between processes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from boilerkit.corpus.run import Outcome
from boilerkit.record import Result, to_json_line


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
        cuts, removed = Counter[str](), Counter[str]()
        for cut in result.removals:
            cuts[cut.category] += 1
            removed[cut.category] += cut.end - cut.start
        kinds = tuple(event.kind for event in result.events)
        return cls(len(result.source), len(_bytes(result.source)), dict(cuts), dict(removed), kinds)


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
    """

    jsonl: bool = False
    record: bool = False
    source: bool = False
    table: bool = False

    def __call__(self, outcome: Outcome) -> Row:
        """The row of an outcome."""
        outcome = _in_utf8(outcome) if self.table else outcome
        result = outcome.result
        return Row(
            outcome.id,
            Summary.of(result) if result else None,
            outcome.error,
            self._page(outcome),
            _line(outcome, text=False, source=self.source) if self.record else b"",
        )

    def _page(self, outcome: Outcome) -> bytes:
        if self.jsonl or self.table:
            return _line(outcome, text=True, source=self.source, url=self.table)
        return _bytes(outcome.result.text) if outcome.result else b""


def _line(outcome: Outcome, *, text: bool, source: bool, url: bool = False) -> bytes:
    data = outcome.to_dict()
    if outcome.result:
        data |= {"source": outcome.result.source} if source else {}
        data |= {"text": outcome.result.text} if text else {}
    data |= {"url": outcome.url} if url else {}
    return _bytes(to_json_line(data) + "\n")


def _in_utf8(outcome: Outcome) -> Outcome:
    """The outcome, or when there is something in it that UTF-8 does not know, a failure that says so."""
    source = outcome.result.source if outcome.result else ""
    if all(map(_is_utf8, (outcome.id, outcome.url or "", source, outcome.error))):
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
