"""The pairs in fixtures/ are sound, and they come out as they say when the plugin runs them."""

from pathlib import Path

import pytest

from boilerkit.fixtures.check import check
from boilerkit.fixtures.pairs import PairFiles, cut_text, find_pairs
from boilerkit.fixtures.wanted import write_wanted

FIXTURES = Path(__file__).parents[1] / "fixtures"
PAIRS = find_pairs(FIXTURES)


def name_of(files: PairFiles) -> str:
    return files.name


@pytest.mark.parametrize("files", [files for files in PAIRS if files.path(".record.json").exists()], ids=name_of)
def test_a_record_belongs_to_its_pair(files: PairFiles) -> None:
    """What the record removes is what the expected text lacks, to the last blank, and it stands as tools write it.

    A record without cuts says no more than that a failure is known.
    """
    pair = files.read()
    source = pair.source
    if pair.wanted.cuts is None:
        assert pair.wanted.known_failure
    else:
        assert cut_text(source, pair.wanted) == pair.expected
        assert pair.wanted.title in [line.removeprefix("# ") for line in source.splitlines()]
        assert all(cut.rule for cut in pair.wanted.cuts)
    assert files.path(".record.json").read_text("utf-8") == write_wanted(pair.wanted)


@pytest.mark.parametrize("files", [files for files in PAIRS if files.name.startswith("prose/")], ids=name_of)
def test_from_prose_nothing_is_to_go(files: PairFiles) -> None:
    assert files.read().wanted.cuts == ()


@pytest.mark.parametrize("files", PAIRS, ids=name_of)
def test_a_page_comes_out_as_expected(files: PairFiles) -> None:
    """The plugin runs them too, when pytest runs as a whole; here they are part of `pytest tests`."""
    verdict = check(files)
    if verdict.outcome == "known failure":
        pytest.xfail(verdict.reason)
    assert verdict.outcome == "as expected"
