"""Which renderings of a page the judge of raw text learns from: whole pages, columns, what others extract, and gold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from benchmarks.columns import COLUMNS
from benchmarks.renderers import EXTRACTED, RENDERERS
from benchmarks.renders import rendered
from training.line_examples import Rendering
from training.pages import GoldPage

_GOLD = "gold"
_PER_PAGE: Mapping[tuple[str, ...], int] = MappingProxyType(
    {tuple(RENDERERS): 3, tuple(COLUMNS): 2, tuple(EXTRACTED): 2, (_GOLD,): 1}
)
"""Groups of ways to flatten a page, and how many of each group a page is learned from in: all would be much alike."""


def renderings(pages: Sequence[GoldPage], kept_in: Path | None) -> list[Rendering]:
    """The renderings of all pages that have text, the ways of each group taking turns from page to page.

    Args:
        pages: with their gold texts.
        kept_in: folder of what `python -m benchmarks renders` has made; what is not there is made.
    """
    ways = {way: texts for group in _PER_PAGE for way, texts in _texts(group, pages, kept_in)}
    found = []
    for index, page in enumerate(pages):
        for group, count in _PER_PAGE.items():
            for turn in range(count):
                way = group[(index + turn * max(1, len(group) // count)) % len(group)]
                text = ways[way][index]
                if text.strip():
                    found.append(Rendering(page.id, page.domain, page.kind, way, text, page.gold))
    return found


def _texts(
    group: Sequence[str], pages: Sequence[GoldPage], kept_in: Path | None
) -> Iterator[tuple[str, Sequence[str]]]:
    for way in group:
        yield way, [page.gold for page in pages] if way == _GOLD else rendered(way, pages, kept_in)
