"""The corpus layer: every page accounted for, in order, whatever happens to one of them; nothing half-written."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from boilerkit import BoilerkitError, Result, clean
from boilerkit.config import Config
from boilerkit.corpus import Inputs, Outcome, PageFile, Source, find_destination, find_inputs, open_sinks, run
from boilerkit.corpus.destination import OutputForm
from boilerkit.corpus.sinks import replacing

PROSE = "The council approved the new bridge on Monday, and work on it will begin in spring, the mayor said."


class Unpicklable(Result):
    """A result that cannot travel between processes."""

    def __reduce__(self) -> str:
        raise TypeError("stays where it is")


def moody(source: Source, config: Config) -> Result:
    """Stands for a rule's code that goes wrong in every way it can."""
    text = source.load()
    if text == "die":
        os._exit(9)
    if text == "raise":
        raise ZeroDivisionError("division by zero")
    if text == "leave":
        raise SystemExit(3)
    return Unpicklable("stays") if text == "stays" else clean(text, favor=config.favor)


def pages(count: int) -> list[Source]:
    return [Source(f"{number:03}", f"{PROSE}\n\n#bridge #n{number}") for number in range(count)]


def test_outcomes_come_in_order_and_alike_for_any_number_of_jobs() -> None:
    one, two = (list(run(pages(30), jobs=jobs)) for jobs in (1, 2))
    assert [outcome.id for outcome in one] == [source.id for source in pages(30)]
    assert [outcome.to_dict() for outcome in one] == [outcome.to_dict() for outcome in two]
    assert all(outcome.result and outcome.result.text == f"{PROSE}\n\n" for outcome in two)


def test_a_page_that_kills_its_process_is_the_only_one_to_fail() -> None:
    sources = pages(24)
    for index, text in ((3, "die"), (17, "raise"), (19, "leave"), (20, "stays")):
        sources[index] = Source(sources[index].id, text)
    outcomes = list(run(sources, jobs=2, work=moody))
    assert [outcome.id for outcome in outcomes] == [source.id for source in sources]
    failed = {outcome.id: outcome.error for outcome in outcomes if outcome.result is None}
    assert list(failed) == ["003", "017", "019", "020"]
    assert "process that cleaned it died" in failed["003"]
    assert failed["017"] == "ZeroDivisionError: division by zero"
    assert failed["019"] == "SystemExit: 3"
    assert "stays where it is" in failed["020"]


def test_one_job_survives_what_a_page_raises() -> None:
    outcomes = list(run([Source("a", "raise"), Source("b", PROSE)], work=moody))
    assert [outcome.error for outcome in outcomes] == ["ZeroDivisionError: division by zero", ""]


@pytest.mark.parametrize("jobs", [1, 2])
def test_pages_are_taken_as_they_are_needed(jobs: int) -> None:
    taken = 0

    def endless() -> Iterator[Source]:
        nonlocal taken
        while True:
            taken += 1
            yield Source(str(taken), PROSE)

    outcomes = run(endless(), jobs=jobs)
    assert next(outcomes).id == "1"
    assert taken <= 12
    outcomes.close()


def test_a_run_is_refused_before_it_starts() -> None:
    with pytest.raises(BoilerkitError, match="jobs=0"):
        run([], jobs=0)
    with pytest.raises(BoilerkitError, match="'tag'"):
        run([], Config(select=("tag",)))


def test_folders_give_their_pages_sorted_and_files_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/C.TXT", "a.txt", "notes.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PROSE)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "broken.txt").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = find_inputs([tmp_path])
    assert list(found.ids) == ["a.txt", "a/b/C.TXT", "a/z.txt", "b.txt", "broken.txt", "notes.md"]
    assert not found.lone
    assert find_inputs([tmp_path / "notes.md"]) == Inputs([PageFile(str(tmp_path), "notes.md")], lone=True)
    assert find_inputs([]).from_stdin
    assert find_inputs([Path("-")]).from_stdin


