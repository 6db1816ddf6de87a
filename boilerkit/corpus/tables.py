"""Files with many pages each: JSON Lines, CSV, Parquet and WARC, a page at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from boilerkit.corpus.extras import need
from boilerkit.corpus.files import packing_of, reading, too_large
from boilerkit.corpus.sources import Fields, PageFile, Source
from boilerkit.corpus.warc import read_warc
from boilerkit.errors import BoilerkitError

Read = Iterator[tuple[Source, int]]
"""Pages, each with how many bytes of the file have been read so far."""

NAME_FIELD = "name the field that holds the page with --text-field or --html-field"
_ROWS = 64
_LINE_PER_PAGE = 4
"""How much longer than its page a line of JSON may be: escapes, and fields that are not ours."""


def read_table(file: PageFile, fields: Fields, limit: int) -> Read:
    """The pages of a file. One that cannot be read to its end gives a last page, under its own name, that says why."""
    form = file.kind.form
    try:
        if form == "parquet":
            yield from _read_parquet(file, fields)
        elif form == "warc":
            yield from read_warc(file, limit)
        else:
            with reading(file.path) as (unpacked, raw):
                read_rows = _read_jsonl if form == "jsonl" else _read_csv
                yield from read_rows(file.id, unpacked, raw, fields, limit)
    except OSError as error:
        yield Source(file.id, error=f"cannot be read: {error.strerror or error}"), 0
    except BoilerkitError as error:
        yield Source(file.id, error=f"cannot be read on: {error}"), 0


def check_readers(files: Iterable[PageFile]) -> None:
    """See that whatever reads these files is installed, before a run has begun.

    Raises:
        BoilerkitError: a package is missing.
    """
    for file in files:
        if file.kind.form == "parquet":
            need("pyarrow.parquet", "parquet", f"{file.id}, Parquet,")
        elif file.kind.form == "warc":
            need("fastwarc.warc", "warc", f"{file.id}, WARC,")
        elif packing_of(file.id) == ".zst":
            need("zstandard", "zstd", f"{file.id}, a .zst file,")


def source_of(row: Mapping[str, Any], name: str, fields: Fields) -> Source:
    """The page in a row of a table.

    Args:
        row: values by column.
        name: what the page is called when the row has no id.
        fields: what the columns are called.
    """
    given = row.get(fields.id)
    page_id = name if given is None else str(given)
    url = row.get(fields.url)
    url = url if isinstance(url, str) else None
    for column, format in ((fields.text, "text"), (fields.html, "html")):
        content = row.get(column) if column else None
        if isinstance(content, str | bytes):
            return Source(page_id, content, "html" if format == "html" else "text", url)
        if content is not None:
            return Source(page_id, url=url, error=f"{column!r} is of type {type(content).__name__}, not a string")
    return Source(page_id, url=url, error=f"{name} has no {fields.wanted}; {NAME_FIELD}")


def _check_columns(names: Sequence[str], fields: Fields) -> None:
    """Refuse a table with columns none of which holds pages: said once, and not once a row.

    Raises:
        BoilerkitError: there is none.
    """
    if fields.text not in names and fields.html not in names:
        raise BoilerkitError(f"it has no column {fields.wanted} among {', '.join(names)}; {NAME_FIELD}")


def _read_jsonl(name: str, unpacked: BinaryIO, raw: BinaryIO, fields: Fields, limit: int) -> Read:
    longest = _LINE_PER_PAGE * limit + 100_000
    number = 0
    while line := unpacked.readline(longest + 1):
        number += 1
        where = f"{name}:{number}"
        if len(line) > longest:
            while line and not line.endswith(b"\n"):
                line = unpacked.readline(longest)
            yield Source(where, error=str(too_large(limit))), raw.tell()
        elif line.strip():
            yield _from_json(line, where, fields), raw.tell()


def _from_json(line: bytes, where: str, fields: Fields) -> Source:
    try:
        row = json.loads(line.decode("utf-8-sig", "surrogatepass"))  # json would guess at UTF-16 and UTF-32
    except (ValueError, RecursionError) as error:
        return Source(where, error=f"the line is not JSON: {error}")
    if not isinstance(row, dict):
        return Source(where, error="the line is no JSON object")
    return source_of(row, where, fields)


def _read_csv(name: str, unpacked: BinaryIO, raw: BinaryIO, fields: Fields, limit: int) -> Read:
    # The limit of the csv module is one for the whole process, and far below the length of an article.
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    text = io.TextIOWrapper(unpacked, "utf-8-sig", errors="surrogateescape", newline="")
    try:
        rows = csv.DictReader(text)
        if rows.fieldnames:
            _check_columns(rows.fieldnames, fields)
        for number, row in enumerate(rows, 1):
            source = source_of(row, f"{name}:{number}", fields)
            yield source if _is_utf8(source.content) else source._replace(error="the row is no UTF-8"), raw.tell()
    except csv.Error as error:
        raise BoilerkitError(f"{error}") from error


def _is_utf8(content: object) -> bool:
    try:
        str(content).encode()
    except UnicodeEncodeError:
        return False
    return True


def _read_parquet(file: PageFile, fields: Fields) -> Read:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        # Without a map of the file and without reading ahead, memory holds one group of rows at most.
        with pq.ParquetFile(file.path, memory_map=False, pre_buffer=False) as table:
            wanted = {fields.text, fields.html, fields.id, fields.url}
            names = table.schema_arrow.names
            _check_columns(names, fields)
            columns = [column for column in names if column in wanted]
            number, rows, size = 0, max(1, table.metadata.num_rows), file.size
            for batch in table.iter_batches(_ROWS, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    yield source_of(row, f"{file.id}:{number}", fields), size * number // rows
    except (pa.ArrowException, ValueError) as error:
        raise BoilerkitError(f"it is damaged or no Parquet: {error}") from error
