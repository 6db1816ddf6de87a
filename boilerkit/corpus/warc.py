"""WARC: the pages of a crawl, and the texts that Common Crawl made of them (WET)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from boilerkit.corpus.files import too_large
from boilerkit.corpus.sources import PageFile, Source
from boilerkit.errors import BoilerkitError
from boilerkit.parse.source import Format

_FORMATS: dict[str, Format] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}


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
        for record in ArchiveIterator(stream, record_types=wanted, auto_decode="all", fsspec_args=False):
            found = True
            format = _format(record)
            if format:
                yield _source(record, format, limit), stream.tell()
        if not found and file.size:
            raise BoilerkitError("it holds no record of a page, or is no WARC")


def _format(record: Any) -> Format | None:
    if not record.is_http:
        return "text"
    status = record.http_headers.status_code if record.http_headers else None
    return _FORMATS.get((record.http_content_type or "").lower()) if status and 200 <= status < 300 else None


def _source(record: Any, format: Format, limit: int) -> Source:
    page_id, url = record.record_id, record.headers.get("WARC-Target-URI")
    content = record.reader.read(limit + 1)
    if len(content) > limit:
        return Source(page_id, url=url, error=str(too_large(limit)))
    charset = record.http_charset if record.is_http else "utf-8"
    try:
        return Source(page_id, content.decode(charset) if charset else content, format, url)
    except (UnicodeDecodeError, LookupError):
        return Source(page_id, content, format, url)  # the server was wrong; whoever reads the page finds out
