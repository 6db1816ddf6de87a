"""byline.*: who wrote the text, and when."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from boilerkit.finding import Finding
from boilerkit.page import Hit, Page
from boilerkit.prose import ends_sentence, word_count
from boilerkit.rules.base import rule
from boilerkit.rules.boxes import boxes, listed
from boilerkit.rules.dates import is_stamp
from boilerkit.textkey import DECORATION

# Possessive repeats: a name never gives back what it has taken.
_NAME = r"(?:\p{Lu}[\p{L}\p{M}.'’-]*+|\p{Lo}[\p{L}\p{M}'’-]*+)"
_JOINS = r"(?:,?\s++(?:and|und|et|y|e|i|og|och|en|ve|dan|&|de|da|do|di|del|della|la|von|van|der|den|zu|bin|al)\b){0,3}+"
_NAME_WORDS = 2
_SENTENCE_WORDS = 3
_NAMES = regex.compile(rf"(?:the\s++)?+{_NAME}(?:{_JOINS},?\s++{_NAME}){{0,9}}+")
_SET_OFF = regex.compile(r"(?:\s*+[,;|·•/(@\d–—-][^!?]{0,60}+)?+\s*+")


@rule("byline.row")
def row(page: Page) -> Iterator[Finding]:
    """The row with date and reading time between headline and text.

    What it removes: above the body, lines such as “Published on …” or “4 min read”, and dates beside such a line,
    beside the author's, or below the headline.
    Why it is boilerplate: it is data about the text, which the metadata hold anyway.
    What it leaves alone: lines below the first paragraph, and dates that stand alone above it.

    Before: Old bridge reopens / May 3, 2021 / 4 min read / The council approved the new bridge on Monday, and
        work on it will begin in spring.
    After: Old bridge reopens / The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The bridge of Monday / Published letters / The council approved the new bridge on Monday, and
        work on it will begin in spring.
    """
    if not page.body:
        return
    above = page.before_body()
    rows = {hit.block.start: hit for hit in page.hits("byline.row")}
    authors = {hit.block.start for hit in _authors(page)}
    anchors = {*rows, *authors}
    for index, block in enumerate(above):
        if block.start in authors:
            continue
        beside = [*above[max(0, index - 1) : index], *above[index + 1 : index + 2]]
        if block.start in rows:
            yield rows[block.start].finding(f"“{block.text[:60]}” says when the text was written, or how long it is")
        elif is_stamp(block.text) and any(b.start in anchors or b == page.headline for b in beside):
            anchors.add(block.start)
            yield block.finding("a date between headline and text")


@rule("byline.author")
def author(page: Page) -> Iterator[Finding]:
    """“By” and the name of the author, above the text.

    What it removes: above the body, lines that open with “By” and a name; a role or a date may follow.
    Why it is boilerplate: the author's name is data about the text, which the metadata hold anyway.
    What it leaves alone: “By …” that is no name, and everything below the first paragraph.
    Limits: a bare name on a line of its own is not known to be an author.

    Before: Old bridge reopens / By Jane Doe / The council approved the new bridge on Monday, and work on it
        will begin in spring.
    After: Old bridge reopens / The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: By the river / By nightfall all was quiet / The council approved the new bridge on Monday, and
        work on it will begin in spring.
    """
    if page.body:
        for hit in _authors(page):
            yield hit.finding(f"“{hit.block.text[:60]}” names the author")


def _authors(page: Page) -> list[Hit]:
    """The lines that name an author; the only headline-like line of a page is taken for its headline instead."""
    return [hit for hit in page.hits("byline.author") if hit.block != page.headline and _is_author(hit)]


def _is_author(hit: Hit) -> bool:
    """Whether names follow the label, and after them nothing, or a role, place or date that is set off."""
    after = hit.block.text.lstrip(DECORATION)[len(hit.phrase) :].lstrip(DECORATION)
    names, words = _NAMES.match(after), word_count(after)
    if not names or word_count(names.group()) < _NAME_WORDS or (words > _SENTENCE_WORDS and ends_sentence(after)):
        return False
    return bool(_SET_OFF.fullmatch(after[names.end() :]))


@rule("byline.credit")
def credit(page: Page) -> Iterator[Finding]:
    """The credits at the foot of a text: who reported, edited or translated it.

    What it removes: short blocks such as “Reporting by … Editing by …”.
    Why it is boilerplate: they are data about the text.
    What it leaves alone: sentences about reporting.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // Reporting by Nora
        Field; editing by Jane Doe
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The council was moved by the reporting, by the letters and by the crowd before the town hall.
    """
    what = "says who worked on the text"
    yield from listed(page, "byline.credit", what)
    for found in boxes(page, "byline.credit", what):
        yield found.finding()
