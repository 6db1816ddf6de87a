"""Parquet: the tables `documents` and `removals` of some pages, from their lines of JSON."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from boilerkit.corpus.arrow import removal_type
from boilerkit.corpus.extras import need
from boilerkit.record import METADATA_KEYS

if TYPE_CHECKING:
    import pyarrow as pa

TABLES = ("documents", "removals")


def parquet_files(lines: Sequence[bytes], *, metadata: bool = False) -> dict[str, bytes]:
    """The two tables as files, by name. The same lines give the same bytes.

    Args:
        lines: records with `text` and `url`, as the encoder makes them for a table.
        metadata: whether documents have columns for author, date, site and language.

    Raises:
        BoilerkitError: pyarrow is not installed.
    """
    parquet = need("pyarrow.parquet", "parquet", "Parquet")
    files = {}
    for name, table in zip(TABLES, tables(lines, metadata=metadata), strict=True):
        file = io.BytesIO()
        parquet.write_table(table, file, compression="zstd")
        files[name] = file.getvalue()
    return files


def tables(lines: Sequence[bytes], *, metadata: bool = False) -> tuple[pa.Table, pa.Table]:
    """The documents, a row a page, and the removals, a row a cut, each with the id of its page.

    Raises:
        BoilerkitError: pyarrow is not installed.
    """
    pa: Any = need("pyarrow", "parquet", "Parquet")
    json: Any = need("pyarrow.json", "parquet", "Parquet")

    data = b"".join(lines)
    read = json.ReadOptions(use_threads=False, block_size=max(len(data), 1))
    schema = _record_schema(pa, metadata)
    parse = json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")
    records = json.read_json(io.BytesIO(data), read, parse) if data else schema.empty_table()
    records = records.combine_chunks()
    return records.drop_columns(["removals"]), _removals(pa, records)


def _record_schema(pa: Any, metadata: bool) -> pa.Schema:
    """A record's fields, in the order of the columns."""
    return pa.schema(
        [
            ("id", pa.string()),
            ("url", pa.string()),
            ("title", pa.string()),
            *((name, pa.string()) for name in METADATA_KEYS if metadata),
            ("text", pa.string()),
            ("error", pa.string()),
            ("events", pa.list_(pa.struct([("kind", pa.string()), ("message", pa.string())]))),
            ("rules", pa.string()),
            ("sha256", pa.string()),
            ("length", pa.int64()),
            ("headline", pa.list_(pa.int64())),
            ("source", pa.string()),
            ("removals", pa.list_(removal_type())),
        ]
    )


def _removals(pa: Any, records: pa.Table) -> pa.Table:
    import pyarrow.compute as pc

    column: Any = records.column("removals").combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    pages = records.column("id").take(pc.list_parent_indices(column))
    cuts = pc.list_flatten(column)
    fields = [field.name for field in removal_type()]
    return pa.table({"id": pages, **{name: pc.struct_field(cuts, name) for name in fields}})
