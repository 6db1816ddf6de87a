"""Tokens: the words in and around a block that the lexicon knows a weight of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from boilerkit.content.columns import Floats, Ints
from boilerkit.content.measures import Measures, digits_masked
from boilerkit.dom import NO_PARENT, Dom

GROUPS = ("name", "name above", "tags", "inline name", "word", "phrase", "heading", "address")
"""What a token is of: the names (class, id, role) of the block's element and its parent, those of all elements above,
the tags of the block's element and the two above, the names of the inline element it opens with, its words, all its
words or the first two, the words of the heading above, and the parts of the address it links to."""

NAME, NAME_ABOVE, TAGS, INLINE_NAME, WORD, PHRASE, HEADING, ADDRESS = range(len(GROUPS))
_PART = re.compile(r"[^\W_]{1,40}")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MOST_NAMES, _MOST_PARTS = 16, 8
_LONGEST_NAME = 20
_MENU_LENGTH, _PHRASE_LENGTH = 15, 6
HEADING_WORDS, _ADDRESS_PARTS, _ADDRESS_LENGTH = 10, 8, 200
_MOSTLY_LINKED = 0.5
"""Link density above which the address of a block's first link says something of the block."""

_PLAIN_TAGS = frozenset(("div", "html", "body", "span"))

Token = tuple[int, str]
Weights = Sequence[Mapping[str, float]]


@dataclass(frozen=True)
class Tokens:
    """The tokens of a page's blocks: listed to learn from, or summed with weights.

    Attributes:
        markup: of the page.
        measures: of the page.
        headings: of each block the index of the heading above it; -1 without one.
    """

    markup: Dom
    measures: Measures
    headings: Ints

    def __len__(self) -> int:
        return len(self.markup.facts.elements)

    @cached_property
    def _parts(self) -> Mapping[str, tuple[str, ...]]:
        """The words that each string of names on the page is made of."""
        names = dict.fromkeys(self.markup.elements.names)
        names |= dict.fromkeys(self.markup.facts.names)
        return {name: name_parts(name) for name in names}

    def of_blocks(self) -> Iterator[set[Token]]:
        """The tokens of each block, in order."""
        above: list[frozenset[str]] = []
        elements = self.markup.elements
        for parent, new in zip(elements.parents, self._element_words(), strict=True):
            known = above[parent] if parent != NO_PARENT else frozenset()
            above.append(known.union(new))
        headings = self.headings.tolist()
        for block, element in enumerate(self.markup.facts.elements):
            found = {(NAME_ABOVE, word) for word in above[element]}
            found |= {(NAME, word) for word in self._near_names(element)}
            found.add((TAGS, self._tag_path(element)))
            found |= {(INLINE_NAME, word) for word in self._parts[self.markup.facts.names[block]]}
            found.update(text_tokens(self.measures.tokens[block]))
            found |= {(HEADING, word) for word in self._heading_words(headings[block])}
            found |= {(ADDRESS, part) for part in self._address_parts(block)}
            yield found

    def sums(self, weights: Weights) -> Iterator[Floats]:
        """For each group the sum of the weights of every block's tokens."""
        of_block = np.asarray(self.markup.facts.elements, dtype=np.int64)
        near, tags = self._near_sums(weights[NAME], weights[TAGS])
        yield near[of_block]
        yield self._above_sums(weights[NAME_ABOVE])[of_block]
        yield tags[of_block]
        names = {name: sum_of(weights[INLINE_NAME], self._parts[name]) for name in set(self.markup.facts.names)}
        yield np.array([names[name] for name in self.markup.facts.names], dtype=np.float32)
        words, phrases = text_sums(self.measures.tokens, weights[WORD], weights[PHRASE])
        yield words
        yield phrases
        headings = self.headings.tolist()
        known = {heading: sum_of(weights[HEADING], self._heading_words(heading)) for heading in set(headings)}
        yield np.array([known[heading] for heading in headings], dtype=np.float32)
        addresses = np.zeros(len(self), dtype=np.float32)
        for block in np.flatnonzero(self.measures.link_density > _MOSTLY_LINKED).tolist():
            addresses[block] = sum_of(weights[ADDRESS], self._address_parts(block))
        yield addresses

    def _near_sums(self, name_weights: Mapping[str, float], tag_weights: Mapping[str, float]) -> tuple[Floats, Floats]:
        """Of each element that holds blocks itself, the weights of its and its parent's names, and of its tags."""
        names, parents = self.markup.elements.names, self.markup.elements.parents
        weighed = {name: set(filter(name_weights.__contains__, parts)) for name, parts in self._parts.items()}
        known: dict[tuple[str, str], float] = {}
        near, tags = np.zeros(len(names), dtype=np.float32), np.zeros(len(names), dtype=np.float32)
        for element in set(self.markup.facts.elements):
            pair = names[element], names[max(parents[element], 0)]
            if pair not in known:
                known[pair] = sum(map(name_weights.__getitem__, sorted(weighed[pair[0]] | weighed[pair[1]])))
            near[element] = known[pair]
            tags[element] = tag_weights.get(self._tag_path(element), 0.0)
        return near, tags

    def _element_words(self) -> Iterator[tuple[str, ...]]:
        """Of each element its names' words, and its tag where that says something."""
        for tag, names in zip(self.markup.elements.tags, self.markup.elements.names, strict=True):
            words = self._parts[names]
            yield words if tag in _PLAIN_TAGS else (*words, f"<{tag}>")

    def _above_sums(self, weights: Mapping[str, float]) -> Floats:
        """Of each element the weights of its words and those above it, each word once."""
        elements, bits = self.markup.elements, _Bits(weights)
        weighed = {names: bits.of(parts) for names, parts in self._parts.items()}
        tags = {tag: bits.of((f"<{tag}>",)) for tag in set(elements.tags) - _PLAIN_TAGS}
        sums, seen = [0.0] * len(elements.tags), [0] * len(elements.tags)
        columns = zip(elements.tags, elements.parents, elements.names, elements.first, elements.stop, strict=True)
        for element, (tag, parent, names, first, stop) in enumerate(columns):
            if first == stop:
                continue
            total, known = (sums[parent], seen[parent]) if parent != NO_PARENT else (0.0, 0)
            for mask, words in (weighed[names], tags.get(tag, _NO_BITS)):
                if mask & ~known:
                    total += sum(weight for bit, weight in words if not bit & known)
                    known |= mask
            sums[element], seen[element] = total, known
        return np.asarray(sums, dtype=np.float32)

    def _near_names(self, element: int) -> set[str]:
        names, parent = self.markup.elements.names, max(self.markup.elements.parents[element], 0)
        return {*self._parts[names[element]], *self._parts[names[parent]]}

    def _tag_path(self, element: int) -> str:
        tags, parents = self.markup.elements.tags, self.markup.elements.parents
        parent = max(parents[element], 0)
        return f"{tags[element]}>{tags[parent]}>{tags[max(parents[parent], 0)]}"

    def _heading_words(self, heading: int) -> set[str]:
        return set(self.measures.tokens[heading][:HEADING_WORDS]) if heading >= 0 else set()

    def _address_parts(self, block: int) -> set[str]:
        address = self.markup.facts.hrefs[block]
        if not address or self.measures.link_density[block] <= _MOSTLY_LINKED:
            return set()
        return set(_PART.findall(digits_masked(address[:_ADDRESS_LENGTH].lower()))[:_ADDRESS_PARTS])


