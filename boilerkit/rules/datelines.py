"""What a by-line is made of: rows of dates, “By” and a name, lines built around a date."""

from __future__ import annotations

import regex

from boilerkit.blocks import Block
from boilerkit.page import Hit, Page
from boilerkit.prose import ends_sentence, word_count
from boilerkit.rules.dates import ends_in_moment, names_a_day, without_days
from boilerkit.rules.names import NAMES, SET_OFF
from boilerkit.textkey import DECORATION

_NAME_WORDS = 2
_SENTENCE_WORDS = 3
_TELLING_WORDS = 10
_ANNOUNCING_WORDS = 6
_COLONS = ":："
_DATED_WORDS = 20
_DATED_LENGTH = 160
_SMALL_WORDS = 2
_MAIL_WORDS = 10
_MAIL = regex.compile(r"(?:[^@\n]{0,60}\s)?[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}\p{L}{2,12}")
_SMALL = regex.compile(r"(?<![\p{L}\p{M}'’-])\p{Ll}{2}")


def rows_in(page: Page, place: range) -> dict[int, Hit]:
    """Start of each line of a place that a pack lists as a row of dates → the phrase found; no sentences of a story."""
    return {hit.block.start: hit for hit in page.hits("byline.row", within=place) if not _tells(hit.block)}


def _tells(block: Block) -> bool:
    """Whether a block is a sentence of some length that gives no date, “Published by hand, it cost a penny …”, or one
    that announces what comes.
    """
    if block.text[-1] in _COLONS:
        return word_count(block.text) >= _ANNOUNCING_WORDS
    return ends_sentence(block.text) and word_count(block.text) >= _TELLING_WORDS and not names_a_day(block.key)


def authors_in(page: Page, place: range) -> list[Hit]:
    """The lines of a place that name an author; the only headline-like line of a page is taken for its headline."""
    hits = page.hits("byline.author", within=place)
    return [hit for hit in hits if hit.block != page.headline and _is_author(hit)]


def is_dated(block: Block) -> bool:
    """Whether a block is built around a date: no sentence, and few words in small letters, as sentences have many."""
    text = block.text
    if len(text) > _DATED_LENGTH or not names_a_day(block.key) or text[-1] in ":：,，":
        return False
    if ends_sentence(text) and not ends_in_moment(text):
        return False
    return word_count(text) <= _DATED_WORDS and len(_SMALL.findall(without_days(text))) <= _SMALL_WORDS


def ends_in_mail(block: Block) -> bool:
    """Whether a line is an address for mail, up to six words before it: a name, a role, a label."""
    return "@" in block.text and bool(_MAIL.fullmatch(block.text)) and word_count(block.text) <= _MAIL_WORDS


def _is_author(hit: Hit) -> bool:
    """Whether names follow the label, and after them nothing, or a role, place or date that is set off."""
    after = hit.block.text.lstrip(DECORATION)[len(hit.phrase) :].lstrip(DECORATION)
    names, words = NAMES.match(after), word_count(after)
    if not names or word_count(names.group()) < _NAME_WORDS or (words > _SENTENCE_WORDS and ends_sentence(after)):
        return False
    return bool(SET_OFF.fullmatch(after[names.end() :]))
