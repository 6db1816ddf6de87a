"""WARC: the pages of a crawl, and the texts that Common Crawl made of them (WET)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from boilerkit.corpus.files import too_large
from boilerkit.corpus.sources import PageFile, Source
from boilerkit.errors import BoilerkitError
from boilerkit.parse.source import Format

_FORMATS: dict[str, Format] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
_HEAD = 100_000
"""How much longer than its page a record may be: what the server says before it, and marks of chunks."""


def read_warc(file: PageFile, limit: int) -> Iterator[tuple[Source, int]]:
    """The pages that a server gave with success as HTML or text, and the texts of a WET file.

    A page's id is that of its record, its url the target's. What else there is, such as images, redirects and
    requests, is no page. Packed with gzip or Zstandard or not, and so may the single page be.

    Raises:
        OSError: the file cannot be read.
        BoilerkitError: it is no WARC.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.conversion
    found = False
    with file.path.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=wanted, parse_http=False, fsspec_args=False):
            found = True
            source = _source(record, limit)
            if source:
                yield source, stream.tell()
        if not found and file.size:
            raise BoilerkitError("it holds no record of a page, or is no WARC")


def _source(record: Any, limit: int) -> Source | None:
    """The page in a record, if it holds one. One that is damaged fails alone, for its bytes are read apart from it."""
    from fastwarc.warc import WarcRecord

    page_id, url = record.record_id, record.headers.get("WARC-Target-URI")
    length = record.content_length if "Content-Length" in record.headers else sys.maxsize
    block = record.reader.read(limit + _HEAD)
    if len(block) < min(length, limit + _HEAD):
        return Source(page_id, url=url, error="its record breaks off, so the file is not whole")
    page: Any = WarcRecord()
    page.is_http = record.is_http
    page.set_bytes_content(block)
    try:
        if page.is_http:
            page.parse_http(auto_decode="all")
        format = _format(page)
        content = page.reader.read(limit + 1) if format else b""
    except OSError as error:
        return Source(page_id, url=url, error=f"what the server sent is damaged: {error}")
    if not format:
        return None
    if max(len(content), length - _HEAD) > limit:
        return Source(page_id, url=url, error=str(too_large(limit)))
    charset = page.http_charset if page.is_http else "utf-8"
    try:
        return Source(page_id, content.decode(charset) if charset else content, format, url)
    except (UnicodeDecodeError, LookupError):
        return Source(page_id, content, format, url)  # the server was wrong; whoever reads the page finds out


def _format(record: Any) -> Format | None:
    if not record.is_http:
        return "text"
    status = record.http_headers.status_code if record.http_headers else None
    return _FORMATS.get((record.http_content_type or "").lower()) if status and 200 <= status < 300 else None
