"""What can stand under a heading that lists other pages: cards, and where the list ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from boilerkit.blocks import Block
from boilerkit.page import Page
from boilerkit.prose import ends_sentence, is_prose, is_truncated, size
from boilerkit.rules.page_numbers import is_page_numbers
from boilerkit.textkey import DENSE_PAIR, fold

Part = Literal["count", "excerpt", "title", "text"]

SECTION_BLOCKS = 80
"""A list of teasers longer than this is a page of its own."""

_ECHO_CARDS = 3
_ECHO_TEXTS = 6
_ECHO_WORDS = 60
_COUNT = re.compile(r"[\W\d]{1,12}[kKmM]?\+?")
_WORD = re.compile(r"\w{2,}")
_TITLE_SIZE = 220
_LABEL_SIZE = 60

OPENS_ANOTHER = frozenset(
    ("comments", "newsletter", "tags", "author-bio", "footer", "source-credit", "cookie", "paywall")
)
"""Categories whose phrases show that a list of teasers is over."""


@dataclass(frozen=True, slots=True)
class Section:
    """What is under a heading.

    Attributes:
        parts: the blocks below the heading, each with what it would be on a teaser card.
        resumes: whether running text of the page goes on right after it.
    """

    parts: tuple[tuple[Block, Part], ...]
    resumes: bool


def is_count(text: str) -> bool:
    """Whether a text is a bare number or signs, as counters are."""
    return bool(_COUNT.fullmatch(text))


def part_of(text: str) -> Part:
    """What a block would be on a teaser card: a bare count, an excerpt that breaks off, a title, or running
    text.
    """
    if is_count(text):
        return "count"
    if is_truncated(text) and not is_prose(text):
        return "excerpt"
    if is_prose(text) or size(text) > _TITLE_SIZE or (text[-1] in ":：" and size(text) > _LABEL_SIZE):
        return "text"
    if ends_sentence(text) and text[-1] not in '?!"”»' and " " in text:
        return "text"
    return "title"


def section_below(page: Page, heading: int) -> Section:
    """The cards below the heading at index `heading`; they end where running text resumes or another section opens.

    Running text does not end it where a later card repeats that text: then a whole further article stands in the
    section, and its teaser below it.
    """
    start = heading + 1
    limit = min(len(page.blocks), start + SECTION_BLOCKS)
    below_article = page.body.start < heading
    further = start
    parts: list[tuple[Block, Part]] = []
    for index in range(start, limit):
        block = page.blocks[index]
        if page.marked(block, *OPENS_ANOTHER) or is_page_numbers(block.text):
            break
        part = part_of(block.text)
        if part == "text" and index >= further:
            further = _echo_of(page, index, limit) if below_article else index
            if further == index:
                return Section(tuple(parts), True)
        parts.append((block, part))
    return Section(tuple(parts), False)


def _echo_of(page: Page, index: int, limit: int) -> int:
    """Index of the first card that repeats the text that begins at `index`; `index` itself when none does.

    The card stands near the text that it repeats, so the look ahead ends where neither text nor an echo comes.
    """
    heads: list[set[str]] = []
    cards = 0
    for later in range(index, limit):
        text = page.blocks[later].text
        if part_of(text) == "text":
            heads.append(set(_words(text, _ECHO_WORDS)))
            cards = 0
        elif any(repeats(text, head) for head in heads):
            return later
        else:
            cards += 1
        if cards > _ECHO_CARDS or len(heads) > _ECHO_TEXTS:
            break
    return index


def repeats(text: str, words: set[str]) -> bool:
    """Whether at least four in five of the words of `text` are among `words`, and four or more."""
    own = set(_words(text, _ECHO_WORDS))
    return len(own) >= 4 and len(own & words) >= 0.8 * len(own)


def _words(text: str, most: int) -> Iterator[str]:
    head = fold(text[: most * 10])
    words = _WORD.findall(head) if not DENSE_PAIR.search(head) else DENSE_PAIR.findall(head)
    yield from words[:most]


DESCRIPTION: dict[Part, str] = {
    "count": "a bare count",
    "excerpt": "an excerpt that breaks off",
    "title": "the title of another page",
    "text": "part of a further article",
}
"""What to call a part of a card in a reason."""
