"""Source: a page before it is cleaned; and which pages some paths name."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from boilerkit.errors import BoilerkitError

SUFFIX = ".txt"
STDIN_ID = "-"


class Source(NamedTuple):
    """A page before it is cleaned.

    Attributes:
        id: its name in the corpus.
        content: its text, its bytes, or the file that holds it and is read when its turn comes.
    """

    id: str
    content: str | bytes | Path

    def load(self) -> str | bytes:
        """The text or bytes.

        Raises:
            OSError: the file cannot be read.
        """
        return self.content.read_bytes() if isinstance(self.content, Path) else self.content

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
    """A page's file: the folder the corpus starts in, and the path from there with `/`, which is the page's id."""

    folder: str
    id: str

    @property
    def path(self) -> Path:
        """Where the file is."""
        return Path(self.folder, self.id)


@dataclass(frozen=True)
class Inputs:
    """The pages a run was given.

    Attributes:
        files: their files, in order; none for standard input.
        lone: whether it is one page, named as a file or come from standard input.
    """

    files: Sequence[PageFile]
    lone: bool

    @property
    def from_stdin(self) -> bool:
        """Whether the page comes from standard input."""
        return self.lone and not self.files

    @property
    def ids(self) -> Sequence[str]:
        """The pages' ids."""
        return [STDIN_ID] if self.from_stdin else [file.id for file in self.files]

    def sources(self) -> Iterator[Source]:
        """The pages, one after the other.

        Raises:
            BoilerkitError: the page should come from standard input, which is closed or cannot be read.
        """
        if self.from_stdin:
            yield Source(STDIN_ID, _standard_input())
        for file in self.files:
            yield Source(file.id, file.path)


def find_inputs(paths: Sequence[Path]) -> Inputs:
    """The pages that some files and folders name: of a folder all *.txt in it and below it, sorted by id.

    No path at all, or `-` alone, is standard input. Links to files are followed, links to folders are not.

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
            raise BoilerkitError(f"there is no file or folder {str(path)!r}")
    if len(paths) > 1:
        _check_unique(files)
    return Inputs(files, lone=len(paths) == 1 and not paths[0].is_dir())


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
                    elif entry.name.lower().endswith(SUFFIX) and (entry.is_file() or entry.is_symlink()):
                        ids.append(prefix + entry.name)
        except OSError as error:
            raise BoilerkitError(f"folder {folder} cannot be listed: {error.strerror}") from error
    base = str(root)
    return [PageFile(base, page_id) for page_id in sorted(ids)]


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
