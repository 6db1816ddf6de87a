"""Destination: where the texts and the records of a run go. Every clash is found before anything is written."""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TextIO, get_args

from boilerkit.corpus.encode import Encoder
from boilerkit.corpus.files import kind_of, unpacked_name
from boilerkit.corpus.sources import Inputs
from boilerkit.errors import BoilerkitError

Identity = tuple[int, int]
OutputForm = Literal["text", "jsonl", "parquet"]

OUTPUT_FORMS: tuple[OutputForm, ...] = get_args(OutputForm)


@dataclass(frozen=True)
class Destination:
    """Where the output goes.

    Attributes:
        out: file or folder; None is standard output.
        is_folder: whether `out` is a folder: of texts, in which every page has a file of its own, or of parts.
        form: bare texts, one JSON object a page, or Parquet, which is always in parts.
        record: file for the records; None when nobody wants them.
    """

    out: Path | None
    is_folder: bool
    form: OutputForm
    record: Path | None

    @property
    def in_parts(self) -> bool:
        """Whether the pages go to files of many pages each."""
        return self.is_folder and self.form != "text"

    def path_of(self, page_id: str) -> Path | None:
        """The file that a page's text goes to."""
        return self.out / text_name(page_id) if self.out and self.is_folder else self.out

    def encoder(self, *, with_source: bool = False, metadata: bool = False) -> Encoder:
        """What makes the rows that go there.

        Args:
            with_source: whether a record carries the text it was made from.
            metadata: whether a record says author, date, site and language.
        """
        return Encoder(self.form == "jsonl", self.record is not None, with_source, self.form == "parquet", metadata)


def text_name(page_id: str) -> str:
    """What the text of a page is called in a folder of texts: as its page, without packing; `.txt` after `.html`."""
    bare = unpacked_name(page_id)
    kind = kind_of(bare)
    return f"{bare}.txt" if kind and kind.format == "html" else bare


def find_destination(
    inputs: Inputs, out: str | None, *, form: OutputForm = "text", record: Path | None = None, resume: bool = False
) -> Destination:
    """Where the output of these pages goes; nothing is written yet.

    Args:
        inputs: the pages.
        out: file or folder; what ends with a slash is a folder, and so is whatever Parquet goes to. None is standard
            output.
        form: what is written.
        record: file for the records.
        resume: the output is in parts, so that a run can be resumed.

    Raises:
        BoilerkitError: several texts have nowhere to go, a file stands where a folder must be or the other way
            round, or an output would overwrite an input or another output, through links too.
    """
    parts = resume or form == "parquet"
    destination = Destination(Path(out) if out else None, _is_folder(inputs, out, form, parts), form, record)
    if record and destination.in_parts:
        raise BoilerkitError(f"--record {record}: the parts in {out} hold the records; leave it out")
    if record and (record.is_dir() or str(record) == "-"):
        raise BoilerkitError(f"--record {record} is no file; name one")
    _check_apart(inputs, destination)
    _check_inputs_stay(inputs, destination)
    return destination


def _is_folder(inputs: Inputs, out: str | None, form: OutputForm, parts: bool) -> bool:
    """Whether the output is a folder: with a file for each page, or with parts."""
    if parts and (not out or form == "text"):
        raise BoilerkitError(
            "a run that can be resumed needs --format jsonl or parquet, and -o FOLDER"
            if form != "parquet"
            else "Parquet needs a folder, for its two tables: add -o FOLDER"
        )
    if form == "text" and inputs.tables:
        raise BoilerkitError(
            f"{inputs.tables[0].id} holds many pages, and bare texts need a file each; use --format jsonl or parquet"
        )
    several = not inputs.lone and form == "text"
    if not out:
        if several:
            raise BoilerkitError(
                "several pages as text need a folder: add -o FOLDER, or --format jsonl for one stream of all pages"
            )
        return False
    named_folder = out.endswith(("/", os.sep)) or Path(out).is_dir()
    if named_folder and form == "text" and inputs.from_stdin:
        raise BoilerkitError(f"-o {out} is a folder; name a file in it")
    is_folder = several or named_folder or parts
    if is_folder and os.path.lexists(out) and not Path(out).is_dir():
        raise BoilerkitError(f"-o {out} is a file and not a folder; name another one")
    return is_folder


def _check_apart(inputs: Inputs, destination: Destination) -> None:
    """Refuse a record file that is also the output, or lies where a page's text will."""
    if not destination.record or not destination.out:
        return
    record, out = Path(os.path.realpath(destination.record)), Path(os.path.realpath(destination.out))
    inside = record.relative_to(out).as_posix() if destination.is_folder and record.is_relative_to(out) else None
    if record == out or (inside is not None and inside in map(text_name, inputs.ids)):
        raise BoilerkitError(f"--record {destination.record} would overwrite the text written there; name another file")


def _check_inputs_stay(inputs: Inputs, destination: Destination) -> None:
    """Refuse an output that is one of the inputs: the same file, under whatever name or link; or that of two pages."""
    names = Counter(map(text_name, inputs.ids)) if destination.is_folder and not destination.in_parts else Counter()
    twice = [name for name, count in names.items() if count > 1]
    if twice:
        raise BoilerkitError(f"two pages would both be written to {twice[0]!r}; clean them one after the other")
    if destination.in_parts and destination.out:
        folder = os.path.realpath(destination.out)
        for file in inputs.files:
            if Path(os.path.realpath(file.path)).is_relative_to(folder):
                raise BoilerkitError(f"{file.path} is an input and lies in {destination.out}; name another folder")
        return
    outputs = dict(_identities(inputs, destination))
    if not outputs:
        return
    found = [(str(file.path), _identity(file.path)) for file in inputs.files]
    if inputs.from_stdin:
        found = [("standard input", _open_file(sys.stdin))]
    for name, identity in found:
        if identity in outputs:
            raise BoilerkitError(
                f"{outputs[identity]} is also an input ({name}) and would be overwritten; name another place"
            )


def _identities(inputs: Inputs, destination: Destination) -> Iterator[tuple[Identity, str]]:
    """Which existing files will be written, and how to call them."""
    paths = map(destination.path_of, inputs.ids) if destination.is_folder else [destination.out]
    for path in (*paths, destination.record):
        identity = _identity(path) if path else None
        if identity:
            yield identity, str(path)
    written = _open_file(sys.stdout) if destination.out is None else None
    if written:
        yield written, "standard output"


def _identity(path: Path) -> Identity | None:
    try:
        return _regular(path.stat())
    except (OSError, ValueError):
        return None


def _open_file(stream: TextIO | None) -> Identity | None:
    """The file that the shell has joined to a standard stream, if it is one."""
    try:
        return _regular(os.fstat(stream.fileno())) if stream else None
    except (OSError, ValueError):
        return None


def _regular(status: os.stat_result) -> Identity | None:
    # Terminals and /dev/null are input and output at once and nobody minds.
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None
