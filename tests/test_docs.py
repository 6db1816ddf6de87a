"""The documentation is true: generated pages are fresh, examples run as shown, links and names lead somewhere."""

import ast
import contextlib
import doctest
import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

import boilerkit
from boilerkit.config import Config

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")])
SOURCE = Path(boilerkit.__file__).parent
NEEDED = {"corpora.md": ("pyarrow", "polars", "duckdb")}

# Fences, inline code and links as these pages use them; no nesting.
_FENCE = re.compile(r"^```(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
_FILE_NAME = re.compile(r"# ([\w./-]+\.(?:py|toml))\n")
_SHELL_LINE = re.compile(r"^\$ ", re.MULTILINE)


class Fence(NamedTuple):
    """A fenced block: its language, its text, and the name of the file it shows, if its first line says one."""

    language: str
    text: str

    @property
    def file(self) -> str | None:
        name = _FILE_NAME.match(self.text)
        return name[1] if name else None


def fences(page: Path) -> list[Fence]:
    return [Fence(match[1], match[2]) for match in _FENCE.finditer(page.read_text("utf-8"))]


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_rules", DOCS / "generate_rules.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_fresh(generator: ModuleType) -> None:
    wanted = generator.pages()
    for name, text in wanted.items():
        path = DOCS / name
        assert path.exists(), f"{name} is missing: run python docs/generate_rules.py"
        assert path.read_text("utf-8") == text, f"{name} is stale: run python docs/generate_rules.py"
    written = {path.relative_to(DOCS).as_posix() for path in DOCS.joinpath("rules").glob("*.md")}
    assert written == {name for name in wanted if name.startswith("rules/")}


def test_every_category_is_defined_in_order() -> None:
    headings = re.findall(r"^## (\S+)$", (DOCS / "categories.md").read_text("utf-8"), re.MULTILINE)
    assert tuple(headings) == boilerkit.CATEGORIES


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path, generator: ModuleType) -> None:
    def anchors(path: Path) -> set[str]:
        prose = _FENCE.sub("", path.read_text("utf-8"))
        return {generator.anchor(heading) for heading in re.findall(r"^#+ (.+)$", prose, re.MULTILINE)}

    for link in _LINK.findall(_FENCE.sub("", page.read_text("utf-8"))):
        if "://" in link:
            continue
        target, _, anchor = link.partition("#")
        path = page.parent / target if target else page
        assert path.exists(), link
        assert not anchor or anchor in anchors(path), link


