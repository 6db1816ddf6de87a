"""Is it HTML, or text that a scraper got out of a page?"""

from __future__ import annotations

import re
from itertools import islice

_SPACE = re.compile(r"[\s\0\ufeff]*+")
_PROLOGUES = (("<!--", "-->"), ("<?", ">"), ("<![", ">"))
"""What may stand before the first tag: comments, also conditional ones, `<?xml …?>`, `<![endif]>`."""

_DOCTYPE = re.compile(r"<!doctype\s+(?:html|\"-//)", re.IGNORECASE)
_TAG = re.compile(r"<([a-z][a-z0-9]{0,15})(?=[\s>/])", re.IGNORECASE)
_BLOCK_END = re.compile(
    r"</(?:p|div|li|ul|ol|table|td|h[1-6]|blockquote|section|article|body)\s{0,10}>|<br", re.IGNORECASE
)

_DIVIDES = re.compile(r"</?(?:p|div|li|ul|ol|table|td|tr|h[1-6]|blockquote)[\s>]|<br", re.IGNORECASE)
_ALWAYS = frozenset(("html", "head", "body", "frameset"))
_BLOCKS = frozenset(
    "address article aside blockquote center dd details dialog div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hgroup iframe li link main menu meta nav noscript ol p pre script section style summary table tbody td "
    "template th thead title tr ul".split()
)
_VOID = frozenset(("link", "meta"))
_INLINE = frozenset("a abbr b big br cite code em font hr i img picture small span strong sub sup svg time u".split())


def looks_like_html(source: str) -> bool:
    """Whether the text opens as HTML does, a fragment of it too: then it is markup, and not text to clean.

    It opens with a doctype or with `<html>`; or with a block-level tag that it also closes; or with an inline tag, and
    closes a block-level one or breaks a line with `<br>`. Comments, processing instructions and white space may stand
    before it. Text that speaks of tags does not open with one, or does not close it.
    """
    at = _first_tag(source)
    if _DOCTYPE.match(source, at):
        return True
    tag = _TAG.match(source, at)
    if not tag or source.find(">", tag.end()) < 0:
        return False
    name = tag[1].lower()
    if name in _ALWAYS:
        return True
    if name in _VOID:
        return _BLOCK_END.search(source) is not None
    if name in _BLOCKS:
        return re.search(rf"</{name}\s{{0,10}}>", source, re.IGNORECASE) is not None or _closes_blocks(source)
    return name in _INLINE and _BLOCK_END.search(source) is not None


def _closes_blocks(source: str) -> bool:
    """Whether blocks are divided even though the first one is not closed: `<p>` seldom is."""
    found = _DIVIDES.finditer(source)
    return sum(1 for _ in islice(found, 3)) == 3


def _first_tag(source: str) -> int:
    """Where the first tag stands, or what is in its place."""
    at = _end_of_space(source, 0)
    while True:
        for opening, closing in _PROLOGUES:
            if source.startswith(opening, at):
                end = source.find(closing, at + len(opening))
                if end < 0:
                    return at
                at = _end_of_space(source, end + len(closing))
                break
        else:
            return at


def _end_of_space(source: str, at: int) -> int:
    found = _SPACE.match(source, at)
    return found.end() if found else at
