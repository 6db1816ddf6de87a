"""The report as it is built: what is in the file, what the figures say, and what becomes of bad input."""

import base64
import gzip
import json
import re
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from boilerkit import CATEGORIES, BoilerkitError, clean
from boilerkit.cli import main
from boilerkit.corpus.records import read_records
from boilerkit.jsonline import to_json_line
from boilerkit.report.html import build_report
from boilerkit.report.html.facts import Overview, facts_of, site_of

ROOT = Path(__file__).parents[1]
PROSE = (
    "The council approved the new bridge on Monday, and work on it will begin in spring, the mayor said. "
    "The ferry will run until the bridge is open."
)
PAGE = f"Old bridge reopens\n\n{PROSE}\n\nShare this article\n#bridge #city\n"
HOSTILE = f"</script><script>alert(1)</script>\n\n{PROSE}\n\nShare this article\n\u202e<!-- \ud800\n"


def write_records(path: Path, *texts: str) -> Path:
    records = [clean(text, format="text").to_dict() | {"id": f"site/{n}.txt"} for n, text in enumerate(texts)]
    path.write_text("".join(to_json_line(record) + "\n" for record in records), "utf-8")
    return path


def build(tmp_path: Path, *texts: str) -> str:
    built = build_report(write_records(tmp_path / "removed.jsonl", *texts), [], tmp_path / "report")
    return built.path.read_text("utf-8")


def unpacked(html: str, name: str) -> Any:
    found = re.search(rf'<script type="text/plain" id="{name}">([^<]*)</script>', html)
    assert found
    return json.loads(zlib.decompress(base64.b64decode(found[1])))["data"]


