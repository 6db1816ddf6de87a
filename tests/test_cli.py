"""The command line from end to end: what a shell gives it and gets back."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import boilerkit
from boilerkit.cli import main

PROSE = (
    "The council approved the new bridge on Monday, and work on it will begin in spring, the mayor said. "
    "The ferry will run until the bridge is open."
)
PAGE = f"Old bridge reopens\r\n\r\n{PROSE}\r\n\r\nShare this article\r\nFacebook Twitter WhatsApp\r\n#bridge #city\r\n"
CLEAN = f"Old bridge reopens\r\n\r\n{PROSE}\r\n\r\n"

PLUGIN = '''
import os
from boilerkit import rule

@rule("other.fragile")
def fragile(page):
    """Breaks on some pages."""
    if "boom" in page.source:
        raise LookupError("no such block")
    if "die" in page.source:
        os._exit(9)
    if "whose" in page.source:
        raise LookupError(f"of {os.getppid()}")
    if "terminate" in page.source:
        os.kill(os.getpid(), 15)
    return ()
'''

COMMAND = [sys.executable, "-m", "boilerkit"]


def environment(**more: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    return {**own, "PYTHONPATH": str(Path(boilerkit.__file__).parents[1]), "PYTHONUTF8": "1", **more}


def call(*arguments: str, cwd: Path, stdin: str = "", env: dict[str, str] | None = None) -> tuple[int, str, str]:
    """Exit code, standard output and standard error, line breaks untouched."""
    done = subprocess.run(
        [*COMMAND, *arguments], cwd=cwd, input=stdin.encode(), env=env or environment(), capture_output=True, timeout=60
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def objects(lines: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.split("\n")[:-1]]


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder `pages` with good and bad ones."""
    for name, content in (
        ("a.txt", PAGE.encode()),
        ("b/deep/c.txt", f"{PROSE}\n\nTags: bridge, city\n".encode()),
        ("b/latin.txt", f"{PROSE}\nThe café by the river stays open.\n".encode("cp1252")),
        ("binary.txt", b"\x00\x01\x02" * 100),
        ("notes.pdf", b"no page"),
    ):
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "pages" / "gone.txt").symlink_to("nowhere")
    return tmp_path


def test_one_file_goes_to_standard_output_with_its_own_line_breaks(corpus: Path) -> None:
    code, out, err = call("clean", "pages/a.txt", cwd=corpus)
    assert (code, out) == (0, CLEAN)
    assert err.startswith(f"1 page, {len(PAGE)} characters, {len(PAGE) - len(CLEAN)} removed (")
    assert [line.split()[:3] for line in err.splitlines()[2:]] == [["share", "2", "47"], ["tags", "1", "15"]]


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input_goes_to_standard_output(tmp_path: Path, arguments: Sequence[str]) -> None:
    code, out, err = call("clean", "-q", *arguments, cwd=tmp_path, stdin=PAGE)
    assert (code, out, err) == (0, CLEAN, "")


def test_a_folder_is_mirrored_and_every_page_is_in_the_record(corpus: Path) -> None:
    code, out, err = call("clean", "pages", "-o", "new/out", "--record", "new/r.jsonl", cwd=corpus)
    assert (code, out) == (1, "")
    assert sorted(tree(corpus / "new")) == ["out/a.txt", "out/b/deep/c.txt", "out/b/latin.txt", "r.jsonl"]
    assert (corpus / "new/out/a.txt").read_bytes().decode() == CLEAN
    assert "café" in (corpus / "new/out/b/latin.txt").read_text("utf-8")
    records = objects((corpus / "new/r.jsonl").read_text("utf-8"))
    assert [record["id"] for record in records] == ["a.txt", "b/deep/c.txt", "b/latin.txt", "binary.txt", "gone.txt"]
    assert {record["schema"] for record in records} == {"boilerkit.record/1"}
    assert [cut["rule"] for cut in records[1]["removals"]] == ["tags.list"]
    assert not any("source" in record or "text" in record for record in records)
    for failed in records[3:]:
        assert set(failed) == {"schema", "id", "error"}
        assert f"{failed['id']}: {failed['error']}" in err
    assert records[4]["error"] == "cannot be read: No such file or directory"
    assert "5 pages, 2 failed" in err
    assert "encoding guessed: 1" in err


