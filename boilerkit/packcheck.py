"""Does a phrase pack keep its own promises, and is it safe beside all the others? For `boilerkit rules --check`."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.api import clean
from boilerkit.finding import STRONG
from boilerkit.pipeline import Pipeline
from boilerkit.rules.packs import Entry, Pack, phrase_key, phrase_opening

HEADLINE = "Old bridge reopens after a year"
PARAGRAPH = (
    "The council approved the new bridge on Monday, and work on it will begin in spring, the mayor said. "
    "The ferry will run until the bridge is open."
)
FURTHER_PARAGRAPH = (
    "The ferry costs nothing until then, and it carries bicycles and carts but no cars, which have to go round by the "
    "northern bank."
)
"""What the cases are set beside; shape is all that counts, so one language serves for all."""

_HEADING_OR_CUE = {"related", "read-more"}
"""“Read more” opens a list where titles follow, and is a cue where none do; the rule of sections comes first."""

_SHORTEST_LINE = 3
_SHORTEST_START = 3
_SHORTEST_MARKER = 4
_SHORTEST_CUE = 6


def check_pack(pack: Pack, pipeline: Pipeline) -> Iterator[str]:
    """What is wrong with a pack, a sentence each; nothing when it is fit for use.

    Args:
        pack: the pack.
        pipeline: the rules that read it, this pack and the others that will stand beside it included.
    """
    for entry in pack.entries:
        name = f"{pack.name}: [[{entry.kind}]] of {entry.rule}"
        for fault in (*_faults_of_form(entry), *_faults_of_cases(entry, pipeline)):
            yield f"{name}: {fault}"
    yield from (f"{pack.name}: {fault}" for fault in _ambiguities(pack))


def places(entry: Entry, example: str) -> list[str]:
    """The pages on which a phrase must go: the example where its entry says that it may stand."""
    lines = example.replace(" / ", "\n")
    above, below = f"{HEADLINE}\n{lines}\n{PARAGRAPH}", f"{PARAGRAPH}\n{lines}"
    return [above] if entry.where == "before the body" else [below]


def _faults_of_form(entry: Entry) -> Iterator[str]:
    """Phrases so short or so common that place alone does not make them safe."""
    for phrase in entry.phrases:
        key = phrase_key(phrase)
        if not key.isascii():
            continue  # in many scripts two letters are a word
        free = entry.where == "anywhere" and entry.certain and entry.rule not in NEEDS_COMPANY
        if entry.kind == "line" and free and len(key) < _SHORTEST_LINE:
            yield f"ambiguous: {phrase!r} is too short to be boilerplate anywhere; say where it stands"
        if entry.kind == "start" and len(phrase_opening(phrase)) < _SHORTEST_START and entry.where == "anywhere":
            yield f"ambiguous: {phrase!r} opens too many sentences; say where it stands, or lengthen it"
        anchored = entry.rule in AT_THE_END or entry.where != "anywhere"
        if entry.kind == "cue" and ("#" in key or (len(key) < _SHORTEST_CUE and not anchored)):
            yield f"ambiguous: {phrase!r} stands in too many sentences, or holds a number; write longer words"
        if entry.kind == "marker" and len(key) < _SHORTEST_MARKER:
            yield f"unanchored: {phrase!r} is too short to be told from a word of a sentence"


NEEDS_COMPANY = frozenset(("cookie.button", "newsletter.field", "share.network"))
"""Rules that take a phrase only among its like; their entries need no example that goes by itself."""


AT_THE_END = frozenset(("media.agency", "media.alt", "media.file"))
"""Rules that ask of a cue that its line is short and no sentence, or ends with it or with a name after it; so it may be
a short word."""


def _faults_of_cases(entry: Entry, pipeline: Pipeline) -> Iterator[str]:
    if not entry.keeps:
        yield "no near miss: name in `keeps` a sentence that holds the words and must stay"
    strong = entry.certain or entry.confidence >= STRONG
    if strong and not entry.removes and entry.kind != "marker" and entry.rule not in NEEDS_COMPANY:
        yield "no example: name in `removes` a line that must go"
    for example in entry.removes:
        for page in places(entry, example):
            result = clean(page, format="text", pipeline=pipeline)
            if result.text.strip().removeprefix(f"{HEADLINE}\n") != PARAGRAPH:
                yield f"{example!r} should go, but stays"
            elif not {removal.rule for removal in result.removals} <= {entry.rule}:
                yield f"{example!r} goes, but by {result.removals[0].rule}"
    for example in entry.keeps:
        for page in (
            *places(entry, example),
            f"{PARAGRAPH}\n{example}\n{FURTHER_PARAGRAPH}",
            f"{example}\n{PARAGRAPH}",
        ):
            if clean(page, format="text", pipeline=pipeline).text != page:
                yield f"{example!r} should stay, but goes"
                break


def _ambiguities(pack: Pack) -> Iterator[str]:
    """Phrases that one pack lists, anywhere and as certain, for rules of two categories."""
    owners: dict[str, str] = {}
    for entry in pack.entries:
        if entry.kind == "line" and entry.where == "anywhere" and entry.certain and entry.rule not in NEEDS_COMPANY:
            for phrase in entry.phrases:
                owner = owners.setdefault(phrase_key(phrase), entry.rule)
                categories = {owner.partition(".")[0], entry.rule.partition(".")[0]}
                if len(categories) > 1 and categories != _HEADING_OR_CUE:
                    yield f"ambiguous: {phrase!r} stands for {owner} and for {entry.rule}"
