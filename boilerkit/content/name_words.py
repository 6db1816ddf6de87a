"""Name words: what class names and the like are made of, and what it weighs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain

_LONGEST_PART = 40
_PART = re.compile(rf"[^\W_]{{1,{_LONGEST_PART}}}")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MOST_NAMES, _MOST_PARTS = 16, 8
_LONGEST_NAME = 20


class NameParts(dict[str, tuple[str, ...]]):
    """The words that strings of names are made of, worked out when asked for."""

    def __missing__(self, names: str) -> tuple[str, ...]:
        parts = self[names] = name_parts(names)
        return parts


_Word = tuple[int, float, float]
"""A word as a bit, with its weight near a block and above one."""

_Words = tuple[int, float, float, Sequence[_Word]]
"""Different words: all of their bits, what they weigh near a block and above one, and each of them."""


class NameWeights(dict[str, _Word | None]):
    """The words of names, as far as they have a weight; None of the others.

    The words of a page are bits, numbered as they come, so that those of two elements are told apart by whole numbers.
    """

    def __init__(self, near: Mapping[str, float], above: Mapping[str, float]) -> None:
        super().__init__()
        self._near, self._above = near, above
        self._bit = 1

    def __missing__(self, word: str) -> _Word | None:
        near, above = self._near.get(word), self._above.get(word)
        if near is None and above is None:
            self[word] = None
            return None
        found = self[word] = (self._bit, near or 0.0, above or 0.0)
        self._bit <<= 1
        return found

    def of(self, words: Iterable[str]) -> _Words:
        """Of different words those that have a weight."""
        each = [known for word in words if (known := self[word])]
        mask, near, above = 0, 0.0, 0.0
        for bit, of_near, of_above in each:
            mask |= bit
            near += of_near
            above += of_above
        return mask, near, above, each


def name_parts(names: str) -> tuple[str, ...]:
    """The words that class names and the like are made of: `postBody_text` → post, body, postbody, text."""
    split = names.split(maxsplit=_MOST_NAMES)[:_MOST_NAMES]
    if len(split) < 2:
        return parts_of_name(split[0]) if split else ()
    return tuple(dict.fromkeys(chain.from_iterable(map(parts_of_name, split))))


@lru_cache(maxsize=1 << 16)
def parts_of_name(name: str) -> tuple[str, ...]:
    """The words of one name, which has no spaces; sites use few names, on all of their pages."""
    if name.isalpha() and name.islower() and len(name) <= _LONGEST_PART:
        return (name,) if len(name) > 1 else ()
    parts: dict[str, None] = {}
    for word in _PART.findall(name):
        if word.isalpha() and word.islower():
            if len(word) > 1:
                parts[word] = None
            continue
        if word.isdigit():
            continue
        whole = word.lower()
        for part in _CAMEL.findall(word) if whole != word or not whole.isalpha() else (word,):
            if len(part) > 1:
                parts[part.lower()] = None
        if 1 < len(whole) <= _LONGEST_NAME:
            parts[whole] = None
    return tuple(parts)[:_MOST_PARTS]
