"""Removed blocks of labelled pages: is each called what it is?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from boilerkit.content.kind_model import KindModel, file_of, read_kind_model, shipped_kind_model
from boilerkit.finding import CATEGORIES
from boilerkit.rules.base import goes_by_place
from training.kind_examples import KindExamples, kind_examples


class _Called(NamedTuple):
    """A labelled block: what it was called, and what it is.

    Attributes:
        way: in which its page was flattened.
        size: characters.
        tokens: of it.
        category: that it was called.
        right: its categories, the best one first.
    """

    way: str
    size: int
    tokens: Collection[str]
    category: int
    right: Sequence[int]


def main(folds: Path | None) -> int:
    """Print, for HTML and for raw text, the share of blocks and of their characters that have the right category.

    For raw text there is also a row for each way to flatten a page. Below the table stand those who say of a part of
    the blocks what they are, and how often the model is right about these.

    Args:
        folds: folder with a model a fold, each of which tells the pages of domains that it has not seen.
    """
    for is_html in (True, False):
        pages = kind_examples(is_html)
        called = [each for page in pages for each in _called(page, is_html, folds)]
        whose = "pages of HTML" if is_html else "texts of pages"
        print(f"\n{len(pages):,} {whose}, {len(called):,} labelled blocks")
        print(f"{'':16}{'blocks':>9}{'right':>8}{'or accepted':>13}{'of characters':>15}{'or accepted':>13}")
        _row("all", called)
        for way in dict.fromkeys(each.way for each in called) if not is_html else ():
            _row(way, [each for each in called if each.way == way])
        for number, name in enumerate(CATEGORIES):
            _row(name, [each for each in called if each.right[0] == number])
        _print_tellers(called)
    return 0


def _print_tellers(called: Sequence[_Called]) -> None:
    """Who else than the model says of a part of the blocks what they are."""
    for who, says in _WHO.items():
        told = [(each, said) for each in called for token in each.tokens if (said := says(token))]
        if told:
            theirs = _share([each._replace(category=CATEGORIES.index(said)) for each, said in told])
            print(f"{who}: {len(told):,} blocks, right about {theirs:.3f} of their characters", end="")
            print(f", the model about {_share([each for each, _ in told]):.3f}")


def _rule_says(token: str, *, by_place: bool) -> str:
    """The category that a rule has named, one that goes by the place or one that does not; "" for other tokens."""
    rule = token.removeprefix("hint ")
    return rule.partition(".")[0] if rule != token and goes_by_place(rule) == by_place else ""


_WHO: Mapping[str, Callable[[str], str]] = {
    "rules that go by the place": partial(_rule_says, by_place=True),
    "other rules": partial(_rule_says, by_place=False),
    "parts named after comments": lambda token: "comments" if token == "purpose comments" else "",
}


def _called(page: KindExamples, is_html: bool, folds: Path | None) -> Iterator[_Called]:
    model = _model(is_html, folds, page.fold)
    chances = model.chances(model.known(page.tokens), page.places).argmax(axis=1).tolist()
    for size, tokens, category, right in zip(page.sizes, page.tokens, chances, page.labels, strict=True):
        if right:
            yield _Called(page.way, size, tokens, category, right)


@cache
def _model(is_html: bool, folds: Path | None, fold: int) -> KindModel:
    return read_kind_model(folds / str(fold) / file_of(is_html)) if folds else shipped_kind_model(is_html)


def _row(name: str, called: Sequence[_Called]) -> None:
    alike = [each._replace(size=1) for each in called]
    blocks, characters = ((_share(some, 1), _share(some)) for some in (alike, called))
    print(
        f"{name:16}{len(called):>9,}{blocks[0]:>8.3f}{blocks[1]:>13.3f}{characters[0]:>15.3f}{characters[1]:>13.3f}",
        flush=True,
    )


def _share(called: Sequence[_Called], accepted: int | None = None) -> float:
    """Share of the blocks, by size, whose category is among the first so many that are right."""
    right = sum(each.size for each in called if each.category in each.right[:accepted])
    return right / max(sum(each.size for each in called), 1)
