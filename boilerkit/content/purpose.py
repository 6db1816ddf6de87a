"""Purpose: what the part of the page that a removed block stands in is for, as far as its markup says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache, reduce
from importlib import resources
from itertools import pairwise
from operator import or_
from typing import NamedTuple

import numpy as np

from boilerkit import dom
from boilerkit.content.columns import Ints, ints
from boilerkit.content.name_words import parts_of_name
from boilerkit.dom import NO_PARENT, Dom

_LANDMARKS: tuple[tuple[int, str], ...] = (
    (dom.NAV, "nav"),
    (dom.DIALOG, "system"),
    (dom.FOOTER, "footer"),
    (dom.ASIDE, "related"),
    (dom.HEADER, "nav"),
    (dom.FORM, "system"),
    (dom.FIGURE, "media"),
)
"""What an element of HTML is for, by what it is (or its role says it is), the more telling first."""

_LANDMARK_FLAGS = reduce(or_, (flag for flag, _ in _LANDMARKS))
SECTIONS = frozenset(("comments", "related", "newsletter", "cookie", "share", "ad", "paywall", "author-bio"))
"""Categories of parts that have a purpose of their own wherever they stand, and give it to all in them."""

PLACES = frozenset(("nav", "footer"))
"""Categories of places; what stands there may be told apart, but not as a detail such as a date."""

_ANYTHING = frozenset(("html", "body", "main", "article"))
"""Elements whose names speak of the whole page."""


class Purpose(NamedTuple):
    """What a part of a page is for.

    Attributes:
        category: one of `boilerkit.CATEGORIES`; "" when the markup does not say.
        element: index of the element that says so.
        words: the name that says so, or the element's tag, as a reason quotes it.
    """

    category: str
    element: int
    words: str


NO_PURPOSE = Purpose("", NO_PARENT, "")


def purposes(markup: Dom, kept: Ints) -> list[Purpose]:
    """Of each element what it is for: by its own names or tag, else by those of the elements around it.

    An element that holds main content explains no removal: nothing is handed down from it.

    Args:
        markup: of the page.
        kept: how many of the first 0, 1, 2 … blocks are kept.
    """
    elements = markup.elements
    first, stop = ints(elements.first), ints(elements.stop)
    removed_whole = np.flatnonzero((stop > first) & (kept[stop] == kept[first]))
    tags, names, parents, flags = elements.tags, elements.names, elements.parents, elements.flags
    found = [NO_PURPOSE] * len(tags)
    told = {"": ("", "")}
    for element in removed_whole.tolist():
        parent = parents[element]
        if parent == NO_PARENT or tags[element] in _ANYTHING:
            continue
        above, name = found[parent], names[element]
        if name not in told:
            told[name] = _by_name(name)
        category, words = told[name]
        if not category:
            own = flags[element] & ~flags[parent] & _LANDMARK_FLAGS
            if own:
                category, words = _by_landmark(own), f"<{tags[element]}>"
        told_apart = category and _is_told(category, above.category)
        found[element] = Purpose(category, element, words) if told_apart else above
    return found


def _is_told(category: str, above: str) -> bool:
    """Whether a part of this category is told apart from the part it stands in."""
    if category == above:
        return False
    if category in SECTIONS:
        return True
    return above not in SECTIONS and (category in PLACES or above not in PLACES or above == "nav")


def _by_name(names: str) -> tuple[str, str]:
    """The category of the first telling name, and that name; "" when none tells."""
    for name in names.split():
        category = _of_name(name)
        if category:
            return category, f"“{name}”"
    return "", ""


@lru_cache(maxsize=1 << 16)
def _of_name(name: str) -> str:
    """The category that one name tells, or ""; sites use few names, on all of their pages."""
    known, parts = _categories(), parts_of_name(name)
    return next((known[part] for part in (*map("".join, pairwise(parts)), *parts) if part in known), "")


def _by_landmark(flags: int) -> str:
    return next(category for flag, category in _LANDMARKS if flags & flag)


@cache
def _categories() -> Mapping[str, str]:
    """The category of each telling word."""
    text = resources.files("boilerkit.content").joinpath("names.toml").read_text(encoding="utf-8")
    return {word: category for category, words in tomllib.loads(text).items() for word in words.split()}
