"""Markdown with its links: how much of the page is found, beside the same Markdown without them.

Words of addresses count nowhere: what is compared with the gold text is what a reader sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import boilerkit
from benchmarks.data import evenly
from benchmarks.measures import bootstrap, mean, word_f1
from benchmarks.renders import rendered
from boilerkit.links import shown
from training.judges import text_pipeline
from training.pages import wcxb_pages


class _Texts(NamedTuple):
    """A page as Markdown without links and with them."""

    kind: str
    fold: int
    gold: str
    plain: str
    linked: str


def main(folds: Path | None, limit: int | None, cache: Path | None) -> int:
    """Print the word F1 of WCXB by type of page: of doing nothing, without links, and with them."""
    pages = evenly(list(wcxb_pages()), limit)
    plain, linked = (rendered(way, pages, cache) for way in ("html2text", "html2text_links"))
    texts = [
        _Texts(page.kind, page.fold, page.gold, *both)
        for page, *both in zip(pages, plain, linked, strict=True)
        if all(both)
    ]
    with ProcessPoolExecutor(2) as pool:
        scores = list(pool.map(partial(_scores, folds), texts, chunksize=8))
    print(f"{'':16}{'pages':>6}{'nothing':>9}{'without links':>15}{'with links':>12}{'difference':>12}")
    for kind in ("all", *sorted({text.kind for text in texts})):
        own = [score for text, score in zip(texts, scores, strict=True) if kind in ("all", text.kind)]
        nothing, without, within = (mean([each[name] for each in own]) for name in ("nothing", "plain", "linked"))
        low, high = bootstrap([each["linked"] - each["plain"] for each in own])
        print(f"{kind:16}{len(own):6}{nothing:9.3f}{without:15.3f}{within:12.3f}{low:+8.3f} to {high:+.3f}")
    return 0


def _scores(folds: Path | None, texts: _Texts) -> Mapping[str, float]:
    pipeline = text_pipeline(folds, texts.fold)
    linked = boilerkit.clean(texts.linked, format="text", pipeline=pipeline).text
    return {
        "nothing": word_f1(texts.plain, texts.gold),
        "plain": word_f1(boilerkit.clean(texts.plain, format="text", pipeline=pipeline).text, texts.gold),
        "linked": word_f1(shown(linked), texts.gold),
    }
