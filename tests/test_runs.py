"""Two runs compared: what each rule gained, lost, took over and gave up, and pages that cannot be compared."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from boilerkit import BoilerkitError, Removal, Result
from boilerkit.corpus import Outcome
from boilerkit.finding import Span
from boilerkit.fixtures.runs import RuleChange, compare_runs
from boilerkit.jsonline import to_json_line

SOURCE = "x" * 100


def outcome(page_id: str, *cuts: tuple[int, int, str], source: str = SOURCE) -> Outcome:
    removals = tuple(
        Removal(start, end, rule, rule.partition(".")[0], "why", Span(start, end), True, 0.9)
        for start, end, rule in cuts
    )
    return Outcome(page_id, Result(source, removals, rules="test@1", id=page_id))


def write(path: Path, outcomes: Sequence[Outcome]) -> Path:
    path.write_text("".join(to_json_line(each.to_dict()) + "\n" for each in outcomes), "utf-8")
    return path


def test_by_rule_what_was_gained_lost_and_moved(tmp_path: Path) -> None:
    old = [outcome("a", (0, 10, "ad.marker"), (20, 40, "nav.menu")), outcome("b", (0, 5, "ad.marker")), outcome("c")]
    new = [outcome("a", (0, 15, "ad.marker"), (20, 30, "related.section")), outcome("b", (0, 5, "ad.marker"))]
    change = compare_runs(
        write(tmp_path / "old", old), write(tmp_path / "new", [*new, outcome("c", (1, 2, "ad.marker"))])
    )
    assert change.rules == {
        "ad.marker": RuleChange(gained=6, pages=2),
        "related.section": RuleChange(took=10, pages=1),
        "nav.menu": RuleChange(lost=10, gave=10, pages=1),
    }
    assert [(page.id, page.gained, page.lost) for page in change.changed] == [("a", 5, 10), ("c", 1, 0)]
    assert change.pages == 3
    assert change.differs


def test_pages_that_cannot_be_compared_are_named(tmp_path: Path) -> None:
    old = [outcome("same"), outcome("gone"), outcome("text"), outcome("fails"), Outcome("mends", error="no")]
    new = [outcome("same"), outcome("text", source="y"), Outcome("fails", error="no"), outcome("mends"), outcome("new")]
    change = compare_runs(write(tmp_path / "old", old), write(tmp_path / "new", new))
    assert (change.only_old, change.only_new, change.other_text) == (["gone"], ["new"], ["text"])
    assert (change.failed, change.mended, change.changed) == (["fails"], ["mends"], [])


def test_two_records_of_one_page_are_refused(tmp_path: Path) -> None:
    once, twice = write(tmp_path / "once", [outcome("a")]), write(tmp_path / "twice", [outcome("a"), outcome("a")])
    with pytest.raises(BoilerkitError, match="has two records of the page 'a'; compare one run with one run"):
        compare_runs(once, twice)
