"""Where the article opens: the menu above it, and the line that is its headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from boilerkit.blocks import Block
from boilerkit.page import Page, once_a_page
from boilerkit.prose import ends_sentence, looks_like_headline, word_count
from boilerkit.rules.dates import is_stamp
from boilerkit.textkey import DENSE_PAIR, fold

_DECK_REACH = 12
_HEADLINE_LENGTH = 150
_MENU_WORDS = 4
_MENU_LENGTH = 40
_MENU_RUN = 6
_NEAR = 100
_TEXTS = 8
_TEXT_LENGTH = 600
_TEXT_REACH = 300
_SHARED = 2
_BACK = 8
_WORD = re.compile(r"[^\W\d_]{4,}")
_AMOUNT = re.compile(r"[\d½¼¾⅓⅔][\d½¼¾⅓⅔.,/ –-]{0,11}(?:[^\W\d_]{1,4}\.?)?")


def menu_end(page: Page) -> int:
    """Index of the first block below the menu; 0 when there is none.

    The menu ends with the last run of six short lines above the first of the likely headlines, so that neither the
    headline nor anything below it is taken for a part of the menu.
    """
    runs = list(_runs(page, 0, page.body.start)) if page.body else []
    if not runs:
        return 0
    shared = _likely_headlines(page)
    headline = min((i for i, count in shared.items() if count >= 0.8 * max(shared.values())), default=0)
    return _before_short_headline(page, max((run for run in runs if run <= headline), default=0))


def likely_headlines(page: Page) -> frozenset[int]:
    """Indexes of the lines near the body that can be its headline, for the article takes up their words."""
    return frozenset(_likely_headlines(page) if page.body else ())


@once_a_page
def headline_index(page: Page) -> int:
    """Index of the first line above the body whose words the article takes up; -1 when none does."""
    if not page.body.start or not page.body:
        return -1
    shared = _likely_headlines(page)
    return min((i for i, count in shared.items() if count >= 0.7 * max(shared.values())), default=-1)


@once_a_page
def opening(page: Page) -> range:
    """Indexes of the blocks around the headline, down to the second paragraph; empty without prose.

    By-lines and dates stand above the first paragraph, or below it when that is the deck. Of a headline that is a
    sentence, and so a paragraph by itself, the deck is the second.
    """
    if not page.body:
        return range(0)
    start = page.body.start + 1
    if _is_sentence_headline(page, start - 1):
        start += 1
    stop = min(len(page.blocks), start + _DECK_REACH)
    below = next((i for i in range(start, stop) if page.blocks.is_prose(i)), start)
    return range(max(0, page.body.start - _NEAR), below)


def _is_sentence_headline(page: Page, index: int) -> bool:
    """Whether a paragraph can be a headline: a short one, the deck right below it and no third paragraph below that."""
    if index + 2 >= len(page.blocks) or page.blocks.ends[index] - page.blocks.starts[index] > _HEADLINE_LENGTH:
        return False
    return page.blocks.is_prose(index + 1) and not page.blocks.is_prose(index + 2)


def is_menu_line(page: Page, index: int) -> bool:
    """Whether a block is as short and unfinished as the entries of a menu are; no date, amount, label or by-line."""
    if page.blocks.ends[index] - page.blocks.starts[index] > _MENU_LENGTH or not page.about(index, _is_short_label):
        return False
    return not page.marked(page.blocks[index], "byline")


def _is_short_label(block: Block) -> bool:
    text = block.text
    return (
        word_count(text) <= _MENU_WORDS
        and not ends_sentence(text)
        and text[-1] != ":"
        and not _AMOUNT.fullmatch(text)
        and not is_stamp(text)
    )


def content_words(text: str) -> set[str]:
    """The words of four letters and more; in scripts without spaces, the pairs of letters."""
    folded = fold(text)
    dense = not folded.isascii() and DENSE_PAIR.search(folded)
    return set((DENSE_PAIR if dense else _WORD).findall(folded))


def _paragraphs(page: Page, start: int, stop: int) -> Iterator[int]:
    for index in range(start, min(len(page.blocks), stop)):
        if page.is_running_text(index):
            yield index


def _runs(page: Page, start: int, stop: int) -> Iterator[int]:
    """The index below each run of menu lines."""
    length = 0
    for index in range(start, stop):
        if is_menu_line(page, index):
            length += 1
        else:
            if length >= _MENU_RUN:
                yield index
            length = 0
    if length >= _MENU_RUN:
        yield stop


@once_a_page
def words_of_paragraphs(page: Page) -> set[str]:
    """The content words of the first paragraphs of the body."""
    paragraphs = _paragraphs(page, page.body.start, page.body.start + _TEXT_REACH)
    return set().union(*(page.about(index, _first_words) for index in islice(paragraphs, _TEXTS)))


def _first_words(block: Block) -> frozenset[str]:
    """The content words at the beginning of a block."""
    return frozenset(content_words(block.text[:_TEXT_LENGTH]))


def _words_of_headline(block: Block) -> frozenset[str]:
    """The content words of a block that can be a headline; none of one that cannot."""
    return _first_words(block) if looks_like_headline(block.text) else frozenset()


@once_a_page
def _likely_headlines(page: Page) -> dict[int, int]:
    """Index of each line near the body that can be the headline → how many of its words the paragraphs take up.

    A line can be the headline when that is two words or more, and half of its own.
    """
    found: dict[int, int] = {}
    texts = words_of_paragraphs(page)
    for index in range(max(0, page.body.start - _NEAR), page.body.start):
        own = page.about(index, _words_of_headline)
        shared = len(own & texts)
        if shared >= _SHARED and 2 * shared >= len(own):
            found[index] = shared
    return found


def _before_short_headline(page: Page, end: int) -> int:
    """The end of the menu, above a headline so short that it passed for a menu line: the text takes up all of it."""
    for index in range(max(0, end - _BACK), end):
        own = page.about(index, _words_of_headline)
        if len(own) >= _SHARED and own <= words_of_paragraphs(page):
            return index
    return end
