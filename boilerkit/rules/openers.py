"""Phrases that a block consists of or opens with: lines, starts and rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
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


_Index = Prefixes[tuple[_Found, ...]]


class OpenerIndex:
    """Phrases of lines, starts and rows, sought at the beginning of every key of a page; those of lines end it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        plain: dict[str, tuple[_Found, ...]] = {}
        numbered: dict[str, tuple[_Found, ...]] = {}
        rows: dict[tuple[str, str, bool, float], _Row] = {}
        for entry in entries:
            if entry.kind == "row":
                alike = (entry.rule, entry.where, entry.certain, entry.confidence)
                rows.setdefault(alike, _Row(entry, set())).phrases.update(entry.keys)
            elif entry.kind in ("line", "start"):
                end, alone = _BREAK if entry.kind == "line" else "", (entry,)
                for words in entry.keys:
                    among = numbered if "#" in words else plain
                    among[words + end] = among.get(words + end, ()) + alone
        for row in rows.values():
            for word in {phrase.partition(" ")[0] for phrase in row.phrases}:
                plain[word] = (*plain.get(word, ()), row)
        self._plain, self._numbered = _Index(plain), _Index(numbered)

    def find(self, page: Page) -> Iterator[tuple[str, Hit]]:
        """Every such phrase on a page as it was parsed."""
        keys = page.blocks.line_keys
        for index, key in enumerate(keys):
            for phrase, found in _matches(self._plain, key):
                yield from _hit(page.blocks[index], key, phrase.rstrip(_BREAK), found)
        for index, key in enumerate(keys):
            form = without_numbers(key) if len(key) < _NUMBERED_LENGTH or key[0].isdigit() else key
            if form is not key:
                for phrase, found in _matches(self._numbered, form):
                    yield from _hit(page.blocks[index], form, phrase.rstrip(_BREAK), found)


def _matches(index: _Index, key: str) -> list[tuple[str, tuple[_Found, ...]]]:
    """The phrases that a key is or opens with, and what lists each; of preformatted text, each line of the key."""
    if _BREAK not in key:
        return index(key + _BREAK)
    begins = [0, *(match.end() for match in regex.finditer(_BREAK, key))]
    return [match for begin in begins for match in index(key[begin:] + _BREAK)]


def _hit(block: Block, form: str, phrase: str, found: Iterable[_Found]) -> Iterator[tuple[str, Hit]]:
    size = len(block.text)
    for one in found:
        entry = one.entry if isinstance(one, _Row) else one
        if isinstance(one, _Row):
            if size <= KEY_LENGTH and (is_row(form, one.phrases) or is_row(_unglued(block.text), one.phrases)):
                yield entry.rule, entry.hit(block, form, (0, size))
        elif size <= KEY_LENGTH if entry.kind == "line" else _opens(block.text, form, phrase, entry):
            yield entry.rule, entry.hit(block, phrase, (0, size))


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
