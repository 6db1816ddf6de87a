"""Writing: whole files or none, in UTF-8, line breaks as the page has them."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from boilerkit.corpus.destination import Destination
from boilerkit.corpus.encode import Encoder, Row
from boilerkit.corpus.run import Outcome
from boilerkit.errors import BoilerkitError

Write = Callable[[Row], Row]

TEMPORARY = ".boilerkit-"
"""How the name of a file begins that is not finished yet."""


@contextmanager
def open_sinks(destination: Destination, encoder: Encoder) -> Iterator[Write]:
    """A function that writes a row wherever it has to go.

    It gives the row back, or that of a failure in its place when the page's own file cannot be written. A file with a
    line a page appears when the block ends, or not at all.

    Args:
        destination: where everything goes.
        encoder: what makes the rows.

    Raises:
        BoilerkitError: the file for all pages or for the records cannot be written.
        BrokenPipeError: nobody reads standard output any more.
    """
    with ExitStack() as stack:
        texts = None
        if destination.out is None:
            texts = _Stream(_standard_output(), "standard output")
        elif destination.form == "jsonl":
            texts = _Stream(stack.enter_context(replacing(destination.out)), str(destination.out))
        record = destination.record
        records = _Stream(stack.enter_context(replacing(record)), str(record)) if record else None

        def write(row: Row) -> Row:
            if texts is None:
                row = _to_file(row, destination, encoder)
            else:
                texts.write(row.page)
            if records:
                records.write(row.record)
            return row

        yield write
        if texts:
            texts.flush()


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file that takes the place of `path` when the block ends, and is gone without a trace when it raises.

    Missing folders are made. A link is followed. What is no regular file, such as /dev/null, is written to directly.

    Raises:
        BoilerkitError: the file cannot be made, finished or put in its place.
    """
    target = Path(os.path.realpath(path))
    direct = target.exists() and not target.is_file()
    temporary = target if direct else target.with_name(f"{TEMPORARY}{secrets.token_hex(8)}.tmp")
    file = None
    try:
        with reported(str(path)):
            target.parent.mkdir(parents=True, exist_ok=True)
            file = temporary.open("wb" if direct else "xb")
        yield file
        with reported(str(path)):
            file.close()
            if not direct:
                if target.exists():
                    shutil.copymode(target, temporary)
                temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            if file:
                file.close()
        with suppress(OSError):
            if not direct:
                temporary.unlink()
        raise


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, in place of what is there.

    Raises:
        BoilerkitError: it cannot be written.
    """
    with replacing(path) as file, reported(str(path)):
        file.write(data)


@contextmanager
def reported(name: str) -> Iterator[None]:
    """Errors of the system, but for a reader that has left, as those of writing what has this name.

    Raises:
        BoilerkitError: in their place.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise BoilerkitError(f"{name} cannot be written: {error.strerror}") from error


class _Stream:
    """A binary stream whose errors say where it leads."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file, self._name = file, name

    def write(self, data: bytes) -> None:
        with reported(self._name):
            self._file.write(data)

    def flush(self) -> None:
        with reported(self._name):
            self._file.flush()


def _standard_output() -> BinaryIO:
    if sys.stdout is None:
        raise BoilerkitError("standard output is closed; name a file with -o")
    return sys.stdout.buffer


def _to_file(row: Row, destination: Destination, encoder: Encoder) -> Row:
    path = destination.path_of(row.id)
    if row.summary is None or path is None:
        return row
    if destination.is_folder and not _stays_below(row.id):
        return encoder(Outcome(row.id, error="its id leads out of the folder of the texts; use --format jsonl"))
    try:
        write_file(path, row.page)
    except BoilerkitError as error:
        return encoder(Outcome(row.id, error=str(error)))
    return row


def _stays_below(page_id: str) -> bool:
    # Ids that come from a record can be anything.
    return not os.path.isabs(page_id) and "\0" not in page_id and ".." not in page_id.replace(os.sep, "/").split("/")
