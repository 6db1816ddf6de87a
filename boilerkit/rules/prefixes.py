"""Finding which of thousands of strings a text begins with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

Value = TypeVar("Value")

_NONE = -1


class Prefixes(Generic[Value]):
    """Strings, each with a value, of which a text may begin with several.

    Sorted, they need no automaton, which takes longer to build than most processes take to clean their first page: of
    all strings that are no greater than a text, the greatest begins with whatever of them the text begins with. So one
    bisection finds it, and each string knows the longest other that it begins with.
    """

    def __init__(self, strings: Mapping[str, Value]) -> None:
        self._strings = sorted(strings)
        self._values = [strings[string] for string in self._strings]
        self._shorter = _longest_prefixes(self._strings)

    def __call__(self, texts: Iterable[str]) -> Iterator[Sequence[tuple[str, Value]]]:
        """Of each text, the strings that it begins with and their values, the shortest first."""
        strings, shorter = self._strings, self._shorter
        for text in texts:
            at = bisect_right(strings, text) - 1
            while at != _NONE and not text.startswith(strings[at]):
                at = shorter[at]
            yield () if at == _NONE else self._and_shorter(at)

    def _and_shorter(self, at: int) -> list[tuple[str, Value]]:
        found = []
        while at != _NONE:
            found.append((self._strings[at], self._values[at]))
            at = self._shorter[at]
        return found[::-1]


def _longest_prefixes(strings: Sequence[str]) -> list[int]:
    """Of each of some sorted strings, the index of the longest other that it begins with; `_NONE` without one."""
    shorter, open_ = list[int](), [_NONE]
    for index, string in enumerate(strings):
        while open_[-1] != _NONE and not string.startswith(strings[open_[-1]]):
            open_.pop()
        shorter.append(open_[-1])
        open_.append(index)
    return shorter
