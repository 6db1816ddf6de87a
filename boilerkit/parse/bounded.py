"""Markup that a parser which builds a tree reads in bounded time; for trafilatura, which builds one."""

from __future__ import annotations

import re

_MOST_CODE_POINTS = 10_000_000
# No character but the last is read twice: the counted part ends at the next bracket.
_LONG_TAG = re.compile(r"(<[a-zA-Z][\w:-]{0,40})\s[^<>]{20000,}+>")


def bounded(markup: str) -> str:
    """The markup without NULs, without the attributes of tags that have thousands of them, and cut off at 10 MB.

    libxml2's tree compares each attribute of an element with all others.
    """
    return _LONG_TAG.sub(r"\1>", markup[:_MOST_CODE_POINTS].replace("\0", ""))
