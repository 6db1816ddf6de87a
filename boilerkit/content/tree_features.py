"""Features of a block's place in the tree: what its ancestors hold, and what repeats."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from boilerkit import dom
from boilerkit.content.columns import Columns, Doubles, Ints, ratio
from boilerkit.content.lexicon_features import Surroundings
from boilerkit.content.measures import Measures
from boilerkit.dom import Dom

ANCESTORS = 6
"""How far up from its element a block's surroundings are looked at."""

_NEAR = 4
_REPEATED = 3
"""Elements of one kind under one parent from which on they are a repetition."""

_TAGS: Mapping[str, int] = MappingProxyType(
    {
        tag: number
        for number, tag in enumerate(
            "p div li td th h1 h2 h3 h4 h5 h6 span a section article main header footer nav aside ul ol dl dt dd table "
            "tbody tr figcaption figure blockquote pre form fieldset legend summary details label body html center "
            "address caption button noscript".split(),
            1,
        )
    }
)
_LEVELS = np.array([0, *(int(tag[1]) if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else 0 for tag in _TAGS)])
_KINDS = np.array([0, *({"p": 2, "li": 3, "td": 4, "th": 4}.get(tag, 0) for tag in _TAGS)])
"""Heading level and kind of a block by the number of its tag."""

FLAGS: Mapping[str, int] = MappingProxyType(
    {
        "hidden": dom.HIDDEN,
        "noscript": dom.NOSCRIPT,
        "details": dom.DETAILS,
        "form": dom.FORM,
        "table": dom.TABLE,
        "list": dom.LIST,
        "pre": dom.PRE,
        "quote": dom.QUOTE,
        "nav": dom.NAV,
        "header": dom.HEADER,
        "footer": dom.FOOTER,
        "aside": dom.ASIDE,
        "main": dom.MAIN,
        "article": dom.ARTICLE,
        "body_property": dom.BODY_PROPERTY,
        "dialog": dom.DIALOG,
        "figure": dom.FIGURE,
        "aria_hidden": dom.ARIA_HIDDEN,
        "section": dom.SECTION,
    }
)
_NEVER_MAIN = dom.NAV | dom.FOOTER | dom.HIDDEN | dom.DIALOG
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Tree:
    """The elements of a page as arrays, and what each holds; one value an element."""

    markup: Dom
    measures: Measures

    @cached_property
    def parents(self) -> Ints:
        """Index of the parent; the root is its own."""
        parents = np.asarray(self.markup.elements.parents, dtype=np.int64)
        return np.maximum(parents, 0)

    @cached_property
    def of_block(self) -> Ints:
        """Of each block, its element."""
        return np.asarray(self.markup.facts.elements, dtype=np.int64)

    @cached_property
    def ancestors(self) -> list[Ints]:
        """Of each block its element, that one's parent, and so on: `ANCESTORS` columns."""
        chain = [self.of_block]
        while len(chain) < ANCESTORS:
            chain.append(self.parents[chain[-1]])
        return chain

    @cached_property
    def first(self) -> Ints:
        """First block of each element."""
        return np.asarray(self.markup.elements.first, dtype=np.int64)

    @cached_property
    def stop(self) -> Ints:
        """The block behind the last of each element."""
        return np.asarray(self.markup.elements.stop, dtype=np.int64)

    def within(self, running: Doubles) -> Doubles:
        """What each element holds of something, from its running sum over the blocks."""
        return np.asarray(running[self.stop] - running[self.first], dtype=np.float64)

    @cached_property
    def words(self) -> Doubles:
        """Words in each element."""
        return self.within(self.measures.words_before)

    @cached_property
    def linked(self) -> Doubles:
        """Linked words in each element."""
        return self.within(self.measures.linked_before)

    @cached_property
    def prose(self) -> Doubles:
        """Words of running text in each element."""
        return self.within(self.measures.prose_before)

    @cached_property
    def tag_numbers(self) -> Ints:
        """A number for each tag; 0 for rare ones."""
        tags = self.markup.elements.tags
        numbers = {tag: _TAGS.get(tag, 0) for tag in set(tags)}
        return np.fromiter(map(numbers.__getitem__, tags), dtype=np.int64, count=len(tags))

    @cached_property
    def flags(self) -> Ints:
        """Flags of each block's element."""
        return np.asarray(self.markup.elements.flags, dtype=np.int64)[self.of_block]

    @cached_property
    def tags_inside(self) -> Doubles:
        """Elements of any kind in each element."""
        counts = list(self.markup.elements.tag_counts)
        parents = self.markup.elements.parents
        for element in range(len(counts) - 1, 0, -1):
            counts[parents[element]] += counts[element]
        return np.asarray(counts, dtype=np.float64)

    @cached_property
    def levels(self) -> Ints:
        """Heading level of each block: of its element or one of the two above it; 0 for none."""
        level: Ints = _LEVELS[self.tag_numbers]
        return np.maximum(np.maximum(level[self.ancestors[0]], level[self.ancestors[1]]), level[self.ancestors[2]])

    @cached_property
    def kinds(self) -> Ints:
        """Of each block a number: 1 a heading, 2 a paragraph, 3 a list item, 4 a cell, 0 anything else."""
        return np.where(self.levels > 0, 1, _KINDS[self.tag_numbers][self.of_block])

    @cached_property
    def surroundings(self) -> Surroundings:
        """Which blocks stand together."""
        siblings, paths = self._kinds_of_elements
        return Surroundings(self.measures.words, self.ancestors, self.first, self.stop, siblings, paths[self.of_block])

    @cached_property
    def _kinds_of_elements(self) -> tuple[Ints, Ints]:
        """Two numberings of the elements: by parent, tag and class; and by tags and classes from the root down.

        Elements without blocks have no number of their own: 0, as the root.
        """
        elements = self.markup.elements
        by_parent: dict[tuple[int, str, str], int] = {}
        by_path: dict[tuple[int, str, str], int] = {}
        first_names = {names: _DIGITS.sub("", names.partition(" ")[0]) for names in set(elements.names)}
        siblings, paths = [0] * len(elements.tags), [0] * len(elements.tags)
        for element, (stop, first) in enumerate(zip(elements.stop, elements.first, strict=True)):
            if stop > first:
                parent, tag, name = (
                    elements.parents[element],
                    elements.tags[element],
                    first_names[elements.names[element]],
                )
                siblings[element] = by_parent.setdefault((parent, tag, name), len(by_parent))
                paths[element] = by_path.setdefault((paths[parent] if element else -1, tag, name), len(by_path))
        return np.asarray(siblings, dtype=np.int64), np.asarray(paths, dtype=np.int64)

    def nearest(self, tag: str) -> Ints:
        """Of each block the innermost element of a name around it; -1 for none."""
        if tag not in self.markup.elements.tags:
            return np.full(len(self.of_block), -1)
        found: list[int] = []
        for name, parent in zip(self.markup.elements.tags, self.markup.elements.parents, strict=True):
            found.append(len(found) if name == tag else found[parent] if parent >= 0 else -1)
        return np.asarray(found, dtype=np.int64)[self.of_block]


