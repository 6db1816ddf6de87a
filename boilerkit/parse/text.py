"""Raw text → Page: a block is a line with something on it."""

from __future__ import annotations

import re

from boilerkit.blocks import LINE_BREAKS, Blocks, offsets
from boilerkit.page import Page
from boilerkit.textkey import KEY_LENGTH, key_of

# A pattern takes a line and gives back its trailing white space, once: linear.
_LINE = re.compile(r"\S(?:.*\S)?")
_LINE_ANY_BREAK = re.compile(rf"\S(?:[^{LINE_BREAKS}]*\S)?")


def parse_text(source: str) -> Page:
    """Cut raw text into blocks, one a line; lines of nothing but white space are between blocks."""
    line = _LINE_ANY_BREAK if any(char in source for char in LINE_BREAKS if char != "\n") else _LINE
    starts, ends, keys = offsets(), offsets(), list[str]()
    for match in line.finditer(source):
        start, end = match.span()
        starts.append(start)
        ends.append(end)
        keys.append(key_of(source[start:end] if end - start <= KEY_LENGTH else source[start : start + KEY_LENGTH]))
    return Page(source, Blocks(source, starts, ends, keys))
