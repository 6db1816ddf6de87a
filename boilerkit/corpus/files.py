"""What a file holds, told by its name, and how to read it unpacked."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple, cast

from boilerkit.corpus.extras import need
from boilerkit.errors import BoilerkitError
from boilerkit.parse.source import Format

Form = Literal["page", "jsonl", "csv", "parquet", "warc"]

PACKINGS = (".gz", ".zst")


class Kind(NamedTuple):
    """What a file holds: one page, which is HTML or may be anything, or a table of many."""

    form: Form
    format: Format = "auto"


_KINDS = {
    ".txt": Kind("page"),
    ".md": Kind("page"),
    ".html": Kind("page", "html"),
    ".htm": Kind("page", "html"),
    ".xhtml": Kind("page", "html"),
    ".jsonl": Kind("jsonl"),
    ".ndjson": Kind("jsonl"),
    ".csv": Kind("csv"),
    ".parquet": Kind("parquet"),
    ".warc": Kind("warc"),
    ".wet": Kind("warc"),
}
_UNPACKED_ONLY = ("parquet",)
_PIECE = 2048
"""Bytes of a .zst file that are unpacked at once: small, for they may hold thirty thousand times as much."""


def kind_of(name: str) -> Kind | None:
    """What a file of this name holds; None when the name does not say, or boilerkit does not read it."""
    bare = unpacked_name(name)
    kind = _KINDS.get(Path(bare.lower()).suffix)
    return None if kind and kind.form in _UNPACKED_ONLY and bare != name else kind


def unpacked_name(name: str) -> str:
    """The name without the ending of a packed file."""
    return name[: -len(Path(name).suffix)] if name.lower().endswith(PACKINGS) else name


def packing_of(name: str) -> str:
    """`.gz`, `.zst` or nothing."""
    return Path(name).suffix.lower() if name.lower().endswith(PACKINGS) else ""


class _Frames(io.RawIOBase):
    """What is packed in a .zst file. The package's own reader takes a file that breaks off for one that ends."""

    def __init__(self, raw: BinaryIO, begin: Callable[[], Any]) -> None:
        self._raw, self._begin = raw, begin
        self._frame: Any = None
        self._packed = b""
        self._unpacked = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._unpacked:
            self._packed = self._packed or self._raw.read(_PIECE)
            if not self._packed:
                if self._frame:
                    raise EOFError("it breaks off in the midst of a frame")
                return 0
            frame = self._frame = self._frame or self._begin()
            self._unpacked = memoryview(frame.decompress(self._packed))
            self._packed, self._frame = (frame.unused_data, None) if frame.eof else (b"", frame)
        size = min(len(buffer), len(self._unpacked))
        buffer[:size], self._unpacked = self._unpacked[:size], self._unpacked[size:]
        return size


@contextmanager
def reading(path: Path) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """A file unpacked, and the same file as it stands, whose `tell()` says how far the reading is.

    Raises:
        OSError: it cannot be opened.
        BoilerkitError: what it is packed with is not installed; or, while it is read, it is damaged.
    """
    packing = packing_of(path.name)
    with path.open("rb") as raw:
        try:
            if packing == ".gz":
                with gzip.open(raw) as unpacked:
                    yield cast(BinaryIO, unpacked), raw
            elif packing == ".zst":
                zstandard = need("zstandard", "zstd", "a .zst file")
                yield io.BufferedReader(_Frames(raw, zstandard.ZstdDecompressor().decompressobj)), raw
            else:
                yield raw, raw
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise BoilerkitError(f"it is damaged: {error}") from error
        except Exception as error:
            if type(error).__name__ == "ZstdError":
                raise BoilerkitError(f"it is damaged: {error}") from error
            raise


def read_page(path: Path, limit: int) -> bytes:
    """A page's bytes, unpacked.

    Raises:
        OSError: the file cannot be read.
        BoilerkitError: it is larger than the limit, damaged, or packed with what is not installed.
    """
    with reading(path) as (file, _):
        data = file.read(limit + 1 if limit < sys.maxsize else -1)
    if len(data) > limit:
        raise too_large(limit)
    return data


def too_large(limit: int) -> BoilerkitError:
    """The error of a page that is larger than the limit."""
    return BoilerkitError(f"the page is larger than {limit:,} bytes; --page-size lets larger ones through")