def test_jsonl_and_jobs_give_the_same_bytes(corpus: Path) -> None:
    for number in range(20):
        (corpus / "pages" / f"n{number}.txt").write_text(f"{PROSE}\n\n#n{number}\n")
    for jobs in ("1", "2"):
        call("clean", "pages", "-o", f"{jobs}/out", "--record", f"{jobs}/r.jsonl", "--jobs", jobs, cwd=corpus)
    assert tree(corpus / "1") == tree(corpus / "2")
    code, out, err = call("clean", "pages", "--format", "jsonl", "--jobs", "2", "-q", cwd=corpus)
    assert code == 1
    assert len(err.splitlines()) == 2
    pages = objects(out)
    texts = {page["id"]: page.pop("text").encode() for page in pages if "error" not in page}
    assert {f"out/{page_id}": text for page_id, text in texts.items()} == {
        name: content for name, content in tree(corpus / "1").items() if name != "r.jsonl"
    }
    assert pages == objects((corpus / "1/r.jsonl").read_text("utf-8"))


def test_an_input_is_never_overwritten(corpus: Path) -> None:
    before = tree(corpus)
    code, out, err = call("clean", "pages", "-o", "pages", cwd=corpus)
    assert (code, out) == (2, "")
    assert err.startswith("Error: ")
    assert "also an input" in err
    with (corpus / "pages/a.txt").open("ab") as appended:
        done = subprocess.run(
            [*COMMAND, "clean", "pages/a.txt"], cwd=corpus, env=environment(), stdout=appended, check=False
        )
    assert done.returncode == 2
    assert tree(corpus) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["clean", "nowhere.txt"], "there is no file or folder 'nowhere.txt'"),
        (["clean", "pages/a.txt", "--select", "tag"], "did you mean 'tags'?"),
        (["clean", "pages/a.txt", "--ignore", "tags,,share"], "empty name"),
        (["clean", "pages/a.txt", "--jobs", "0"], "--jobs"),
        (["clean", "pages", "-o", "-"], "add -o FOLDER"),
        (["clean", "pages/a.txt", "-o", "pages/a.txt"], "also an input"),
        (["clean", "pages/a.txt", "--config", "none.toml"], "config file none.toml cannot be read"),
        (["explain", "pages"], "explain takes one page"),
        (["rules", "tags.lst"], "did you mean 'tags.list'?"),
        (["clear"], "clear"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(
    corpus: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: Sequence[str],
    said: str,
) -> None:
    monkeypatch.chdir(corpus)
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err


def test_rules_are_chosen_on_the_command_line_and_in_the_config(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(corpus)

    def cut(*arguments: str) -> list[str]:
        assert main(["clean", "pages/a.txt", "--format", "jsonl", "-q", *arguments]) == 0
        return [removal["rule"] for removal in objects(capfd.readouterr().out)[0]["removals"]]

    assert cut("--select", "share.button , tags") == ["share.button", "tags.hashtag-trailer"]
    assert cut("--ignore", "share.button", "--ignore", "tags") == ["share.network"]
    Path("pyproject.toml").write_text('[tool.boilerkit]\nselect = ["share"]\nignore = ["share.button"]\n')
    assert cut() == ["share.network"]
    assert cut("--select", "share.button,tags") == ["share.button", "tags.hashtag-trailer"]
    Path("other.toml").write_text('ignore = ["tag"]\n')
    assert main(["clean", "pages/a.txt", "--config", "other.toml"]) == 2
    assert capfd.readouterr().err.startswith("Error: other.toml: no rule or category 'tag'")


def fragile_rule(corpus: Path) -> dict[str, str]:
    """Install the plugin and have the configuration name it; the environment that commands find it in."""
    site = corpus / "site"
    (site / "acme-1.0.dist-info").mkdir(parents=True)
    (site / "acme-1.0.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")
    (site / "acme-1.0.dist-info/entry_points.txt").write_text("[boilerkit.rules]\nacme = acme_rules:fragile\n")
    (site / "acme_rules.py").write_text(PLUGIN)
    (corpus / "boilerkit.toml").write_text('rules = ["acme"]\n')
    env = environment()
    env["PYTHONPATH"] += os.pathsep + str(site)
    return env


def test_a_rule_that_raises_or_kills_fails_its_page_only(corpus: Path) -> None:
    env = fragile_rule(corpus)
    pages = corpus / "few"
    pages.mkdir()
    for name, text in (("1", PROSE), ("2", "boom"), ("3", PROSE), ("4", "die"), ("5", PROSE)):
        (pages / f"{name}.txt").write_text(text)
    arguments = ["clean", "few", "-o", "out", "--record", "r.jsonl", "--jobs", "2"]
    code, _, err = call(*arguments, cwd=corpus, env=env)
    assert code == 1
    assert sorted(tree(corpus / "out")) == ["1.txt", "3.txt", "5.txt"]
    records = objects((corpus / "r.jsonl").read_text())
    assert [record["id"] for record in records] == ["1.txt", "2.txt", "3.txt", "4.txt", "5.txt"]
    assert (
        records[1]["error"]
        == "rule other.fragile failed on this page: LookupError('no such block'); mend it or turn it off"
    )
    assert "died" in records[3]["error"]
    assert "5 pages, 2 failed" in err
    listed = " ".join(call("rules", "other", cwd=corpus, env=env)[1].split())
    assert "other.fragile Breaks on some pages." in listed


@pytest.mark.skipif(sys.platform != "linux", reason="workers are copies on Linux only")
@pytest.mark.parametrize("limits", [["--jobs", "2"], ["--page-seconds", "60"]])
def test_workers_are_copies_of_the_command(corpus: Path, limits: Sequence[str]) -> None:
    env = fragile_rule(corpus)
    env.pop("OPENBLAS_NUM_THREADS", None)
    (corpus / "few").mkdir()
    for name in "ab":
        (corpus / "few" / f"{name}.txt").write_text("whose")
    arguments = ["clean", "few", "--format", "jsonl", "-q", *limits]
    with subprocess.Popen([*COMMAND, *arguments], cwd=corpus, env=env, stdout=-1, stderr=-1) as command:
        out, _ = command.communicate(timeout=60)
    assert [f"LookupError('of {command.pid}')" in record["error"] for record in objects(out.decode())] == [True, True]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_run_told_to_end_in_the_midst_of_a_page_ends(corpus: Path) -> None:
    env = fragile_rule(corpus)
    (corpus / "few").mkdir()
    for name, text in (("1", "terminate"), ("2", PROSE)):
        (corpus / "few" / f"{name}.txt").write_text(text)
    code, _, _ = call("clean", "few", "-o", "out", "--record", "r.jsonl", cwd=corpus, env=env)
    assert code == 143
    assert not (corpus / "out").exists()
    assert not (corpus / "r.jsonl").exists()


def test_explain_marks_the_cuts_without_colour(corpus: Path) -> None:
    trick = "Read \x1b[2Jthis\u202e now, she wrote. By the river the old men still play cards, as they always did."
    code, out, err = call("explain", "-", cwd=corpus, stdin=f"{PAGE}{trick}\r\n#a #b\r\n")
    assert (code, err) == (0, "")
    assert out.split("\n") == [
        "  Old bridge reopens",
        "",
        f"  {PROSE}",
        "",
        "- Share this article  [share.button: “Share this article” is a button to share or follow]",
        "- Facebook Twitter WhatsApp  "
        "[share.network: “Facebook Twitter WhatsApp” is what is left of a row of share buttons]",
        "  #bridge #city",
        f"  {trick}".replace("\x1b", "\\x1b").replace("\u202e", "\\u202e"),
        "- #a #b  [tags.hashtag-trailer: nothing but hashtags, after the last sentence]",
        "",
    ]


def test_explain_marks_a_part_of_a_line(tmp_path: Path) -> None:
    code, out, _ = call("explain", "-", cwd=tmp_path, stdin=f"{PROSE} ADVERTISEMENT The ferry runs until then.\n")
    assert code == 0
    line = out.rstrip("\n")
    assert line.startswith(f"~ {PROSE}")
    assert "[-ADVERTISEMENT" in line
    assert "[ad.glued-marker: " in line


def test_explain_uses_a_terminals_styles_unless_told_not_to(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    page = str(corpus / "pages/a.txt")
    assert main(["explain", page]) == 0
    assert "\x1b[2;9mShare this article\x1b[0m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    assert main(["explain", page]) == 0
    plain = capsys.readouterr().out
    assert "\x1b" not in plain
    assert "\n- Share this article  [share.button: " in plain


def test_explain_tells_of_a_page_that_fails(corpus: Path) -> None:
    code, out, err = call("explain", "pages/binary.txt", cwd=corpus)
    assert (code, out) == (1, "")
    assert err.startswith("binary.txt: ")


def test_rules_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    assert "  tags.hashtag-trailer  Hashtags that close the text.\n" in capsys.readouterr().out
    assert main(["rules", "tags.hashtag-trailer"]) == 0
    out = capsys.readouterr().out
    for line in ("What it leaves alone", "Before", "    #bridge #city", "Near miss, stays as it is"):
        assert line in out.split("\n")


def test_a_reader_that_leaves_ends_the_run_quietly(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(f"{PROSE}\n" * 5000)
    with subprocess.Popen(
        [*COMMAND, "explain", "long.txt"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().strip() == PROSE.encode()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_help_and_version(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--version", cwd=tmp_path)[:2] == (0, f"boilerkit {boilerkit.__version__}\n")
    for command in ("clean", "explain", "rules", "report", "fixtures", "apply", "export"):
        assert main([command, "-h"]) == 0
        assert f"    boilerkit {command} " in capsys.readouterr().out
    for command in ("check", "add", "update", "diff", "suggest"):
        assert main(["fixtures", command, "-h"]) == 0
        assert f"    boilerkit fixtures {command} " in capsys.readouterr().out


def test_the_library_alone_loads_neither_click_nor_rich_nor_what_stands_above_it(tmp_path: Path) -> None:
    above = {"click", "rich", "pygal", "boilerkit.corpus", "boilerkit.fixtures", "boilerkit.report"}
    code = f"import boilerkit, sys; sys.exit(bool({above} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment(), check=False).returncode == 0


def test_a_command_loads_what_it_seldom_needs_only_when_it_does(tmp_path: Path) -> None:
    seldom = {"pygal", "trafilatura", "markdownify", "charset_normalizer", "boilerkit.report.html"}
    code = f"import boilerkit.cli, sys; sys.exit(bool({seldom} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment(), check=False).returncode == 0


def test_records_carry_their_source_when_asked(corpus: Path) -> None:
    code, out, _ = call("clean", "pages/a.txt", "--format", "jsonl", "--with-source", "-q", cwd=corpus)
    assert code == 0
    assert objects(out)[0]["source"] == PAGE
    for option in ("--with-source", "--metadata"):
        code, _, err = call("clean", "pages/a.txt", option, cwd=corpus)
        assert code == 2
        assert f"{option} needs --record FILE, or --format jsonl or parquet" in err


def test_records_say_what_pages_say_of_themselves_when_asked(corpus: Path) -> None:
    (corpus / "told").mkdir()
    (corpus / "told/a.txt").write_text(PROSE)
    (corpus / "told/a.html").write_text(
        '<html lang="en"><head><title>Old bridge reopens</title><meta name="author" content="Ada Brook">'
        '<meta property="og:site_name" content="Halm Post"><meta name="date" content="2024-05-03"></head>'
        f"<body><p>{PROSE}</p></body></html>"
    )
    options = ("--format", "jsonl", "--record", "r.jsonl", "-o", "out.jsonl", "-q")
    assert call("clean", "told", *options, "--metadata", cwd=corpus)[0] == 0
    for file in ("out.jsonl", "r.jsonl"):
        told = {record["id"]: record for record in objects((corpus / file).read_text())}
        found = [told["a.html"][key] for key in ("title", "author", "date", "site_name", "lang")]
        assert found == ["Old bridge reopens", "Ada Brook", "2024-05-03", "Halm Post", "en"]
        assert told["a.txt"]["author"] is None
    assert call("clean", "told", *options, cwd=corpus)[0] == 0
    assert "author" not in objects((corpus / "out.jsonl").read_text())[0]


def test_without_a_page_a_person_at_a_terminal_is_not_kept_waiting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert main(["clean"]) == 2
    assert "No page is named." in capsys.readouterr().err


@pytest.mark.parametrize("record", ["nowhere.jsonl", "a.txt"])
def test_apply_without_a_record_speaks_of_the_record_and_writes_nothing(corpus: Path, record: str) -> None:
    code, _, err = call("apply", record, "-o", "out", cwd=corpus / "pages")
    assert code == 2
    assert err.startswith(f"Error: {record}")
    assert not (corpus / "pages/out").exists()


def test_what_explain_cannot_take_is_called_what_it_is(corpus: Path) -> None:
    (corpus / "many.jsonl").write_text('{"text": "one"}\n')
    told = {"pages": "is a folder", "many.jsonl": "stands for many pages", "pages/*.txt": "stands for many pages"}
    for name, what in told.items():
        code, _, err = call("explain", name, cwd=corpus)
        assert (code, err) == (2, f"Error: {name} {what}; explain takes one page\n")


def test_a_pack_that_is_not_there_is_not_said_to_be_broken(tmp_path: Path) -> None:
    code, _, err = call("rules", "--check", "nowhere.toml", cwd=tmp_path)
    assert (code, err) == (2, "Error: phrase pack nowhere.toml cannot be read: No such file or directory\n")


def test_one_is_not_told_in_the_plural(tmp_path: Path) -> None:
    assert call("clean", cwd=tmp_path, stdin="x")[2] == "1 page, 1 character, 0 removed (0.0%)\n"
