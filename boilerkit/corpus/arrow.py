"""clean_batch(): Arrow in, Arrow out; the one function that every engine calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boilerkit.config import Config
from boilerkit.corpus.extras import need
from boilerkit.corpus.limits import Limits
from boilerkit.corpus.run import Outcome, outcome_of, pipeline_of
from boilerkit.corpus.sources import Fields
from boilerkit.corpus.tables import source_of
from boilerkit.errors import BoilerkitError

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = ("clean_text", "title", "removals", "error")
"""What a batch gets; other columns may come."""


def clean_batch(
    batch: pa.RecordBatch,
    config: Config | None = None,
    *,
    fields: Fields | None = None,
    limits: Limits | None = None,
    prefix: str = "",
) -> pa.RecordBatch:
    """Clean the pages of a batch: the same rows and columns come back, and more columns with what came of each page.

    They are `clean_text`; `title`, the headline when the text shows one; `removals`, a list of what was cut, as in the
    record; and `error`, null for a page that was cleaned. A page that fails has an error and null in the others.

    Args:
        batch: has a column of texts or of HTML, strings or bytes, and may have one of addresses.
        config: what to do with them; by default `Config()`.
        fields: what these columns are called.
        limits: what a page may cost; time counts only where processes can be killed, so not here.
        prefix: goes before the names of the new columns.

    Raises:
        BoilerkitError: pyarrow is not installed, the batch has no such column, or has a new one already, or the config
            names what is not there.
    """
    pa = _pyarrow()
    config, fields, limits = config or Config(), fields or Fields(), limits or Limits()
    pipeline_of(config)
    schema = clean_schema(batch.schema, fields=fields, prefix=prefix)
    wanted = [name for name in batch.schema.names if name in (fields.text, fields.html, fields.url)]
    rows = batch.select(wanted).to_pylist()
    outcomes = [outcome_of(source_of(row, "the row", fields), config, limits) for row in rows]
    cells = [_cells(outcome) for outcome in outcomes]
    columns = list(batch.columns)
    for name in COLUMNS:
        columns.append(pa.array([cell[name] for cell in cells], schema.field(prefix + name).type))
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def clean_table(table: pa.Table, config: Config | None = None, **options: Any) -> pa.Table:
    """`clean_batch` for a table.

    Raises:
        BoilerkitError: as `clean_batch`.
    """
    pa = _pyarrow()
    schema = clean_schema(table.schema, fields=options.get("fields"), prefix=options.get("prefix", ""))
    return pa.Table.from_batches([clean_batch(batch, config, **options) for batch in table.to_batches()], schema)


def clean_schema(schema: pa.Schema, *, fields: Fields | None = None, prefix: str = "") -> pa.Schema:
    """The columns that `clean_batch` gives for a batch of such columns, for engines that ask beforehand.

    Raises:
        BoilerkitError: there is no column with pages, or one of the new columns is there already.
    """
    pa = _pyarrow()
    fields = fields or Fields()
    pages = [name for name in (fields.text, fields.html) if name in schema.names]
    if not pages:
        raise BoilerkitError(
            f"there is no column {fields.wanted} among {', '.join(schema.names)}; name it in fields=Fields()"
        )
    for name in COLUMNS:
        if prefix + name in schema.names:
            raise BoilerkitError(f"there is a column {prefix + name!r} already; give the new ones a prefix=")
    kinds = {schema.field(name).type for name in pages}
    text = pa.large_string() if kinds & {pa.large_string(), pa.large_binary()} else pa.string()
    types = (text, pa.string(), pa.list_(removal_type()), pa.string())
    for name, kind in zip(COLUMNS, types, strict=True):
        schema = schema.append(pa.field(prefix + name, kind))
    return schema


def removal_type() -> pa.StructType:
    """A removal as the record has it."""
    pa = _pyarrow()
    return pa.struct(
        [
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("rule", pa.string()),
            ("category", pa.string()),
            ("reason", pa.string()),
            ("evidence", pa.list_(pa.int64())),
            ("certain", pa.bool_()),
            ("confidence", pa.float64()),
            ("also", pa.list_(pa.string())),
        ]
    )


def _cells(outcome: Outcome) -> dict[str, Any]:
    result = outcome.result
    if result is None:
        return dict.fromkeys(COLUMNS) | {"error": outcome.error}
    removals = [cut.to_dict() for cut in result.removals]
    return {"clean_text": result.text, "title": result.title, "removals": removals, "error": None}


def _pyarrow() -> Any:
    return need("pyarrow", "parquet", "Arrow")
