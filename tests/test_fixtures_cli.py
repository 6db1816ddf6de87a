"""`boilerkit fixtures` from end to end."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from boilerkit import clean
from boilerkit.cli import main
from boilerkit.fixtures.pairs import find_pairs

PROSE = (
    "The council approved the new bridge on Monday, and work on it will begin in spring, the mayor said. "
    "The ferry will run until the bridge is open."
)
PAGE = f"Old bridge reopens\n\n{PROSE}\n\nA line that nobody wants\n\nShare this article\n#bridge #city\n"


class Shell:
    """A folder with a page in it, and the command run there."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.write("page.txt", PAGE)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def files(self) -> set[str]:
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, standard output and standard error of `boilerkit`."""
        code = main(arguments)
        out, err = self._capsys.readouterr()
        return code, out, err


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path, capsys)


def test_a_page_becomes_a_pair_and_passes(shell: Shell) -> None:
    assert shell.run("fixtures", "add", "page.txt", "--name", "gazette/ferry") == (
        0,
        "fixtures/gazette/ferry.input.txt: 33 characters are to go, as the library has it\n",
        "",
    )
    assert shell.read("fixtures/gazette/ferry.expected.txt") == clean(PAGE).text
    code, out, _ = shell.run("fixtures", "check")
    assert code == 0
    assert out.splitlines()[:2] == ["1 pair: 1 as expected", "word F1 1.0000, mean of 1"]
    assert out.splitlines()[3].split() == ["share", "19", "19", "19"]


def test_an_edited_text_makes_the_check_fail_until_a_rule_is_found(shell: Shell) -> None:
    shell.run("fixtures", "add", "page.txt")
    expected = shell.read("fixtures/page.expected.txt")
    shell.write("fixtures/page.expected.txt", expected.replace("A line that nobody wants\n", ""))
    code, out, _ = shell.run("fixtures", "check", "-q")
    assert code == 1
    assert "`boilerkit fixtures update --from-text` writes the record anew" in out
    assert shell.run("fixtures", "update", "--from-text", "--yes")[:2] == (
        0,
        "page: its record will have 3 cuts\npage: written\n",
    )
    code, out, _ = shell.run("fixtures", "check", "-q")
    assert (code, out) == (
        1,
        "page: differs\n  wrongly kept, should go as other (line 5)\n    + A line that nobody wants\n\n",
    )
    code, out, _ = shell.run("fixtures", "suggest")
    assert code == 0
    assert "other (1 in 1 pair): no rule sees it" in out
    pack = "\n".join(line.removeprefix("    ") for line in out.splitlines() if line.startswith("    "))
    shell.write("site.toml", pack)
    shell.write("boilerkit.toml", 'packs = ["site.toml"]\n')
    assert shell.run("fixtures", "check", "-q") == (0, "", "")


def test_suggest_knows_rules_that_see_it_and_may_not(shell: Shell) -> None:
    shell.run("fixtures", "add", "page.txt")
    code, out, _ = shell.run("fixtures", "suggest", "--ignore", "tags")
    assert code == 0
    assert "tags.hashtag-trailer (1 in 1 pair): sees it, but is turned off" in out
    assert shell.run("fixtures", "suggest")[1] == "Nothing to suggest.\n"


def test_update_shows_asks_and_writes(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.run("fixtures", "add", "page.txt")
    before = shell.read("fixtures/page.record.json")
    shell.write("boilerkit.toml", 'ignore = ["tags"]\n')
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: "n")
    code, out, _ = shell.run("fixtures", "update")
    assert code == 1
    assert "wrongly kept, should go as tags.hashtag-trailer" in out
    assert out.endswith("Nothing written.\n")
    assert shell.read("fixtures/page.record.json") == before
    assert shell.run("fixtures", "update", "--yes")[0] == 0
    assert shell.run("fixtures", "check", "-q") == (0, "", "")
    assert shell.run("fixtures", "update", "--yes")[1] == "Nothing to update.\n"


def test_update_leaves_known_failures_alone_unless_named(shell: Shell) -> None:
    shell.run("fixtures", "add", "page.txt", "--known-failure", "tags stay for now")
    assert shell.run("fixtures", "check", "-q")[0] == 1  # comes out right, and is marked
    shell.write("boilerkit.toml", 'ignore = ["tags"]\n')
    assert shell.run("fixtures", "check", "-q") == (0, "", "")
    assert shell.run("fixtures", "update", "--yes")[1] == "Nothing to update.\n"
    assert shell.run("fixtures", "update", "--yes", "--only", "page")[0] == 0
    assert "known_failure" not in shell.read("fixtures/page.record.json")
    assert shell.run("fixtures", "update", "--only", "nobody")[2] == "Error: there is no pair 'nobody' in fixtures\n"


def test_records_become_pairs_as_they_say(shell: Shell) -> None:
    shell.run("clean", "page.txt", "-q", "-o", "out.txt", "--record", "removed.jsonl", "--ignore", "tags")
    _, _, err = shell.run("fixtures", "add", "removed.jsonl")
    assert err == "Error: removed.jsonl, page.txt: the record has no text; name the pages it was made from\n"
    assert shell.run("fixtures", "add", "removed.jsonl", "--sources", "page.txt")[0] == 0
    assert "#bridge #city" in shell.read("fixtures/page.expected.txt")
    shell.run("clean", "page.txt", "-q", "-o", "out.txt", "--record", "full.jsonl", "--with-source")
    assert shell.run("fixtures", "add", "full.jsonl", "--to", "others")[0] == 0
    assert "#bridge #city" not in shell.read("others/page.expected.txt")


def test_corrections_become_pairs_that_want_them(shell: Shell) -> None:
    result = clean(PAGE)
    start = PAGE.index("Share")
    page = {
        "record": result.to_dict() | {"id": "gazette/ferry.txt"},
        "corrections": [{"start": start, "end": start + 18, "verdict": "stay"}],
    }
    shell.write("c.json", json.dumps({"schema": "boilerkit.corrections/1", "pages": [page]}))
    assert "library differs in 1" in shell.run("fixtures", "add", "--corrections", "c.json")[1]
    code, out, _ = shell.run("fixtures", "suggest", "--corrections", "c.json")
    assert code == 0
    assert out.startswith("share.button (1 in 1 pair): cuts what should stay")
    assert shell.read("fixtures/gazette/ferry.expected.txt").endswith("Share this article\n")


@pytest.mark.parametrize(
    ("corrections", "message"),
    [
        ("{", "c.json: not JSON"),
        ("{}", "c.json: no corrections of the form 'boilerkit.corrections/1'; download them from the report"),
        ('{"schema": "boilerkit.corrections/1", "pages": []}', "c.json holds no page; mark something"),
        ('{"schema": "boilerkit.corrections/1", "pages": [1]}', "c.json, page 1: must be an object"),
        (
            '{"schema": "boilerkit.corrections/1", "pages": [{"record": {}, "corrections": [1]}]}',
            "c.json, page 1: no record",
        ),
    ],
)
def test_broken_corrections_say_what_is_wrong(shell: Shell, corrections: str, message: str) -> None:
    shell.write("c.json", corrections)
    code, out, err = shell.run("fixtures", "add", "--corrections", "c.json")
    assert (code, out) == (2, "")
    assert message in err
    assert shell.files() == {"page.txt", "c.json"}


@pytest.mark.parametrize(
    ("judged", "message"),
    [
        ([], "corrections overlap, or there are none"),
        ([{"start": 0, "end": 9, "verdict": "stay"}, {"start": 8, "end": 10, "verdict": "stay"}], "overlap"),
        ([{"start": 0, "end": 999, "verdict": "stay"}], "0 to 999 is no range of a page of"),
        ([{"start": 0, "end": 9, "verdict": "leave"}], "verdict is 'leave'; it must be 'stay' or 'go'"),
        ([{"start": 0, "end": 9, "verdict": "go", "category": "x"}], "there is no category 'x'"),
    ],
)
def test_corrections_that_make_no_sense_are_refused(shell: Shell, judged: Sequence[object], message: str) -> None:
    data = {"schema": "boilerkit.corrections/1", "pages": [{"record": clean(PAGE).to_dict(), "corrections": judged}]}
    shell.write("c.json", json.dumps(data))
    code, _, err = shell.run("fixtures", "add", "--corrections", "c.json")
    assert code == 2
    assert message in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("add",), "name a page, a file of records, or --corrections FILE"),
        (("add", "nobody.txt"), "there is no file or folder 'nobody.txt'"),
        (("add", "."), "is no file; name one page"),
        (("add", "page.txt", "--name", "../page"), "--name '../page' is no name in fixtures"),
        (("add", "page.txt", "page.txt"), "two pages would make one pair 'page'"),
        (("add", "page.bin"), "page.bin: the input holds NUL bytes"),
        (("check",), "there is no folder 'fixtures'"),
        (("check", "."), ". holds no NAME.input.txt"),
        (("diff", "page.txt", "page.txt"), "page.txt, line 1: not JSON"),
    ],
)
def test_wrong_usage_is_one_clear_error_and_writes_nothing(
    shell: Shell, arguments: Sequence[str], message: str
) -> None:
    shell.write("page.bin", "The fer\0ry runs.")
    code, _, err = shell.run("fixtures", *arguments)
    assert code == 2
    assert message in err
    assert shell.files() == {"page.txt", "page.bin"}


def test_a_pair_is_never_overwritten_by_add(shell: Shell) -> None:
    shell.run("fixtures", "add", "page.txt")
    shell.write("page.txt", "Another page.\n")
    code, _, err = shell.run("fixtures", "add", "page.txt")
    assert code == 2
    assert "fixtures/page.input.txt exists; --name gives another name, --replace takes its place" in err
    assert shell.read("fixtures/page.input.txt") == PAGE
    assert shell.run("fixtures", "add", "page.txt", "--replace", "--text-only")[0] == 0
    assert shell.read("fixtures/page.input.txt") == "Another page.\n"
    assert not (shell.folder / "fixtures/page.record.json").exists()


def test_a_broken_pair_is_told_and_keeps_the_others_from_nothing(shell: Shell) -> None:
    shell.run("fixtures", "add", "page.txt")
    shell.write("fixtures/web.input.txt", "The fer\0ry runs.")
    shell.write("fixtures/web.expected.txt", "The ferry runs.")
    expected = shell.read("fixtures/page.expected.txt")
    shell.write("fixtures/page.expected.txt", expected.replace("A line that nobody wants\n", ""))
    code, out, _ = shell.run("fixtures", "update", "--from-text", "--yes")
    assert code == 0
    assert "web: broken: the input holds NUL bytes" in out
    assert "page: written" in out
    code, out, err = shell.run("fixtures", "suggest")
    assert code == 1
    assert "web: broken" in err
    assert "A line that nobody wants" in out


def test_the_runs_records_compare_with_those_of_another(shell: Shell) -> None:
    shell.run("fixtures", "add", "page.txt", "--name", "a")
    shell.run("fixtures", "add", "page.txt", "--name", "b")
    shell.run("fixtures", "check", "--record", "old.jsonl", "-q")
    assert shell.run("fixtures", "check", "--record", "new.jsonl", "-q", "--ignore", "tags")[0] == 1
    code, out, _ = shell.run("fixtures", "diff", "old.jsonl", "new.jsonl")
    assert code == 0
    lines = out.splitlines()
    assert lines[0].startswith("2 pages in both runs, 0 with the same cuts (default@")
    assert lines[2].split() == ["tags.hashtag-trailer", "2", "0", "28", "0", "0"]
    assert "  a.input.txt  -14  (tags.hashtag-trailer -14)" in lines
    assert shell.run("fixtures", "diff", "old.jsonl", "new.jsonl", "--exit-code")[0] == 1
    assert shell.run("fixtures", "diff", "old.jsonl", "old.jsonl", "--exit-code")[0] == 0


def test_text_only_pairs_have_no_record(shell: Shell) -> None:
    shell.run("fixtures", "add", "page.txt", "--text-only")
    assert shell.files() == {"page.txt", "fixtures/page.input.txt", "fixtures/page.expected.txt"}
    assert len(find_pairs(shell.folder / "fixtures")) == 1
    assert shell.run("fixtures", "check", "-q") == (0, "", "")
    shell.run("fixtures", "add", "page.txt", "--text-only", "--replace", "--known-failure", "not yet")
    assert json.loads(shell.read("fixtures/page.record.json")) == {"known_failure": "not yet"}
