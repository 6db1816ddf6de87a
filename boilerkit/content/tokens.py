"""Tokens: the words in and around a block that the lexicon knows a weight of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from types import MappingProxyType

import numpy as np

from boilerkit.content.columns import Floats, Ints, ints
from boilerkit.content.name_words import NameParts, NameWeights, name_parts
from boilerkit.content.tree import NUL, Tree
from boilerkit.dom import NO_PARENT

GROUPS = ("name", "name above", "tags", "inline name", "word", "phrase", "heading", "address")
"""What a token is of: the names (class, id, role) of the block's element and its parent, those of all elements above,
the tags of the block's element and the two above, the names of the inline element it opens with, its words, all its
words or the first two, the words of the heading above, and the parts of the address it links to."""

NAME, NAME_ABOVE, TAGS, INLINE_NAME, WORD, PHRASE, HEADING, ADDRESS = range(len(GROUPS))
_MENU_LENGTH, _PHRASE_LENGTH = 15, 6
HEADING_WORDS, _ADDRESS_PARTS, _ADDRESS_LENGTH = 10, 8, 200
_MOSTLY_LINKED = 0.5
"""Link density above which the address of a block's first link says something of the block."""

_IN_ADDRESS: Mapping[int, str] = MappingProxyType(
    {
        **{code: " " for code in range(1, 128) if not chr(code).isalnum()},
        **dict.fromkeys(map(ord, "123456789"), "0"),
    }
)
"""What stands between the parts of an address, as spaces, and its digits, as 0."""

_PLAIN_TAGS = frozenset(("div", "html", "body", "span"))

_NO_WEIGHT = repeat(0.0)

Token = tuple[int, str]
Weights = Sequence[Mapping[str, float]]


@dataclass(frozen=True)
class Tokens:
    """The tokens of a page's blocks: listed to learn from, or summed with weights.

    Attributes:
        tree: of the page.
        headings: of each block the index of the heading above it; -1 without one.
    """

    tree: Tree
    headings: Ints
    _parts: NameParts = field(default_factory=NameParts, init=False, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.tree.of_block)

    def of_blocks(self) -> Iterator[set[Token]]:
        """The tokens of each block, in order."""
        above: list[frozenset[str]] = []
        shapes, facts = self.tree.shapes, self.tree.markup.facts
        for shape, parent in enumerate(shapes.parents):
            known = above[parent] if parent != NO_PARENT else frozenset()
            above.append(known.union(self._parts[shapes.names[shape]], _tag_word(shapes.tags[shape])))
        headings = self.headings.tolist()
        for block, element in enumerate(facts.elements):
            shape = shapes.of_element[element]
            found = {(NAME_ABOVE, word) for word in above[shape]}
            found |= {(NAME, word) for word in self._near_names(shape)}
            found.add((TAGS, self._tag_path(shape)))
            found |= {(INLINE_NAME, word) for word in self._parts[facts.names[block]]}
            found.update(text_tokens(self.tree.measures.tokens[block]))
            found |= {(HEADING, word) for word in self._heading_words(headings[block])}
            found |= {(ADDRESS, part) for part in self._addresses.get(block, ())}
            yield found

    def sums(self, weights: Weights) -> Iterator[Floats]:
        """For each group the sum of the weights of every block's tokens."""
        shapes = ints(self.tree.shapes.of_element)[self.tree.of_block]
        asked = set(shapes.tolist())
        near, above = self._name_sums(weights[NAME], weights[NAME_ABOVE], asked)
        yield near[shapes]
        yield above[shapes]
        yield self._tag_sums(weights[TAGS], asked)[shapes]
        inline = self.tree.markup.facts.names
        names = {name: sum_of(weights[INLINE_NAME], self._parts[name]) for name in set(inline)}
        yield np.array([names[name] for name in inline], dtype=np.float32)
        words, phrases = text_sums(self.tree.measures.tokens, weights[WORD], weights[PHRASE])
        yield words
        yield phrases
        headings = self.headings.tolist()
        known = {heading: sum_of(weights[HEADING], self._heading_words(heading)) for heading in set(headings)}
        yield np.array([known[heading] for heading in headings], dtype=np.float32)
        addresses = np.zeros(len(self), dtype=np.float32)
        for block, parts in self._addresses.items():
            addresses[block] = sum_of(weights[ADDRESS], parts)
        yield addresses

    def _name_sums(
        self, near_weights: Mapping[str, float], above_weights: Mapping[str, float], asked: Iterable[int]
    ) -> tuple[Floats, Floats]:
        """Of each shape the weights of its words and its parent's, if it is asked for; and of those and all above."""
        shapes, words = self.tree.shapes, NameWeights(near_weights, above_weights)
        named = {names: words.of(name_parts(names)) for names in set(shapes.names)}
        tags = {tag: words.of(_tag_word(tag)) for tag in set(shapes.tags)}
        sums, seen = list[float](), list[int]()
        for parent, tag, names in zip(shapes.parents, shapes.tags, shapes.names, strict=True):
            total, known = (sums[parent], seen[parent]) if parent != NO_PARENT else (0.0, 0)
            for mask, _, whole, each in (named[names], tags[tag]):
                again = mask & known
                if not again:
                    total += whole
                elif again != mask:
                    total += sum([weight for bit, _, weight in each if not bit & known])
                known |= mask
            sums.append(total)
            seen.append(known)
        near = np.zeros(len(sums), dtype=np.float32)
        for shape in asked:
            mask, total, _, _ = named[shapes.names[shape]]
            above, more, _, each = named[shapes.names[max(shapes.parents[shape], 0)]]
            near[shape] = total + (sum([weight for bit, weight, _ in each if not bit & mask]) if above & mask else more)
        return near, np.asarray(sums, dtype=np.float32)

    def _tag_sums(self, weights: Mapping[str, float], asked: Iterable[int]) -> Floats:
        """Of each shape that is asked for, the weight of its tags."""
        sums = np.zeros(len(self.tree.shapes.tags), dtype=np.float32)
        for shape in asked:
            sums[shape] = weights.get(self._tag_path(shape), 0.0)
        return sums

    def _near_names(self, shape: int) -> set[str]:
        names, parent = self.tree.shapes.names, max(self.tree.shapes.parents[shape], 0)
        return {*self._parts[names[shape]], *self._parts[names[parent]]}

    def _tag_path(self, shape: int) -> str:
        tags, parents = self.tree.shapes.tags, self.tree.shapes.parents
        parent = max(parents[shape], 0)
        return f"{tags[shape]}>{tags[parent]}>{tags[max(parents[parent], 0)]}"

    def _heading_words(self, heading: int) -> set[str]:
        return set(self.tree.measures.tokens[heading][:HEADING_WORDS]) if heading >= 0 else set()

    @cached_property
    def _addresses(self) -> dict[int, set[str]]:
        """Of each block that is mostly links, the parts of the address of the first."""
        hrefs = self.tree.markup.facts.hrefs
        linked = np.flatnonzero(self.tree.measures.link_density > _MOSTLY_LINKED).tolist()
        if not linked:
            return {}
        all_of_them = NUL.join([hrefs[block][:_ADDRESS_LENGTH] for block in linked]).lower().translate(_IN_ADDRESS)
        addresses = zip(linked, all_of_them.split(NUL), strict=True)
        return {block: set(address.split(maxsplit=_ADDRESS_PARTS)[:_ADDRESS_PARTS]) for block, address in addresses}


