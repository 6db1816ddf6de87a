"""The sets: pages as text, with what is wanted of them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from benchmarks.columns import COLUMNS
from benchmarks.data import evenly, rows
from benchmarks.renderers import EXTRACTED, RENDERERS
from benchmarks.renders import WAYS, rendered, snippet_pages
from training.pages import GoldPage, fold_of, wcxb_pages

AS_IT_IS = "as it is"
"""The way of flattening of sets that are text from the start."""

FAMILIES: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "whole pages": tuple(RENDERERS),
        "columns": tuple(COLUMNS),
        "extracted": tuple(EXTRACTED),
        AS_IT_IS: (AS_IT_IS,),
        "whole": ("whole",),
        "column": ("column",),
        "article alone": ("article alone",),
    }
)
"""Kinds of ways to flatten a page."""

_SCRIPT_SAMPLE = 4_000
_ONE_SCRIPT = {"HIRAGANA": "CJK", "KATAKANA": "CJK"}
"""Scripts that are mixed in one text, by the first word of their letters' names."""


@dataclass(frozen=True)
class TextPage:
    """A page as text.

    Attributes:
        id: of the page.
        groups: type of the page, or language and script; tables have a column each.
        text: what there is to clean.
        gold: its main content; None on pages with snippets alone.
        wanted, unwanted: the snippets.
        fold: in which the page is tested, for judges that have not seen its domain.
    """

    id: str
    groups: tuple[str, ...]
    text: str
    gold: str | None
    wanted: Sequence[str] = ()
    unwanted: Sequence[str] = ()
    fold: int = 0


@dataclass(frozen=True)
class Batch:
    """The pages of a set, flattened in one way."""

    name: str
    way: str
    pages: Sequence[TextPage]

    @property
    def has_gold(self) -> bool:
        """Whether there is gold text, and not only snippets."""
        return all(page.gold is not None for page in self.pages)


@dataclass(frozen=True)
class Choice:
    """Which pages: ways to flatten them, about how many (evenly from all; None is all), and where texts are kept."""

    ways: Sequence[str] = WAYS
    limit: int | None = None
    cache: Path | None = None

    def some(self, pages: Sequence[GoldPage]) -> Sequence[GoldPage]:
        """The pages that are to be measured."""
        return evenly(pages, self.limit)


def wcxb(choice: Choice) -> Iterator[Batch]:
    """WCXB in all ways, by type of page."""
    pages = choice.some(list(wcxb_pages()))
    for way in choice.ways:
        texts = rendered(way, pages, choice.cache)
        found = (
            TextPage(page.id, (page.kind,), text, page.gold, fold=page.fold)
            for page, text in zip(pages, texts, strict=True)
        )
        yield Batch("wcxb", way, [page for page in found if page.text.strip()])


def snippets(choice: Choice) -> Iterator[Batch]:
    """Trafilatura's evaluation pages in all ways but columns, by language and script."""
    marked = {row["id"]: row for row in rows("trafilatura-eval/gold.jsonl")}
    languages = {row["id"]: row["lang"] for row in rows("residual/traf_dev.jsonl.gz")}
    pages = choice.some(list(snippet_pages()))
    for way in (way for way in choice.ways if way not in COLUMNS):
        texts = rendered(way, pages, choice.cache / "traf" if choice.cache else None)
        found = []
        for page, text in zip(pages, texts, strict=True):
            groups = (languages.get(page.id, "unknown"), script_of(text))
            row = marked[page.id]
            found.append(TextPage(page.id, groups, text, None, row["with"], row["without"], page.fold))
        yield Batch("snippets", way, [page for page in found if page.text.strip()])


def residual(choice: Choice) -> Iterator[Batch]:
    """The residual texts that were made from both, articles all."""
    for name in ("dev", "dev_col"):
        pages = [
            TextPage(row["id"], (row["type"],), row["raw"], row["gold"], fold=fold_of_page(row["id"]))
            for row in rows(f"residual/{name}.jsonl.gz")
        ]
        yield Batch(name, AS_IT_IS, evenly(pages, choice.limit))


def script_of(text: str) -> str:
    """The script that most letters of a text's beginning are in: LATIN, CYRILLIC, CJK …"""
    letters = (char for char in text[:_SCRIPT_SAMPLE] if char.isalpha())
    names = Counter(unicodedata.name(char, "OTHER").split(" ")[0].split("-")[0] for char in letters)
    if not names:
        return "none"
    name = names.most_common(1)[0][0]
    return _ONE_SCRIPT.get(name, name)


def fold_of_page(page: str) -> int:
    """The fold in which a page is tested, by its id in any of the sets."""
    return fold_of(_domains().get(page, ""))


@cache
def _domains() -> dict[str, str]:
    """The domains of the pages that residual texts were made from."""
    return {row["id"]: row["domain"] for name in ("wcxb", "trafilatura-eval") for row in rows(f"{name}/gold.jsonl")}
