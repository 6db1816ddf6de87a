"""Subject: what a page is about, where that is boilerplate on other pages: a privacy policy speaks of cookies."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from importlib import resources
from itertools import chain
from typing import NamedTuple

from boilerkit.dom import Dom
from boilerkit.page import Hits, Page
from boilerkit.parse.headline import title_parts
from boilerkit.textkey import DECORATION, fold

_LONGEST, _MOST_WORDS = 300, 6
_HEADINGS = frozenset(("h1", "h2"))
_NAME_WORDS = range(2, 5)
_AUTHOR = "author"


class Subject(NamedTuple):
    """What pages of some titles are about.

    Attributes:
        name: of the subject.
        silent: categories of boilerplate that such a page speaks of.
        on_text: whether the first line of raw text can tell that a page is about it.
        in_longer: whether a title can have more words before or behind.
    """

    name: str
    silent: frozenset[str]
    on_text: bool
    in_longer: bool


def heard(found: Hits, page: Page) -> Hits:
    """The phrases of a page that say something: those about its subject do not, nor do those on its headline.

    HTML says what it is about in the title of its head, raw text in its first line, which holds nothing else; or its
    headline is a name, and the first paragraph opens with it. A headline of HTML is a heading that is word for word
    a title.
    """
    subject = _subject_of(page) or (_person(page) if _speaks_of(found, _author().silent) else None)
    silent = subject.silent if subject else frozenset[str]()
    headlines = _listed_headlines(page.dom, page, found) if page.dom is not None else frozenset[int]()
    if not headlines and not _speaks_of(found, silent):
        return found
    by_rule = {
        rule: [hit for hit in hits if hit.block.start not in headlines]
        for rule, hits in found.by_rule.items()
        if _category(rule) not in silent
    }
    below = [(rule, hit) for rule, hit in found.cues_below if _category(rule) not in silent]
    return Hits({rule: hits for rule, hits in by_rule.items() if hits}, below, subject.name if subject else "")


def _speaks_of(found: Hits, categories: Collection[str]) -> bool:
    """Whether there are phrases of some categories."""
    rules = (*found.by_rule, *(rule for rule, _ in found.cues_below))
    return bool(categories) and any(_category(rule) in categories for rule in rules)


def _category(rule: str) -> str:
    return rule.partition(".")[0]


def _subject_of(page: Page) -> Subject | None:
    """The subject that the title of a page names."""
    if page.dom is not None:
        return next((subject for title in _titles(page.dom) if (subject := _called(title))), None)
    line = page.blocks.key(0) if page.blocks else ""
    return next(
        (subject for part in (line, *title_parts(line)) if (subject := _called(part)) and subject.on_text), None
    )


def _called(title: str) -> Subject | None:
    """The subject of a page with such a folded title: it is that of its name, or opens or closes with one.

    What opens a longer title than of two words is two of them at least and a third of all, what closes it half of
    them: others are headlines on the matter.
    """
    subjects = _subjects()
    words = [bare for word in title.split(maxsplit=_MOST_WORDS) if (bare := word.strip(DECORATION))]
    count = len(words)
    if count > _MOST_WORDS:
        return None
    if whole := subjects.get(" ".join(words)):
        return whole
    opens = (words[:stop] for stop in range(max(math.ceil(count / 3), min(2, count - 1)), count))
    closes = (words[start:] for start in range(1, count // 2 + 1))
    found = (subjects.get(" ".join(part)) for part in chain(opens, closes))
    return next((subject for subject in found if subject and subject.in_longer), None)


def _person(page: Page) -> Subject | None:
    """The subject of a page about somebody: it is headed by a name that its first paragraph opens with."""
    first = next((index for index in range(len(page)) if page.blocks.is_prose(index)), 0)
    markup = page.dom
    if markup is None:
        name = page.blocks.key(0) if first else ""
    else:
        title = _key(title_parts(markup.head.title[:_LONGEST])[0])
        headed = any(page.blocks.key(index) == title for index in _headings(markup, page))
        name = title if headed else ""
    is_name = len(name.split()) in _NAME_WORDS
    return _author() if is_name and page.blocks.key(first).startswith(f"{name} ") else None


def _listed_headlines(markup: Dom, page: Page, found: Hits) -> Collection[int]:
    """Where headings with phrases on them start that say what the title says."""
    listed = {hit.block.start for hits in found.by_rule.values() for hit in hits}
    headings = [index for index in _headings(markup, page) if page.blocks.starts[index] in listed]
    titles = set(_titles(markup)) if headings else ()
    return [page.blocks.starts[index] for index in headings if page.blocks.key(index) in titles]


def _headings(markup: Dom, page: Page) -> Iterator[int]:
    """The blocks that are headings of the first two levels."""
    tags, of_line = markup.elements.tags, markup.facts.elements
    return (index for index, line in enumerate(page.blocks.lines) if line >= 0 and tags[of_line[line]] in _HEADINGS)


def _titles(markup: Dom) -> Iterator[str]:
    """The titles in the head and their parts, folded."""
    for title in dict.fromkeys((markup.head.title[:_LONGEST], markup.head.meta.get("og:title", "")[:_LONGEST])):
        yield from (key for part in dict.fromkeys((title, *title_parts(title))) if (key := _key(part)))


def _key(title: str) -> str:
    """A title as keys of blocks are compared."""
    return fold(title).strip(DECORATION)


@cache
def _author() -> Subject:
    return next(subject for subject in _subjects().values() if subject.name == _AUTHOR)


@cache
def _subjects() -> Mapping[str, Subject]:
    """Subjects by the folded titles of their pages."""
    data = tomllib.loads(resources.files("boilerkit").joinpath("subjects.toml").read_text(encoding="utf-8"))
    return {
        fold(title): Subject(name, frozenset(table["silent"]), table["on-text"], table["in-longer"])
        for name, table in data.items()
        for title in table["titles"]
    }
