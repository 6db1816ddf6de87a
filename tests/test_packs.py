"""Every phrase pack keeps its own promises: what an entry removes, what it keeps."""

import pytest

from boilerkit import Pipeline, clean
from boilerkit.rules.packs import Entry, builtin_packs

HEADLINE = "Old bridge reopens after a year"
PARAGRAPH = (
    "The council approved the new bridge on Monday, and work on it will begin in spring, the mayor said. "
    "The ferry will run until the bridge is open."
)
ENTRIES = [
    pytest.param(entry, id=f"{pack.name}-{entry.rule}-{entry.kind}-{number}")
    for pack in builtin_packs()
    for number, entry in enumerate(pack.entries)
]


def pages(entry: Entry, example: str) -> list[str]:
    """The example where the entry's phrases may stand."""
    example = example.replace(" / ", "\n")
    above, below = f"{HEADLINE}\n{example}\n{PARAGRAPH}", f"{PARAGRAPH}\n{example}"
    return {"before the body": [above], "after the body": [below]}.get(entry.where, [below])


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_removes_its_examples(entry: Entry) -> None:
    for example in entry.removes:
        for page in pages(entry, example):
            result = clean(page)
            assert result.text.strip().removeprefix(f"{HEADLINE}\n") == PARAGRAPH, example
            assert {cut.rule for cut in result.removals} <= {entry.rule}, example


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_keeps_its_near_misses(entry: Entry) -> None:
    for example in entry.keeps:
        for page in [
            *pages(entry, example),
            f"{PARAGRAPH}\n{example}\n{PARAGRAPH}",
            f"{example}\n{PARAGRAPH}",
        ]:
            assert clean(page).text == page, example


def test_every_rule_a_pack_names_exists() -> None:
    ids = Pipeline.default().ids
    assert {entry.rule for pack in builtin_packs() for entry in pack.entries} <= set(ids)