def _tag_word(tag: str) -> tuple[str, ...]:
    """The tag as a word, where it says something."""
    return () if tag in _PLAIN_TAGS else (f"<{tag}>",)


def text_tokens(words: Sequence[str]) -> Iterator[Token]:
    """The tokens of a block's own words: each of a short one, the first three of a long one, and its size."""
    if len(words) <= _MENU_LENGTH:
        for word in words:
            yield WORD, word
        if len(words) <= _PHRASE_LENGTH:
            yield PHRASE, " ".join(words)
    else:
        for word in words[:3]:
            yield WORD, f"^{word}"
        yield WORD, _size_token(words)
    yield PHRASE, f"^{' '.join(words[:2])}"


def text_sums(
    blocks: Sequence[Sequence[str]], words: Mapping[str, float], phrases: Mapping[str, float]
) -> tuple[Floats, Floats]:
    """The sums over `text_tokens` for the two groups."""
    word_sums, phrase_sums = [], []
    phrase_weight, word_weight = phrases.get, words.get
    for tokens in blocks:
        count = len(tokens)
        phrase = phrase_weight("^" + " ".join(tokens[:2]), 0.0)
        if count <= _PHRASE_LENGTH:
            phrase += phrase_weight(" ".join(tokens), 0.0)
        phrase_sums.append(phrase)
        if count <= _MENU_LENGTH:
            word_sums.append(sum_of(words, set(tokens)))
        else:
            word_sums.append(sum_of(words, {f"^{word}" for word in tokens[:3]}) + word_weight(_size_token(tokens), 0.0))
    return np.asarray(word_sums, dtype=np.float32), np.asarray(phrase_sums, dtype=np.float32)


def _size_token(words: Sequence[str]) -> str:
    return f"#{min(8, len(words).bit_length() - 1)}"


def sum_of(weights: Mapping[str, float], tokens: Iterable[str]) -> float:
    """The sum of the weights that are known: whole steps of a power of two, so it is exact in any order."""
    return sum(map(weights.get, tokens, _NO_WEIGHT))