_NO_BITS: tuple[int, tuple[tuple[int, float], ...]] = (0, ())


class _Bits:
    """Sets of words as whole numbers: each word that has a weight is a bit, numbered as it comes."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._bits: dict[str, int] = {}

    def of(self, words: Sequence[str]) -> tuple[int, tuple[tuple[int, float], ...]]:
        """The bits of those words that have a weight: together, and each with its weight."""
        mask, each = 0, []
        for word in words:
            if word in self._weights:
                bit = self._bits.setdefault(word, 1 << len(self._bits))
                if not bit & mask:
                    mask |= bit
                    each.append((bit, self._weights[word]))
        return mask, tuple(each)


def name_parts(names: str) -> tuple[str, ...]:
    """The words that class names and the like are made of: `postBody_text` → post, body, postbody, text."""
    parts: dict[str, None] = {}
    for name in names.split(maxsplit=_MOST_NAMES)[:_MOST_NAMES]:
        parts |= dict.fromkeys(_name_parts(name))
    return tuple(parts)


@lru_cache(maxsize=1 << 16)
def _name_parts(name: str) -> tuple[str, ...]:
    """The words of one name; sites use few names, on all of their pages."""
    parts: dict[str, None] = {}
    for word in _PART.findall(name):
        whole = word.lower()
        for part in _CAMEL.findall(word) if whole != word or not whole.isalpha() else (word,):
            if len(part) > 1:
                parts[part.lower()] = None
        if 1 < len(whole) <= _LONGEST_NAME and not whole.isdigit():
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
    for tokens in blocks:
        phrase = phrases.get(f"^{' '.join(tokens[:2])}", 0.0)
        if len(tokens) <= _MENU_LENGTH:
            word_sums.append(sum_of(words, set(tokens)))
            if len(tokens) <= _PHRASE_LENGTH:
                phrase += phrases.get(" ".join(tokens), 0.0)
        else:
            word_sums.append(sum_of(words, {f"^{word}" for word in tokens[:3]}) + words.get(_size_token(tokens), 0.0))
        phrase_sums.append(phrase)
    return np.asarray(word_sums, dtype=np.float32), np.asarray(phrase_sums, dtype=np.float32)


def _size_token(words: Sequence[str]) -> str:
    return f"#{min(8, len(words).bit_length() - 1)}"


def sum_of(weights: Mapping[str, float], tokens: Sequence[str] | set[str]) -> float:
    """The sum of the weights of some tokens; those without one add nothing."""
    total = 0.0
    for token in tokens:
        if token in weights:
            total += weights[token]
    return total
