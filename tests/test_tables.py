"""Files with many pages each: every form gives the same pages, what is broken is told of, and stops no run."""

import csv
import gzip
import io
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from boilerkit import BoilerkitError
from boilerkit.cli import main
from boilerkit.corpus import Fields, Source, find_inputs, run

PROSE = "The council approved the new bridge on Monday, and work on it will begin in spring, the mayor said."
PAGE = f"Old bridge reopens\n\n{PROSE}\n\nShare this article\n"
ROWS: list[dict[str, Any]] = [
    {"id": "a", "url": "https://example.org/a", "text": PAGE, "extra": 1},
    {"id": "b", "url": "https://example.org/b", "text": f"“{PROSE}” ,\r\n\n#bridge", "extra": 2},
]
HTML = f"<html><body><h1>Old bridge reopens</h1><p>{PROSE}</p></body></html>"


def as_jsonl(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def as_csv(rows: list[dict[str, Any]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def as_parquet(rows: list[dict[str, Any]]) -> bytes:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), file)
    return file.getvalue()


def as_zst(data: bytes) -> bytes:
    packed: bytes = pytest.importorskip("zstandard").compress(data)
    return packed


def sources(path: Path, fields: Fields | None = None, limit: int = 10**6) -> list[Source]:
    return list(find_inputs([path]).sources(fields, limit))


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("t.jsonl", as_jsonl),
        ("t.ndjson.gz", lambda rows: gzip.compress(as_jsonl(rows))),
        ("t.JSONL.zst", lambda rows: as_zst(as_jsonl(rows))),
        ("t.csv", as_csv),
        ("t.csv.gz", lambda rows: gzip.compress(as_csv(rows))),
        ("t.parquet", as_parquet),
    ],
)
def test_every_form_gives_the_same_pages(
    tmp_path: Path, name: str, make: Callable[[list[dict[str, Any]]], bytes]
) -> None:
    (tmp_path / name).write_bytes(make(ROWS))
    assert sources(tmp_path / name) == [Source(row["id"], row["text"], "text", row["url"]) for row in ROWS]


def test_columns_have_the_names_they_are_given(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"key": 7, "body": PAGE, "raw": HTML, "at": "https://example.org"},
        {"key": None, "raw": HTML, "at": None},
    ]
    (tmp_path / "t.jsonl").write_bytes(as_jsonl(rows))
    assert sources(tmp_path, Fields("body", "raw", "key", "at")) == [
        Source("7", PAGE, "text", "https://example.org"),
        Source("t.jsonl:2", HTML, "html"),
    ]
    assert sources(tmp_path, Fields(None, "raw"))[0] == Source("t.jsonl:1", HTML, "html")
    assert sources(tmp_path)[0].error == (
        "t.jsonl:1 has no 'text' or 'html'; name the field that holds the page with --text-field or --html-field"
    )


@pytest.mark.parametrize(("name", "make"), [("t.csv", as_csv), ("t.parquet", as_parquet)])
def test_a_table_without_a_column_of_pages_is_told_of_once(
    tmp_path: Path, name: str, make: Callable[[list[dict[str, Any]]], bytes]
) -> None:
    (tmp_path / name).write_bytes(make([{"id": str(number), "body": PAGE} for number in range(3)]))
    assert sources(tmp_path / name, Fields("body"))[2] == Source("2", PAGE, "text")
    (source,) = sources(tmp_path / name)
    assert (source.id, source.error) == (
        name,
        "cannot be read on: it has no column 'text' or 'html' among id, body; "
        "name the field that holds the page with --text-field or --html-field",
    )


