"""Tokens: the words in and around a block that the lexicon knows a weight of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from boilerkit.content.columns import Doubles, Ints
from boilerkit.content.measures import Measures
from boilerkit.dom import NO_PARENT, Dom

GROUPS = ("name", "names above", "tags", "inline name", "word", "phrase", "heading", "address")
"""What a token is of: the names (class, id, role) of the block's element and its parent, those of all elements above,
the tags of the block's element and the two above, the names of the inline element it opens with, its words, all its words
or the first two, the words of the heading above, and the parts of the address it links to."""

_NAME, _ABOVE, _TAGS, _INLINE, _WORD, _PHRASE, _HEADING, _ADDRESS = range(len(GROUPS))
_PART = re.compile(r"[^\W_]{1,40}")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_DIGIT = re.compile(r"\d")
_MOST_PARTS = 24
_LONGEST_NAME = 20
_MENU_LENGTH, _PHRASE_LENGTH = 15, 6
_HEADING_WORDS, _ADDRESS_PARTS = 10, 8
_PLAIN_TAGS = frozenset(("div", "html", "body", "span"))

Token = tuple[int, str]


def name_parts(names: str) -> list[str]:
    """The words that class names and the like are made of: `postBody_text` → post, body, postbody, text."""
    parts: dict[str, None] = {}
    for word in _PART.findall(names):
        for part in _CAMEL.findall(word):
            if len(part) > 1:
                parts[part.lower()] = None
        whole = word.lower()
        if 1 < len(whole) <= _LONGEST_NAME and not whole.isdigit():
            parts[whole] = None
        if len(parts) > _MOST_PARTS:
            break
    return list(parts)


def block_tokens(markup: Dom, measures: Measures, headings: Ints, link_density: Doubles) -> Iterator[set[Token]]:
    """The tokens of each block, in order."""
    elements, facts = markup.elements, markup.facts
    known: dict[str, list[str]] = {}

    def parts(names: str) -> list[str]:
        if names not in known:
            known[names] = name_parts(names)
        return known[names]

    own: list[frozenset[Token]] = []
    above: list[frozenset[Token]] = []
    for tag, parent, names in zip(elements.tags, elements.parents, elements.names, strict=True):
        words = parts(names) if names else ()
        own.append(frozenset((_NAME, word) for word in words))
        here = {(_ABOVE, word) for word in words}
        if tag not in _PLAIN_TAGS:
            here.add((_ABOVE, f"<{tag}>"))
        before = above[parent] if parent != NO_PARENT else frozenset()
        above.append(before | here if not here <= before else before)
    tokens = measures.tokens
    for block, element in enumerate(facts.elements):
        parent = max(elements.parents[element], 0)
        grandparent = max(elements.parents[parent], 0)
        found = set(above[element])
        found |= own[element]
        found |= own[parent]
        found.add((_TAGS, f"{elements.tags[element]}>{elements.tags[parent]}>{elements.tags[grandparent]}"))
        if facts.names[block]:
            found.update((_INLINE, word) for word in parts(facts.names[block]))
        found.update(text_tokens(tokens[block]))
        if headings[block] >= 0:
            found.update((_HEADING, _masked(word)) for word in tokens[headings[block]][:_HEADING_WORDS])
        if facts.hrefs[block] and link_density[block] > 0.5:
            found.update((_ADDRESS, _masked(part)) for part in _PART.findall(facts.hrefs[block].lower())[:_ADDRESS_PARTS])
        yield found


def text_tokens(words: Sequence[str]) -> Iterator[Token]:
    """The tokens of a block's own words: each of a short one, the first three of a long one, and its size."""
    if len(words) <= _MENU_LENGTH:
        for word in words:
            yield _WORD, _masked(word)
        if len(words) <= _PHRASE_LENGTH:
            yield _PHRASE, _masked(" ".join(words))
    else:
        for word in words[:3]:
            yield _WORD, f"^{word}"
        yield _WORD, f"#{min(8, len(words).bit_length() - 1)}"
    yield _PHRASE, f"^{_masked(' '.join(words[:2]))}"


def _masked(text: str) -> str:
    return _DIGIT.sub("0", text)
