"""Kinds: of what category each removed block is, by all that speaks for one, and the words that say it best."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from boilerkit.content.purpose import NO_PURPOSE, PLACES, Purpose
from boilerkit.finding import Span
from boilerkit.page import Hit, Page
from boilerkit.prose import at_most_words, is_prose, word_count
from boilerkit.rules.ending import Line
from boilerkit.rules.tail import Cues, Told, all_cues, told_apart

_HINT, _NAMED, _PLACED, _TOLD = 3.0, 1.5, 0.4, 1.0
"""What a rule's hint says, a name in the markup that tells a purpose, one that tells a place, and the walk down the
lines, each times its own weight."""

_MENU, _ABOVE, _AMIDST, _FOOT = 0.15, 0.35, 0.4, 0.1
"""What it says that a short line is short, and of any that it stands above all that is kept, in its midst, or below."""

_LABEL_WORDS = 4
_BIO_WORDS = 20
_WEAK = PLACES | {"system", "other"}
"""Categories of the markup's names that hold parts of all kinds."""


class Kind(NamedTuple):
    """What a removed block is.

    Attributes:
        category: one of `boilerkit.CATEGORIES`.
        reason: one sentence.
        evidence: where the words stand that say so.
    """

    category: str
    reason: str
    evidence: Span


class _Sign(NamedTuple):
    """Something that speaks for a category, and how loud.

    Its evidence is its own, or what the walk down the lines has seen, or else the block itself.
    """

    category: str
    weight: float
    reason: str
    evidence: Span | None = None
    is_told: bool = False


_A_MENU = _Sign("nav", _MENU, "a few words outside the main content")
_SHAPES: Sequence[Sequence[Sequence[_Sign]]] = (
    (
        (_Sign("nav", _ABOVE, "text above the main content"),),
        (_Sign("media", _AMIDST, "text between paragraphs, like a caption"),),
        (),
    ),
    (
        (_A_MENU, _Sign("nav", _ABOVE, "a few words above the main content")),
        (_A_MENU, _Sign("media", _AMIDST, "a few words between paragraphs, like a caption")),
        (_A_MENU, _Sign("footer", _FOOT, "a few words below the main content")),
    ),
)
"""What a long and a short block's place says: above all that is kept, in its midst, and below."""


def kinds(page: Page, cut: Sequence[bool], purposes: Sequence[Purpose] = ()) -> Iterator[tuple[int, Kind]]:
    """Index and kind of each removed block.

    Args:
        page: with the rules' hints, as far as there are any.
        cut: of each block whether it goes.
        purposes: of each block what the part of the page is for that it stands in; none on raw text.
    """
    hints, cues = _hints(page), all_cues(page.found)
    kept = [index for index, gone in enumerate(cut) if not gone]
    texts = (index for index in kept if page.blocks.is_prose(index))
    first, last = (next(texts, kept[0]), kept[-1]) if kept else (0, len(cut))
    known: dict[tuple[object, ...], _Sign] = {}  # most blocks are like others of their page
    for start, stop in removed_runs(cut):
        for index, told in zip(range(start, stop), _walk(page, start, stop, cues), strict=True):
            line, category, why, evidence, weight = told
            block = line.block
            purpose = purposes[index] if purposes else NO_PURPOSE
            if purpose.category == "byline":
                purpose = _about_author(purpose, block.text)
            short, place = at_most_words(block.text, _LABEL_WORDS), (index >= first) + (first <= index > last)
            alike = (purpose, category, why, weight, short, place, index if index in hints else -1)
            sign = known.get(alike)
            if sign is None:
                signs = (*_purpose(purpose), *hints.get(index, ()), _told_sign(told), *_SHAPES[short][place])
                sign = known[alike] = _weighed(signs)
            shown = sign.evidence or (evidence if sign.is_told else block).span
            yield index, Kind(sign.category, sign.reason, shown)


def removed_runs(cut: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The half-open ranges of blocks that go."""
    first = None
    for index, gone in enumerate([*cut, False]):
        if gone and first is None:
            first = index
        elif not gone and first is not None:
            yield first, index
            first = None


def _weighed(signs: Sequence[_Sign]) -> _Sign:
    """The first sign for the category with the most weight."""
    sums: dict[str, float] = {}
    for sign in signs:
        sums[sign.category] = sums.get(sign.category, 0.0) + sign.weight
    best = max(sums, key=sums.__getitem__)
    return next(sign for sign in signs if sign.category == best)


def _hints(page: Page) -> Mapping[int, Sequence[_Sign]]:
    """Of each block what the rules suspect."""
    found: dict[int, list[_Sign]] = {}
    for hint in page.hints:
        sign = _Sign(hint.rule.partition(".")[0], _HINT * hint.confidence, hint.reason, hint.evidence)
        first, stop = bisect_right(page.blocks.ends, hint.span.start), bisect_left(page.blocks.starts, hint.span.end)
        for index in range(first, stop):
            found.setdefault(index, []).append(sign)
    return found


def _walk(page: Page, first: int, stop: int, cues: Cues) -> Iterator[Told]:
    """What the blocks of a range are by their own words or the section they stand in."""
    marks: Mapping[int, Mapping[str, Hit]] = page.found.marks
    return told_apart([Line(block, marks.get(block.start, {}), True) for block in page.blocks[first:stop]], cues)


def _told_sign(told: Told) -> _Sign:
    return _Sign(told.category, _TOLD * told.weight, f"{told.why}, outside the main content", is_told=True)


def _about_author(purpose: Purpose, text: str) -> Purpose:
    """What a part is for that is named after the author: it says who wrote, or in many words something about them."""
    is_long = is_prose(text) and word_count(text) >= _BIO_WORDS
    return purpose._replace(category="author-bio") if is_long else purpose


def _purpose(purpose: Purpose) -> Sequence[_Sign]:
    """What the names and tags around a block say."""
    if not purpose.category:
        return ()
    weight = _PLACED if purpose.category in _WEAK or purpose.words == "<aside>" else _NAMED
    return (_Sign(purpose.category, weight, f"inside {purpose.words}"),)
