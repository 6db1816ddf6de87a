"""Of what kind each line below the end of the article is: by its own words, else by the section that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod
from types import MappingProxyType
from typing import NamedTuple

from boilerkit.blocks import Block
from boilerkit.finding import CATEGORIES
from boilerkit.page import Hit, Hits
from boilerkit.prose import at_most_words, ends_sentence, is_prose
from boilerkit.rules.dates import is_stamp
from boilerkit.rules.ending import Line
from boilerkit.rules.sections import is_count

_MARK = 0.9
_FROM = 0.5
_SURE = 0.75
_SECTION_SAYS, _LONE_SAYS, _SHAPE_SAYS = 0.6, 0.35, 0.25
_BUTTON_WORDS = 2
_LABEL_WORDS = 5
_SENTENCE_WORDS = 8
_LONE_REACH = 4
_HEADING_REACH = 3
_THREAD_REACH = 12
_TAG_ITEMS = 3
_TAG_WORDS = 4
# Alternatives that each begin with a literal or a bounded repeat: nothing to backtrack into.
_ADDRESS = re.compile(r"\w@\w|https?://|\bwww\.|\+?\(?\d{2,4}[ )./-]{1,2}\d{2,4}[ ./-]\d{3,}|\b[A-Z]{2} \d{5}\b")
_IN_ADDRESSES = re.compile(r"[@\d]|://|www\.")  # one of them stands in every address, and to look for them is cheap
_ADDRESS_LENGTH = 200

_REACH = {
    "comments": 4,
    "newsletter": 3,
    "related": 14,
    "tags": 40,
    "pagination": 1,
    "share": 1,
    "author-bio": 5,
    "paywall": 12,
    "source-credit": 2,
    "ad": 3,
    "footer": 60,
    "nav": 6,
    "other": 1,
}
"""Categories that have sections, and how many lines below the last that speaks for it such a section goes on. Where a
line's words say as much for two, the first of them has it."""

_RANK = {category: rank for rank, category in enumerate(dict.fromkeys((*_REACH, *CATEGORIES)))}

_LONG = frozenset(("related", "comments", "footer", "tags"))
"""Sections of many lines, out of which a single weak word does not lead."""

_PARTS = frozenset(
    (
        "ad.marker",
        "byline.author",
        "byline.row",
        "comments.count",
        "cookie.button",
        "footer.line",
        "footer.link",
        "media.credit",
        "nav.jump",
        "nav.trail",
        "newsletter.field",
        "read-more.cue",
        "share.network",
        "source-credit.link",
        "system.message",
    )
)
"""Rules whose phrases are parts of other sections too: a date or “Read more” on a teaser card, “Share” on a comment."""

_HOLDS: Mapping[str, frozenset[str]] = {
    "comments": frozenset(
        ("ad", "byline", "cookie", "counts", "footer", "media", "nav", "newsletter", "read-more", "share", "system")
    ),
    "related": frozenset(
        ("ad", "byline", "comments", "cookie", "counts", "media", "read-more", "source-credit", "system")
    ),
    "footer": frozenset(("ad", "cookie", "nav", "newsletter", "read-more", "share")),
    "newsletter": frozenset(("byline", "comments", "cookie", "nav", "read-more", "share", "system")),
    "paywall": frozenset(("footer", "nav", "newsletter", "read-more")),
    "author-bio": frozenset(("byline", "cookie", "read-more")),
    "nav": frozenset(("footer", "read-more", "share")),
    "tags": frozenset(("footer", "nav")),
    "share": frozenset(("nav", "read-more")),
    "pagination": frozenset(("read-more",)),
}
"""The categories of such parts that each section holds."""


class Told(NamedTuple):
    """What a removed line is: its category, what tells it, the block that shows it, and how much that says, 0 to 1."""

    line: Line
    category: str
    why: str
    evidence: Block
    weight: float


Cues = Mapping[int, Sequence[tuple[str, Hit]]]
"""Start of a line → the cues in it, each with its category."""


def told_apart(lines: Sequence[Line], cues: Cues) -> Iterator[Told]:
    """Each line with its category, by its own words or by the section that it stands in."""
    walk = _Walk(lines, cues)
    return map(walk.step, range(len(lines)))


def all_cues(found: Hits) -> Cues:
    """The cues on a page, those that count anywhere first; worked out once."""
    return found.once(_all_cues)


def _all_cues(found: Hits) -> Cues:
    cues: dict[int, list[tuple[str, Hit]]] = {}
    anywhere = ((rule_id, hit) for rule_id, hits in found.by_rule.items() for hit in hits if hit.kind == "cue")
    for rule_id, hit in (*anywhere, *found.cues_below):
        cues.setdefault(hit.block.start, []).append((rule_id.partition(".")[0], hit))
    return cues


