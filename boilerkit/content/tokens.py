"""Tokens: the words in and around a block that the lexicon knows a weight of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, repeat

import numpy as np

from boilerkit.content.columns import Floats, Ints
from boilerkit.content.measures import digits_masked
from boilerkit.content.tree import NUL, Tree
from boilerkit.dom import NO_PARENT

GROUPS = ("name", "name above", "tags", "inline name", "word", "phrase", "heading", "address")
"""What a token is of: the names (class, id, role) of the block's element and its parent, those of all elements above,
the tags of the block's element and the two above, the names of the inline element it opens with, its words, all its
words or the first two, the words of the heading above, and the parts of the address it links to."""

NAME, NAME_ABOVE, TAGS, INLINE_NAME, WORD, PHRASE, HEADING, ADDRESS = range(len(GROUPS))
_LONGEST_PART = 40
_PART = re.compile(rf"[^\W_]{{1,{_LONGEST_PART}}}")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MOST_NAMES, _MOST_PARTS = 16, 8
_LONGEST_NAME = 20
_MENU_LENGTH, _PHRASE_LENGTH = 15, 6
HEADING_WORDS, _ADDRESS_PARTS, _ADDRESS_LENGTH = 10, 8, 200
_MOSTLY_LINKED = 0.5
"""Link density above which the address of a block's first link says something of the block."""

_PLAIN_TAGS = frozenset(("div", "html", "body", "span"))

_NO_WEIGHT = repeat(0.0)

Token = tuple[int, str]
Weights = Sequence[Mapping[str, float]]


class NameParts(dict[str, tuple[str, ...]]):
    """The words that strings of names are made of, worked out when asked for."""

    def __missing__(self, names: str) -> tuple[str, ...]:
        parts = self[names] = name_parts(names)
        return parts


class _Weighed(dict[str, dict[str, float]]):
    """Of strings of names, those of their words that have a weight, worked out when asked for."""

    def __init__(self, weights: Mapping[str, float], parts: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self._weights, self._parts = weights, parts

    def __missing__(self, names: str) -> dict[str, float]:
        known = {part: self._weights[part] for part in self._parts[names] if part in self._weights}
        self[names] = known
        return known


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
        shapes = np.asarray(self.tree.shapes.of_element, dtype=np.int64)[self.tree.of_block]
        near, tags = self._near_sums(weights[NAME], weights[TAGS], set(shapes.tolist()))
        yield near[shapes]
        yield self._above_sums(weights[NAME_ABOVE])[shapes]
        yield tags[shapes]
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

    def _near_sums(
        self, name_weights: Mapping[str, float], tag_weights: Mapping[str, float], asked: Iterable[int]
    ) -> tuple[Floats, Floats]:
        """Of each shape that is asked for, the weights of its and its parent's names, and of its tags."""
        shapes = self.tree.shapes
        near, tags = np.zeros(len(shapes.tags), dtype=np.float32), np.zeros(len(shapes.tags), dtype=np.float32)
        weighed, known = _Weighed(name_weights, self._parts), dict[tuple[str, str], float]()
        for shape in asked:
            pair = shapes.names[shape], shapes.names[max(shapes.parents[shape], 0)]
            if pair not in known:
                own, above = weighed[pair[0]], weighed[pair[1]]
                known[pair] = sum((own | above if own and above else own or above).values())
            near[shape] = known[pair]
            tags[shape] = tag_weights.get(self._tag_path(shape), 0.0)
        return near, tags

    def _above_sums(self, weights: Mapping[str, float]) -> Floats:
        """Of each shape the weights of its words and those above it, each word once."""
        shapes, bits = self.tree.shapes, _Bits(weights)
        weighed = {names: bits.of(self._parts[names]) for names in set(shapes.names)}
        tags = {tag: bits.of(_tag_word(tag)) for tag in set(shapes.tags)}
        sums, seen = list[float](), list[int]()
        for parent, tag, names in zip(shapes.parents, shapes.tags, shapes.names, strict=True):
            total, known = (sums[parent], seen[parent]) if parent != NO_PARENT else (0.0, 0)
            for mask, whole, each in (weighed[names], tags[tag]):
                again = mask & known
                if not again:
                    total += whole
                elif again != mask:
                    total += sum([weight for bit, weight in each if not bit & known])
                known |= mask
            sums.append(total)
            seen.append(known)
        return np.asarray(sums, dtype=np.float32)

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
        all_of_them = digits_masked(NUL.join([hrefs[block][:_ADDRESS_LENGTH] for block in linked]).lower())
        addresses = zip(linked, all_of_them.split(NUL), strict=True)
        return {block: set(_PART.findall(address)[:_ADDRESS_PARTS]) for block, address in addresses}


def _tag_word(tag: str) -> tuple[str, ...]:
    """The tag as a word, where it says something."""
    return () if tag in _PLAIN_TAGS else (f"<{tag}>",)


class _Bits(dict[str, tuple[int, float] | None]):
    """Of words a bit, numbered as they come, and their weight; None of those that have no weight."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        super().__init__()
        self._weights, self._bit = weights, 1

    def __missing__(self, word: str) -> tuple[int, float] | None:
        weight = self._weights.get(word)
        found = self[word] = None if weight is None else (self._bit, weight)
        if found:
            self._bit <<= 1
        return found

    def of(self, words: Iterable[str]) -> tuple[int, float, Sequence[tuple[int, float]]]:
        """Of different words the bits and weights, as far as they have any: together, and each."""
        each = [known for word in words if (known := self[word])]
        mask, whole = 0, 0.0
        for bit, weight in each:
            mask |= bit
            whole += weight
        return mask, whole, each


def name_parts(names: str) -> tuple[str, ...]:
    """The words that class names and the like are made of: `postBody_text` → post, body, postbody, text."""
    split = names.split(maxsplit=_MOST_NAMES)[:_MOST_NAMES]
    if len(split) < 2:
        return parts_of_name(split[0]) if split else ()
    return tuple(dict.fromkeys(chain.from_iterable(map(parts_of_name, split))))


@lru_cache(maxsize=1 << 16)
def parts_of_name(name: str) -> tuple[str, ...]:
    """The words of one name, which has no spaces; sites use few names, on all of their pages."""
    if name.isalpha() and name.islower() and len(name) <= _LONGEST_PART:
        return (name,) if len(name) > 1 else ()
    parts: dict[str, None] = {}
    for word in _PART.findall(name):
        if word.isalpha() and word.islower():
            if len(word) > 1:
                parts[word] = None
            continue
        if word.isdigit():
            continue
        whole = word.lower()
        for part in _CAMEL.findall(word) if whole != word or not whole.isalpha() else (word,):
            if len(part) > 1:
                parts[part.lower()] = None
        if 1 < len(whole) <= _LONGEST_NAME:
            parts[whole] = None
    return tuple(parts)[:_MOST_PARTS]


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
