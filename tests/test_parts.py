"""A run in parts: whatever breaks it off, what is done stays done, and in the end it is as if nothing had happened."""

import json
import random
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from test_cli import COMMAND, environment, tree

from boilerkit import Result
from boilerkit.cli import main
from boilerkit.config import Config
from boilerkit.corpus import Limits, Source, clean_page, run
from boilerkit.corpus.manifest import NAME

PROSE = "The council approved the new bridge on Monday, and work on it will begin in spring, the mayor said."


def pages(count: int, broken: Sequence[int] = ()) -> list[str]:
    """Lines of a table; those of broken pages are no JSON, so that the run tells of them as it goes."""
    rows = [
        {"id": str(n), "url": f"https://example.org/{n}", "text": f"{PROSE}\n\n#bridge #n{n}"} for n in range(count)
    ]
    return ["nonsense" if number in broken else json.dumps(row) for number, row in enumerate(rows)]


def write(folder: Path, lines: Sequence[str]) -> Path:
    path = folder / "pages.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def arguments(source: Path, out: str, form: str, *more: str) -> list[str]:
    parts = ["--part-pages", "4", "--resume"]
    return ["clean", str(source), "-o", str(source.parent / out), "--format", form, *parts, *more]


def stamps(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("part-*")}


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_a_rerun_does_what_is_missing_or_changed_and_nothing_else(tmp_path: Path, form: str) -> None:
    pytest.importorskip("pyarrow")
    lines = pages(18, broken=[1])
    source = write(tmp_path, lines)
    out = tmp_path / "out"

    def again(expected: set[int], *more: str) -> None:
        before = stamps(out)
        assert main(arguments(source, "out", form, "-q", *more)) == 1
        after = stamps(out)
        numbers = {int(name[5:10]) for name, stamp in after.items() if before.get(name) != stamp}
        assert numbers == expected
        assert main(arguments(source, "fresh", form, "-q", *more)) == 1
        assert tree(out) == tree(tmp_path / "fresh")
        for path in sorted((tmp_path / "fresh").rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()

    again({0, 1, 2, 3, 4})
    again(set())
    next(out.rglob("part-00002*")).unlink()
    next(out.rglob("part-00003*")).write_bytes(b"torn")
    again({2, 3})
    lines[5] = lines[5].replace("Monday", "Tuesday")
    write(tmp_path, lines)
    again({1})
    write(tmp_path, lines[:-3])
    again({3})
    assert not list(out.rglob("part-00004*"))
    again({0, 1, 2, 3}, "--ignore", "tags")


def test_a_folder_with_a_run_is_not_touched_unless_it_is_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path, pages(3))
    (tmp_path / "out").mkdir()
    fresh = ["clean", str(source), "-o", str(tmp_path / "out"), "--format", "jsonl", "-q"]
    assert main(fresh) == 0
    assert main(fresh) == 2
    assert "add --resume to go on with it" in capsys.readouterr().err
    (tmp_path / "other").mkdir()
    (tmp_path / "other/mine.txt").write_text("mine")
    assert main(arguments(source, "other", "jsonl")) == 2
    assert "holds other files (mine.txt)" in capsys.readouterr().err
    (tmp_path / "out" / NAME).write_text('{"schema": "of a later version"}\n')
    assert main(arguments(source, "out", "jsonl")) == 2
    assert "no manifest of this version" in capsys.readouterr().err


