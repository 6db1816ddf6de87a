"""Kinds: of what category each removed block is, and the words that say it best."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from boilerkit.content.columns import Floats
from boilerkit.content.kind_model import KindModel, shipped_kind_model
from boilerkit.content.kind_tokens import KindTokens, words_of
from boilerkit.content.purpose import NO_PURPOSE, Purpose
from boilerkit.finding import CATEGORIES, Finding, Span
from boilerkit.page import Hit, Page
from boilerkit.prose import at_most_words, is_prose, word_count
from boilerkit.rules.base import goes_by_place, names_kind
from boilerkit.rules.ending import Line
from boilerkit.rules.tail import Told, all_cues, told_apart

_SAYS = 0.3
"""Weight beyond that for any other category, in log-odds, from which on a word explains a category."""

_LIKELY = 0.5
_MOST_WORDS = 2
_LABEL_WORDS = 4
_BLOCKS_AT_ONCE = 2048
_BIO_WORDS = 20
_BELIEVED = "comments"
"""What is named so is so more often than the model is right about it, as `python -m benchmarks kinds` counts."""

Known = TypeVar("Known")


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


class Removed(NamedTuple, Generic[Known]):
    """A removed block with all that may tell its category.

    Attributes:
        place: index of the block on its page.
        told: what the walk down the lines makes of it.
        hints: what rules find it to be.
        purpose: what the part of the page is for that it stands in.
        tokens: what the model weighs, as its rows.
    """

    place: int
    told: Told
    hints: Sequence[Finding]
    purpose: Purpose
    tokens: Collection[Known]


def kinds(page: Page, cut: Sequence[bool], purposes: Sequence[Purpose] = ()) -> Iterator[tuple[int, Kind]]:
    """Index and kind of each removed block.

    Args:
        page: with its phrases and the rules' hints, as far as there are any.
        cut: of each block whether it goes.
        purposes: of each block of HTML what the part of the page is for that it stands in; none on raw text.
    """
    model = shipped_kind_model(bool(purposes))
    tokens = KindTokens(page, cut, model.tokens.get)
    blocks, looks = list[Removed[int]](), list[Floats]()
    removed = removed_blocks(page, cut, tokens, purposes)
    while batch := list(islice(removed, _BLOCKS_AT_ONCE)):
        looks.append(model.first_look([block.tokens for block in batch]))
        blocks += [block._replace(tokens=()) for block in batch]  # millions of them would fill the memory
    if not blocks:
        return
    chances = model.second_look(np.vstack(looks), [block.place for block in blocks])
    telling = lru_cache(maxsize=_BLOCKS_AT_ONCE)(partial(_telling_words, model))
    last: tuple[int, Kind] | None = None
    best = zip(chances.argmax(axis=1).tolist(), chances.max(axis=1).tolist(), strict=True)
    for block, (likely, chance) in zip(blocks, best, strict=True):
        known = _known(block, chance)
        category = likely if known is None else known
        above = last[1] if last and last[0] == block.place - 1 and last[1].category == CATEGORIES[category] else None
        last = block.place, _kind(block, category, telling, above) or _by_look(block, category, tokens)
        yield last


def removed_blocks(
    page: Page, cut: Sequence[bool], tokens: KindTokens[Known], purposes: Sequence[Purpose] = ()
) -> Iterator[Removed[Known]]:
    """The removed blocks of a page with the tokens that they have there; what else is given is as for `kinds`."""
    hints, cues = _hints(page), all_cues(page.found)
    marks: Mapping[int, Mapping[str, Hit]] = page.found.marks
    for start, stop in removed_runs(cut):
        run = range(start, stop)
        lines = [Line(block, marks.get(block.start, {}), True) for block in page.blocks[start:stop]]
        for index, told in zip(run, told_apart(lines, cues), strict=True):
            own, purpose = hints.get(index, ()), purposes[index] if purposes else NO_PURPOSE
            found = tokens.of(index, run, told, [hint.rule for hint in own], purpose)
            yield Removed(index, told, own, purpose, found)


def removed_runs(cut: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The half-open ranges of blocks that go."""
    first = None
    for index, gone in enumerate([*cut, False]):
        if gone and first is None:
            first = index
        elif not gone and first is not None:
            yield first, index
            first = None


