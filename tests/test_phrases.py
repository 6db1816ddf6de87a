"""How phrases are found in scripts and languages that write words in their own way."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from boilerkit import Pipeline, clean
from boilerkit.packcheck import PARAGRAPH
from boilerkit.parse.html import parse_html
from boilerkit.rules.packs import read_pack
from boilerkit.rules.phrases import PhraseIndex
from boilerkit.rules.prefixes import Prefixes
from boilerkit.textkey import searchable


def cut_by(table: str, line: str, folder: Path) -> list[str]:
    """The rules that cut something below a paragraph, of a pack of one table alone."""
    file = folder / "mine.toml"
    file.write_text(f"{table}\nrule = 'ad.map'\nwhy = 'an offer'", encoding="utf-8")
    pipeline = Pipeline.default().with_packs(read_pack(file, "mine")).only("ad.map")
    return [cut.rule for cut in clean(f"{PARAGRAPH}\n{line}", format="text", pipeline=pipeline).removals]


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("[[start]]\nphrases = ['next walk']", "Next walkTen walks for the autumn"),
        ("[[line]]\nphrases = ['σχετικά με τη γέφυρα']", "ΣΧΕΤΙΚΑ ΜΕ ΤΗ ΓΕΦΥΡΑ"),
        ("[[cue]]\nconfidence = 0.99\nphrases = ['γέφυρας πόλης']", "Χάρτης της ΓΕΦΥΡΑΣ ΠΌΛΗΣ εδώ"),
        ("[[line]]\nphrases = ['podul și satul']", "Podul şi satul"),
        ("[[cue]]\nconfidence = 0.99\nphrases = ['harta orașului']", "Ia harta oraşului aici"),
        ("[[line]]\nphrases = ['# katselua']", "1\u00a0203 katselua"),
        ("[[line]]\nphrases = ['katselua: #']", "Katselua: 12 034 567"),
        ("[[cue]]\nconfidence = 0.99\nphrases = ['große brücke']", "Die Große Brücke als Karte"),
        ("[[cue]]\nconfidence = 0.99\nphrases = ['다리 지도']", "오늘은 다리 지도를 드립니다"),
        ("[[cue]]\nconfidence = 0.99\nphrases = ['橋の地図']", "今日は橋の地図をさしあげます"),
    ],
)
def test_a_phrase_is_found_as_its_language_writes_it(table: str, line: str, tmp_path: Path) -> None:
    assert cut_by(table, line, tmp_path) == ["ad.map"]


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("[[start]]\nphrases = ['next walk']", "Next walking day: Monday"),
        ("[[cue]]\nconfidence = 0.99\nphrases = ['große brücke']", "Die große Brückenfahrt"),
    ],
)
def test_a_phrase_that_goes_on_in_a_longer_word_is_none(table: str, line: str, tmp_path: Path) -> None:
    assert cut_by(table, line, tmp_path) == []


CUE = "[[cue]]\nconfidence = 0.99\nphrases = ['free map', 'große karte', 'carte gratuite', '無料の地図']"


@pytest.mark.parametrize(
    "line",
    [
        "“Take a free map” is what the sign on the quay says",
        'On the sign it says "take a free map" in red letters',
        "Auf dem Schild steht „große Karte“ in roten Buchstaben",
        "Le panneau dit « carte gratuite » en lettres rouges",
        "看板に「無料の地図」と書いてある",
    ],
)
def test_a_cue_that_a_sentence_quotes_says_nothing(line: str, tmp_path: Path) -> None:
    assert cut_by(CUE, line, tmp_path) == []


@pytest.mark.parametrize(
    "line",
    [
        "“Take a free map!”",
        "“Welcome” to Halm, take a free map and “enjoy”",
        'Take a free map of the 5" gauge railway',
        '{"text": "x", "label":"free map", "n": 1}',
        "Take a “free” map, a free map",
    ],
)
def test_a_cue_beside_quotation_marks_counts(line: str, tmp_path: Path) -> None:
    assert cut_by(CUE, line, tmp_path) == ["ad.map"]


@given(st.text())
@example("İSTANBUL’DAKİ KÖPRÜ ﬁn")
def test_text_to_be_searched_keeps_its_offsets(text: str) -> None:
    folded = searchable(text)
    assert [len(searchable(char)) for char in text] == [1] * len(folded)
    assert searchable(folded) == folded


@given(st.sets(st.text("ab\n#😀", max_size=5)), st.lists(st.text("ab\n#😀", max_size=8), max_size=3))
def test_prefixes_are_all_the_strings_that_a_text_begins_with(strings: set[str], texts: list[str]) -> None:
    by_length = sorted(strings, key=len)
    wanted = [[(each, len(each)) for each in by_length if text.startswith(each)] for text in texts]
    assert list(map(list, Prefixes({each: len(each) for each in strings})(texts))) == wanted


def test_a_line_of_preformatted_text_is_found(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[[start]]\nrule = 'ad.map'\nphrases = ['buy a map']\nwhy = 'an offer'", encoding="utf-8")
    index = PhraseIndex([read_pack(file, "mine")])
    page = parse_html("<pre>The river\nBuy a map</pre><p>Buy a map</p>")[0]
    assert [hit.block.start for hit in index.find(page).by_rule["ad.map"]] == [0, 20]