def test_parts_hold_what_a_run_in_one_piece_writes(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    source = write(tmp_path, pages(10, broken=[3]))
    one = tmp_path / "one.jsonl"
    assert main(["clean", str(source), "-o", str(one), "--format", "jsonl", "-q"]) == 1
    assert main(arguments(source, "lines", "jsonl", "-q", "--jobs", "2")) == 1
    assert main(arguments(source, "tables", "parquet", "-q")) == 1
    parts = sorted((tmp_path / "lines").glob("part-*"))
    assert b"".join(part.read_bytes() for part in parts) == one.read_bytes()
    records = [json.loads(line) for line in one.read_text("utf-8").splitlines()]
    documents = pq.read_table(tmp_path / "tables/documents").to_pylist()
    cuts = pq.read_table(tmp_path / "tables/removals").to_pylist()
    assert [row["id"] for row in documents] == [record["id"] for record in records]
    assert documents[0]["url"] == "https://example.org/0"
    for key in ("title", "text", "error", "rules", "sha256", "length"):
        assert [row[key] for row in documents] == [record.get(key) for record in records]
    expected = [{"id": record["id"], **cut} for record in records for cut in record.get("removals", ())]
    assert cuts == expected


def test_half_a_surrogate_pair_fails_its_page_in_parquet_alone(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    rows = [{"text": f"{PROSE} \ud800"}, {"text": PROSE}, {"id": "a\ud800", "text": 7}]
    source = write(tmp_path, list(map(json.dumps, rows)))
    assert main(arguments(source, "out", "parquet", "-q")) == 1
    said = "half of a surrogate pair is in it, which Parquet cannot hold"
    found = [(row["id"], row["error"]) for row in pq.read_table(tmp_path / "out/documents").to_pylist()]
    assert found == [("pages.jsonl:1", said), ("pages.jsonl:2", None), ("a\\ud800", said)]


def test_tables_say_what_pages_say_of_themselves_when_asked(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    html = f'<head><title>Old bridge</title><meta name="author" content="Ada Brook"></head><p>{PROSE}</p>'
    source = write(tmp_path, list(map(json.dumps, [{"html": html}, {"text": PROSE}])))
    assert main(arguments(source, "out", "parquet", "-q", "--metadata")) == 0
    found = pq.read_table(tmp_path / "out/documents").to_pylist()
    assert [(row["title"], row["author"]) for row in found] == [("Old bridge", "Ada Brook"), (None, None)]
    assert main(arguments(source, "plain", "parquet", "-q")) == 0
    assert "author" not in pq.read_table(tmp_path / "plain/documents").column_names


def start(options: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*COMMAND, *options], env=environment(), stderr=subprocess.PIPE, start_new_session=True)


def see(process: subprocess.Popen[bytes], failures: int) -> bool:
    """Wait until a run has told of some pages that failed; False when it is done before."""
    assert process.stderr
    return all(process.stderr.readline() for _ in range(failures))


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signals of POSIX")
def test_a_run_killed_ten_times_loses_and_doubles_nothing(tmp_path: Path) -> None:
    chance = random.Random(6)
    broken = sorted(chance.sample(range(240), 80))
    source = write(tmp_path, pages(240, broken))
    assert main(arguments(source, "whole", "jsonl", "-q")) == 1
    kills = 0
    while kills < 10:
        process = start(arguments(source, "out", "jsonl", "-q", "--jobs", str(chance.choice([1, 1, 2]))))
        alive = see(process, chance.randint(1, 7))
        process.kill()
        process.communicate()
        assert alive, f"the run was done after {kills} kills"
        kills += 1
        whole = tree(tmp_path / "whole")
        there = {name: data for name, data in tree(tmp_path / "out").items() if name.startswith("part-")}
        assert there.items() <= whole.items()
    assert main(arguments(source, "out", "jsonl", "-q")) == 1
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("jobs", "sent", "code"), [("1", signal.SIGINT, 130), ("2", signal.SIGINT, 130), ("1", signal.SIGTERM, 143)]
)
def test_ctrl_c_leaves_whole_parts(tmp_path: Path, jobs: str, sent: signal.Signals, code: int) -> None:
    source = write(tmp_path, pages(4000, broken=range(0, 4000, 40)))
    process = start(arguments(source, "out", "jsonl", "-q", "--jobs", jobs))
    assert see(process, 4)
    process.send_signal(sent)
    _, said = process.communicate()
    assert process.returncode == code
    assert said.endswith(b"Interrupted.\n") == (sent == signal.SIGINT)
    parts = {name: data for name, data in tree(tmp_path / "out").items() if name != NAME}
    assert len(parts) >= 20
    assert all(name.startswith("part-") and data.count(b"\n") == 4 for name, data in parts.items())


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_is_told_with_the_file_that_found_no_room(tmp_path: Path) -> None:
    lines = pages(12)
    lines[5] = json.dumps({"id": "long", "text": f"{PROSE}\n\n" * 90})
    source = write(tmp_path, lines)
    assert main(arguments(source, "whole", "jsonl", "-q")) == 0
    shell = ["sh", "-c", 'ulimit -f 6; exec "$@"', "sh", *COMMAND, *arguments(source, "out", "jsonl", "-q")]
    full = subprocess.run(shell, env=environment(PYTHONDONTWRITEBYTECODE="1"), capture_output=True, check=False)
    assert full.returncode == 2
    assert full.stderr.decode() == f"Error: {tmp_path / 'out' / 'part-00001.jsonl'} cannot be written: File too large\n"
    assert main(arguments(source, "out", "jsonl", "-q")) == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def stuck(source: Source, config: Config) -> Result:
    """Stands for a rule that never ends on some page."""
    while source.content == "stuck":
        pass
    return clean_page(source, config)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_that_takes_too_long_is_stopped_and_the_others_are_complete(jobs: int) -> None:
    sources = [Source(str(number), "stuck" if number in (2, 9) else PROSE) for number in range(12)]
    outcomes = list(run(sources, jobs=jobs, limits=Limits(seconds=0.5), work=stuck))
    assert [outcome.id for outcome in outcomes] == [source.id for source in sources]
    failed = {outcome.id: outcome.error for outcome in outcomes if outcome.result is None}
    assert set(failed) == {"2", "9"}
    assert failed["2"] == "cleaning it took more than 0.5 seconds and was stopped; --page-seconds allows more"


@pytest.mark.parametrize("limits", [{"size": 0}, {"seconds": 0.0}, {"seconds": float("nan")}])
def test_limits_that_make_no_sense_are_refused(limits: dict[str, Any]) -> None:
    from boilerkit import BoilerkitError

    with pytest.raises(BoilerkitError, match="a limit of"):
        Limits(**limits)


def test_a_page_that_is_too_large_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "large.txt").write_text(PROSE * 3)
    (tmp_path / "small.txt").write_text(PROSE)
    assert main(["clean", str(tmp_path), "-o", str(tmp_path / "out"), "-q", "--page-size", "200"]) == 1
    assert "large.txt: the page is larger than 200 bytes; --page-size" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["small.txt"]
