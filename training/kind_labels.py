"""Labels of kinds: pages of which it is written down what their blocks of boilerplate are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.data import folder, rows_by_id
from benchmarks.page_file import read_page as read_file
from boilerkit.finding import CATEGORIES
from boilerkit.page import Page
from boilerkit.parse.source import read_page
from training.pages import GoldPage

_files = cache(rows_by_id)
_FILE = Path(__file__).parent / "kind-labels.tsv"


class Labelled(NamedTuple):
    """A row of the file of labels.

    Attributes:
        id: of the page.
        digest: beginning of the SHA-256 of its rendered text.
        labels: block → categories, the best one first.
    """

    id: str
    digest: str
    labels: Mapping[int, Sequence[int]]

    @property
    def domain(self) -> str:
        """The registrable domain of the page; its id where that is not known."""
        return _files()[self.id][1]["domain"] or self.id

    def gold_page(self) -> GoldPage | None:
        """The page with its gold text, "" where there is none; None when the data does not hold it."""
        if self.id not in _files():
            return None
        name, row = _files()[self.id]
        markup = read_file(folder() / name / row["file"])
        return GoldPage(self.id, row["url"], self.domain, row.get("type", ""), markup, row.get("gold") or "")

    def page(self) -> Page | None:
        """The page as it was labelled; None when it is not there, or its text is another by now."""
        found = self.gold_page()
        page = read_page(found.markup, format="html").page if found else None
        return page if page and _digest(page).startswith(self.digest) else None


def read_labels() -> Iterator[Labelled]:
    """The labelled pages: id, digest, and ranges of blocks with their categories."""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        page, digest, ranges = line.split("\t")
        labels = dict[int, Sequence[int]]()
        for each in ranges.split(" "):
            span, _, names = each.partition(":")
            first, _, last = span.partition("-")
            categories = tuple(CATEGORIES.index(name) for name in names.split("|") if name in CATEGORIES)
            labels |= dict.fromkeys(range(int(first), int(last or first) + 1), categories)
        yield Labelled(page, digest, labels)


def _digest(page: Page) -> str:
    return hashlib.sha256(page.source.encode("utf-8", "surrogatepass")).hexdigest()
