"""Where the article ends: the first mark of what stands below articles that has next to no running text below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from boilerkit.page import Block, Hit, Page
from boilerkit.prose import PROSE_LENGTH, is_prose, word_count

_MARKS = (
    "related.section",
    "comments.thread",
    "comments.count",
    "comments.form",
    "share.button",
    "tags.list",
    "newsletter.prompt",
    "cookie.notice",
    "footer.line",
    "footer.copyright",
    "pagination.line",
)
"""Rules whose phrases stand below articles."""

_MARK_LENGTH = 200
_WEAK = "footer.link"
_BUTTON = "share.button"
_BUTTONS = 4
_COMPANY = 3
_COMPANY_REACH = 8
_SHARE_OF_TEXT = 0.75
_SHARE_FOR_ONE = 0.9
_SEVERAL = 3
_LEAST_TEXT = 400
_TEXT_CAP = 600
_TITLE_WORDS = 5
_TITLE_SIZE = 220
_FOOTER_REACH = 25

# Bounded repeats and single characters: nothing to backtrack into.
_CONTACT = re.compile(
    r"[\w.+-]{1,60}@[\w-]{1,60}\.\w|(?:\+|\(|\b)\d[\d ().–-]{6,20}\d\b|\b(?:tel|phone|fax|p\.?o\.? box)\b[.:]?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b\d{1,6}\s(?:\w{1,20}\s){0,3}(?:street|st|avenue|ave|road|rd|drive|dr|blvd|boulevard|lane|suite|floor|way)\b"
    r"|\b[A-Z]{2}\s\d{5}\b",
    re.IGNORECASE,
)

_LASTING: dict[str, dict[str, int]] = {
    "comments": {"short": 4, "title": 4, "text": 6},
    "related": {"short": 80, "title": 80, "text": 3},
    "newsletter": {"short": 2, "title": 1, "text": 2},
    "tags": {"short": 12, "title": 0, "text": 0},
    "pagination": {"short": 1, "title": 2, "text": 0},
    "footer": {"short": 400, "title": 3, "text": 3},
}
"""How many blocks below its mark a section can reach: short lines, titles, running text."""

_BUTTONS_ABOVE = ("share", "read-more", "newsletter", "tags")
"""Categories whose short lines still belong to what is below, when they stand right above its mark."""

_OWN = ("comments", "related", "newsletter", "pagination", "tags", "footer")


@dataclass(frozen=True, slots=True)
class Below:
    """A block below the article, what it is, and the mark that says so."""

    block: Block
    category: str
    mark: Block


def end_of_article(page: Page) -> tuple[int, Block] | None:
    """Index of the first block below the article, and the block that marks the end; None where nothing marks it.

    At least three quarters of the running text stand above the mark, nine tenths when fewer than three marks are
    left. Once what is below it is gone, a mark further
    up may have three quarters above it, so the end moves up until none has: then a second look finds the same.
    """
    if not page.body:
        return None
    marks = sorted({page.position(block): block for block in _marks(page)}.items())
    if not marks:
        return None
    above = _text_above(page, [index for index, _ in marks])
    total, last = _text_above(page, [len(page.blocks)])[0], len(marks)
    found: tuple[int, Block] | None = None
    while True:
        at = next((i for i in range(last) if above[i] >= _least(total, len(marks) - i)), last)
        if at == last:
            return found
        found, last, total = marks[at], at, above[at]


def _least(total: int, marks: int) -> float:
    """How much running text must stand above the first of some marks; a single one proves less than several."""
    return max(_LEAST_TEXT, total * (_SHARE_OF_TEXT if marks >= _SEVERAL else _SHARE_FOR_ONE))


def below_article(page: Page) -> Iterator[Below]:
    """Every block below the end of the article, with what it is by its words, its shape and the marks above it."""
    ending = end_of_article(page)
    if not ending:
        return
    start, mark = ending
    while start and page.marked(page.blocks[start - 1], *_BUTTONS_ABOVE) and not is_prose(page.blocks[start - 1].text):
        start -= 1
    first = min([mark.start, *page.blocks.starts[start : start + 1]])
    listed = [(place, own) for place, own in _own_categories(page) if place >= first]
    footers = [page.blocks.position(place) for place, own in listed if own == "footer"]
    section, opened = "", 0
    number = passed = 0
    for index in range(start, len(page.blocks)):
        block = page.blocks[index]
        while number < len(listed) and listed[number][0] <= block.start:
            section, opened = listed[number][1], index
            number += 1
        while passed < len(footers) and footers[passed] < index:
            passed += 1
        footer_near = passed < len(footers) and footers[passed] - index <= _FOOTER_REACH
        button = "share" if page.marked(block, "share") else ""
        yield Below(block, button or _category(block, section, index - opened, footer_near), mark)


def _own_categories(page: Page) -> Iterator[tuple[int, str]]:
    """Where a phrase opens a section of its own, in order, and which."""
    for place, categories in sorted(page.found.categories_at.items()):
        own = next((category for category in _OWN if category in categories), "")
        if own:
            yield place, own


def _marks(page: Page) -> Iterator[Block]:
    for rule in _MARKS:
        hits = page.found.by_rule.get(rule, ())
        many = len(hits) > _BUTTONS
        for hit in hits:
            if rule == _BUTTON and (many or hit.where != "anywhere"):
                continue  # a live blog or a forum has a button below each of its posts; a bare “Share” proves nothing
            if hit.certain and hit.kind in ("line", "start", "row") and _is_words(hit.block.text):
                yield hit.block
    weak = page.found.by_rule.get(_WEAK, ())
    for number, hit in enumerate(weak):
        others = weak[number + 1 : number + _COMPANY]
        if len(others) == _COMPANY - 1 and page.position(others[-1].block) - page.position(hit.block) < _COMPANY_REACH:
            yield hit.block


def _is_words(text: str) -> bool:
    """Whether a line can be a mark: neither long nor a line of program text."""
    return len(text) <= _MARK_LENGTH and text[-1] not in "({[=;<}"


def _text_above(page: Page, places: list[int]) -> list[int]:
    """How much running text stands above each of some places, the length of a paragraph counting up to a limit."""
    found: list[int] = []
    total = done = 0
    for place in places:
        for length in map(int.__sub__, page.blocks.ends[done:place], page.blocks.starts[done:place]):
            if length >= PROSE_LENGTH:
                total += min(length, _TEXT_CAP)
        done = place
        found.append(total)
    return found


def _category(block: Block, section: str, distance: int, footer_near: bool) -> str:
    text = block.text
    if "©" in text or (len(text) < 160 and (_CONTACT.search(text) or _ADDRESS.search(text))):
        return "comments" if section == "comments" else "footer"
    shape = "text" if is_prose(text) else "title" if word_count(text) >= _TITLE_WORDS else "short"
    if distance <= _LASTING.get(section, _NO_SECTION)[shape]:
        return section
    if shape == "short" and footer_near:
        return "footer"
    return "related" if shape != "text" else ""


_NO_SECTION = {"short": -1, "title": -1, "text": -1}


def is_dated_copyright(hit: Hit) -> bool:
    """Whether a line that opens with a word of copyright names a year or says that rights are reserved."""
    return bool(_YEAR.search(hit.block.text)) or "©" in hit.block.text or "rights" in hit.block.key


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