class _Walk:
    """A walk down the lines: the section it has come to, the last line that spoke for it, and how far up that is."""

    def __init__(self, lines: Sequence[Line], cues: Cues) -> None:
        self.lines = lines
        self.cues = cues
        self.lone = _lone_paragraphs(lines)
        self.threaded = _threaded(lines)
        self.section, self.why = "", ""
        self.heading = lines[0].block
        self.since, self.says = 0, _SECTION_SAYS

    def step(self, index: int) -> Told:
        """What the next line is."""
        line = self.lines[index]
        self.since += 1
        inside = self.since <= _REACH.get(self.section, 0) or (self.section == "comments" and index in self.threaded)
        own = self._evidence(line, inside)
        best = ""
        if own:
            best = max(own, key=lambda category: (own[category].weight, -_RANK[category]))
            if own[best].weight >= (_SURE if inside and self.section in _LONG else _FROM):
                if best in _REACH:
                    self._open(best, line.block, _SECTION_SAYS)
                return Told(line, best, own[best].words, line.block, own[best].weight)
        elif index in self.lone and self.section != "comments":
            return Told(line, "author-bio", "a paragraph on its own", line.block, _LONE_SAYS)
        if inside and self._claims(line):
            if self.section == "comments" and is_stamp(line.block.text):
                self.since = 0
            return Told(line, self.section, self.why, self.heading, self.says)
        return self._unclaimed(line, best, own)

    def _open(self, section: str, heading: Block, says: float) -> None:
        """The walk comes to a section."""
        self.section, self.heading, self.since, self.says = section, heading, 0, says
        self.why = f"in the section that {heading.quoted} opens"

    def _evidence(self, line: Line, inside: bool) -> Mapping[str, _Evidence]:
        """What the line's own words say, by category; nothing where they are but a part of the section."""
        if not line.marks:
            return self._cued(line)
        marks = {rule_id.partition(".")[0]: f"“{hit.phrase}”" for rule_id, hit in line.marks.items()}
        if marks.keys() == {"byline"} and _is_sentence(line.block.text) and (cued := self._cued(line)):
            return cued
        if inside and self.section in marks:
            return {self.section: _Evidence(_MARK, marks[self.section])}
        if inside and not marks.keys().isdisjoint(_HOLDS.get(self.section, ())) and _PARTS.issuperset(line.marks):
            return _NOTHING
        weight = _MARK if len(marks) == 1 else _SURE - 0.1 * len(marks)
        return {category: _Evidence(weight, words) for category, words in sorted(marks.items())}

    def _cued(self, line: Line) -> Mapping[str, _Evidence]:
        """What the cues in a line say."""
        text, hits = line.block.text[:_ADDRESS_LENGTH], self.cues.get(line.block.start)
        found = _added_up(hits) if hits else _NOTHING
        if _IN_ADDRESSES.search(text) and _ADDRESS.search(text) and "footer" not in found:
            return {**found, "footer": _Evidence(_FROM, "an address")}
        return found

    def _claims(self, line: Line) -> bool:
        """Whether the section claims a line whose own words say nothing."""
        text = line.block.text
        if self.section == "tags":
            return self.since == 1 or at_most_words(text, _LABEL_WORDS)
        if self.section == "share":
            return at_most_words(text, _BUTTON_WORDS)
        if self.section == "footer":
            return self.since < _HEADING_REACH or at_most_words(text, _LABEL_WORDS) or is_prose(text)
        return True

    def _unclaimed(self, line: Line, best: str, own: Mapping[str, _Evidence]) -> Told:
        """What a line is that no section claims."""
        text = line.block.text
        if is_stamp(text):
            return Told(line, "byline", "a date", line.block, _MARK)
        if is_count(text):
            if any(character.isdigit() for character in text):
                return Told(line, "counts", "a bare number", line.block, _MARK)
            return Told(line, "other", "no letter or digit in it", line.block, _MARK)
        if best:
            return Told(line, best, own[best].words, line.block, own[best].weight)
        if _is_list_of_tags(text):
            return Told(line, "tags", "short items between commas", line.block, _FROM)
        if self.section in ("related", "footer", "nav") and at_most_words(text, _LABEL_WORDS):
            return Told(line, "footer", "a few words", line.block, _SHAPE_SAYS)
        self._open("related", line.block, _SHAPE_SAYS)
        return Told(line, "related", "a title", line.block, _SHAPE_SAYS)


class _Evidence(NamedTuple):
    """How much words say for a category, 0 to 1, and the words."""

    weight: float
    words: str


def _is_sentence(text: str) -> bool:
    """Whether a line that opens as a by-line does goes on as a sentence: “By checking out you agree to our terms.”"""
    return ends_sentence(text) and not at_most_words(text, _SENTENCE_WORDS - 1)


_NOTHING: Mapping[str, _Evidence] = MappingProxyType({})


def _added_up(hits: Iterable[tuple[str, Hit]]) -> dict[str, _Evidence]:
    """What cues come to, by category."""
    cues: dict[str, list[Hit]] = {}
    for category, cue in hits:
        cues.setdefault(category, []).append(cue)
    return {
        category: _Evidence(1 - prod(1 - cue.confidence for cue in hits), _quoted(hits))
        for category, hits in cues.items()
    }


def _quoted(cues: Sequence[Hit]) -> str:
    return ", ".join(dict.fromkeys(f"“{cue.phrase}”" for cue in cues))


def _threaded(lines: Sequence[Line]) -> frozenset[int]:
    """Indexes of the lines not far above a phrase of the comment function: there a thread goes on."""
    marked = [
        index
        for index, line in enumerate(lines)
        if line.marks and any(rule_id.startswith("comments.") for rule_id in line.marks)
    ]
    return frozenset(index for mark in marked for index in range(mark - _THREAD_REACH, mark))


def _is_list_of_tags(text: str) -> bool:
    """Whether a line is a few short items between commas, and no sentence."""
    items = text.split(",")
    return (
        len(items) >= _TAG_ITEMS and not ends_sentence(text) and all(len(item.split()) <= _TAG_WORDS for item in items)
    )


def _lone_paragraphs(lines: Sequence[Line]) -> frozenset[int]:
    """Indexes of the paragraphs with no other near: no excerpts of teaser cards, for these come in numbers."""
    texts = [index for index, line in enumerate(lines) if is_prose(line.block.text) and ends_sentence(line.block.text)]
    far = [-_LONE_REACH - 1, *texts, len(lines) + _LONE_REACH]
    return frozenset(
        here
        for above, here, below in zip(far, texts, far[2:], strict=False)
        if here - above > _LONE_REACH and below - here > _LONE_REACH
    )