def ancestor_features(tree: Tree) -> Columns:
    """What the element of a block and those above it hold: words, links, prose, and how densely."""
    columns, index, total = Columns(), tree.measures.index, tree.measures.total
    headings = tree.within(np.concatenate([[0.0], np.cumsum(tree.levels > 0)]))
    blocks = (tree.stop - tree.first).astype(np.float64)
    for up, elements in enumerate(tree.ancestors):
        words = tree.words[elements]
        columns[f"words^{up}"] = np.log1p(words)
        columns[f"share^{up}"] = words / total
        columns[f"linked^{up}"] = ratio(tree.linked[elements], words)
        columns[f"blocks^{up}"] = np.log1p(blocks[elements])
        columns[f"prose^{up}"] = ratio(tree.prose[elements], words)
        columns[f"text_density^{up}"] = words / tree.tags_inside[elements]
        if up in (1, 2, 3):
            columns[f"place^{up}"] = ratio(index - tree.first[elements], blocks[elements])
            columns[f"headings^{up}"] = ratio(headings[elements], blocks[elements])
        if up < _NEAR:
            columns[f"tag^{up}"] = tree.tag_numbers[elements]
    columns["depth"] = np.asarray(tree.markup.elements.depths, dtype=np.int64)[tree.of_block]
    columns["level"] = tree.levels
    for name, flag in FLAGS.items():
        columns[f"in_{name}"] = (tree.flags & flag) != 0
    for tag in ("article", "main"):
        columns |= _landmark_features(tree, tag)
    return columns


def _landmark_features(tree: Tree, tag: str) -> Columns:
    """Share of the page in the landmark around a block, and the block's place in it; -1 outside."""
    around = tree.nearest(tag)
    inside, element = around >= 0, np.maximum(around, 0)
    place = ratio(tree.measures.index - tree.first[element], tree.stop[element] - tree.first[element])
    return Columns(
        **{
            f"share_{tag}": np.where(inside, tree.words[element] / tree.measures.total, -1),
            f"place_{tag}": np.where(inside, place, -1),
        }
    )


