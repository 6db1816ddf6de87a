"""author-bio.*: boxes about the author or the publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import regex

from boilerkit.blocks import Block
from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.prose import ends_sentence, is_prose
from boilerkit.rules.base import rule
from boilerkit.rules.boxes import Box, boxes, is_headline, listed
from boilerkit.textkey import DECORATION

_LINES_ABOVE = 4
_LONGEST_LINE = 90
_HEAD = 120
_NAMED_ABOVE = 0.3
_OPENS_WITH_NAME = 0.7
_NO_NAME = 1.25
_SUBJECT = 10.0
_OFTEN = 3
_NAMINGS = 12
_REACH = 20_000
_NAME_WORDS = range(2, 6)
_LAST_THIRD = 0.66
_OPENED_BY_NAME = 0.85
_LENGTH = range(40, 400)
_PARTICLE = r"(?:de|da|do|di|del|della|la|van|von|der|den|zu|bin|al)"
_CAPITAL = r"\p{Lu}[\p{L}\p{M}.'’-]*+"
# Possessive repeats: a name never gives back what it has taken.
_NAME = regex.compile(rf"{_CAPITAL}(?:\s++(?:{_PARTICLE}\s++){{0,2}}+{_CAPITAL}){{1,3}}+")
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")


@rule("author-bio.line")
def line(page: Page) -> Iterator[Finding]:
    """Headings, names and links of a box about the author.

    What it removes: above and below the text, lines such as “About the author” or “View all posts”; and above
    sentences about the author, the line with the name and what stands between, such as a position.
    Why it is boilerplate: they belong to a box that stands under every text of the author.
    What it leaves alone: the words inside a sentence, and names of which no sentence below says more.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // About the author /
        Nora Field / Chief of the harbour desk / Nora is a freelance writer in Halm.
    After: The council approved the new bridge on Monday, and work on it will begin in spring. // Nora is a freelance
        writer in Halm.
    Near miss: About the author nothing was known but that she came by ferry.
    """
    yield from listed(page, "author-bio.line", "belongs to a box about the author")
    for box in _bios(page):
        if box.sure:
            for block in _heading_of(page, box.block):
                reason = f"{block.quoted} belongs to the sentences about the author below it"
                yield block.finding(reason, evidence=box.block.span, certain=False, confidence=box.confidence)


@rule("author-bio.box", by_phrases=True)
def bio(page: Page) -> Iterator[Finding]:
    """Sentences about the author or the publisher.

    What it removes: blocks that present who wrote the text, in the words of such boxes. A name that opens the block,
    or stands in the by-line or on a line above the block, speaks for it; so does the end of the text.
    Why it is boilerplate: the same words stand under every text of the author.
    What it leaves alone: people of whom the text tells.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // Nora Field is a
        freelance writer who has written for the Gazette. Follow her on Riverbook.
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: Nora Field wrote to the council about the bridge, and the council wrote back in spring.
    """
    for box in _bios(page):
        yield box.finding()


@rule("author-bio.named")
def named(page: Page) -> Iterator[Finding]:
    """Sentences near the end that open with the name of the author, whatever they say.

    What it removes: in the last third of the text and below it, a block that opens with a name from the by-line, and
    the lines that head it.
    Why it is boilerplate: authors do not write of themselves by their full name, boxes about authors do.
    What it leaves alone: people of whom the text tells, and the words of the author in an interview.

    Before: Old bridge reopens / By Nora Field / The council approved the new bridge on Monday, and work on it will
        begin in spring. / The ferry will run until the bridge is open, as the mayor told the council on Monday. / Nora
        Field sees the harbour from her window, and the ferry, too.
    After: Old bridge reopens / By Nora Field / The council approved the new bridge on Monday, and work on it will
        begin in spring. / The ferry will run until the bridge is open, as the mayor told the council on Monday.
    Near miss: Old bridge reopens / By Nora Field / The council approved the new bridge on Monday, and work on it will
        begin in spring. / The ferry will run until the bridge is open, as Field told the council. / Nora Field: And
        what will the ferryman do then?
    """
    for name in _names_in_bylines(page):
        for block in _opened_by(page, name, page.body.start + int(_LAST_THIRD * len(page.body)) + 1):
            reason = f"it opens with “{name}”, the name in the by-line"
            yield block.finding(reason, certain=False, confidence=_OPENED_BY_NAME)
            for above in _heading_of(page, block):
                yield above.finding(f"{reason}, or heads what does", certain=False, confidence=_OPENED_BY_NAME)


def _names_in_bylines(page: Page) -> set[str]:
    """The names of the authors, as by-lines give them."""
    labels = ((hit.block.text.lstrip(DECORATION), hit.phrase) for hit in page.hits("byline.author") if page.body)
    names = (_NAME.match(text[len(label) :].lstrip(DECORATION)) for text, label in labels)
    return {name.group() for name in names if name}


def _opened_by(page: Page, name: str, first: int) -> Iterator[Block]:
    """The blocks from index `first` on that open with a name and go on in a few sentences."""
    at = page.source.find(name, page.blocks.starts[first]) if first < len(page.blocks) else -1
    while at >= 0:
        block = page.blocks[page.blocks.index_at(at)]
        text = block.text
        if block.start == at and len(text) in _LENGTH and text[len(name)] not in ":：" and ends_sentence(text):
            yield block
        at = page.source.find(name, at + len(name))


def _bios(page: Page) -> Iterator[Box]:
    further = partial(_doubt_of_names, authors=tuple(_names_in_bylines(page)))
    return boxes(page, "author-bio.box", "presents the author or the publisher", further=further)


def _doubt_of_names(page: Page, block: Block, authors: tuple[str, ...]) -> float:
    """What names leave of the doubt whether a block presents the author."""
    name = _opening_name(block.text)
    if name and _often_named(page, block, name[-1]):
        return _SUBJECT
    if _heading_of(page, block) or block.text.startswith(authors):
        return _NAMED_ABOVE
    return _OPENS_WITH_NAME if name else _NO_NAME


def _often_named(page: Page, block: Block, surname: str) -> bool:
    """Whether paragraphs above a block name somebody again and again, as they do those whom a text is about."""
    paragraphs, at = 0, block.start
    for _ in range(_NAMINGS):
        at = page.source.rfind(surname, max(0, block.start - _REACH), at)
        if at < 0:
            break
        near = page.blocks[max(0, page.blocks.index_at(at))]
        if near.start <= at < near.end:  # else it stood in what was cut
            paragraphs += is_prose(near.text)
            at = near.start
    return paragraphs >= _OFTEN


def _heading_of(page: Page, block: Block) -> list[Block]:
    """The lines above a block from the one that names whom it presents; none when no line does."""
    at = page.position(block)
    head = set(_WORD.findall(block.text[:_HEAD]))
    between: list[Block] = []
    for index in range(at - 1, max(-1, at - 1 - _LINES_ABOVE), -1):
        near = page.blocks[index]
        if len(near.text) > _LONGEST_LINE or ends_sentence(near.text) or is_headline(page, near):
            break
        between.append(near)
        if not head.isdisjoint(_name_in(near.text)):
            return between
    return []


def _opening_name(text: str) -> list[str]:
    """The words in capitals that open a text, when there are as many as in a name."""
    name: list[str] = []
    for word in text[:_HEAD].split():
        if not word[0].isupper():
            break
        name.append(word)
        if not word[-1].isalnum():
            break
    return _WORD.findall(" ".join(name)) if len(name) in _NAME_WORDS else []


def _name_in(line: str) -> set[str]:
    """The words of a line that can be a name: a few words in capitals, before a comma if there is one."""
    words = re.split(r"[,|(–—-]", line, maxsplit=1)[0].split()
    is_name = len(words) in _NAME_WORDS and all(word[0].isupper() for word in words)
    return {word for word in words if len(word) > 1} if is_name else set()
