"""Features: all that the judge knows of the blocks of an HTML page, as columns."""

from __future__ import annotations

from dataclasses import dataclass

from boilerkit.content.columns import Columns, Ints, ints, ratio
from boilerkit.content.context_features import neighbour_features, place_features, section_features
from boilerkit.content.measures import Measures, words_of
from boilerkit.content.page_features import page_features
from boilerkit.content.text_features import text_features
from boilerkit.content.tree import Tree
from boilerkit.content.tree_features import (
    ancestor_features,
    headline_features,
    main_features,
    repetition_features,
)
from boilerkit.dom import Dom


@dataclass(frozen=True)
class Features:
    """What was found out of a page's blocks.

    Attributes:
        columns: the features by name.
        headings: of each block the index of the heading above it; -1 without one.
        tree: the elements and what they hold.
    """

    columns: Columns
    headings: Ints
    tree: Tree


def html_features(measures: Measures, markup: Dom) -> Features:
    """The features of all blocks of a page; it has at least one."""
    tree = Tree(markup, measures)
    head = markup.head
    title, heading, summary = (
        frozenset(words_of(text))
        for text in (
            head.title,
            head.meta.get("og:title", ""),
            head.meta.get("og:description") or head.meta.get("description", ""),
        )
    )
    columns = text_features(measures, title, heading, summary)
    columns |= _markup_features(measures, markup)
    columns |= ancestor_features(tree)
    columns |= repetition_features(tree)
    columns |= main_features(tree)
    columns |= headline_features(tree, columns)
    columns |= place_features(measures)
    columns |= neighbour_features(measures, tree.kinds)
    section, headings = section_features(measures, tree.levels)
    columns |= section
    columns |= page_features(tree, columns)
    return Features(columns, headings, tree)


def _markup_features(measures: Measures, markup: Dom) -> Columns:
    """What the inline markup of a block says."""
    facts, length = markup.facts, measures.letters.length
    return Columns(
        linked=measures.link_density,
        links=ints(facts.links),
        bold=ratio(ints(facts.bold_lengths), length),
        italic=ratio(ints(facts.italic_lengths), length),
        button=ratio(ints(facts.button_lengths), length),
        code=ratio(ints(facts.code_lengths), length),
        images=ints(facts.images),
        line=ints(facts.lines),
        time=ints(facts.times),
        link_kind=ints([_link_kind(href) for href in facts.hrefs]),
    )


def _link_kind(href: str) -> int:
    if not href:
        return 0
    if href.startswith("http"):
        return 4
    if href[0] == "#":
        return 2
    return 3 if href.startswith(("javascript", "mailto", "tel")) else 1
