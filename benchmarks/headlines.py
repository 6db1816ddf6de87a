"""Headlines of pages flattened: of those that stand in the text as a line, how many stay.

The headline of a page is what its markup shows as one, so it is known without labels, in any language. (Of HTML it
stays: the judge there goes by the same markup. `metadata` holds that choice against what people wrote down.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import boilerkit
from benchmarks.data import evenly
from benchmarks.measures import mean
from benchmarks.renderers import RENDERERS
from benchmarks.renders import rendered, snippet_pages
from boilerkit.parse.headline import headline_of
from boilerkit.parse.source import read_page
from boilerkit.pipeline import Pipeline
from training.examples import words_of
from training.judges import text_pipeline
from training.pages import GoldPage, wcxb_pages


class Shown(NamedTuple):
    """A page as text, with the fold in which it is tested and its headline."""

    text: str
    fold: int
    headline: str


def headlines_of(pages: Iterable[GoldPage]) -> Mapping[str, str]:
    """The headline of each page by its id, as its markup shows it: the block most like the title in its head."""
    found = {}
    for gold in pages:
        page = read_page(gold.markup, format="html").page
        span = headline_of(page)
        if span:
            found[gold.id] = page.source[slice(*span)]
    return found


def main(folds: Path | None, limit: int | None, cache: Path | None) -> None:
    """Print of each set and way how many headlines there are, and which share of them stays and is called the title."""
    articles = [page for page in wcxb_pages() if page.kind == "article"]
    sets = {"wcxb articles": (articles, cache), "snippets": (list(snippet_pages()), cache and cache / "traf")}
    print(f"{'':32}{'headlines':>10}{'rules only':>12}{'rules + judge':>15}{'as title':>10}")
    for name, (pages, kept_in) in sets.items():
        chosen = evenly(pages, limit)
        headlines = headlines_of(chosen)
        for way in RENDERERS:
            found = list(_there(chosen, rendered(way, chosen, kept_in), headlines))
            with ProcessPoolExecutor(2) as pool:
                kept = list(pool.map(partial(_kept, folds), found, chunksize=8))
            rules, judge, title = (mean([float(each[number]) for each in kept]) for number in range(3))
            print(f"{name:16}{way:16}{len(found):10}{rules:12.3f}{judge:15.3f}{title:10.3f}")


def _there(pages: Sequence[GoldPage], texts: Sequence[str], headlines: Mapping[str, str]) -> Iterator[Shown]:
    """The pages whose headline stands in their text as a line."""
    for page, text in zip(pages, texts, strict=True):
        headline = headlines.get(page.id, "")
        if words_of(headline) and _is_line(headline, text):
            yield Shown(text, page.fold, headline)


def _kept(folds: Path | None, page: Shown) -> tuple[bool, bool, bool]:
    """Whether the headline stays, by rules and with the judge that has not seen the page's domain, as its title."""
    pipelines = (Pipeline.default().without_judges(), text_pipeline(folds, page.fold))
    rules, judge = (boilerkit.clean(page.text, format="text", pipeline=pipeline) for pipeline in pipelines)
    as_title = words_of(judge.title or "") == words_of(page.headline)
    return _is_line(page.headline, rules.text), _is_line(page.headline, judge.text), as_title


def _is_line(headline: str, text: str) -> bool:
    wanted = words_of(headline)
    return any(words_of(line) == wanted for line in text.splitlines())
