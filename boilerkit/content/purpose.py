"""Purpose: what the part of the page that a removed block stands in is for, as far as its markup says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from boilerkit import dom
from boilerkit.content.columns import Ints
from boilerkit.content.tokens import name_parts
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

SECTIONS = frozenset(("comments", "related", "newsletter", "cookie", "share", "ad", "paywall", "author-bio"))
"""Categories of parts that have a purpose of their own wherever they stand, and give it to all in them."""

PLACES = frozenset(("nav", "footer"))
"""Categories of places; what stands there may be told apart, but not as a detail such as a date."""

_ANYTHING = frozenset(("html", "body", "main", "article"))
"""Elements whose names speak of the whole page."""


@dataclass(frozen=True)
class Purpose:
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
    found: list[Purpose] = []
    elements = markup.elements
    columns = zip(elements.tags, elements.parents, elements.names, elements.flags, elements.first, elements.stop, strict=True)
    for element, (tag, parent, names, flags, first, stop) in enumerate(columns):
        above = found[parent] if parent != NO_PARENT else NO_PURPOSE
        if kept[stop] > kept[first] or tag in _ANYTHING:
            found.append(NO_PURPOSE)
            continue
        own = flags & ~elements.flags[parent] if parent != NO_PARENT else flags
        here = _by_name(element, names) or _by_landmark(element, tag, own)
        found.append(here if here and _is_told(here.category, above.category) else above)
    return found


def _is_told(category: str, above: str) -> bool:
    """Whether a part of this category is told apart from the part it stands in."""
    if category == above:
        return False
    if category in SECTIONS:
        return True
    return above not in SECTIONS and (category in PLACES or above not in PLACES or above == "nav")


def _by_name(element: int, names: str) -> Purpose | None:
    known = _categories()
    for name in names.split():
        for part in name_parts(name):
            if part in known:
                return Purpose(known[part], element, f"“{name}”")
    return None


def _by_landmark(element: int, tag: str, flags: int) -> Purpose | None:
    for flag, category in _LANDMARKS:
        if flags & flag:
            return Purpose(category, element, f"<{tag}>")
    return None


@cache
def _categories() -> Mapping[str, str]:
    """The category of each telling word."""
    text = resources.files("boilerkit.content").joinpath("names.toml").read_text(encoding="utf-8")
    return {word: category for category, words in tomllib.loads(text).items() for word in words.split()}
