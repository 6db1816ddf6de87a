"""Records in forms that other tools read: attributes for Dolma, Web Annotations, a table of removals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import quote

from boilerkit.corpus.extras import need
from boilerkit.corpus.records import Record
from boilerkit.corpus.sinks import replacing, reported
from boilerkit.jsonline import to_json_line

ExportForm = Literal["dolma", "w3c", "parquet"]

EXPORT_FORMS: tuple[ExportForm, ...] = get_args(ExportForm)

_BATCH = 1000


def export(records: Iterable[Record], form: ExportForm, out: Path, base: str = "") -> int:
    """Write records in another form, whole or not at all; the number of pages.

    Args:
        records: the pages' records.
        form: "dolma" for Dolma attributes, a line a page; "w3c" for Web Annotations, a line a cut; "parquet" for the
            table of removals.
        out: the file.
        base: goes before the ids of pages where they have to be addresses, in Web Annotations.

    Raises:
        BoilerkitError: the file cannot be written, or what writes Parquet is not installed.
    """
    if form == "parquet":
        return _to_parquet(records, out)
    lines: Callable[[Record], Iterator[dict[str, Any]]] = _dolma if form == "dolma" else lambda r: _w3c(r, base)
    pages = 0
    with replacing(out) as file, reported(str(out)):
        for record in records:
            pages += 1
            for data in lines(record):
                file.write(to_json_line(data).encode() + b"\n")
    return pages


def _dolma(record: Record) -> Iterator[dict[str, Any]]:
    """Spans by category with the confidence as their score, as Dolma's taggers write them.

    A page that failed has a line too, for Dolma goes through documents and attributes side by side.
    """
    spans: dict[str, list[list[float]]] = {}
    for cut in record.get("removals", ()):
        name = f"boilerkit__removed__{cut['category'].replace('-', '_')}"
        spans.setdefault(name, []).append([cut["start"], cut["end"], cut["confidence"]])
    yield {"id": record["id"], "attributes": dict(sorted(spans.items()))}


def _w3c(record: Record, base: str) -> Iterator[dict[str, Any]]:
    """An annotation a cut, after the Web Annotation Data Model; its positions count code points, as ours do."""
    for cut in record.get("removals", ()):
        yield {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"urn:boilerkit:{record['sha256']}:{cut['start']}-{cut['end']}",
            "type": "Annotation",
            "motivation": "classifying",
            "body": [
                {"type": "TextualBody", "purpose": "classifying", "value": cut["category"]},
                {"type": "TextualBody", "purpose": "tagging", "value": cut["rule"]},
                {"type": "TextualBody", "purpose": "describing", "value": cut["reason"], "language": "en"},
            ],
            "target": {
                "source": base + quote(record["id"] or "-", safe="/:"),
                "selector": {"type": "TextPositionSelector", "start": cut["start"], "end": cut["end"]},
            },
            "generator": {"type": "Software", "name": f"boilerkit, rules {record['rules']}"},
        }


def _to_parquet(records: Iterable[Record], out: Path) -> int:
    parquet = need("pyarrow.parquet", "parquet", "Parquet")
    from boilerkit.corpus.parquet import tables

    pages = 0
    lines: list[bytes] = []
    with replacing(out) as file, parquet.ParquetWriter(file, tables([])[1].schema, compression="zstd") as writer:
        for record in records:
            pages += 1
            lines.append(to_json_line(record).encode() + b"\n")
            if len(lines) == _BATCH:
                writer.write_table(tables(lines)[1])
                lines = []
        writer.write_table(tables(lines)[1])
    return pages
