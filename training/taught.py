"""Pages that have no gold text: what the judge of HTML keeps of them, mended by the snippets that people marked.

Pseudo-labels (Lee 2013), with markup as the teacher: it says more of a page than its text does, in any language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from benchmarks.data import rows
from benchmarks.renders import snippet_pages
from boilerkit.api import clean
from boilerkit.page import Page
from boilerkit.parse.source import read_page
from boilerkit.removal import Removal
from training.pages import GoldPage


def taught_pages() -> Iterator[GoldPage]:
    """Trafilatura's evaluation pages, in some twenty languages, each with the text that is taken for its gold."""
    marked = {row["id"]: row for row in rows("trafilatura-eval/gold.jsonl")}
    for page in snippet_pages():
        row = marked[page.id]
        gold = taught_text(page.markup, row["with"], row["without"])
        if gold:
            yield replace(page, gold=gold)


def taught_text(markup: bytes, wanted: Sequence[str], unwanted: Sequence[str]) -> str:
    """The blocks of a page that the judge keeps or a wanted snippet stands in, and no unwanted one."""
    page = read_page(markup, format="html").page
    kept = _kept(page, clean(markup, format="html").removals)
    texts = []
    for block, stays in zip(page.blocks, kept, strict=True):
        text = _spaced(block.text)
        if any(_spaced(snippet) in text for snippet in wanted) or (
            stays and not any(_spaced(snippet) in text for snippet in unwanted)
        ):
            texts.append(block.text)
    return "\n".join(texts)


def _kept(page: Page, removals: Sequence[Removal]) -> list[bool]:
    """Of each block whether less than half of it goes."""
    stays = np.ones(len(page.source), dtype=np.bool_)
    for removal in removals:
        stays[removal.start : removal.end] = False
    return [
        bool(2 * stays[start:end].sum() > end - start)
        for start, end in zip(page.blocks.starts, page.blocks.ends, strict=True)
    ]


def _spaced(text: str) -> str:
    return " ".join(text.split())