def test_paths_that_make_no_sense_together(tmp_path: Path) -> None:
    for name in ("x/page.txt", "y/page.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(PROSE)
    for paths, said in (
        ([tmp_path / "x", tmp_path / "y"], "same id 'page.txt'"),
        ([tmp_path / "none"], "no file or folder"),
        ([tmp_path / "x", Path("-")], "cannot stand beside"),
    ):
        with pytest.raises(BoilerkitError, match=said):
            find_inputs(paths)


@pytest.mark.parametrize(
    ("given", "out", "form", "record", "said"),
    [
        (["in"], None, "text", None, "add -o FOLDER, or --format jsonl"),
        (["in"], "in", "text", None, "also an input"),
        (["in"], "link", "text", None, "also an input"),
        (["in"], "out", "text", "in/a.txt", "also an input"),
        (["in"], "hard.txt", "jsonl", None, "also an input"),
        (["in/a.txt"], "in/a.txt", "text", None, "also an input"),
        (["in/a.txt"], "in", "text", None, "also an input"),
        (["in/a.txt"], "soft.txt", "text", None, "also an input"),
        (["in/a.txt"], "new.txt", "text", "new.txt", "would overwrite the text"),
        (["in"], "out", "text", "out/a.txt", "would overwrite the text"),
        (["in"], "hard.txt", "text", None, "not a folder"),
        (["in"], "in/", "jsonl", None, "is an input"),
        (["in"], "out/", "jsonl", "r.jsonl", "leave it out"),
        (["in"], None, "parquet", None, "needs a folder"),
        (["in"], "hard.txt", "parquet", None, "not a folder"),
        (["in/a.txt"], None, "text", "in", "is no file"),
        (["in/a.txt"], None, "text", "-", "is no file"),
    ],
)
def test_no_output_overwrites_an_input_or_another_output(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    given: list[str],
    out: str | None,
    form: OutputForm,
    record: str | None,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text(PROSE)
    Path("link").symlink_to("in")
    Path("soft.txt").symlink_to("in/a.txt")
    Path("hard.txt").hardlink_to("in/a.txt")
    before = sorted(tmp_path.rglob("*"))
    inputs = find_inputs([Path(name) for name in given])
    with pytest.raises(BoilerkitError, match=said):
        find_destination(inputs, out, form=form, record=Path(record) if record else None)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_lone_page_goes_into_a_folder_under_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    destination = find_destination(find_inputs([tmp_path / "a.txt"]), f"{tmp_path}/new/", record=None)
    assert destination.path_of("a.txt") == tmp_path / "new" / "a.txt"


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, SystemExit])
def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, error: type[BaseException]) -> None:
    (tmp_path / "x").write_text("old")

    def fail() -> None:
        with replacing(tmp_path / "x") as file:
            file.write(b"half")
            raise error

    with pytest.raises(error):
        fail()
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert (tmp_path / "x").read_text() == "old"


def test_an_interrupt_as_soon_as_a_file_is_there_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def interrupted(path: Path, mode: str) -> None:
        path.touch()
        opened.append(path)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", interrupted)
        with pytest.raises(KeyboardInterrupt), replacing(tmp_path / "out.txt"):
            pass
    assert len(opened) == 1
    assert not list(tmp_path.iterdir())


def test_a_replaced_file_keeps_its_mode_and_a_link_its_aim(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("old")
    (tmp_path / "x").chmod(0o640)
    (tmp_path / "link").symlink_to("x")
    with replacing(tmp_path / "link") as file:
        file.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "x").read_text() == "new"
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_to_and_not_replaced() -> None:
    with replacing(Path(os.devnull)) as file:
        file.write(b"gone")
    assert not Path(os.devnull).is_file()


def test_lone_surrogates_and_line_breaks_reach_the_file(tmp_path: Path) -> None:
    text = "one\r\ntwo\rthree\u2028four \ud800 five\n"
    inputs = Inputs([PageFile(str(tmp_path / "in"), "a.txt")], lone=False)
    destination = find_destination(inputs, str(tmp_path / "out"), record=tmp_path / "r.jsonl")
    encoder = destination.encoder()
    with open_sinks(destination, encoder) as write:
        write(encoder(Outcome("a.txt", clean(text))))
    assert (tmp_path / "out/a.txt").read_bytes() == text.encode("utf-8", "surrogatepass")
    assert json.loads((tmp_path / "r.jsonl").read_bytes())["length"] == len(text)


def test_a_text_that_cannot_be_written_is_a_failure_of_its_page(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a.txt").mkdir()
    inputs = Inputs([PageFile(str(tmp_path), "a.txt"), PageFile(str(tmp_path), "b.txt")], lone=False)
    destination = find_destination(inputs, str(tmp_path / "out"), record=tmp_path / "r.jsonl")
    encoder = destination.encoder()
    with open_sinks(destination, encoder) as write:
        written = [write(encoder(Outcome(name, clean(PROSE)))) for name in ("a.txt", "b.txt")]
    assert "cannot be written" in written[0].error
    assert (tmp_path / "out/b.txt").read_text() == PROSE
    lines = (tmp_path / "r.jsonl").read_text().splitlines()
    assert json.loads(lines[0]) == {"schema": "boilerkit.record/1", "id": "a.txt", "error": written[0].error}
