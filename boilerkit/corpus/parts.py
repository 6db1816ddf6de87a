"""A run in parts: files of many pages, each written whole, so that what is done stays done and is not done again."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Literal, NamedTuple

from boilerkit.corpus.encode import Row
from boilerkit.corpus.extras import see
from boilerkit.corpus.manifest import NAME, Manifest, Part
from boilerkit.corpus.parquet import TABLES, parquet_files
from boilerkit.corpus.run import loaded
from boilerkit.corpus.sinks import TEMPORARY, write_file
from boilerkit.corpus.sources import Source
from boilerkit.errors import BoilerkitError

PartForm = Literal["jsonl", "parquet"]
CleanAll = Callable[[Iterable[Source]], Generator[Row, None, None]]

PART_PAGES = 500
_PART_SIZE = 16_000_000


class Skipped(NamedTuple):
    """A part that was done before."""

    pages: int
    failed: int


class _Plan(NamedTuple):
    """A part that is being made: what it is made of, without the pages themselves."""

    number: int
    input: str
    pages: int


def open_parts(folder: Path, form: PartForm, *, resume: bool) -> Manifest:
    """The manifest of a folder that parts go to, the folder made when it is missing.

    Raises:
        BoilerkitError: what writes the parts is not installed; or the folder cannot be made, holds a run already and
            `resume` is not asked for, or holds what is no run.
    """
    if form == "parquet":
        see("pyarrow.parquet", "parquet", "--format parquet")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith(TEMPORARY))
    except OSError as error:
        raise BoilerkitError(f"{folder} cannot be used: {error.strerror}") from error
    if NAME not in there and there:
        raise BoilerkitError(f"{folder} holds other files ({there[0]}); name a new folder for the parts")
    if there and not resume:
        raise BoilerkitError(f"{folder} holds a run already; add --resume to go on with it, or name another folder")
    manifest = Manifest(folder)
    manifest.rewrite()
    return manifest


def run_in_parts(
    sources: Iterable[Source],
    clean_all: CleanAll,
    folder: Path,
    manifest: Manifest,
    *,
    form: PartForm,
    settings: str,
    metadata: bool = False,
    pages: int = PART_PAGES,
    size: int,
) -> Generator[Row | Skipped, None, None]:
    """Clean pages into parts; what was done before, of the same pages by the same settings, is not done again.

    When it is done the folder is, byte for byte, what one run without a break would have made of the pages.

    Args:
        sources: the pages. A page that comes in between others moves those behind it, and their parts are done again.
        clean_all: gives a row for each page, in order, with its line of JSON.
        folder: where the parts go.
        manifest: that of the folder.
        form: what the parts are.
        settings: all that decides what comes of a page, in one string.
        metadata: whether tables have columns for author, date, site and language.
        pages: how many a part has; fewer when they are heavy.
        size: bytes that a page may have.

    Raises:
        BoilerkitError: a part cannot be written.
    """
    digest = hashlib.sha256(f"{form}\n{pages}\n{size}\n{settings}\n{metadata}".encode()).hexdigest()
    plans: deque[_Plan | Skipped] = deque()
    count = 0

    def to_do() -> Iterator[Source]:
        nonlocal count
        for number, chunk in enumerate(_chunks(sources, pages, size)):
            count = number + 1
            plan = _Plan(number, _hash(chunk), len(chunk))
            done = manifest.parts.get(number)
            if done and (done.input, done.settings) == (plan.input, digest) and done.is_whole(folder):
                plans.append(Skipped(done.pages, done.failed))
                continue
            plans.append(plan)
            yield from chunk

    lines: list[bytes] = []
    failed = 0
    with closing(clean_all(to_do())) as rows:
        for row in rows:
            while isinstance(plan := plans[0], Skipped):
                plans.popleft()
                yield plan
            lines.append(row.page)
            failed += row.summary is None
            yield row
            if len(lines) == plan.pages:
                plans.popleft()
                files = _write(folder, plan.number, lines, form, metadata)
                manifest.add(Part(plan.number, plan.input, digest, plan.pages, failed, files))
                lines, failed = [], 0
    for left in plans:
        if isinstance(left, Skipped):
            yield left
    _tidy(folder, manifest, count)


def _chunks(sources: Iterable[Source], pages: int, size: int) -> Iterator[Sequence[Source]]:
    """The pages of one part after the other, loaded: they are hashed before anybody knows whether to clean them."""
    chunk: list[Source] = []
    weight = 0
    for source in sources:
        source = loaded(source, size)
        chunk.append(source)
        weight += source.size
        if len(chunk) == pages or weight >= _PART_SIZE:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk


def _hash(chunk: Sequence[Source]) -> str:
    digest = hashlib.sha256()
    for source in chunk:
        assert not isinstance(source.content, Path)
        kind = "str" if isinstance(source.content, str) else "bytes"
        for piece in (source.id, source.url or "", source.format, source.error, kind, source.content):
            data = piece.encode("utf-8", "surrogatepass") if isinstance(piece, str) else piece
            digest.update(b"%d:" % len(data))
            digest.update(data)
    return digest.hexdigest()


def _write(folder: Path, number: int, lines: Sequence[bytes], form: PartForm, metadata: bool) -> dict[str, str]:
    """Write the files of a part; their names and hashes."""
    name = f"part-{number:05}.{form}"
    if form == "jsonl":
        files = {name: b"".join(lines)}
    else:
        files = {f"{table}/{name}": data for table, data in parquet_files(lines, metadata=metadata).items()}
    for path, data in files.items():
        write_file(folder / path, data)
    return {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}


def _tidy(folder: Path, manifest: Manifest, count: int) -> None:
    """Put the manifest in order, and take away what runs before this one left: parts no longer there, broken files."""
    for number in [number for number in manifest.parts if number >= count]:
        del manifest.parts[number]
    manifest.rewrite()
    wanted = {NAME, *TABLES, *(name for part in manifest.parts.values() for name in part.files)}
    for path in (*folder.glob("*"), *(file for table in TABLES for file in folder.glob(f"{table}/*"))):
        name = path.relative_to(folder).as_posix()
        ours = path.name.startswith((TEMPORARY, "part-"))
        if ours and name not in wanted and path.is_file():
            path.unlink()