class Shell:
    """Runs what a page shows, in order, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, object] = {"__name__": "__main__"}
        programs = folder / ".programs"
        programs.mkdir()
        for program, arguments in (("python", ""), ("boilerkit", "-m boilerkit ")):
            path = programs / program
            path.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n')
            path.chmod(0o755)
        own = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
        paths = os.pathsep.join((str(folder), str(SOURCE.parent)))
        path_variable = f"{programs}{os.pathsep}{os.environ['PATH']}"
        self.environment = {**own, "PATH": path_variable, "PYTHONPATH": paths, "PYTHONUTF8": "1"}

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        if name == "pyproject.toml" and "project" in (tables := tomllib.loads(text)):
            self._install(tables["project"])

    def run_python(self, code: str) -> str:
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile(code, "example", "exec"), self.names)
        return output.getvalue()

    def run_command(self, command: str) -> str:
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
        )
        return done.stdout.decode()

    def _install(self, project: dict[str, object]) -> None:
        """What an installer would leave of a project with entry points."""
        info = self.folder / f"{str(project['name']).replace('-', '_')}-{project['version']}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
        )
        groups = project["entry-points"]
        assert isinstance(groups, dict)
        lines = [f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in names.items()) for group, names in groups.items()]
        (info / "entry_points.txt").write_text("".join(lines))


def check(shown: str, came: str) -> None:
    """Compare; `...` in what is shown stands for anything."""
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    if not doctest.OutputChecker().check_output(shown, came, flags):
        assert came == shown


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    shutil.copytree(DOCS / "examples", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    known = set(sys.modules)
    yield Shell(tmp_path)
    for name in set(sys.modules) - known:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", None)):
            del sys.modules[name]


@pytest.mark.skipif(shutil.which("sh") is None, reason="the pages show sessions of a POSIX shell")
@pytest.mark.parametrize("page", [page for page in PAGES if page.parent.name != "rules"], ids=name_of)
def test_examples_run_as_shown(page: Path, shell: Shell) -> None:
    for package in NEEDED.get(page.name, ()):
        pytest.importorskip(package, reason=f"the page shows {package}, which is not installed")
    printed: str | None = None
    for fence in fences(page):
        output, printed = printed, None
        if fence.file:
            shell.write(fence.file, fence.text)
        elif fence.language == "python":
            printed = shell.run_python(fence.text)
        elif fence.language == "text" and output is not None:
            check(fence.text.rstrip(), output.rstrip())
        elif fence.language == "console":
            for session in _SHELL_LINE.split(fence.text)[1:]:
                command, _, shown = session.partition("\n")
                check(shown, shell.run_command(command))
        elif fence.language == "toml":
            tomllib.loads(fence.text)
        elif fence.language == "json":
            json.loads(fence.text)


def test_the_packs_of_the_pages_do_what_their_cases_say(shell: Shell) -> None:
    body = "The council approved the new bridge on Monday, and work on it will begin in spring."
    for fence in fences(DOCS / "phrase-packs.md"):
        if fence.language == "toml":
            assert fence.file
            shell.write(fence.file, fence.text)
            pipeline = Config(packs=(fence.file,)).pipeline()
            for tables in tomllib.loads(fence.text).values():
                for table in tables if isinstance(tables, list) else ():
                    for example in table.get("removes", ()):
                        result = boilerkit.clean(f"{body}\n{example}", pipeline=pipeline)
                        assert result.text == f"{body}\n", example
                        assert result.removals[0].rule == table["rule"]
                    for example in table["keeps"]:
                        assert not boilerkit.clean(f"{body}\n{example}", pipeline=pipeline).removals, example


def test_the_readme_begins_with_a_true_before_and_after() -> None:
    before, after = [fence.text for fence in fences(ROOT / "README.md") if fence.language == "text"][:2]
    result = boilerkit.clean(before)
    assert result.text.strip() == after.strip()
    assert "the title of another page under the heading “Must read”" in [cut.reason for cut in result.removals]


def test_the_readmes_first_commands_are_one_line_each() -> None:
    install, test = [fence.text for fence in fences(ROOT / "README.md") if fence.language == "bash"][:2]
    for command, last in ((install, "boilerkit clean fixtures/"), (test, "-m pytest")):
        assert command.count("\n") == 1
        assert command.startswith("python3 -m venv .venv && ")
        assert last in command


def test_the_tests_that_the_architecture_names_exist() -> None:
    named = set(re.findall(r"`(test_\w+)`", (DOCS / "architecture.md").read_text("utf-8")))
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests").glob("test_*.py"))
    there = set(re.findall(r"^def (test_\w+)", tests, re.MULTILINE))
    assert named
    assert named <= there


def test_imports_only_point_down() -> None:
    table = next(fence.text for fence in fences(DOCS / "architecture.md") if fence.language == "text")
    floors = {name: -level for level, line in enumerate(table.splitlines()) for name in line.split()}
    modules = [path for path in SOURCE.rglob("*.py") if path.name not in ("__init__.py", "__main__.py")]
    for path in modules:
        own = path.relative_to(SOURCE).with_suffix("").parts[0]
        for other in imports(path):
            assert other == own or floors[other] < floors[own], (own, other)


def imports(path: Path) -> set[str]:
    """The rooms of boilerkit that a module imports from."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    names = [(node.module or "").split(".") for node in nodes]
    return {parts[1] for parts in names if parts[0] == "boilerkit" and len(parts) > 1}
