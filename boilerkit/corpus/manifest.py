"""The manifest of a folder of parts: which part was made of what, by which rules, and what it should hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from boilerkit.corpus.sinks import reported, write_file
from boilerkit.errors import BoilerkitError

NAME = "_MANIFEST"
"""Begins with an underscore, so that readers of tables pass it over."""

_SCHEMA = "boilerkit.parts/1"


@dataclass(frozen=True)
class Part:
    """A part of a run: some hundred pages in one file, or one a table.

    Attributes:
        number: its place in the run, from 0.
        input: hash of the pages it was made of.
        settings: hash of the rules and of all else that decides what is in it.
        pages, failed: how many pages it has, and how many of them failed.
        files: names in the folder, with the hash of what is in each.
    """

    number: int
    input: str
    settings: str
    pages: int
    failed: int
    files: dict[str, str] = field(default_factory=dict)

    def is_whole(self, folder: Path) -> bool:
        """Whether its files are there and hold what they should."""
        try:
            return bool(self.files) and all(file_hash(folder / name) == wanted for name, wanted in self.files.items())
        except OSError:
            return False


class Manifest:
    """The parts that are done, kept in a file with a line a part, which grows with the run.

    Args:
        folder: holds the parts.

    Raises:
        BoilerkitError: the manifest is of another form, or cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self.parts: dict[int, Part] = {}
        with suppress(FileNotFoundError):
            try:
                lines = self._path.read_bytes().split(b"\n")
            except OSError as error:
                if isinstance(error, FileNotFoundError):
                    raise
                raise BoilerkitError(f"{self._path} cannot be read: {error.strerror}") from error
            self.parts = {part.number: part for part in _parts(lines, self._path)}

    def rewrite(self) -> None:
        """Write it anew, in order: the same parts give the same bytes.

        Raises:
            BoilerkitError: it cannot be written.
        """
        parts = (asdict(part) for _, part in sorted(self.parts.items()))
        write_file(self._path, b"".join(map(_line, ({"schema": _SCHEMA}, *parts))))

    def add(self, part: Part) -> None:
        """Note that a part is done.

        Raises:
            BoilerkitError: it cannot be written.
        """
        self.parts[part.number] = part
        with reported(str(self._path)), self._path.open("ab") as file:
            file.write(_line(asdict(part)))


def file_hash(path: Path) -> str:
    """Hex digest of a file's bytes.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _parts(lines: Iterable[bytes], path: Path) -> Iterator[Part]:
    """The parts in the lines; one that was not written to its end, as by a run that was killed, counts for nothing."""
    for number, line in enumerate(lines):
        with suppress(ValueError):
            data: Any = json.loads(line)
            if number == 0:
                if not isinstance(data, dict) or data.get("schema") != _SCHEMA:
                    raise BoilerkitError(f"{path} is no manifest of this version; name another folder")
                continue
            with suppress(TypeError):
                yield Part(**data)


def _line(data: dict[str, Any]) -> bytes:
    return json.dumps(data).encode() + b"\n"
