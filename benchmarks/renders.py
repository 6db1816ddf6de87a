"""Many pages as text, each way of flattening in processes that can be killed; kept in a folder, for it is slow."""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from benchmarks.columns import COLUMNS, column_of
from benchmarks.data import folder, rows
from benchmarks.page_file import read_page
from benchmarks.renderers import EXTRACTED, LINKED, RENDERERS, Renderer
from boilerkit.corpus.sources import Source
from boilerkit.corpus.workers import run_in_processes
from boilerkit.parse.decode import decode
from training.pages import GoldPage, wcxb_pages

WAYS = (*RENDERERS, *COLUMNS, *EXTRACTED)
"""All ways to flatten a page that has a gold text; without one there are no columns."""

_OF_MARKUP: Mapping[str, Renderer] = MappingProxyType({**RENDERERS, **LINKED, **EXTRACTED})

Row = dict[str, str]
"""`id`, `domain`, `type` and `text` of a page."""

_SECONDS = 20.0
_PROCESSES = 2


@dataclass(frozen=True)
class Render:
    """Flattens one page after the other; picklable.

    Attributes:
        way: one of `WAYS`, or of `LINKED`.
        golds: the gold texts by the pages' ids; only columns need them.
    """

    way: str
    golds: Mapping[str, str]

    def __call__(self, source: Source) -> tuple[str, str]:
        """The page's id and its text; empty when a library fails on it."""
        try:
            markup = source.load()
            text = decode(markup, markup=True).text if isinstance(markup, bytes) else markup
            if self.way in COLUMNS:
                return source.id, column_of(self.way, source.id, text, self.golds.get(source.id, ""))
            return source.id, _OF_MARKUP[self.way](text)
        except Exception as error:
            return failed(source, error)


def failed(source: Source, error: BaseException) -> tuple[str, str]:
    """What a page is on which a library fails, dies or takes too long: no text."""
    print(f"{source.id}: {type(error).__name__}: {str(error)[:100]}", file=sys.stderr)
    return source.id, ""


def rendered(way: str, pages: Sequence[GoldPage], kept_in: Path | None = None) -> list[str]:
    """The pages' texts, read from `kept_in/<way>.jsonl.gz` as far as they are there, else made and put there."""
    file = kept_in / f"{way}.jsonl.gz" if kept_in else None
    known = {row["id"]: row for row in _read(file)} if file and file.exists() else {}
    missing = [page for page in pages if page.id not in known]
    if missing:
        texts = dict(_rendered(way, missing))
        for page in missing:
            known[page.id] = {"id": page.id, "domain": page.domain, "type": page.kind, "text": texts[page.id]}
        if file:
            order = dict.fromkeys([*(page.id for page in pages), *known])
            _write(file, [known[page] for page in order])
    return [known[page.id]["text"] for page in pages]


def snippet_pages() -> Iterator[GoldPage]:
    """Trafilatura's evaluation pages; they have no gold text, and are of no kind."""
    for row in rows("trafilatura-eval/gold.jsonl"):
        markup = read_page(folder() / "trafilatura-eval" / row["file"])
        yield GoldPage(row["id"], row["url"], row["domain"], "snippets", markup, "")


def main(place: Path, ways: Sequence[str]) -> int:
    """Flatten all pages in all ways: WCXB's into the folder, trafilatura's into its folder `traf`."""
    for target, pages in ((place, list(wcxb_pages())), (place / "traf", list(snippet_pages()))):
        for way in ways:
            if target != place and way in COLUMNS:
                continue
            begun = time.monotonic()
            texts = rendered(way, pages, target)
            size = sum(map(len, texts)) / 1e6
            print(
                f"{target.name}/{way:20} {len(texts):5} pages {size:7.1f} M characters "
                f"{texts.count(''):4} empty {time.monotonic() - begun:6.0f} s",
                flush=True,
            )
    return 0


def _rendered(way: str, pages: Sequence[GoldPage]) -> Iterator[tuple[str, str]]:
    golds = {page.id: page.gold for page in pages} if way in COLUMNS else {}
    sources = (Source(page.id, page.markup, "html") for page in pages)
    warm_up = Source("warm-up", "<p>Some text to warm up with.</p>", "html")
    return run_in_processes(sources, Render(way, golds), failed, _PROCESSES, seconds=_SECONDS, warm_up=warm_up)


def _read(file: Path) -> Iterator[Row]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _write(file: Path, rows: Iterable[Row]) -> None:
    """Put the rows in place at once, so that a run that is broken off leaves no half of them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".part")
    with gzip.open(draft, "wt", encoding="utf-8", compresslevel=4) as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    draft.replace(file)
