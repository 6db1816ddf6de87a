"""What is shipped works: the wheel, installed into a fresh environment, imports and runs, and holds its data."""

import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

import boilerkit

ROOT = Path(__file__).parents[1]
SHIPPED = (".py", ".toml", ".json", ".html", ".css", ".js", ".gz", ".npz")
PAGE = "The ferry will run for another ten years, the town council decided on Monday.\n\nShare this article\n"


def run(arguments: Sequence[str | Path], cwd: Path, stdin: str = "") -> str:
    """Standard output of a command that has to succeed, free of the checkout and of whatever Python was told."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    done = subprocess.run(
        list(map(str, arguments)),
        cwd=cwd,
        env=environment | {"PYTHONUTF8": "1"},
        input=stdin.encode(),
        capture_output=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout; nothing is fetched for it."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("the build back end hatchling is not installed; the extra `test` brings it")
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of programs of a fresh environment with the wheel in it.

    Its dependencies are those of the running environment, lent by a .pth file, so that no network is needed.
    """
    folder = tmp_path_factory.mktemp("fresh")
    run([sys.executable, "-m", "venv", folder], folder)
    base = {"base": str(folder), "platbase": str(folder)}
    programs = Path(sysconfig.get_path("scripts", "venv", base))
    run([programs / "python", "-m", "pip", "install", "--no-deps", "--no-index", wheel], folder)
    lent = dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    Path(sysconfig.get_path("purelib", "venv", base), "lent.pth").write_text("\n".join(lent), "utf-8")
    return programs


def test_the_wheel_holds_its_data_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    files = (path for path in (ROOT / "boilerkit").rglob("*") if path.suffix in SHIPPED)
    data = {path.relative_to(ROOT).as_posix() for path in files}
    assert {"boilerkit/py.typed", "boilerkit/phrases/en.toml", "boilerkit/schema/record-1.json"} <= names
    assert {"boilerkit/report/html/report.html", "boilerkit/report/html/js/main.js"} <= names
    assert {name for name in names if name.startswith("boilerkit/")} == data | {"boilerkit/py.typed"}
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"boilerkit"}


def test_the_installed_library_is_the_wheels_and_cleans(scripts: Path, tmp_path: Path) -> None:
    code = f"""
import json
from importlib import resources
import boilerkit
result = boilerkit.clean({PAGE!r})
schema = resources.files("boilerkit").joinpath("schema/record-1.json").read_text("utf-8")
print(json.dumps([boilerkit.__file__, result.to_dict(), json.loads(schema)["title"]]))
"""
    file, record, title = json.loads(run([scripts / "python", "-c", code], tmp_path))
    assert Path(file).is_relative_to(scripts.parent)
    assert record == boilerkit.clean(PAGE).to_dict()
    assert [cut["rule"] for cut in record["removals"]] == ["share.button"]
    assert title == record["schema"]


def test_the_installed_command_runs(scripts: Path, tmp_path: Path) -> None:
    command = scripts / "boilerkit"
    assert run([command, "--version"], tmp_path) == f"boilerkit {boilerkit.__version__}\n"
    assert run([command, "clean", "-q"], tmp_path, PAGE) == boilerkit.clean(PAGE).text
    assert "tags.hashtag-trailer" in run([command, "rules"], tmp_path)


def test_the_installed_command_reports_and_its_plugin_checks(scripts: Path, tmp_path: Path) -> None:
    command = scripts / "boilerkit"
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    run([command, "fixtures", "add", "page.txt"], tmp_path)
    run([command, "fixtures", "check", "--record", "r.jsonl"], tmp_path)
    run([command, "report", "r.jsonl", "fixtures", "-o", "report"], tmp_path)
    assert (tmp_path / "report/index.html").stat().st_size > len(PAGE)
    assert "1 passed" in run([scripts / "python", "-m", "pytest", "--boilerkit", "fixtures"], tmp_path)
