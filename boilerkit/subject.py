"""Subject: what a page is about, where that is boilerplate on other pages: a privacy policy speaks of cookies."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from boilerkit.dom import Dom
from boilerkit.page import Hits, Page
from boilerkit.record import Event
from boilerkit.textkey import DECORATION, fold

_SEPARATOR = re.compile(r"\s[|–—»«·:-]\s|\s?[|»:]\s?")
_LONGEST, _MOST_WORDS = 300, 6
_HEADINGS = frozenset(("h1", "h2"))


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

    @property
    def event(self) -> Event:
        """What the record says of it."""
        silent = ", ".join(sorted(self.silent))
        about = f"the page is about what is boilerplate on others (“{self.name}”)"
        return Event("subject", f"{about}: phrases of {silent} say nothing on it")


def subject_of(page: Page) -> Subject | None:
    """What a page is about, where that is boilerplate on others; None for nearly all pages.

    HTML says so in the title of its head, raw text in its first line, which holds nothing else.
    """
    if page.dom is not None:
        return next((subject for title in _titles(page.dom) if (subject := _called(title))), None)
    subject = _called(page.blocks.key(0)) if page.blocks else None
    return subject if subject and subject.on_text else None


def heard(found: Hits, page: Page) -> Hits:
    """The phrases of a page that say something: those about its subject do not, nor do those on its headline.

    A headline is a heading of HTML that is, word for word, what the head of the page gives as its title.
    """
    subject = subject_of(page)
    silent = subject.silent if subject else frozenset[str]()
    headlines = _headlines(page.dom, page, found) if page.dom is not None else frozenset[int]()
    if not silent and not headlines:
        return found
    by_rule = {
        rule: [hit for hit in hits if hit.block.start not in headlines]
        for rule, hits in found.by_rule.items()
        if rule.partition(".")[0] not in silent
    }
    below = [(rule, hit) for rule, hit in found.cues_below if rule.partition(".")[0] not in silent]
    return Hits({rule: hits for rule, hits in by_rule.items() if hits}, below)


def _headlines(markup: Dom, page: Page, found: Hits) -> frozenset[int]:
    """Where headings with phrases on them start that say what the title says."""
    tags, of_block = markup.elements.tags, markup.facts.elements
    starts = {hit.block.start for hits in found.by_rule.values() for hit in hits}
    lines = page.blocks.lines
    listed = [index for index, start in enumerate(page.blocks.starts) if start in starts and lines[index] >= 0]
    headings = [index for index in listed if tags[of_block[lines[index]]] in _HEADINGS]
    if not headings:
        return frozenset()
    titles = set(_titles(markup))
    return frozenset(page.blocks.starts[index] for index in headings if page.blocks.key(index) in titles)


def _titles(markup: Dom) -> Iterator[str]:
    """The titles in the head and their parts, folded."""
    for title in dict.fromkeys((markup.head.title[:_LONGEST], markup.head.meta.get("og:title", "")[:_LONGEST])):
        for part in dict.fromkeys((title, *_SEPARATOR.split(title))):
            if key := fold(part).strip(DECORATION):
                yield key


def _called(title: str) -> Subject | None:
    """The subject of a page with such a folded title: it is that of its name, or opens or closes with one."""
    subjects, words = _subjects(), title.strip(DECORATION).split(maxsplit=_MOST_WORDS)
    if len(words) > _MOST_WORDS:
        return None
    if whole := subjects.get(" ".join(words)):
        return whole
    parts = [part for at in range(1, len(words)) for part in (words[:at], words[at:])]
    found = (subjects.get(" ".join(part)) for part in parts)
    return next((subject for subject in found if subject and subject.in_longer), None)


@cache
def _subjects() -> Mapping[str, Subject]:
    """Subjects by the folded titles of their pages."""
    data = tomllib.loads(resources.files("boilerkit").joinpath("subjects.toml").read_text(encoding="utf-8"))
    return {
        fold(title): Subject(name, frozenset(table["silent"]), table["on-text"], table["in-longer"])
        for name, table in data.items()
        for title in table["titles"]
    }
