"""Finding thousands of strings in one pass over a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from boilerkit.finding import Span

Value = TypeVar("Value")

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Search(Generic[Value]):
    """Strings, each with a value, found wherever they stand in a text, also where they overlap.

    An Aho-Corasick automaton (Aho & Corasick 1975), by the library ahocorasick_rs: its time does not depend on the
    number of strings.
    """

    def __init__(self, strings: Mapping[str, Value]) -> None:
        self._values = list(strings.values())
        self._automaton = AhoCorasick(list(strings)) if strings else None

    def __call__(self, text: str, within: Span) -> Iterator[tuple[int, int, Value]]:
        """Start, end and value of every string in a part of a text, in the order of their ends."""
        if not self._automaton:
            return
        part = text[within.start : within.end]
        try:
            matches = self._automaton.find_matches_as_indexes(part, overlapping=True)
        except UnicodeEncodeError:  # lone surrogates, from broken bytes: the automaton works on UTF-8
            matches = self._automaton.find_matches_as_indexes(_LONE_SURROGATE.sub("\ufffd", part), overlapping=True)
        for number, start, end in matches:
            yield within.start + start, within.start + end, self._values[number]
