"""Raw text → Page: a block is a line with something on it."""

from __future__ import annotations

import re

from boilerkit.blocks import Blocks, offsets
from boilerkit.page import Page
from boilerkit.textkey import KEY_LENGTH, key_of

# The line breaks of str.splitlines. A pattern takes a line and gives back its trailing white space, once: linear.
_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(r"\S(?:.*\S)?")
_LINE_ANY_BREAK = re.compile(rf"\S(?:[^\n{_BREAKS}]*\S)?")


def parse_text(source: str) -> Page:
    """Cut raw text into blocks, one a line; lines of nothing but white space are between blocks."""
    line = _LINE_ANY_BREAK if any(char in source for char in _BREAKS) else _LINE
    starts, ends, keys = offsets(), offsets(), list[str]()
    for match in line.finditer(source):
        start, end = match.span()
        starts.append(start)
        ends.append(end)
        keys.append(key_of(source[start:end] if end - start <= KEY_LENGTH else source[start : start + KEY_LENGTH]))
    return Page(source, Blocks(source, starts, ends, keys))
