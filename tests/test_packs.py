"""Every phrase pack keeps its own promises: what an entry removes, what it keeps."""

from pathlib import Path

import pytest

from boilerkit import BoilerkitError, Pipeline, clean
from boilerkit.rules.packs import Entry, builtin_packs, read_pack

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


@pytest.mark.parametrize(
    ("pack", "complaint"),
    [
        ("[[line]]\nrule = 'ad.x'\nphrases = ['x']\nconfidence = 5", "from 0 to 1"),
        ("[[line]]\nrule = 'ad.x'\nphrases = ['x']\nconfidence = 'x'", "confidence = 'x'; it must be a number"),
        ("[[line]]\nrule = 'ad.x'\nphrases = ['x']\nmax-words = 'x'", "whole number"),
        ("[[line]]\nrule = 'ad.x'\nphrases = ['x']\ncertain = 'no'", "true or false"),
        ("[[line]]\nrule = 'ad.x'\nphrases = ['x']\nremoves = 'abc'", "a list of strings"),
        ("[[line]]\nrule = 'ad.x'\nphrases = ['x', 3]", "a list of strings"),
        ("[[line]]\nrule = 'ad.x'\nphrases = [' - ']", "mere punctuation"),
        ("[[line]]\nrule = 'ad.x'", "phrases must be"),
        ("[[line]]\nrule = 'x'\nphrases = ['x']", "<category>.<name>"),
        ("[[line]]\nrule = 'advert.x'\nphrases = ['x']", "no category 'advert'"),
        ("[[line]]\nrule = 'ad.x'\nphrases = ['x']\nwhere = 'here'", "'after the body'"),
        ("[[line]]\nrule = 'ad.x'\nphrases = ['x']\nwords = 3", "unknown field 'words'"),
        ("[[start]]\nrule = 'ad.x'\nphrases = ['(x']", "opens with decoration"),
        ("[line]\nrule = 'ad.x'\nphrases = ['x']", r"write \[\[line\]\]"),
        ("line = ['x']", "write tables"),
        ("[[lines]]\nrule = 'ad.x'", "unknown table 'lines'"),
        ("[[line", "cannot be read as TOML"),
    ],
)
def test_a_faulty_pack_is_refused_with_its_name_and_fault(pack: str, complaint: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(pack, encoding="utf-8")
    with pytest.raises(BoilerkitError, match=complaint) as caught:
        read_pack(file, "mine")
    assert "phrase pack mine" in str(caught.value) or "rule id" in str(caught.value)


def test_a_rule_that_only_a_pack_names_is_made_from_it(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(
        b"\xef\xbb\xbf[[line]]\nrule = 'ad.lottery'\nphrases = ['Play the lottery']\nwhy = 'an offer of the house'\n"
        b"[[marker]]\nrule = 'ad.lottery'\nphrases = ['PLAY NOW']\nwhy = 'an offer of the house'\n"
    )
    pipeline = Pipeline.default().with_packs(read_pack(file, "mine"))
    result = clean(f"{PARAGRAPH} PLAY NOW The end.\nPlay the lottery!", pipeline=pipeline)
    assert result.text == f"{PARAGRAPH} The end.\n"
    assert [cut.rule for cut in result.removals] == ["ad.lottery", "ad.lottery"]
    assert "an offer of the house" in result.removals[0].reason


def test_a_pack_that_names_an_unknown_rule_must_say_why(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[[line]]\nrule = 'ad.lottery'\nphrases = ['x']", encoding="utf-8")
    with pytest.raises(BoilerkitError, match="why"):
        Pipeline.default().with_packs(read_pack(file, "mine"))
