"""Phrases that a block consists of or opens with: lines, starts and rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import regex

from boilerkit.blocks import Block
from boilerkit.page import Hit, Page
from boilerkit.prose import word_count
from boilerkit.rules.packs import PHRASE_DECORATION, Entry
from boilerkit.rules.prefixes import Prefixes
from boilerkit.textkey import KEY_LENGTH, ends_word, fold, key_of, without_numbers

_NUMBERED_LENGTH = 64
_ROW_WORDS = 4
_START_LENGTH = 2000
_BREAK = "\n"
_SEAM = regex.compile(r"(?<=[\p{Ll}\d!])(?=\p{Lu})")
_COUNT = regex.compile(r"\d[\d.,]*+[kKmM]?(?!\S)")


class _Row(NamedTuple):
    """The phrases of all rows that come to the same, whatever their language: pages mix them."""

    entry: Entry
    phrases: set[str]


_Found = Entry | _Row


class _Index:
    """Phrases by what lists them: those that are a whole key, and those that open one."""

    def __init__(self) -> None:
        self._whole: dict[str, tuple[_Found, ...]] = {}
        self._opening: dict[str, tuple[_Found, ...]] = {}

    def add(self, phrases: Iterable[str], found: _Found, *, whole: bool) -> None:
        """Add phrases of a table."""
        known, alone = self._whole if whole else self._opening, (found,)
        for phrase in phrases:
            known[phrase] = known.get(phrase, ()) + alone

    @cached_property
    def _openings(self) -> Prefixes[tuple[_Found, ...]]:
        return Prefixes(self._opening)

    def find(self, keys: Sequence[str]) -> Iterator[tuple[int, str, tuple[_Found, ...]]]:
        """Number of a key, phrase that it is or opens with, and what lists the phrase: of a key the shortest first.

        Of preformatted text, each line of the key.
        """
        numbers: Sequence[int] = range(len(keys))
        if any(_BREAK in key for key in keys):
            lines = [(number, line) for number, key in enumerate(keys) for line in key.split(_BREAK)]
            numbers, keys = [number for number, _ in lines], [line for _, line in lines]
        for number, key, openings in zip(numbers, keys, self._openings(keys), strict=True):
            for phrase, found in openings:
                yield number, phrase, found
            if key in self._whole:
                yield number, key, self._whole[key]


class OpenerIndex:
    """Phrases of lines, starts and rows, sought at the beginning of every key of a page; those of lines end it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._plain, self._numbered = _Index(), _Index()
        rows: dict[tuple[str, str, bool, float], _Row] = {}
        for entry in entries:
            if entry.kind == "row":
                alike = (entry.rule, entry.where, entry.certain, entry.confidence)
                rows.setdefault(alike, _Row(entry, set())).phrases.update(entry.keys)
            elif entry.kind in ("line", "start"):
                numbered = [key for key in entry.keys if "#" in key]
                plain = [key for key in entry.keys if "#" not in key] if numbered else entry.keys
                self._plain.add(plain, entry, whole=entry.kind == "line")
                self._numbered.add(numbered, entry, whole=entry.kind == "line")
        for row in rows.values():
            self._plain.add({phrase.partition(" ")[0] for phrase in row.phrases}, row, whole=False)

    def find(self, page: Page) -> Iterator[tuple[str, Hit]]:
        """Every such phrase on a page."""
        keys = page.blocks.all_keys()
        for index, phrase, found in self._plain.find(keys):
            yield from _hit(page.blocks[index], keys[index], phrase, found)
        forms = {
            index: form
            for index, key in enumerate(keys)
            if (len(key) < _NUMBERED_LENGTH or key[0].isdigit()) and (form := without_numbers(key)) is not key
        }
        indexes = list(forms)
        for number, phrase, found in self._numbered.find(list(forms.values())):
            yield from _hit(page.blocks[indexes[number]], forms[indexes[number]], phrase, found)


def _hit(block: Block, form: str, phrase: str, found: Iterable[_Found]) -> Iterator[tuple[str, Hit]]:
    size, unglued = len(block.text), ""
    for one in found:
        if not isinstance(one, _Row):
            if size <= KEY_LENGTH if one.kind == "line" else _opens(block.text, form, phrase, one):
                yield one.rule, one.hit(block, phrase, (0, size))
        elif size <= KEY_LENGTH:
            unglued = unglued or _unglued(block.text)
            if is_row(form, one.phrases) or (unglued != form and is_row(unglued, one.phrases)):
                yield one.entry.rule, one.entry.hit(block, form, (0, size))


def _opens(text: str, form: str, phrase: str, entry: Entry) -> bool:
    """Whether a phrase of a start, with which the block's key begins, opens it as its table demands."""
    if len(text) > _START_LENGTH or not (ends_word(form, len(phrase)) or _is_glued(text, len(phrase))):
        return False
    return word_count(text) <= entry.max_words and (not entry.contains or entry.contains in fold(text))


def _is_glued(text: str, length: int) -> bool:
    """Whether a capital follows the small letter that ends the opening: “Next articleOld bridge reopens”."""
    pair = text.lstrip(PHRASE_DECORATION)[length - 1 : length + 1]
    return len(pair) == 2 and pair[0].islower() and pair[1].isupper()


def _unglued(text: str) -> str:
    """The key of a row whose words are glued together or counted: “FacebookTwitter 12”, “Facebook0 Twitter3”."""
    return key_of(_COUNT.sub("", _SEAM.sub(" ", text)))


def _is_phrase(words: Sequence[str], phrases: Collection[str]) -> bool:
    """Whether words make up a phrase, with spaces or without: a capital within “WhatsApp” has passed for a seam."""
    return " ".join(words) in phrases or "".join(words) in phrases


def is_row(key: str, phrases: Collection[str]) -> bool:
    """Whether a key is two or more different phrases one after the other and nothing else."""
    words = [stripped for word in key.split() if (stripped := word.strip(PHRASE_DECORATION))]
    at = 0
    found = set[str]()
    while at < len(words):
        length = next((n for n in range(_ROW_WORDS, 0, -1) if _is_phrase(words[at : at + n], phrases)), 0)
        if not length:
            return False
        found.add("".join(words[at : at + length]))
        at += length
    return len(found) > 1
