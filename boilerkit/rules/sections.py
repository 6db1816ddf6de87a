"""What can stand under a heading that lists other pages: cards, and where the list ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from boilerkit.page import Block, Page
from boilerkit.prose import ends_sentence, is_prose, is_truncated, size
from boilerkit.textkey import fold

Part = Literal["count", "excerpt", "title", "text"]

SECTION_BLOCKS = 80
"""A list of teasers longer than this is a page of its own."""

_ECHO_WINDOW = 40
_ECHO_WORDS = 60
_COUNT = re.compile(r"[\W\d]{1,12}[kKmM]?\+?")
_WORD = re.compile(r"\w{2,}")
_DENSE_PAIR = re.compile(r"(?=([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}))")
_TITLE_SIZE = 220

OPENS_ANOTHER = frozenset(
    ("comments", "newsletter", "tags", "author-bio", "footer", "source-credit", "cookie", "paywall")
)
"""Categories whose phrases show that a list of teasers is over."""


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks under a heading, from index `start` up to `stop`.

    Attributes:
        resumes: whether running text of the page goes on right after it.
    further: index below which prose belongs to a further article inside the section; `start` when there is
    none.
    """

    start: int
    stop: int
    resumes: bool
    further: int


def part_of(text: str) -> Part:
    """What a block would be on a teaser card: a bare count, an excerpt that breaks off, a title, or running
    text.
    """
    if _COUNT.fullmatch(text):
        return "count"
    if is_truncated(text) and not is_prose(text):
        return "excerpt"
    if is_prose(text) or size(text) > _TITLE_SIZE or (ends_sentence(text) and text[-1] not in '?!"”»' and " " in text):
        return "text"
    return "title"


def section_below(page: Page, heading: int) -> Section:
    """The cards below the heading at index `heading`; they end where running text resumes or another section opens.

    Running text does not end it where a later card repeats that text: then a whole further article stands in the
    section, and its teaser below it.
    """
    start = heading + 1
    limit = min(len(page.blocks), start + SECTION_BLOCKS)
    further = start
    for index in range(start, limit):
        block = page.blocks[index]
        if any(page.marked(block, category) for category in OPENS_ANOTHER):
            return Section(start, index, False, further)
        if part_of(block.text) == "text" and index >= further:
            further = _echo_of(page, index, limit) if page.body and page.body.start < heading else start
            if further <= index:
                return Section(start, index, True, start)
    return Section(start, limit, False, further)


def _echo_of(page: Page, index: int, limit: int) -> int:
    """Index of the first card that repeats the text that begins at `index`; `index` itself when none does."""
    heads: list[set[str]] = []
    for later in range(index, min(limit, index + _ECHO_WINDOW)):
        text = page.blocks[later].text
        if part_of(text) == "text":
            heads.append(set(_words(text, _ECHO_WORDS)))
        elif any(repeats(text, head) for head in heads):
            return later
    return index


def repeats(text: str, words: set[str]) -> bool:
    """Whether at least four in five of the words of `text` are among `words`, and four or more."""
    own = set(_words(text, _ECHO_WORDS))
    return len(own) >= 4 and len(own & words) >= 0.8 * len(own)


def _words(text: str, most: int) -> Iterator[str]:
    head = fold(text[: most * 10])
    words = _WORD.findall(head) if not _DENSE_PAIR.search(head) else _DENSE_PAIR.findall(head)
    yield from words[:most]


def describe(block: Block) -> str:
    """What to call the block in a reason."""
    return {
        "count": "a bare count",
        "excerpt": "an excerpt that breaks off",
        "title": "the title of another page",
        "text": "part of a further article",
    }[part_of(block.text)]
