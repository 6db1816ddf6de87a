"""Source: a page before it is cleaned; and which pages some paths name."""

from __future__ import annotations

import glob
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from boilerkit.corpus.files import Kind, kind_of, read_page, too_large
from boilerkit.corpus.limits import PAGE_SIZE
from boilerkit.errors import BoilerkitError
from boilerkit.parse.source import Format

STDIN_ID = "-"
_PAGE = Kind("page")


class Source(NamedTuple):
    """A page before it is cleaned.

    Attributes:
        id: its name in the corpus.
        content: its text, its bytes, or the file that holds it and is read when its turn comes.
        format: "text", "html", or "auto" to tell by the first tag.
        url: its address, when somebody knows it.
        error: why it cannot be read, for a page that is known by name alone.
    """

    id: str
    content: str | bytes | Path = ""
    format: Format = "auto"
    url: str | None = None
    error: str = ""

    def load(self, limit: int = sys.maxsize) -> str | bytes:
        """The text or bytes.

        Args:
            limit: size it may have, as in `Limits`; by default any.

        Raises:
            OSError: the file cannot be read.
            BoilerkitError: the page is larger than the limit, its file is damaged, or it is known by name alone.
        """
        if self.error:
            raise BoilerkitError(self.error)
        if isinstance(self.content, Path):
            return read_page(self.content, limit)
        if len(self.content) > limit:
            raise too_large(limit)
        return self.content

    @property
    def size(self) -> int:
        """Bytes or characters, roughly; 0 for a file that cannot be looked at."""
        if not isinstance(self.content, Path):
            return len(self.content)
        try:
            return self.content.stat().st_size
        except OSError:
            return 0


class PageFile(NamedTuple):
    """A file: the folder the corpus starts in, and the path from there with `/`, which is the id of the page in it."""

    folder: str
    id: str

    @property
    def path(self) -> Path:
        """Where the file is."""
        return Path(self.folder, self.id)

    @property
    def kind(self) -> Kind:
        """What the file holds; a name that does not say is that of a page."""
        return kind_of(self.id) or _PAGE

    @property
    def size(self) -> int:
        """Bytes, 0 for a file that cannot be looked at."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0


@dataclass
class Meter:
    """How many bytes of the inputs have been read, counted as they stand on the disk."""

    read: int = 0


@dataclass(frozen=True)
class Fields:
    """What the columns of a table are called.

    Attributes:
        text: holds texts. None: no column does.
        html: holds pages of HTML, looked at when there is no text. None: no column does.
        id: names pages; a table without it names them by its own name and their number.
        url: holds their addresses; a table need not have it.
    """

    text: str | None = "text"
    html: str | None = "html"
    id: str = "id"
    url: str = "url"

    @property
    def wanted(self) -> str:
        """The columns that may hold pages, for a message."""
        return " or ".join(repr(column) for column in (self.text, self.html) if column)


@dataclass(frozen=True)
class Inputs:
    """The pages a run was given.

    Attributes:
        files: their files, in order; none for standard input.
        lone: whether it is one page, named as a file or come from standard input.
    """

    files: Sequence[PageFile]
    lone: bool
    meter: Meter = field(default_factory=Meter, compare=False)

    @property
    def from_stdin(self) -> bool:
        """Whether the page comes from standard input."""
        return self.lone and not self.files

    @property
    def tables(self) -> Sequence[PageFile]:
        """The files with many pages each."""
        return [file for file in self.files if file.kind.form != "page"]

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the pages that have a file of their own."""
        return [STDIN_ID] if self.from_stdin else [file.id for file in self.files if file.kind.form == "page"]

    @property
    def size(self) -> int:
        """Bytes of all files, as they stand on the disk."""
        return sum(file.size for file in self.files)

    def sources(self, fields: Fields | None = None, limit: int = PAGE_SIZE) -> Iterator[Source]:
        """The pages, one after the other; of a table that cannot be read on, one more that says why.

        Args:
            fields: what the columns of tables are called.
            limit: size that a page may have; of a table no longer row is read whole.

        Raises:
            BoilerkitError: the page should come from standard input, which is closed or cannot be read, or a package
                that reads the tables is not installed.
        """
        from boilerkit.corpus.tables import check_readers, read_table

        check_readers(self.files)
        if self.from_stdin:
            yield Source(STDIN_ID, _standard_input())
        before = 0
        for file in self.files:
            kind = file.kind
            if kind.form == "page":
                yield Source(file.id, file.path, kind.format)
            else:
                for source, read in read_table(file, fields or Fields(), limit):
                    self.meter.read = before + read
                    yield source
            before += file.size
            self.meter.read = before