def test_a_line_in_another_encoding_is_no_utf8(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_bytes(b"\xef\xbb\xbf" + as_jsonl(ROWS[:1]) + b"\0" * 64 + b"\n" + b"\xff\xfe{\0}\0\n")
    first, *rest = sources(tmp_path / "t.jsonl")
    assert first.content == PAGE
    assert [source.error.partition(" (")[0] for source in rest] == [
        "the line is not JSON: Expecting value: line 1 column 1",
        "the line is not JSON: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
    ]


def test_a_bad_line_is_a_page_that_fails(tmp_path: Path) -> None:
    lines = [as_jsonl(ROWS[:1]), b"{nonsense\n", b"[1]\n", b'{"text": 5}\n', b"\n", b'{"text": "\xff"}\n']
    lines += [as_jsonl([{"text": "x" * 600_000}]), as_jsonl(ROWS[1:])]
    (tmp_path / "t.jsonl").write_bytes(b"".join(lines))
    found = sources(tmp_path / "t.jsonl", limit=100_000)
    assert [source.id for source in found] == ["a", *(f"t.jsonl:{number}" for number in (2, 3, 4, 6, 7)), "b"]
    said = (
        "the line is not JSON",
        "no JSON object",
        "'text' is of type int",
        "the line is not JSON",
        "larger than 100,000",
    )
    assert all(words in source.error for words, source in zip(said, found[1:-1], strict=True))
    assert [outcome.result is None for outcome in run(found)] == [False, *[True] * 5, False]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.jsonl.gz", gzip.compress(as_jsonl(ROWS * 5000))[:-20]),
        ("t.jsonl.gz", b"no gzip"),
        ("t.parquet", b"no parquet"),
        ("t.warc.gz", b"no warc"),
        ("t.jsonl.zst", b"no zstandard"),
        ("t.csv", b'id,text\n1,"' + b"x" * 2_000_000),
    ],
)
def test_a_file_that_cannot_be_read_on_says_so_and_the_run_goes_on(tmp_path: Path, name: str, content: bytes) -> None:
    if name.endswith("zst"):
        pytest.importorskip("zstandard")
    pytest.importorskip("fastwarc")
    pytest.importorskip("pyarrow")
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text(PROSE)
    *_, broken, last = sources(tmp_path)
    assert broken.id == name
    assert broken.error.startswith("cannot be read")
    assert last.id == "z.txt"


def test_csv_that_is_no_utf8_fails_row_by_row(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"\xef\xbb\xbfid,text\r\n1,caf\xe9\r\n2,caf\xc3\xa9\r\n")
    first, second = sources(tmp_path)
    assert (first.id, first.error) == ("1", "the row is no UTF-8")
    assert second == Source("2", "café", "text")


def as_record(number: int, kind: str, content_type: str, block: bytes) -> bytes:
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{number}>",
        f"WARC-Target-URI: https://example.org/{number}",
        "WARC-Date: 2024-05-03T00:00:00Z",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def as_response(number: int, status: str, content_type: str, content: bytes, *more: str) -> bytes:
    head = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", f"Content-Length: {len(content)}", *more]
    block = "\r\n".join(head).encode() + b"\r\n\r\n" + content
    return as_record(number, "response", "application/http; msgtype=response", block)


def test_warc_gives_pages_that_came_with_success(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    body = "<html><p>Das Café ist offen.</p></html>"
    records = [
        as_record(0, "warcinfo", "application/warc-fields", b"software: none\r\n"),
        as_response(1, "200 OK", "text/html; charset=iso-8859-1", body.encode("latin-1")),
        as_response(2, "404 Not Found", "text/html", b"<html>gone"),
        as_response(3, "200 OK", "image/png", b"png"),
        as_response(4, "200 OK", "application/xhtml+xml; charset=utf-8", b"\xff broken"),
        as_response(5, "200 OK", "text/html; charset=utf-8", gzip.compress(body.encode()), "Content-Encoding: gzip"),
        as_record(6, "conversion", "text/plain", PAGE.encode()),
        as_response(7, "200 OK", "text/html; charset=utf-8", b"x" * 2_000_000),
    ]
    for name, pack in (("c.warc", bytes), ("d.warc.gz", gzip.compress)):
        (tmp_path / name).write_bytes(b"".join(pack(record) for record in records))
        *found, large = sources(tmp_path / name)
        assert found == [
            Source("<urn:uuid:1>", body, "html", "https://example.org/1"),
            Source("<urn:uuid:4>", b"\xff broken", "html", "https://example.org/4"),
            Source("<urn:uuid:5>", body, "html", "https://example.org/5"),
            Source("<urn:uuid:6>", PAGE, "text", "https://example.org/6"),
        ]
        assert "larger than 1,000,000 bytes" in large.error


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_damaged_record_fails_alone_and_one_that_breaks_off_is_told(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    pytest.importorskip("fastwarc")
    good = as_response(1, "200 OK", "text/html", HTML.encode())
    damaged = as_response(2, "200 OK", "text/html", b"5\r\nabc", "Transfer-Encoding: chunked")
    noise = random.Random(0).randbytes(9000)
    for kind, content in (("text/html", HTML.encode() + noise), ("image/png", noise)):
        cut = pack(as_response(3, "200 OK", kind, content))[:-3000]
        (tmp_path / "c.warc").write_bytes(pack(good) + pack(damaged) + pack(good) + cut)
        first, second, again, last = sources(tmp_path / "c.warc")
        assert first == again == Source("<urn:uuid:1>", HTML.encode(), "html", "https://example.org/1")
        assert (second.id, second.error) == (
            "<urn:uuid:2>",
            "what the server sent is damaged: unexpected end of file",
        )
        assert (last.id, last.error) == ("<urn:uuid:3>", "its record breaks off, so the file is not whole")


def test_packed_pages_are_unpacked_and_measured_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"x" * 3_000_000))
    (tmp_path / "torn.md.gz").write_bytes(gzip.compress(PAGE.encode())[:-9])
    a, bomb, torn = sources(tmp_path)
    assert a.load() == PAGE.encode()
    with pytest.raises(BoilerkitError, match="larger than 1,000,000 bytes"):
        bomb.load(1_000_000)
    with pytest.raises(BoilerkitError, match="damaged"):
        torn.load()