class Elements(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_one_file_holds_every_page_and_its_text(tmp_path: Path) -> None:
    html = build(tmp_path, PAGE, HOSTILE)
    assert [path.name for path in (tmp_path / "report").iterdir()] == ["index.html"]
    pages = unpacked(html, "chunk-0")
    assert [page["source"] for page in pages] == [PAGE, HOSTILE]
    assert pages[0]["removals"] == clean(PAGE).to_dict()["removals"]
    index = unpacked(html, "index")
    assert [row[0] for row in index["rows"]] == ["site/0.txt", "site/1.txt"]
    assert {"share", "tags"} <= set(index["categories"])


def test_nothing_in_the_file_runs_or_is_fetched_but_its_own_script(tmp_path: Path) -> None:
    html = build(tmp_path, PAGE, HOSTILE)
    elements = Elements(html).found
    scripts = [attributes for tag, attributes in elements if tag == "script"]
    assert [script.get("type") for script in scripts] == ["text/plain", "text/plain", None]
    assert not any(
        name.startswith("on") or name in ("src", "style") for _, attributes in elements for name in attributes
    )
    links = {attributes["href"] for tag, attributes in elements if attributes.get("href")}
    assert all(link and link.startswith("#") for link in links)
    (policy,) = [attributes["content"] for tag, attributes in elements if "http-equiv" in attributes]
    assert policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "https:" not in html.replace('xmlns="http', "")
    assert "\u202e" not in html


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    assert build(tmp_path / "a", PAGE, HOSTILE) == build(tmp_path / "b", PAGE, HOSTILE)


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()


def test_many_pages_stand_in_pieces_that_are_read_one_at_a_time(tmp_path: Path) -> None:
    html = build(tmp_path, *(f"{PAGE}{n}" for n in range(250)))
    places = [tuple(row[-2:]) for row in unpacked(html, "index")["rows"]]
    assert sorted({piece for piece, _ in places}) == [0, 1, 2]
    for number, (piece, position) in enumerate(places):
        if number % 50 == 0:
            assert unpacked(html, f"chunk-{piece}")[position]["id"] == f"site/{number}.txt"


def test_every_category_has_a_colour() -> None:
    style = (ROOT / "boilerkit/report/html/report.css").read_text("utf-8")
    assert {name for name in CATEGORIES if f".c-{name} {{ --hue:" not in style} == set()


def facts(page_id: str, share: float, *, doubtful: bool = False) -> Any:
    cut = {"start": 0, "end": round(share * 1000), "rule": "ad.x", "category": "ad"}
    cut |= {"certain": not doubtful, "confidence": 0.6 if doubtful else 0.95}
    record = {"id": page_id, "title": None, "length": 1000, "removals": [cut] if share else [], "events": []}
    return facts_of(0, record, "")


def overview_of(*pages: Any) -> Overview:
    overview = Overview()
    for number, page in enumerate(pages):
        overview.add(replace(page, number=number), "default@1")
    return overview


def test_pages_far_from_what_is_usual_on_their_site_are_to_be_looked_at() -> None:
    plain = [facts(f"a/{n}", 0.10 + n / 1000) for n in range(20)]
    rich = [facts(f"b/{n}", 0.60 + n / 1000) for n in range(20)]
    odd = overview_of(*plain, *rich, facts("a/odd", 0.65), facts("b/odd", 0.05)).odd()
    assert [(each.page.id, each.why) for each in odd] == [
        ("b/odd", "5% removed, where 61% is usual on b"),
        ("a/odd", "65% removed, where 11% is usual on a"),
    ]


def test_pages_that_failed_or_were_cut_on_suspicion_are_to_be_looked_at() -> None:
    failed = facts_of(0, {"id": "broken", "error": "no text"}, "")
    odd = overview_of(failed, *(facts(f"a/{n}", 0.2) for n in range(9)), facts("a/x", 0.2, doubtful=True)).odd()
    assert [(each.page.id, each.why) for each in odd] == [
        ("broken", "could not be cleaned: no text"),
        ("a/x", "20% of it was cut on suspicion"),
    ]


def test_shares_are_counted_in_tenths_and_by_site() -> None:
    overview = overview_of(facts("a/1", 0.0), facts("a/2", 0.1), facts("b/1", 1.0), facts("c", 0.55))
    assert overview.bins == [1, 1, 0, 0, 0, 1, 0, 0, 0, 1]
    assert overview.sites == {"a": 100, "b": 1000, "(no folder)": 550}
    assert overview.site_length == {"a": 2000, "b": 1000, "(no folder)": 1000}


@pytest.mark.parametrize(
    ("page_id", "site"),
    [
        ("example.org/a/b.txt", "example.org"),
        ("https://example.org:80/a", "example.org"),
        ("http://[broken/a", "(no folder)"),
        ("page.txt", "(no folder)"),
        ("/a", "(no folder)"),
        ("-", "(no folder)"),
    ],
)
def test_a_site_is_the_host_or_the_first_folder(page_id: str, site: str) -> None:
    assert site_of(page_id) == site


def test_a_page_whose_text_is_missing_or_has_changed_is_in_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name in ("good", "gone", "changed"):
        (pages / f"{name}.txt").write_text(f"{PAGE}{name}", "utf-8")
    records = str(tmp_path / "r.jsonl")
    main(["clean", str(pages), "-o", str(tmp_path / "out"), "--record", records, "-q"])
    (pages / "gone.txt").unlink()
    (pages / "changed.txt").write_text("Another text.", "utf-8")
    assert main(["report", records, str(pages), "-o", str(tmp_path / "report")]) == 1
    told = capsys.readouterr()
    assert "gone.txt: there is no page 'gone.txt' among those named" in told.err
    assert "changed.txt: record changed.txt: the source has changed since; clean the page again" in told.err
    assert told.out.endswith("index.html: 3 pages\n")
    html = (tmp_path / "report/index.html").read_text("utf-8")
    changed, gone, good = unpacked(html, "chunk-0")
    assert "source" in good
    assert "source" not in gone
    assert "there is no page" in gone["problem"]
    assert "has changed since" in changed["problem"]
    assert len(changed["removals"]) == len(good["removals"])


def test_a_lone_page_needs_only_its_file(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    records = tmp_path / "r.jsonl"
    records.write_text(clean(PAGE).to_json(source=False) + "\n", "utf-8")
    assert build_report(records, [tmp_path / "page.txt"], tmp_path / "report").problems == ()


GOOD = clean(PAGE).to_dict() | {"id": "a.txt"}
CUT = GOOD["removals"][0]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not JSON"),
        ("[" * 100_000, "line 2: not JSON"),
        ("[]", "line 2: no record of the form 'boilerkit.record/1'"),
        (json.dumps(GOOD | {"schema": "boilerkit.record/2"}), "no record of the form"),
        (json.dumps(GOOD | {"id": 3}), "its id is 3, not a string"),
        (json.dumps({"schema": GOOD["schema"], "id": "a.txt"}), "the record of 'a.txt' is damaged: it has no 'sha256'"),
        (json.dumps(GOOD | {"length": "1"}), "length a whole number"),
        (json.dumps(GOOD | {"title": 1}), "title a string or null"),
        (json.dumps(GOOD | {"events": [{"kind": "x"}]}), "an event has a kind and a message"),
        (json.dumps(GOOD | {"removals": [CUT | {"start": "1"}]}), "removal 1 lacks one of"),
        (json.dumps(GOOD | {"removals": [CUT | {"confidence": "high"}]}), "a confidence that is no number"),
        (json.dumps(GOOD | {"removals": [CUT, CUT]}), "removal 2 is out of order or reaches beyond the page"),
        (json.dumps(GOOD | {"removals": [CUT | {"end": 9999}]}), "removal 1 is out of order"),
        (json.dumps(GOOD | {"removals": [CUT | {"evidence": [5, 4]}]}), "removal 1 is out of order"),
    ],
)
def test_a_broken_record_is_one_clear_error(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps(GOOD) + "\n" + line + "\n", "utf-8")
    with pytest.raises(BoilerkitError, match=rf"r\.jsonl, line 2: .*{re.escape(message.removeprefix('line 2: '))}"):
        list(read_records(path))
    with pytest.raises(BoilerkitError):
        build_report(path, [], tmp_path / "report")
    assert not (tmp_path / "report").exists()


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda path: None, "r.jsonl cannot be read: No such file or directory"),
        (lambda path: path.touch(), "r.jsonl holds no record"),
        (lambda path: path.mkdir(), "r.jsonl cannot be read: Is a directory"),
        (lambda path: path.write_text(clean(PAGE).to_json(source=False)), "holds no texts; name the pages"),
    ],
)
def test_records_that_are_of_no_use_are_one_clear_error(
    tmp_path: Path, prepare: Callable[[Path], object], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare(tmp_path / "r.jsonl")
    assert main(["report", str(tmp_path / "r.jsonl"), "-o", str(tmp_path / "report")]) == 2
    told = capsys.readouterr().err
    assert message in told
    assert told.count("\n") == 1
    assert not (tmp_path / "report").exists()


def test_packed_records_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(clean(PAGE).to_json().encode()))
    assert len(build_report(tmp_path / "r.jsonl.gz", [], tmp_path / "report").overview.pages) == 1
    (tmp_path / "r.jsonl.gz").write_bytes(b"no gzip")
    with pytest.raises(BoilerkitError, match="cannot be read"):
        build_report(tmp_path / "r.jsonl.gz", [], tmp_path / "report")


def test_without_the_chart_library_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pygal", None)
    with pytest.raises(BoilerkitError, match=r"pip install 'boilerkit\[report\]'"):
        build(tmp_path, PAGE)
    assert list((tmp_path / "report").glob("*")) == []
