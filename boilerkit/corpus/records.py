"""Records as they stand in a file, a line a page, and the texts that they speak of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from boilerkit.corpus.files import reading
from boilerkit.corpus.sources import STDIN_ID, Fields, Inputs, Source, find_inputs
from boilerkit.errors import BoilerkitError
from boilerkit.parse.source import read_page
from boilerkit.record import SCHEMA, Result

Record = dict[str, Any]

_KEYS = ("sha256", "length", "rules", "title", "headline", "removals", "events")
_CUT_TYPES = {
    "start": int,
    "end": int,
    "rule": str,
    "category": str,
    "reason": str,
    "evidence": list,
    "certain": bool,
    "also": list,
}
_AGAIN = "write it again with `boilerkit clean --record`"


def read_records(path: Path) -> Iterator[Record]:
    """The records of a file, one line at a time; a name that ends with .gz or .zst is unpacked.

    Of a folder of parts, as `boilerkit clean --resume --format jsonl` leaves it, the records of all parts. The first
    record is read at once, so that whoever names a wrong file hears of that and of nothing else.

    Raises:
        BoilerkitError: the file cannot be read, or a line is no record; the message names file and line.
    """
    records = _records(path)
    first = next(records, None)
    if first is None:
        raise BoilerkitError(f"{path} holds no record; {_AGAIN}")
    return chain((first,), records)


def _records(path: Path) -> Iterator[Record]:
    for file in sorted(path.glob("part-*.jsonl")) or [path]:
        for number, line in enumerate(_lines(file), 1):
            if line.strip():
                yield _record(line, f"{file}, line {number}")


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with reading(path) as (file, _):
            yield from file
    except OSError as error:
        raise BoilerkitError(f"{path} cannot be read: {error.strerror or error}") from error
    except BoilerkitError as error:
        raise BoilerkitError(f"{path} cannot be read: {error}") from error


class Texts:
    """The texts of pages, looked up by the ids of their records.

    Pages of tables are read on until the one that is asked for comes, so asking in the order of the run needs little
    memory.

    Args:
        paths: files and folders that the pages are in, as they were given to `boilerkit clean`.
        fields: what the columns of tables are called.

    Raises:
        BoilerkitError: a path does not exist, or two pages would share an id.
    """

    def __init__(self, paths: Sequence[Path], fields: Fields | None = None) -> None:
        inputs = find_inputs(paths) if paths else Inputs((), lone=False)
        self._paths = {file.id: file for file in inputs.files if file.kind.form == "page"}
        self._named = bool(inputs.files)
        self._rows = Inputs(inputs.tables, lone=False).sources(fields)
        self._passed: dict[str, Source] = {}

    def result(self, record: Record) -> Result:
        """The result that a record tells of, with its text.

        Raises:
            BoilerkitError: the text is missing, or is not the one the record was made from, or the record is of a
                page that failed.
        """
        if "error" in record:
            raise BoilerkitError(record["error"])
        return Result.from_dict(record, None if isinstance(record.get("source"), str) else self._text(record))

    def _text(self, record: Record) -> str:
        page_id = record["id"]
        if not self._named:
            raise BoilerkitError("the record has no text; name the pages it was made from")
        source = self._source(page_id)
        if source is None:
            raise BoilerkitError(f"there is no page {page_id!r} among those named")
        try:
            content = source.load()
        except OSError as error:
            raise BoilerkitError(f"its text cannot be read: {error.strerror}") from error
        return read_page(content, format=source.format).source

    def _source(self, page_id: str | None) -> Source | None:
        file = self._paths.get(page_id or STDIN_ID)
        if file is None and page_id in (None, STDIN_ID) and len(self._paths) == 1:
            (file,) = self._paths.values()  # a page that had no name: there is only one that it can be
        if file:
            return Source(file.id, file.path, file.kind.format)
        if page_id is None:
            return None
        while page_id not in self._passed and (source := next(self._rows, None)):
            self._passed[source.id] = source
        return self._passed.pop(page_id, None)


def _record(line: bytes, name: str) -> Record:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BoilerkitError(f"{name}: not JSON ({error}); {_AGAIN}") from error
    return check_record(data, name)


def check_record(data: object, name: str) -> Record:
    """The data, when they are a record.

    Raises:
        BoilerkitError: they are not; the message begins with the name.
    """
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise BoilerkitError(f"{name}: no record of the form {SCHEMA!r}; {_AGAIN}")
    page_id, error = data.get("id"), data.get("error")
    if not isinstance(page_id, str | None):
        raise BoilerkitError(f"{name}: its id is {page_id!r}, not a string; {_AGAIN}")
    fault = None if isinstance(error, str) and error else _fault(data)
    if fault:
        raise BoilerkitError(f"{name}: the record of {page_id!r} is damaged: {fault}; {_AGAIN}")
    return data


def _fault(data: Mapping[str, Any]) -> str | None:
    """What is wrong with a record, as far as readers of it rely on it; the schema has the whole truth."""
    missing = [key for key in _KEYS if key not in data]
    if missing:
        return f"it has no {missing[0]!r}"
    if not isinstance(data["removals"], list) or not isinstance(data["events"], list):
        return "removals and events are lists"
    if not _is_span([0, data["length"]], None) or not isinstance(data["sha256"], str):
        return "sha256 is a string, length a whole number"
    if not isinstance(data["rules"], str) or not isinstance(data["title"], str | None):
        return "rules is a string, title a string or null"
    if not all(isinstance(event, dict) and set(event) == {"kind", "message"} for event in data["events"]):
        return "an event has a kind and a message"
    return _fault_of_cuts(data["removals"], data["length"])


def _fault_of_cuts(cuts: Sequence[Any], length: int) -> str | None:
    at = 0
    for number, cut in enumerate(cuts, 1):
        if not isinstance(cut, dict) or any(type(cut.get(key)) is not kind for key, kind in _CUT_TYPES.items()):
            return f"removal {number} lacks one of {', '.join(_CUT_TYPES)}, or it is of another type"
        if type(cut.get("confidence")) not in (int, float) or not all(type(rule) is str for rule in cut["also"]):
            return f"removal {number} has a confidence that is no number, or rules that are no strings"
        if not at <= cut["start"] < cut["end"] <= length or not _is_span(cut["evidence"], length):
            return f"removal {number} is out of order or reaches beyond the page"
        at = cut["end"]
    return None


def _is_span(span: Sequence[object], length: int | None) -> bool:
    if len(span) != 2:
        return False
    start, end = span
    if type(start) is not int or type(end) is not int:
        return False
    return 0 <= start <= end and (length is None or end <= length)
