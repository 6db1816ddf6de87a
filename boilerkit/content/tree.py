"""Tree: the elements of a page as arrays, what each holds, and which of them are alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from boilerkit.content.columns import Doubles, Ints, ints
from boilerkit.content.lexicon_features import Surroundings
from boilerkit.content.measures import Measures
from boilerkit.dom import Dom

ANCESTORS = 6
"""How far up from its element a block's surroundings are looked at."""

_DIGITS = re.compile(r"\d+")

NUL = "\0"
"""Stands in no page: the parser is given none. What is joined by it can be split again."""

TAGS: Mapping[str, int] = MappingProxyType(
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
"""Numbers of tags; a rare one has none."""

_LEVELS = np.array([0, *(int(tag[1]) if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else 0 for tag in TAGS)])
_KINDS = np.array([0, *({"p": 2, "li": 3, "td": 4, "th": 4}.get(tag, 0) for tag in TAGS)])
"""Heading level and kind of a block by the number of its tag."""


class Shapes(NamedTuple):
    """The different shapes that the elements of a page have: tags and names of an element and of all above it.

    Pages repeat few shapes many times, so what depends on names alone is worked out once a shape.

    Attributes:
        of_element: of each element its shape; 0 for those without blocks, whose shape nobody asks for.
        tags, names: those of the element itself.
        parents: shape of the element above; -1 for a root.
    """

    of_element: list[int]
    tags: list[str]
    names: list[str]
    parents: list[int]

    @classmethod
    def of(cls, markup: Dom) -> Shapes:
        """The shapes of a page's elements, in the order in which they come."""
        elements = markup.elements
        of_element = [0] * len(elements.tags)
        known: dict[tuple[int, str, str], int] = {}
        columns = zip(elements.parents, elements.tags, elements.names, elements.first, elements.stop, strict=True)
        for element, (parent, tag, names, first, stop) in enumerate(columns):
            if first != stop:
                shape = (of_element[parent] if parent >= 0 else -1, tag, names)
                of_element[element] = known.setdefault(shape, len(known))
        return cls(
            of_element, [tag for _, tag, _ in known], [names for _, _, names in known], [above for above, _, _ in known]
        )


@dataclass(frozen=True)
class Tree:
    """The elements of a page as arrays, and what each holds; one value an element unless it says a block."""

    markup: Dom
    measures: Measures

    @cached_property
    def parents(self) -> Ints:
        """Index of the parent; the root is its own."""
        return np.maximum(ints(self.markup.elements.parents), 0)

    @cached_property
    def of_block(self) -> Ints:
        """Of each block, its element."""
        return ints(self.markup.facts.elements)

    @cached_property
    def ancestors(self) -> Ints:
        """Of each block its element, that one's parent, and so on: `ANCESTORS` rows, one column a block."""
        chain = np.empty((ANCESTORS, len(self.of_block)), dtype=np.int64)
        chain[0] = self.of_block
        for up in range(1, ANCESTORS):
            np.take(self.parents, chain[up - 1], out=chain[up])
        return chain

    @cached_property
    def first(self) -> Ints:
        """First block of each element."""
        return ints(self.markup.elements.first)

    @cached_property
    def stop(self) -> Ints:
        """The block behind the last of each element."""
        return ints(self.markup.elements.stop)

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
        numbers = {tag: TAGS.get(tag, 0) for tag in set(tags)}
        return np.fromiter(map(numbers.__getitem__, tags), dtype=np.int64, count=len(tags))

    @cached_property
    def flags(self) -> Ints:
        """Flags of each block's element."""
        return ints(self.markup.elements.flags)[self.of_block]

    @cached_property
    def elements_stop(self) -> Ints:
        """The element behind the last of those in each element."""
        return np.searchsorted(*self._nodes)

    @cached_property
    def depths(self) -> Ints:
        """Elements above each element: all that begin before it but those that have ended."""
        count = len(self.elements_stop)
        return np.arange(count) - np.cumsum(np.bincount(self.elements_stop, minlength=count))[:count]

    @cached_property
    def nodes_inside(self) -> Doubles:
        """Nodes in each element, and itself; those that hold blocks count twice, for so the trees have learned it."""
        first, stop = self._nodes
        return np.asarray(stop - first + self.elements_stop - np.arange(len(first)) - 1, dtype=np.float64)

    @cached_property
    def _nodes(self) -> tuple[Ints, Ints]:
        """Of each element the half-open range of the nodes in it."""
        return ints(self.markup.elements.nodes), ints(self.markup.elements.nodes_stop)

    @cached_property
    def levels(self) -> Ints:
        """Heading level of each block: of its element or one of the two above it; 0 for none."""
        levels: Ints = _LEVELS[self.tag_numbers][self.ancestors[:3]]
        return np.asarray(np.max(levels, axis=0), dtype=np.int64)

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
    def shapes(self) -> Shapes:
        """The shapes of the elements."""
        return Shapes.of(self.markup)

    @cached_property
    def _kinds_of_elements(self) -> tuple[Ints, Ints]:
        """Two numberings of the elements: by parent, tag and class; and by tags and classes from the root down.

        Elements without blocks have no number of their own: 0, as the root.
        """
        shapes = self.shapes
        by_path: dict[tuple[int, str, str], int] = {}
        first_names = _without_digits({names: names.partition(" ")[0] for names in set(shapes.names)})
        path_of_shape: list[int] = []
        for above, tag, names in zip(shapes.parents, shapes.tags, shapes.names, strict=True):
            path = (path_of_shape[above] if above >= 0 else -1, tag, first_names[names])
            path_of_shape.append(by_path.setdefault(path, len(by_path)))
        paths = ints(path_of_shape)[ints(shapes.of_element)]
        # Of two children of one element, those of one path have one tag and class.
        alike = self.parents * len(by_path) + paths
        alike[self.stop == self.first] = 0
        siblings = np.unique(alike, return_inverse=True)[1]
        return siblings, paths

    def nearest(self, tag: str) -> Ints:
        """Of each block the innermost element of a name around it; -1 for none."""
        found = np.full(len(self.of_block), -1)
        # What is further in comes later, and is written over what is further out.
        for element in np.flatnonzero(self.tag_numbers == TAGS[tag]).tolist():
            found[self.first[element] : self.stop[element]] = element
        return found


def _without_digits(values: Mapping[str, str]) -> Mapping[str, str]:
    """Some values without their digits; to look in all of them at once is quicker than in each."""
    return dict(zip(values, _DIGITS.sub("", NUL.join(values.values())).split(NUL), strict=True))
