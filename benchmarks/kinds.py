"""Removed blocks of labelled pages: is each called what it is?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from boilerkit.content.kind_model import KindModel, file_of, read_kind_model, shipped_kind_model
from boilerkit.finding import CATEGORIES
from training.kind_examples import KindExamples, kind_examples


class _Called(NamedTuple):
    """A labelled block: its size in characters, what it was called, and what it is, the best category first."""

    size: int
    category: int
    right: Sequence[int]


def main(folds: Path | None) -> int:
    """Print, for HTML and for raw text, the share of blocks and of their characters that have the right category.

    Args:
        folds: folder with a model a fold, each of which tells the pages of domains that it has not seen.
    """
    for is_html in (True, False):
        pages = kind_examples(is_html)
        called = [each for page in pages for each in _called(page, is_html, folds)]
        print(f"\n{'HTML' if is_html else 'raw text'}: {len(pages):,} pages, {len(called):,} labelled blocks")
        print(f"{'':14}{'blocks':>9}{'right':>8}{'or accepted':>13}{'of characters':>15}{'or accepted':>13}")
        _row("all", called)
        for number, name in enumerate(CATEGORIES):
            _row(name, [each for each in called if each.right[0] == number])
    return 0


def _called(page: KindExamples, is_html: bool, folds: Path | None) -> Iterator[_Called]:
    model = _model(is_html, folds, page.fold)
    chances = model.chances(model.known(page.tokens), page.places).argmax(axis=1).tolist()
    for size, category, right in zip(page.sizes, chances, page.labels, strict=True):
        if right:
            yield _Called(size, category, right)


@cache
def _model(is_html: bool, folds: Path | None, fold: int) -> KindModel:
    return read_kind_model(folds / str(fold) / file_of(is_html)) if folds else shipped_kind_model(is_html)


def _row(name: str, called: Sequence[_Called]) -> None:
    lines = [_share(called, [1] * len(called), accepted) for accepted in (1, None)]
    characters = [_share(called, [each.size for each in called], accepted) for accepted in (1, None)]
    print(
        f"{name:14}{len(called):>9,}{lines[0]:>8.3f}{lines[1]:>13.3f}{characters[0]:>15.3f}{characters[1]:>13.3f}",
        flush=True,
    )


def _share(called: Sequence[_Called], sizes: Sequence[int], accepted: int | None) -> float:
    """Share of the sizes whose category is among the first of those that are right."""
    right = sum(size for size, each in zip(sizes, called, strict=True) if each.category in each.right[:accepted])
    return right / max(sum(sizes), 1)