def test_frames_are_read_one_after_the_other_and_one_that_breaks_off_is_told(tmp_path: Path) -> None:
    pytest.importorskip("zstandard")
    rows = as_jsonl([{"id": str(number), "text": PROSE * number} for number in range(40)])
    skipped = b"\x50\x2a\x4d\x18" + (3).to_bytes(4, "little") + b"abc"
    half = rows.index(b"\n", len(rows) // 2) + 1
    whole = as_zst(rows[:half]) + skipped + as_zst(b"") + as_zst(rows[half:])
    (tmp_path / "t.jsonl.zst").write_bytes(whole)
    assert [source.id for source in sources(tmp_path)] == [str(number) for number in range(40)]
    for cut in (1, 5, 20):
        (tmp_path / "t.jsonl.zst").write_bytes(whole[:-cut])
        last = sources(tmp_path)[-1]
        assert last.id == "t.jsonl.zst"
        assert last.error == "cannot be read on: it is damaged: it breaks off in the midst of a frame"


def test_patterns_name_files(tmp_path: Path) -> None:
    for name in ("x/one.jsonl", "x/y/two.jsonl", "x/three.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert [file.id for file in find_inputs([tmp_path / "**" / "*.jsonl"]).files] == ["x/one.jsonl", "x/y/two.jsonl"]
    assert [file.id for file in find_inputs([tmp_path / "x" / "*"]).files] == ["one.jsonl", "three.txt"]
    with pytest.raises(BoilerkitError, match="no file is named like"):
        find_inputs([tmp_path / "*.csv"])


@pytest.mark.parametrize(
    ("module", "name", "extra"),
    [
        ("pyarrow.parquet", "t.parquet", "parquet"),
        ("fastwarc.warc", "t.warc", "warc"),
        ("zstandard", "t.txt.zst", "zstd"),
    ],
)
def test_what_is_not_installed_is_named_with_its_extra(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    module: str,
    name: str,
    extra: str,
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / name).write_bytes(b"x")
    code = main(["clean", str(tmp_path / name), "--format", "jsonl", "-q"])
    assert code in (1, 2)
    assert f"pip install 'boilerkit[{extra}]'" in capsys.readouterr().err


def test_tables_are_cleaned_into_lines_of_json(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "t.csv").write_bytes(as_csv(ROWS))
    (tmp_path / "u.txt").write_text(PAGE)
    assert main(["clean", str(tmp_path), "--format", "jsonl", "-q"]) == 0
    pages = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [page["id"] for page in pages] == ["a", "b", "u.txt"]
    assert pages[0]["text"] == f"Old bridge reopens\n\n{PROSE}\n\n"
    assert main(["clean", str(tmp_path), "-o", str(tmp_path / "out")]) == 2
    assert "t.csv holds many pages, and bare texts need a file each" in capfd.readouterr().err


def test_texts_of_a_folder_are_named_like_their_pages(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt.gz").write_bytes(gzip.compress(PAGE.encode()))
    (pages / "b.md").write_text(PAGE)
    assert main(["clean", str(pages), "-q", "-o", str(tmp_path / "out")]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.txt", "b.md"]
    (pages / "a.txt").write_text(PAGE)
    assert main(["clean", str(pages), "-q", "-o", str(tmp_path / "out")]) == 2


@pytest.mark.parametrize("name", ["a.html", "b.htm.gz", "c.xhtml"])
def test_html_files_give_texts(tmp_path: Path, name: str) -> None:
    data = HTML.encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    assert main(["clean", str(tmp_path / name), "-q", "-o", f"{tmp_path}/out/"]) == 0
    (text,) = (tmp_path / "out").iterdir()
    assert text.name == f"{name.removesuffix('.gz')}.txt"
    assert PROSE in text.read_text()
