"""Raw text → Page: a block is a line with something on it."""

from __future__ import annotations

import re

from boilerkit.page import Block, Page
from boilerkit.textkey import key_of

# The line breaks of str.splitlines. Neither pattern can backtrack: one class, one repeat, nothing after it.
_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(r"\S.*")
_LINE_ANY_BREAK = re.compile(rf"\S[^\n{_BREAKS}]*")


def parse_text(source: str) -> Page:
    """Cut raw text into blocks, one a line; lines of nothing but white space are between blocks."""
    line = _LINE_ANY_BREAK if any(char in source for char in _BREAKS) else _LINE
    blocks = []
    for match in line.finditer(source):
        start, text = match.start(), match.group().rstrip()
        blocks.append(Block(start, start + len(text), text, key_of(text)))
    return Page(source, blocks)
