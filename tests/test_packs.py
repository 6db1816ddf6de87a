"""Every phrase pack keeps its own promises: what an entry removes, what it keeps."""

from pathlib import Path

import pytest

from boilerkit import BoilerkitError, Pipeline, clean
from boilerkit.packcheck import PARAGRAPH, check_pack
from boilerkit.rules.packs import Pack, builtin_packs, read_pack

PACKS = [pytest.param(pack, id=pack.name) for pack in builtin_packs()]


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_keeps_its_promises_beside_all_the_others(pack: Pack) -> None:
    assert list(check_pack(pack, Pipeline.default())) == []


def test_every_rule_a_pack_names_exists() -> None:
    named = {entry.rule for pack in builtin_packs() for entry in pack.entries}
    assert named <= set(Pipeline.default().ids)


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("[[line]]\nphrases = ['ox']\nremoves = ['ox']", "too short"),
        ("[[start]]\nphrases = ['o']\nremoves = ['o!']", "opens too many sentences"),
        ("[[marker]]\nphrases = ['Buy']", "told from a word"),
        ("[[line]]\nphrases = ['buy an ox']", "no example"),
        ("[[line]]\nphrases = ['buy an ox']\nremoves = ['Buy two oxen']", "should go, but stays"),
        ("[[line]]\nphrases = ['no comments yet']\nremoves = ['No comments yet']", "goes, but by comments.count"),
        ("[[start]]\nphrases = ['buy an ox']\nremoves = ['Buy an ox!']\nkeeps = ['Buy an ox, he said.']", "but goes"),
    ],
)
def test_the_check_finds_what_is_wrong_with_a_pack(table: str, fault: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    keeps = "" if "keeps" in table else "\nkeeps = ['They said that it was late.']"
    file.write_text(f"{table}{keeps}\nrule = 'ad.ox'\nwhy = 'an offer'", encoding="utf-8")
    pack = read_pack(file, "mine")
    faults = list(check_pack(pack, Pipeline.default().with_packs(pack)))
    assert len(faults) == 1
    assert fault in faults[0]


def test_the_check_finds_phrases_that_stand_for_two_things(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    table = "phrases = ['buy an ox']\nremoves = ['buy an ox']\nkeeps = ['They were late.']\nwhy = 'an offer'\n"
    file.write_text(f"[[line]]\nrule = 'ad.ox'\n{table}[[line]]\nrule = 'tags.ox'\n{table}", encoding="utf-8")
    pack = read_pack(file, "mine")
    assert any("ad.ox and for tags.ox" in fault for fault in check_pack(pack, Pipeline.default().with_packs(pack)))


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
