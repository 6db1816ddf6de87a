"""Pages in ten languages, put together from sheets that we wrote: what is wanted of each line is known exactly."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from benchmarks.text.pages import Batch, Choice, TextPage, script_of
from boilerkit.errors import BoilerkitError
from boilerkit.fixtures.pairs import EXPECTED
from boilerkit.parse.decode import decode

_SHEETS = Path(__file__).with_name("languages")
_FIXTURES = Path(__file__).parents[2] / "fixtures"
_PAGES = 24
"""Pages a language and layout."""

LAYOUTS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = MappingProxyType(
    {
        "whole": (("menu", "cookies"), ("share", "related", "comments", "newsletter", "footer")),
        "column": (("share",), ("related", "newsletter", "comments")),
        "article alone": ((), ()),
    }
)
"""What stands before and after the article; of it, a page has most."""

_LIKELY = 0.8
_LANGUAGE_OF_FOLDER = {"daily-es": "es", "daily-fr": "fr", "regional-de": "de"}
_LANGUAGE_OF_PAGE = {
    "greek-gefyra": "el",
    "japanese-hashi": "ja",
    "publicite-essai": "fr",
    "werbung-geschichte": "de",
    "por-que-cierran": "es",
}


def made(choice: Choice) -> Iterator[Batch]:
    """The fixtures of text themselves, then a batch of made-up pages a layout."""
    yield Batch("fixtures", "as it is", _few(list(_fixtures()), choice.limit))
    for layout in LAYOUTS:
        pages = [
            _page(sheet, file.stem, layout, number)
            for file in sorted(_SHEETS.glob("*.toml"))
            for sheet in [tomllib.loads(file.read_text(encoding="utf-8"))]
            for number in range(_PAGES)
        ]
        yield Batch("fixtures", layout, _few(pages, choice.limit))


def _few(pages: Sequence[TextPage], limit: int | None) -> Sequence[TextPage]:
    return pages[:: max(1, len(pages) // limit)] if limit else pages


def _fixtures() -> Iterator[TextPage]:
    for file in sorted(_FIXTURES.glob("*/*.input.txt")):
        name = file.name.removesuffix(".input.txt")
        expected = file.with_name(name + EXPECTED)
        if not expected.exists():
            raise BoilerkitError(f"{expected} is missing; write what is to stay of {file.name} into it")
        text, gold = (decode(found.read_bytes()).text for found in (file, expected))
        language = _LANGUAGE_OF_FOLDER.get(file.parent.name) or _LANGUAGE_OF_PAGE.get(name, "en")
        yield TextPage(f"{file.parent.name}/{name}", (language, script_of(text)), text, gold)


def _page(sheet: Mapping[str, str | Sequence[str]], language: str, layout: str, number: int) -> TextPage:
    """One page of a language: some paragraphs of its article, in order, in some of the surroundings of a layout."""
    chance = random.Random(f"{language} {layout} {number}")
    before, after = LAYOUTS[layout]
    lines = [(line, False) for part in before if chance.random() < _LIKELY for line in _some(sheet, part, chance)]
    lines += list(_article(sheet, chance, bare=not after))
    lines += [(line, False) for part in _shuffled(after, chance) for line in _some(sheet, part, chance)]
    between = chance.choice(("\n", "\n\n"))
    text = between.join(line for line, _ in lines)
    gold = "\n".join(line for line, wanted in lines if wanted)
    return TextPage(f"{language}-{layout}-{number}", (language, script_of(text)), text, gold)


def _article(
    sheet: Mapping[str, str | Sequence[str]], chance: random.Random, *, bare: bool
) -> Iterator[tuple[str, bool]]:
    """Lines of an article, each with whether it is wanted; a bare one has no byline and nothing between."""
    yield str(sheet["headline"]), True
    if not bare:
        yield from ((line, False) for line in _some(sheet, "byline", chance))
    body = list(sheet["body"])
    chosen = sorted(chance.sample(range(len(body)), chance.randint(4, len(body))))
    heading, inlined = chance.choice(chosen[2:]), set(chance.sample(chosen, 2))
    inline = iter(chance.sample(list(sheet["inline"]), 2))
    for at in chosen:
        if at == heading:
            yield str(sheet["subheading"]), True
        yield body[at], True
        if at in inlined and not bare:
            yield next(inline), False


def _some(sheet: Mapping[str, str | Sequence[str]], part: str, chance: random.Random) -> Sequence[str]:
    """The lines of a part, now and then without one of the later ones."""
    lines = list(sheet[part])
    if len(lines) > 2 and chance.random() < 1 - _LIKELY:
        del lines[chance.randrange(1, len(lines))]
    return lines


def _shuffled(parts: Sequence[str], chance: random.Random) -> Sequence[str]:
    """Most of the parts in some order, the footer last."""
    chosen = [part for part in parts if chance.random() < _LIKELY]
    chance.shuffle(chosen)
    return sorted(chosen, key=lambda part: part == "footer")
