"""Records applied again and written in other forms."""

import json
from pathlib import Path
from typing import Any

import pytest

from boilerkit import clean
from boilerkit.cli import main

PROSE = "The council approved the new bridge on Monday, and work on it will begin in spring, the mayor said."
PAGE = f"Old bridge reopens\n\nBy Nora Field\n\n{PROSE} 😀\n\nShare this article\n#bridge #city\n"


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with pages, their texts `out` and their records `r.jsonl`; one page failed."""
    monkeypatch.chdir(tmp_path)
    for name, content in (("a.txt", PAGE.encode()), ("b/c.txt", PROSE.encode()), ("bad.txt", b"\0")):
        (tmp_path / "pages" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pages" / name).write_bytes(content)
    assert main(["clean", "pages", "-q", "-o", "out", "--record", "r.jsonl"]) == 1
    return tmp_path


def test_a_record_applied_is_the_text_that_was_made(run: Path) -> None:
    assert main(["apply", "r.jsonl", "pages", "-q", "-o", "again"]) == 1
    for name in ("a.txt", "b/c.txt"):
        assert (run / "again" / name).read_bytes() == (run / "out" / name).read_bytes()
    assert not (run / "again/bad.txt").exists()


def test_a_part_of_a_record_makes_a_part_of_the_cuts(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["apply", "r.jsonl", "pages", "-q", "-o", "some.jsonl", "--format", "jsonl", "--ignore", "tags,byline.author"])
    page = lines(run / "some.jsonl")[0]
    assert [cut["rule"] for cut in page["removals"]] == ["share.button"]
    assert page["text"] == PAGE.replace("Share this article\n", "")
    main(["apply", "r.jsonl", "pages", "-q", "-o", "some.jsonl", "--format", "jsonl", "--select", "tags"])
    assert [cut["category"] for cut in lines(run / "some.jsonl")[0]["removals"]] == ["tags"]
    assert main(["apply", "r.jsonl", "pages", "-o", "x", "--ignore", "relatd"]) == 2
    assert "did you mean 'related'?" in capsys.readouterr().err


def test_a_page_that_has_changed_or_is_gone_says_so(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (run / "pages/a.txt").write_text(PAGE + "more")
    (run / "pages/b/c.txt").unlink()
    assert main(["apply", "r.jsonl", "pages", "-q", "-o", "again"]) == 1
    said = capsys.readouterr().err
    assert "a.txt: record a.txt: the source has changed since; clean the page again" in said
    assert "b/c.txt: there is no page 'b/c.txt' among those named" in said
    assert "bad.txt: the input holds NUL bytes" in said
    assert not (run / "again").exists()


def test_a_record_with_its_source_needs_no_pages_and_no_id_leads_out_of_the_folder(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = clean(PAGE).to_dict()
    (run / "own.jsonl").write_text("".join(json.dumps(record | {"id": name}) + "\n" for name in ("a.txt", "../e.txt")))
    assert main(["apply", "own.jsonl", "-q", "-o", "again"]) == 1
    assert (run / "again/a.txt").read_text("utf-8") == clean(PAGE).text
    assert "../e.txt: its id leads out of the folder" in capsys.readouterr().err
    assert not (run / "e.txt").exists()


def test_records_in_parts_are_applied_to_the_table_they_came_from(run: Path) -> None:
    rows = [{"key": str(number), "body": f"{PROSE}\n\n#bridge #n{number}"} for number in range(9)]
    (run / "t.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    names = ["--text-field", "body", "--id-field", "key"]
    parts = ["--format", "jsonl", "-o", "parts", "--resume", "--part-pages", "4"]
    assert main(["clean", "t.jsonl", "-q", *names, *parts]) == 0
    assert main(["apply", "parts", "t.jsonl", "-q", *names, "--format", "jsonl", "-o", "again.jsonl"]) == 0
    written = [line for part in sorted((run / "parts").glob("part-*")) for line in lines(part)]
    assert lines(run / "again.jsonl") == written


def test_dolma_gets_a_line_a_page_with_spans_by_category(run: Path) -> None:
    assert main(["export", "r.jsonl", "--to", "dolma", "-o", "attributes/r.jsonl"]) == 0
    first, second, failed = lines(run / "attributes/r.jsonl")
    cuts = clean(PAGE).removals
    assert first["id"] == "a.txt"
    assert first["attributes"] == {
        f"boilerkit__removed__{cut.category}": [[cut.start, cut.end, cut.confidence]]
        for cut in sorted(cuts, key=lambda cut: cut.category)
    }
    assert second == {"id": "b/c.txt", "attributes": {}}
    assert failed == {"id": "bad.txt", "attributes": {}}


def test_annotations_point_at_code_points_of_the_page(run: Path) -> None:
    assert main(["export", "r.jsonl", "--to", "w3c", "-o", "a.jsonl", "--base", "https://example.org/"]) == 0
    notes = lines(run / "a.jsonl")
    for note, cut in zip(notes, clean(PAGE).removals, strict=True):
        assert note["type"] == "Annotation"
        assert [body["value"] for body in note["body"]] == [cut.category, cut.rule, cut.reason]
        assert note["target"] == {
            "source": "https://example.org/a.txt",
            "selector": {"type": "TextPositionSelector", "start": cut.start, "end": cut.end},
        }
    assert len({note["id"] for note in notes}) == len(notes)


def test_removals_become_a_table(run: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    assert main(["export", "r.jsonl", "--to", "parquet", "-o", "cuts.parquet"]) == 0
    rows = pq.read_table("cuts.parquet").to_pylist()
    assert rows == [{"id": "a.txt", **cut.to_dict()} for cut in clean(PAGE).removals]
