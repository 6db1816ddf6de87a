"""Kind tokens: what can say of what category a removed block is: its words, look and place, and what is around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import log2
from typing import Generic, TypeVar, cast

from boilerkit.content.name_words import NameParts
from boilerkit.content.purpose import Purpose
from boilerkit.dom import FLAGS, NO_PARENT, Dom
from boilerkit.page import Page
from boilerkit.prose import ends_sentence, is_prose
from boilerkit.rules.dates import is_stamp
from boilerkit.rules.sections import is_count
from boilerkit.rules.tail import Told

_WORD = re.compile(r"[^\W\d_]+|\d+|[©#@|»›→×✕$€£%•·]")
_DIGIT = re.compile(r"\d")
_LETTERS_READ, _WORDS_READ, _LETTERS_LOOKED_AT = 240, 30, 120
_PHRASE_WORDS, _NEAR_WORDS, _HEADING_WORDS, _START_WORDS = 6, 6, 8, 4
_HEADS, _START_LENGTH = 3, 80
_NEIGHBOURS, _MOST_ELEMENTS = 3, 8192
_ALIKE, _PART_ALIKE = 0.6, 0.8

Known = TypeVar("Known")

_LANDMARKS = tuple((name, FLAGS[name]) for name in "nav footer header aside form figure dialog".split())


class _Group(dict[str, Known | None]):
    """What is known of tokens of one group by the words they end in, asked once for each."""

    def __init__(self, name: str, known: Callable[[str], Known | None]) -> None:
        super().__init__()
        self._prefix, self._ask = f"{name} " if name else "", known

    def __missing__(self, word: str) -> Known | None:
        found = self[word] = self._ask(self._prefix + word)
        return found


class _Groups(dict[str, _Group[Known]]):
    """The groups by name, each made when it is asked for."""

    def __init__(self, known: Callable[[str], Known | None]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, name: str) -> _Group[Known]:
        group = self[name] = _Group(name, self._known)
        return group


class KindTokens(Generic[Known]):
    """The tokens of the removed blocks of a page, as far as they are known.

    Args:
        page: with its phrases.
        cut: of each block whether it goes.
        known: what to give for a token: its row in a model. Tokens without one are left out.
    """

    def __init__(self, page: Page, cut: Sequence[bool], known: Callable[[str], Known | None]) -> None:
        self._page, self._cut, self._groups = page, cut, _Groups(known)
        self._keys = keys = [page.blocks.key(index) for index in range(len(page))]
        self._kept = [index for index, gone in enumerate(cut) if not gone]
        prose = (index for index in self._kept if page.blocks.is_prose(index))
        self._first = next(prose, self._kept[0]) if self._kept else 0
        self._times = Counter(keys)
        self._lines = {keys[index] for index in self._kept}
        self._starts = {_start_of(key) for key in self._lines}
        self._heads = [frozenset(keys[index].split()) for index in self._kept[:_HEADS]]
        self._ask = known
        self._seen: dict[int, tuple[Sequence[str], Sequence[str]]] = {}
        self._parts = NameParts()
        self._inherited: dict[int, frozenset[Known | None]] = {}

    def of(self, index: int, run: range, told: Told, hints: Sequence[str], purpose: Purpose) -> set[Known]:
        """The tokens of a removed block.

        Args:
            index: of the block.
            run: of removed blocks that it stands in.
            told: what the walk down the run has made of it.
            hints: ids of the rules that suspect it.
            purpose: what the part of the page is for that it stands in.
        """
        groups, (words, looks) = self._groups, self._read(index)
        alone, word = groups[""], groups["word"]
        found = {word[each] for each in words}
        found.update(map(groups["look"].__getitem__, looks))
        found.add(self._ask(f"start {' '.join(words[:2])}"))
        if len(words) <= _PHRASE_WORDS:
            found.add(self._ask(f"phrase {' '.join(words)}"))
        found.update(map(alone.__getitem__, self._place(index, run, looks[0])))
        found.update(map(alone.__getitem__, self._echoes(index)))
        found.update(alone[hint_token(hint)] for hint in hints)
        in_section = told.evidence.start != told.line.block.start
        why = "section" if in_section else "own" if "“" in told.why else told.why
        found.add(groups["told"][f"{told.category}, {why}"])
        found.add(groups["told"][f"{told.category}, {why}, {told.weight:.1f}"])
        if in_section:
            found.update(map(groups["heading"].__getitem__, words_of(told.evidence.text)[:_HEADING_WORDS]))
        self._add_beside(found, "above", index - 1)
        self._add_beside(found, "below", index + 1)
        if self._page.dom is not None:
            found |= self._given_by_markup(self._page.dom, self._page.dom.facts.elements[index], purpose)
            found.update(map(alone.__getitem__, _own_markup(self._page.dom, index)))
        found.discard(None)
        return cast(set[Known], found)

    def where(self, index: int) -> str:
        """Where a block stands: "above" the running text that stays, "amidst" or "below" what stays."""
        if index < self._first or not self._kept:
            return "above"
        return "below" if index > self._kept[-1] else "amidst"

    def is_echo(self, index: int) -> bool:
        """Whether a block says again what stays."""
        return any(token.startswith("echo") for token in self._echoes(index))

    def _read(self, index: int) -> tuple[Sequence[str], Sequence[str]]:
        """Words and looks of a removed block; those of a few are kept, for neighbours ask again."""
        if index not in self._seen:
            text = self._page.blocks[index].text
            self._seen[index] = words_of(text), _look(text)
            self._seen.pop(index - _NEIGHBOURS, None)
        return self._seen[index]

    def _add_beside(self, found: set[Known | None], side: str, index: int) -> None:
        """Add what the block above or below says."""
        group = self._groups[side]
        if not 0 <= index < len(self._cut):
            found.add(group["nothing"])
        elif not self._cut[index]:
            found.add(group["stays"])
        else:
            words, looks = self._read(index)
            found.update(map(group.__getitem__, words[:_NEAR_WORDS]))
            found.update(map(self._groups[f"{side} look"].__getitem__, looks))

    def _place(self, index: int, run: range, size: str) -> Iterator[str]:
        kept, place = self._kept, self.where(index)
        at = bisect_left(kept, index)
        far = min(abs(kept[near] - index) for near in (at - 1, at) if 0 <= near < len(kept)) if kept else 0
        yield f"place {place}"
        yield f"place {place}, {_steps(far)} away"
        yield f"place {place}, {size}"
        yield f"run of {_steps(len(run))}"
        yield f"in run {_steps(index - run.start)}"
        yield f"tenth {10 * index // len(self._cut)}"

    def _echoes(self, index: int) -> Iterator[str]:
        """What a block says again of what stays, and how often it stands on the page."""
        key = self._keys[index]
        if key in self._lines:
            yield "echo of a line"
        elif len(start := _start_of(key)) == _START_WORDS and start in self._starts:
            yield "echo of a beginning"
        own = frozenset(key.split())
        for head in self._heads if own else ():
            common, less, more = len(own & head), *sorted((len(own), len(head)))
            if common >= _ALIKE * more:
                yield "echo of the top"
            elif less > 2 and common >= _PART_ALIKE * less:
                yield "echo of a part of the top"
        if self._times[key] > 1:
            yield f"stands here {min(self._times[key], 4)} times"

    def _given_by_markup(self, markup: Dom, element: int, purpose: Purpose) -> frozenset[Known | None]:
        """What an element and those around it give to the blocks that are its own."""
        alone, near = self._groups[""], self._groups["near name"]
        parent = max(markup.elements.parents[element], 0)
        return self._inherited_names(markup, element).union(
            map(alone.__getitem__, _element_tokens(markup, element, purpose)),
            map(near.__getitem__, self._parts[markup.elements.names[element]]),
            map(near.__getitem__, self._parts[markup.elements.names[parent]]),
        )

    def _inherited_names(self, markup: Dom, element: int) -> frozenset[Known | None]:
        """What the names of an element and of all those around it give; kept for some thousands of elements."""
        if len(self._inherited) > _MOST_ELEMENTS:
            self._inherited.clear()
        inside, group = list[int](), self._groups["name"]
        while element != NO_PARENT and element not in self._inherited:
            inside.append(element)
            element = markup.elements.parents[element]
        found = self._inherited.get(element, frozenset())
        for element in reversed(inside):
            names = self._parts[markup.elements.names[element]]
            found = self._inherited[element] = found.union(map(group.__getitem__, names)) if names else found
        return found


def hint_token(rule: str) -> str:
    """The token of a block that a rule suspects."""
    return f"hint {rule}"


def _element_tokens(markup: Dom, element: int, purpose: Purpose) -> Iterator[str]:
    """What an element gives to the blocks that are its own."""
    elements = markup.elements
    yield f"tag {elements.tags[element]}"
    yield from (f"inside <{name}>" for name, flag in _LANDMARKS if elements.flags[element] & flag)
    if purpose.category:
        yield f"purpose {purpose.category}{', a tag' if purpose.words.startswith('<') else ''}"


def _own_markup(markup: Dom, index: int) -> Iterator[str]:
    """What the markup in a block gives it."""
    facts = markup.facts
    yield f"links {_steps(facts.links[index])}"
    if facts.button_lengths[index]:
        yield "a button"
    if facts.times[index]:
        yield "a <time>"


def _start_of(key: str) -> tuple[str, ...]:
    """The first words of a line."""
    return tuple(key[:_START_LENGTH].split(" ", _START_WORDS)[:_START_WORDS])


def words_of(text: str) -> list[str]:
    """The first words of a text in small letters, numbers as 0, and signs that say something by themselves.

    Of a text without words and numbers all its signs.
    """
    begin = text[:_LETTERS_READ].lower()
    words = _WORD.findall(begin)[:_WORDS_READ]
    return ["0" * min(len(word), 4) if word.isdigit() else word for word in words] or begin.split()[:_WORDS_READ]


def _look(text: str) -> tuple[str, ...]:
    """What a text looks like, its length first."""
    begin = text[:_LETTERS_LOOKED_AT]
    parts = begin.split()
    words = len(parts) if begin == text else text.count(" ") + 1
    digits = len(_DIGIT.findall(begin))
    told = (
        ("digits", digits > 0),
        ("digits mostly", 2 * digits > len(begin)),
        ("capitals", len(begin) > 3 and begin.isupper()),
        ("titled", len(parts) > 1 and sum(part[:1].isupper() for part in parts) >= 0.8 * len(parts)),
        ("sentence", ends_sentence(text)),
        ("question", "?" in begin),
        ("colon", text.endswith(":")),
        ("comma", "," in begin),
        ("#", text.startswith("#")),
        ("@", "@" in begin),
        ("address", "http" in begin or "www." in begin),
        ("stamp", digits > 0 and is_stamp(text)),
        ("count", is_count(text)),
        ("prose", is_prose(text)),
    )
    size = f"{int(1.5 * log2(words + 1))} long"
    return (size, *(name for name, here in told if here))


def _steps(number: int) -> int:
    """The binary order of magnitude of a number, 0 of 0."""
    return number.bit_length()
