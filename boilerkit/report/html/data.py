"""The pages' data as they stand in the report: packed in pieces that a browser unpacks one at a time."""

from __future__ import annotations

import base64
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, Final

from boilerkit.jsonline import to_json_line
from boilerkit.report.html.facts import PageFacts

FAILED, NO_TEXT, EVENTS, DOUBTFUL, ODD = 1, 2, 4, 8, 16

_CHUNK_SIZE: Final = 400_000
_CHUNK_PAGES: Final = 100


def packed(data: object) -> bytes:
    """Data as JSON, compressed, in letters and digits that mean nothing in HTML."""
    # JSON escapes a lone surrogate, so that UTF-8 holds the line.
    line = to_json_line({"data": data}).encode("utf-8")
    return base64.b64encode(zlib.compress(line, 6))


class Chunks:
    """The pages' records and texts, in pieces on the disk, so that memory does not grow with the run."""

    def __init__(self) -> None:
        self.places: list[tuple[int, int]] = []
        self._pages: list[dict[str, Any]] = []
        self._size = 0
        self._count = 0
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()

    def add(self, record: dict[str, Any], text: str | None) -> None:
        """Take one more page; `places` has where it stands, piece and position."""
        self.places.append((self._count, len(self._pages)))
        bare = {key: value for key, value in record.items() if key not in ("source", "text")}
        self._pages.append(bare if text is None else bare | {"source": text})
        self._size += len(text or "") + 200 * len(record.get("removals", ()))
        if self._size >= _CHUNK_SIZE or len(self._pages) >= _CHUNK_PAGES:
            self._flush()

    def elements(self) -> Iterator[bytes]:
        """The pieces as elements that a browser does not run."""
        self._flush()
        self._file.seek(0)
        for number, line in enumerate(self._file):
            yield b'<script type="text/plain" id="chunk-%d">%s</script>\n' % (number, line.rstrip())

    def close(self) -> None:
        """Give the disk back."""
        self._file.close()

    def _flush(self) -> None:
        if self._pages:
            self._file.write(packed(self._pages) + b"\n")
            self._pages, self._size = [], 0
            self._count += 1


def index_of(pages: Sequence[PageFacts], places: Sequence[tuple[int, int]], odd: set[int]) -> dict[str, Any]:
    """What the browser needs of every page to list, search and filter them, a short row each."""
    categories = sorted({name for page in pages for name in page.categories})
    rules = sorted({name for page in pages for name in page.rules})
    sites = sorted({page.site for page in pages})
    numbers = [{name: at for at, name in enumerate(names)} for names in (sites, categories, rules)]
    rows = [
        [
            page.id,
            page.title,
            numbers[0][page.site],
            page.length,
            page.removed,
            page.cuts,
            [numbers[1][name] for name in sorted(page.categories, key=lambda name: -page.categories[name])],
            sorted(numbers[2][name] for name in page.rules),
            _flags(page, odd),
            *place,
        ]
        for page, place in zip(pages, places, strict=True)
    ]
    return {"sites": sites, "categories": categories, "rules": rules, "rows": rows}


def _flags(page: PageFacts, odd: set[int]) -> int:
    return (
        FAILED * bool(page.error)
        + NO_TEXT * bool(page.problem)
        + EVENTS * bool(page.events)
        + DOUBTFUL * bool(page.doubtful)
        + ODD * (page.number in odd)
    )