def repetition_features(tree: Tree) -> Columns:
    """How many siblings of the same kind each ancestor has, and what they hold on average: cards, menus, posts."""
    siblings, same_path = tree.surroundings.siblings, tree.surroundings.paths
    total = tree.measures.total
    count = np.bincount(siblings, tree.stop > tree.first)
    words = np.bincount(siblings, tree.words)
    linked = np.bincount(siblings, tree.linked)
    prose = np.bincount(siblings, tree.prose)
    order = np.argsort(siblings, kind="stable")
    place = np.empty(len(siblings))
    place[order] = np.arange(len(siblings)) - np.concatenate([[0], np.cumsum(count)[:-1]])[siblings[order]]
    columns = Columns()
    largest_share, largest_count = np.zeros(len(tree.measures.page)), np.zeros(len(tree.measures.page))
    for up, elements in enumerate(tree.ancestors):
        kind = siblings[elements]
        if up < _NEAR:
            columns[f"siblings^{up}"] = count[kind]
            columns[f"sibling^{up}"] = place[elements]
            columns[f"sibling_words^{up}"] = words[kind] / count[kind]
            columns[f"sibling_linked^{up}"] = ratio(linked[kind], words[kind])
            columns[f"sibling_share^{up}"] = words[kind] / total
            columns[f"sibling_prose^{up}"] = ratio(prose[kind], words[kind])
        share = np.where(count[kind] >= _REPEATED, words[kind] / total, 0)
        larger = share > largest_share
        largest_share = np.where(larger, share, largest_share)
        largest_count = np.where(larger, count[kind], largest_count)
    columns["repeated_share"], columns["repeated_count"] = largest_share, largest_count
    path_count = np.bincount(same_path)[same_path]
    path_words = np.bincount(same_path, tree.measures.words)[same_path]
    path_linked = np.bincount(same_path, tree.measures.words * tree.measures.link_density)[same_path]
    columns["path_count"] = path_count
    columns["path_words"] = np.log1p(path_words)
    columns["path_share"] = path_words / total
    columns["path_mean"] = path_words / path_count
    columns["path_linked"] = ratio(path_linked, path_words)
    repeated = np.where(count >= _REPEATED, words, 0)
    columns["page_repeated_share"] = repeated.max() / total
    columns["page_repeated_count"] = count[int(np.argmax(repeated))] if repeated.max() else 0
    return columns


def main_element(tree: Tree) -> int:
    """The element that most of the prose stands right in, as readability scores it (Arc90, 2009).

    Each block gives its words to its element's parent, half to the grandparent, a quarter to the one above.
    """
    measures = tree.measures
    counts = (measures.words >= 8) & (measures.link_density < 0.5) & ((tree.flags & _NEVER_MAIN) == 0)
    score = np.where(counts, measures.words * (1 - measures.link_density) + 5 * measures.letters.sentences, 0)
    elements = len(tree.parents)
    summed = np.zeros(elements)
    for up, weight in ((1, 1.0), (2, 0.5), (3, 0.25)):
        summed += weight * np.bincount(tree.ancestors[up], score, minlength=elements)
    not_paragraph = tree.tag_numbers[tree.of_block] != _TAGS["p"]
    summed += 0.7 * np.bincount(tree.of_block, score * not_paragraph, minlength=elements)
    return int(np.argmax(summed * (1 - ratio(tree.linked, tree.words))))


def distance_features(tree: Tree, element: int, name: str) -> Columns:
    """How far each block is from an element: steps up until it holds the block, and how much it holds then."""
    chain = [element]
    while chain[-1]:
        chain.append(int(tree.parents[chain[-1]]))
    index = tree.measures.index
    steps: NDArray[np.int64] = np.zeros(len(index), dtype=np.int64)
    for ancestor in chain:
        steps += (index < tree.first[ancestor]) | (index >= tree.stop[ancestor])
    common = np.asarray(chain)[np.minimum(steps, len(chain) - 1)]
    return Columns(
        **{
            f"{name}_steps": steps,
            f"{name}_steps_share": steps / len(chain),
            f"{name}_common_share": tree.words[common] / tree.measures.total,
        }
    )


def main_features(tree: Tree) -> Columns:
    """How each block lies to the element that holds most of the prose."""
    main = main_element(tree)
    columns = distance_features(tree, main, "main")
    index, first, stop = tree.measures.index, int(tree.first[main]), int(tree.stop[main])
    before = tree.measures.words_before
    columns["main_blocks"] = np.where(index < first, index - first, np.where(index >= stop, index - stop + 1, 0))
    above, below = before[:-1] - before[first], before[:-1] - before[stop]
    columns["main_words"] = np.where(index < first, above, np.where(index >= stop, below, 0)) / tree.measures.total
    columns["main_share"] = tree.words[main] / tree.measures.total
    return columns


def headline_features(tree: Tree, text: Columns) -> Columns:
    """How each block lies to the one that looks most like the headline."""
    never = (tree.flags & (dom.NAV | dom.FOOTER | dom.HIDDEN)) != 0
    level = np.where(tree.levels == 1, 0.6, np.where(tree.levels == 2, 0.2, 0))
    likeness = np.asarray(text["like_heading"]) + 0.3 * np.asarray(text["title_in_block"])
    likeness = likeness + 0.5 * np.asarray(text["block_in_title"]) + level
    likeness = likeness - 0.3 * tree.measures.link_density - 0.5 * never
    headline = int(np.argmax(likeness))
    columns = distance_features(tree, int(tree.of_block[headline]), "headline")
    index, before = tree.measures.index, tree.measures.words_before
    columns["headline_is"] = index == headline
    columns["headline_blocks"] = index - headline
    columns["headline_words"] = (before[:-1] - before[headline]) / tree.measures.total
    columns["headline_score"] = likeness[headline]
    return columns
