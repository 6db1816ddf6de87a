"""Removals are told when they are read: what stays is known before, and both agree."""

import copy
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from strategies import pages

from boilerkit import CATEGORIES, Pipeline, Removal, Result, Span, clean
from boilerkit.removal import Removals
from boilerkit.settle import FAVORS, Favor, joined

PAGES = sorted((Path(__file__).parent.parent / "fixtures").glob("html-*/*.input.html"))
CUT = Removal(0, 6, "ad.label", "ad", "an advertisement marker", Span(0, 6), certain=True, confidence=0.95)


class Teller:
    """Tells of one removal, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> tuple[Removal, ...]:
        self.asked += 1
        return (CUT,)


def test_what_stays_can_be_read_without_reasons() -> None:
    teller = Teller()
    result = Result("Sales\nThe bridge reopened.", Removals([Span(0, 6)], teller))
    assert (result.text, teller.asked) == ("The bridge reopened.", 0)
    assert [cut.reason for cut in result.removals] == ["an advertisement marker"]
    assert (len(result.removals), result.removals[0], result.removals[:1], teller.asked) == (1, CUT, (CUT,), 1)


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda removals: pickle.loads(pickle.dumps(removals))])
def test_removals_are_equal_to_the_tuple_of_them(copied: object) -> None:
    removals = Removals([Span(0, 6)], Teller())
    assert removals == (CUT,) == Removals([], Teller())
    assert removals != ()
    assert (hash(removals), repr(removals)) == (hash((CUT,)), repr((CUT,)))
    assert callable(copied)
    assert copied(removals) == (CUT,)


def agree(result: Result) -> bool:
    """Whether what is known at once is what is told."""
    assert isinstance(result.removals, Removals)
    return list(result.removals.spans) == joined(Span(cut.start, cut.end) for cut in result.removals)


@given(pages())
def test_of_text_the_same_goes_as_is_told(page: str) -> None:
    assert all(agree(clean(page, format="text", favor=favor)) for favor in FAVORS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
@pytest.mark.parametrize("favor", FAVORS)
def test_of_html_the_same_goes_as_is_told(page: Path, favor: Favor) -> None:
    result = clean(page.read_bytes(), favor=favor)
    assert agree(result)
    absent = sorted(set(CATEGORIES) - {cut.category for cut in result.removals})
    told_first = clean(page.read_bytes(), favor=favor, pipeline=Pipeline.default().without(absent[0]))
    assert told_first.removals == result.removals
    assert told_first.text == result.text