def _hints(page: Page) -> Mapping[int, Sequence[Finding]]:
    """Of each block what the rules suspect."""
    found: dict[int, list[Finding]] = {}
    for hint in page.hints:
        first, stop = bisect_right(page.blocks.ends, hint.span.start), bisect_left(page.blocks.starts, hint.span.end)
        for index in range(first, stop):
            found.setdefault(index, []).append(hint)
    return found


def _known(block: Removed[int], chance: float) -> int | None:
    """The category of a block that need not be weighed: the surest rule's, or that of a part named after comments.

    A rule that does not know the kind for sure is believed where the model knows it still less.

    Args:
        block: that was removed.
        chance: of the category that the model thinks most likely.
    """
    own = [hint for hint in block.hints if not goes_by_place(hint.rule)]
    if own:
        surest = max(own, key=lambda hint: hint.confidence)
        if chance < _LIKELY or names_kind(surest, block.told.line.block.span):
            return CATEGORIES.index(surest.category)
    named = block.purpose.category == _BELIEVED and not block.purpose.words.startswith("<")
    return CATEGORIES.index(_BELIEVED) if named else None


def _kind(block: Removed[int], category: int, telling: Callable[[str, int], str], above: Kind | None) -> Kind | None:
    """The kind of a block of a category, with the names or words that explain it best; None where none does.

    Args:
        block: that was removed.
        category: its place among all categories.
        telling: quotes the words of a text that tell a category.
        above: kind of the block above, if that is of the same category.
    """
    name, own = CATEGORIES[category], block.told.line.block
    if sign := next((sign for sign in _signs(block) if sign.category == name), None):
        return sign
    if words := telling(own.text, category):
        return Kind(name, f"{words}, outside the main content", own.span)
    return above


def _by_look(block: Removed[int], category: int, tokens: KindTokens[int]) -> Kind:
    """The kind of a block that no name and no word explains: by what it says again, or where it stands."""
    name, own = CATEGORIES[category], block.told.line.block
    if tokens.is_echo(block.place):
        return Kind(name, "says again what stands in the main content", own.span)
    size = "a few words" if at_most_words(own.text, _LABEL_WORDS) else "text"
    return Kind(name, f"{size} {tokens.where(block.place)} the main content", own.span)


def _signs(block: Removed[int]) -> Iterator[Kind]:
    """The kinds that what people have written down speaks for: names of markup, rules, phrases and sections."""
    purpose, told = block.purpose, block.told
    if purpose.category == "byline":
        purpose = _about_author(purpose, told.line.block.text)
    if purpose.category:
        yield Kind(purpose.category, f"inside {purpose.words}", told.line.block.span)
    for hint in block.hints:
        yield Kind(hint.category, hint.reason, hint.evidence)
    yield Kind(told.category, f"{told.why}, outside the main content", told.evidence.span)


def _about_author(purpose: Purpose, text: str) -> Purpose:
    """What a part is for that is named after the author: it says who wrote, or in many words something about them."""
    is_long = is_prose(text) and word_count(text) >= _BIO_WORDS
    return purpose._replace(category="author-bio") if is_long else purpose


def _telling_words(model: KindModel, text: str, category: int) -> str:
    """The words of a text that tell a category from all others, quoted, the most telling first; "" without any."""
    telling = {word: model.tells(f"word {word}", category) for word in set(words_of(text)) if word.isalpha()}
    best = sorted(telling, key=lambda word: (-telling[word], word))[:_MOST_WORDS]
    return ", ".join(f"“{word}”" for word in best if telling[word] >= _SAYS)
