"""byline.*: who wrote the text, and when."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from boilerkit.finding import Finding
from boilerkit.page import Block, Hit, Page
from boilerkit.rules.base import rule
from boilerkit.rules.dates import is_stamp

# Words of a name or a role are possessive and separated by characters they cannot hold.
_NAMES = regex.compile(
    r"(?:[\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]*+(?:,?\s+(?:and|und|et|y|e|&|de|da|von|van|der|bin|al)\b)?+[\s,|·•/–-]*+){1,8}+"
)
_NAME_TAIL = regex.compile(r"[^.!?]{0,60}+")


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
    anchors = {*rows, *(hit.block.start for hit in _authors(page))}
    for index, block in enumerate(above):
        beside = [*above[max(0, index - 1) : index], *above[index + 1 : index + 2]]
        if block.start in rows:
            yield rows[block.start].finding(f"“{block.text[:60]}” says when the text was written, or how long it is")
        elif is_stamp(block.text) and any(b.start in anchors or b is page.headline for b in beside):
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
    return [hit for hit in page.hits("byline.author") if _is_author(hit.block, hit.phrase)]


def _is_author(block: Block, label: str) -> bool:
    """Whether what follows the label reads as names, at least at its start."""
    words = block.text.lstrip("-–—•| ")[len(label) :].lstrip(" :")
    match = _NAMES.match(words)
    if not match or not match.group().strip():
        return False
    return bool(_NAME_TAIL.fullmatch(words[match.end() :])) and len(match.group().split()) >= 2