def find_inputs(paths: Sequence[Path]) -> Inputs:
    """The pages that some files, folders and patterns name: of a folder all that boilerkit reads in it and below it.

    Files come sorted by id. No path at all, or `-` alone, is standard input. A path that does not exist and has `*`,
    `?` or `[` in it is a pattern, `**` any number of folders. Links to files are followed, links to folders are not.

    Raises:
        BoilerkitError: a path does not exist, a folder cannot be listed, two pages would share an id, or `-` stands
            beside other paths.
    """
    if [str(path) for path in paths] in ([], [STDIN_ID]):
        return Inputs((), lone=True)
    files: list[PageFile] = []
    for path in paths:
        if str(path) == STDIN_ID:
            raise BoilerkitError("- is standard input and cannot stand beside other paths; clean it on its own")
        if path.is_dir():
            files += _files_below(path)
        elif os.path.lexists(path):
            files.append(PageFile(str(path.parent), path.name))
        else:
            files += _matching(path)
    if len(paths) > 1:
        _check_unique(files)
    named = len(paths) == 1 and len(files) == 1 and os.path.lexists(paths[0]) and not paths[0].is_dir()
    return Inputs(files, lone=named and files[0].kind.form == "page")


def _files_below(root: Path) -> list[PageFile]:
    ids: list[str] = []
    folders = [""]
    while folders:
        prefix = folders.pop()
        folder = os.path.join(root, prefix)
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(f"{prefix}{entry.name}/")
                    # A broken link counts: it is a page that fails, not one that was never there. A pipe does not.
                    elif kind_of(entry.name) and (entry.is_file() or entry.is_symlink()):
                        ids.append(prefix + entry.name)
        except OSError as error:
            raise BoilerkitError(f"folder {folder} cannot be listed: {error.strerror}") from error
    base = str(root)
    return [PageFile(base, page_id) for page_id in sorted(ids)]


def _matching(pattern: Path) -> list[PageFile]:
    """The files that a pattern names, their ids the paths below the last folder without a wildcard."""
    fixed = [glob.has_magic(part) for part in pattern.parts].index(True) if glob.has_magic(str(pattern)) else None
    if fixed is None:
        raise BoilerkitError(f"there is no file or folder {str(pattern)!r}")
    base = Path(*pattern.parts[:fixed])
    rest = str(Path(*pattern.parts[fixed:]))
    found = glob.glob(rest, root_dir=base, recursive=True)
    ids = sorted(Path(name).as_posix() for name in found if not (base / name).is_dir())
    if not ids:
        raise BoilerkitError(f"no file is named like {str(pattern)!r}")
    return [PageFile(str(base), page_id) for page_id in ids]


def _check_unique(files: Sequence[PageFile]) -> None:
    """Refuse two pages with one id: one output would overwrite the other and records could not be told apart."""
    twice = [page_id for page_id, count in Counter(file.id for file in files).items() if count > 1]
    if twice:
        paths = " and ".join(str(file.path) for file in files if file.id == twice[0])
        raise BoilerkitError(
            f"{paths} have the same id {twice[0]!r} and would be written to one place; "
            "clean them one after the other, or name the folder that holds them all"
        )


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise BoilerkitError("standard input is closed; name a file or a folder")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise BoilerkitError(f"standard input cannot be read: {error.strerror}") from error
