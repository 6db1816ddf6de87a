"""Phrase packs: TOML files of what boilerplate says, one a language, read and checked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

import rtoml

from boilerkit.blocks import Block
from boilerkit.errors import BoilerkitError
from boilerkit.finding import CERTAIN, HINT
from boilerkit.page import Hit
from boilerkit.rules.base import check_id
from boilerkit.textkey import DECORATION, fold

Kind = Literal["line", "start", "row", "label", "marker", "cue"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""How a phrase stands in a block: it is the whole block; it opens a short block; it is one of several of its entry
that make up the block; it is a label before a colon, at the start of a block or of a sentence in it; it is a
marker between two sentences, even glued to them; or it is a cue, which stands anywhere in the block."""

BELOW_THE_ARTICLE = "below the article"
PLACES = ("anywhere", "before the body", "after the body", "outside the body", BELOW_THE_ARTICLE)
"""Where a phrase counts. Below the article is for cues alone: they are sought when the page shows where it ends."""

PHRASE_DECORATION = DECORATION.replace("#", "")

_FIELDS: dict[str, tuple[type, ...]] = {
    "rule": (str,),
    "phrases": (list,),
    "where": (str,),
    "certain": (bool,),
    "confidence": (float, int),
    "max-words": (int,),
    "contains": (str,),
    "removes": (list,),
    "keeps": (list,),
    "why": (str,),
}
_TYPE_NAMES = {
    str: "a string",
    list: "a list of strings",
    bool: "true or false",
    float: "a number",
    int: "a whole number",
}
_START_WORDS = 14


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a pack, `[[line]]` or another of `KINDS`; its fields, checked.

    `keys` are the phrases as keys of blocks are compared; those of a start with what closes them.
    """

    rule: str
    kind: Kind
    phrases: tuple[str, ...]
    where: str = "anywhere"
    certain: bool = True
    confidence: float = CERTAIN
    max_words: int = _START_WORDS
    contains: str = ""
    removes: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    why: str = ""
    keys: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        key = fold if self.kind == "start" else phrase_key
        object.__setattr__(self, "keys", tuple(map(key, self.phrases)))

    def hit(self, block: Block, phrase: str, part: tuple[int, int]) -> Hit:
        """A phrase of the entry, found in a block."""
        return Hit(block, self.kind, phrase, part, self.where, self.certain, self.confidence)


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A phrase pack: its name, its entries, and the hash of the file they stand in. Compared by identity."""

    name: str
    entries: tuple[Entry, ...]
    digest: str


def read_pack(file: Traversable, name: str) -> Pack:
    """Read a pack.

    Raises:
        BoilerkitError: the file cannot be read, is not TOML, or a table has a wrong field.
    """
    try:
        raw = file.read_bytes()
        tables = rtoml.loads(raw.decode("utf-8-sig"))
    except OSError as error:
        raise BoilerkitError(f"phrase pack {name} cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, rtoml.TomlParsingError) as error:
        raise BoilerkitError(f"phrase pack {name}: cannot be read as TOML: {error}") from error
    unknown = set(tables) - {*KINDS, "language"}
    if unknown:
        raise BoilerkitError(f"phrase pack {name}: unknown table {min(unknown)!r}; use {', '.join(KINDS)}")
    for kind in KINDS:
        if not isinstance(tables.get(kind, []), list):
            raise BoilerkitError(f"phrase pack {name}: [{kind}] is one table; write [[{kind}]], there can be several")
    entries = tuple(_entry(name, kind, table) for kind in KINDS for table in tables.get(kind, ()))
    return Pack(name, entries, hashlib.sha256(raw).hexdigest())


@cache
def builtin_packs() -> tuple[Pack, ...]:
    """The packs that come with boilerkit, by language."""
    folder = resources.files("boilerkit") / "phrases"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(read_pack(file, file.name.removesuffix(".toml")) for file in files)


def phrase_key(phrase: str) -> str:
    """A phrase as keys are compared; `#` stays, it stands for any number."""
    return fold(phrase).strip(PHRASE_DECORATION)


def phrase_opening(phrase: str) -> str:
    """A phrase as the openings of keys are compared: what closes it counts, 'photo:' is not 'photo'."""
    return fold(phrase).lstrip(PHRASE_DECORATION)


def _entry(pack: str, kind: Kind, table: object) -> Entry:
    name = f"phrase pack {pack}: [[{kind}]]"
    if not isinstance(table, dict):
        raise BoilerkitError(f"{name} holds {table!r}; write tables, each under a line [[{kind}]] of its own")
    name = f"{name} of {table.get('rule', '(no rule)')!r}"
    unknown = set(table) - set(_FIELDS)
    if unknown:
        raise BoilerkitError(f"{name}: unknown field {min(unknown)!r}; use {', '.join(sorted(_FIELDS))}")
    for key, value in table.items():
        if type(value) not in _FIELDS[key] or (type(value) is list and not all(type(item) is str for item in value)):
            wanted = " or ".join(_TYPE_NAMES[kind] for kind in _FIELDS[key])
            raise BoilerkitError(f"{name}: {key} = {value!r}; it must be {wanted}")
    fields: dict[str, Any] = {
        key.replace("-", "_"): tuple(value) if type(value) is list else value for key, value in table.items()
    }
    fields["contains"] = fold(fields.get("contains", ""))
    fields.setdefault("certain", kind != "cue")
    fields.setdefault("confidence", CERTAIN if fields["certain"] else HINT)
    check_id(fields.setdefault("rule", ""))
    fields.setdefault("phrases", ())
    entry = Entry(kind=kind, **fields)
    _check_values(name, entry)
    return entry


def _check_values(name: str, entry: Entry) -> None:
    if entry.where not in PLACES:
        raise BoilerkitError(f"{name}: where = {entry.where!r}; use one of {', '.join(map(repr, PLACES))}")
    if not 0 <= entry.confidence <= 1:
        raise BoilerkitError(f"{name}: confidence = {entry.confidence}; it is a share, from 0 to 1")
    if not entry.keys or not all(key.strip(PHRASE_DECORATION) for key in entry.keys):
        raise BoilerkitError(f"{name}: phrases must be a list of strings, none of them empty or mere punctuation")
    if entry.kind != "cue" and entry.where == BELOW_THE_ARTICLE:
        raise BoilerkitError(f"{name}: only cues can stand {BELOW_THE_ARTICLE!r}; write 'after the body'")
    if entry.kind == "cue" and entry.certain:
        raise BoilerkitError(f"{name}: a cue is a hint, whatever it says; leave out certain = true")
    if entry.kind == "start" and any(key[0] in PHRASE_DECORATION for key in entry.keys):
        raise BoilerkitError(f"{name}: a phrase opens with decoration, which keys lack; leave it out")
