"""Links and images of Markdown: a text is read without their marks and addresses, and spans are mapped back.

A link is text in brackets and right behind it an address in parentheses: an inline link as CommonMark has it
(https://spec.commonmark.org/0.31.2/#links), but that its text may hold blank lines, as the cards of a page have them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import regex

from boilerkit.blocks import LINE_BREAKS
from boilerkit.finding import Span
from boilerkit.stretches import Stretches

_ADDRESS = r"<[^<>\n]*+>|[^\s()<>]*+(?:\([^\s()]*+\)[^\s()<>]*+){0,4}+"
_SPACED = r"(?:[a-z]{2,9}:|/)[^()<>\"\n]*+(?:\([^()\n]*+\)[^()<>\"\n]*+){0,4}+"
"""What is no address by the letter of the law, but is written where nobody has encoded the spaces of one."""

_TITLE = r"\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\)"
# Not `re`, which before Python 3.11.5 goes wrong on groups that repeat possessively. As every repeat does, and stops at
# the next parenthesis, quote or space, there is nothing to backtrack into.
_MARK = regex.compile(rf"\\[\\\[\]]|!?\[|\]\(\s*+(?:(?:{_ADDRESS})(?:\s++(?:{_TITLE}))?+\s*+|{_SPACED})\)|\]")
_LONGEST = 4000
"""Characters between the marks of a link: what is farther apart does not belong together."""


class Link(NamedTuple):
    """A link: where it stands in the source, where the mark that closes it does, and what it shows in the text."""

    start: int
    close: int
    end: int
    first: int
    last: int


class _Mark(NamedTuple):
    """What the text is without: the mark that opens a link or closes the one opened at `opened`, or an image."""

    start: int
    end: int
    opened: int | None = None


@dataclass(frozen=True)
class Unlinked:
    """A text of Markdown without the marks and addresses of its links, and without images.

    Attributes:
        source: the Markdown.
        text: what is left of it. Two links side by side have a space between them, which stands for the first one's
            address.
        stretches: of the source that make up `text`.
        links: in the order in which they open.
    """

    source: str
    text: str
    stretches: Stretches
    links: Sequence[Link]

    def whole(self, span: Span) -> Span:
        """A stretch of the text in the source, with the marks of links in it and the images beside it on its lines."""
        start, end = self._start(span.start), self._end(span.end)
        firsts = self._firsts
        for index in range(bisect_left(firsts, span.start), bisect_left(firsts, span.end)):
            link = self.links[index]
            if link.last <= span.end:
                start, end = min(start, link.start), max(end, link.end)
        return Span(start, end)

    def parts(self, whole: Span) -> list[Span]:
        """A stretch of the source without the marks of links that reach beyond it, as far as something is visible."""
        parts, at = list[Span](), whole.start
        for start, end, link in self._marks[bisect_left(self._marks, whole) : bisect_left(self._marks, (whole.end,))]:
            if link.start < whole.start or link.end > whole.end:
                parts.append(Span(at, start))
                at = end
        parts.append(Span(at, whole.end))
        return [part for part in parts if self.source[part.start : part.end].strip()]

    def _start(self, offset: int) -> int:
        """Where a stretch begins in the source; at the head of a line with the marks there."""
        if not offset:
            return 0
        return (
            self.stretches.origin(offset - 1) + 1
            if self.text[offset - 1] in LINE_BREAKS
            else self.stretches.origin(offset)
        )

    def _end(self, offset: int) -> int:
        """Where a stretch ends in the source; at the end of a line with the marks there."""
        if offset == len(self.text):
            return len(self.source)
        ends_line = self.text[offset] in LINE_BREAKS and self.text[offset - 1] not in LINE_BREAKS
        return self.stretches.origin(offset) if ends_line else self.stretches.origin(offset - 1) + 1

    @cached_property
    def _marks(self) -> Sequence[tuple[int, int, Link]]:
        """Where the marks of links start and end."""
        return sorted(
            mark for link in self.links for mark in ((link.start, link.start + 1, link), (link.close, link.end, link))
        )

    @cached_property
    def _firsts(self) -> Sequence[int]:
        return [link.first for link in self.links]


def unlinked(source: str) -> Unlinked | None:
    """A text of Markdown without the marks of its links and without images; None where it has none of them."""
    marks = _marks(source) if "](" in source else []
    if not marks:
        return None
    pieces, starts, origins, at, length = list[str](), list[int](), list[int](), 0, 0
    places = dict[int, int]()
    for mark in marks:
        between = " " if mark.opened is not None and source.startswith(("[", "!["), mark.end) else ""
        for start, piece in ((at, source[at : mark.start]), (mark.start, between)):
            if piece:
                pieces.append(piece)
                starts.append(length)
                origins.append(start)
                length += len(piece)
        places[mark.start] = length - len(between)
        at = mark.end
    text = "".join((*pieces, source[at:]))
    links = [
        Link(mark.opened, mark.start, mark.end, *_visible(text, places[mark.opened], places[mark.start]))
        for mark in marks
        if mark.opened is not None
    ]
    return Unlinked(source, text, Stretches((*starts, length), (*origins, at)), sorted(links))


def shown(text: str) -> str:
    """What a reader sees of a text that may be Markdown: the text without the marks of its links and without images."""
    plain = unlinked(text)
    return plain.text if plain else text


def _marks(source: str) -> list[_Mark]:
    """The marks of links, and images, in order."""
    opened, marks = list[tuple[int, int]](), list[_Mark]()
    for found in _MARK.finditer(source):
        start, end = found.span()
        if source[end - 1] == "[" and source[start] != "\\":
            opened.append((start, end))
        elif source[start] == "]" and opened:
            first, text_start = opened.pop()
            if end == start + 1 or start - text_start > _LONGEST:
                continue
            if source[first] == "!":
                while marks and marks[-1].start >= first:
                    marks.pop()
                marks.append(_Mark(first, end))
            else:
                marks += (_Mark(first, text_start), _Mark(start, end, first))
    return sorted(marks)


def _visible(text: str, start: int, end: int) -> tuple[int, int]:
    """A range of a text without the white space at its ends."""
    shown = text[start:end]
    return end - len(shown.lstrip()), start + len(shown.rstrip())
