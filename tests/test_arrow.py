"""clean_batch: the same rows and columns come back with what came of each page, whatever the columns are like."""

from typing import Any

import pytest

from boilerkit import BoilerkitError, clean
from boilerkit.config import Config
from boilerkit.corpus import Fields, Limits

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed; the extra `parquet` brings it")

from boilerkit.corpus.arrow import clean_batch, clean_schema, clean_table  # noqa: E402

PROSE = "The council approved the new bridge on Monday, and work on it will begin in spring, the mayor said."
PAGE = f"Old bridge reopens\n\n{PROSE}\n\nShare this article\n#bridge\n"


def cleaned(rows: dict[str, list[Any]], *arguments: Any, **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = clean_batch(pa.RecordBatch.from_pydict(rows), *arguments, **options).to_pylist()
    return found


def test_rows_come_back_with_what_came_of_them() -> None:
    first, second = cleaned({"id": [1, 2], "text": [PAGE, PROSE], "extra": ["x", None]})
    result = clean(PAGE)
    assert first == {
        "id": 1,
        "text": PAGE,
        "extra": "x",
        "clean_text": result.text,
        "title": result.title,
        "removals": [cut.to_dict() for cut in result.removals],
        "error": None,
    }
    assert (second["clean_text"], second["removals"], second["extra"]) == (PROSE, [], None)


def test_a_page_that_fails_has_an_error_and_nothing_else() -> None:
    rows = cleaned({"text": [None, b"a\0b", b"x" * 1001, PAGE.encode()]}, limits=Limits(size=1000))
    assert [row["clean_text"] is None for row in rows] == [True, True, True, False]
    said = ("the row has no 'text' or 'html'", "NUL bytes", "larger than 1,000 bytes")
    assert all(words in row["error"] for words, row in zip(said, rows, strict=False))
    assert rows[0]["removals"] is None


def test_columns_rules_and_new_names_can_be_chosen() -> None:
    rows = cleaned(
        {"body": [PAGE], "title": ["given"]}, Config(ignore=("tags",)), fields=Fields(text="body"), prefix="bk_"
    )
    assert rows[0]["title"] == "given"
    assert rows[0]["bk_title"] == "Old bridge reopens"
    assert {cut["category"] for cut in rows[0]["bk_removals"]} == {"share"}


@pytest.mark.parametrize(
    ("columns", "said"),
    [({"body": [PAGE]}, "no column 'text' or 'html' among body"), ({"text": [PAGE], "title": [""]}, "prefix=")],
)
def test_columns_that_do_not_fit_are_refused(columns: dict[str, list[str]], said: str) -> None:
    with pytest.raises(BoilerkitError, match=said):
        cleaned(columns)


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.large_binary(), pa.string_view()])
def test_strings_of_any_kind_are_read_and_long_ones_stay_long(kind: Any) -> None:
    batch = pa.RecordBatch.from_arrays([pa.array([PAGE if "string" in str(kind) else PAGE.encode()], kind)], ["text"])
    done = clean_batch(batch)
    assert done.schema == clean_schema(batch.schema)
    assert done.column("clean_text").to_pylist() == [clean(PAGE).text]
    assert ("large" in str(kind)) == (done.schema.field("clean_text").type == pa.large_string())


def test_a_table_is_cleaned_batch_by_batch_and_may_be_empty() -> None:
    table = pa.table({"text": pa.chunked_array([[PAGE], [], [PROSE, None]], pa.string())})
    assert clean_table(table).column("clean_text").to_pylist() == [clean(PAGE).text, PROSE, None]
    assert clean_table(table.slice(0, 0)).schema == clean_schema(table.schema)


def test_html_is_looked_at_when_there_is_no_text() -> None:
    html = f"<html><body><p>{PROSE}</p></body></html>"
    rows = cleaned({"html": [html, html.encode(), None], "text": [None, None, PROSE]})
    assert [PROSE in row["clean_text"] for row in rows] == [True, True, True]
