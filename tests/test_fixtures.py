"""Every page in fixtures/ comes out as a reader wants it, and its record says why."""

import json
from pathlib import Path

import pytest

from boilerkit import CATEGORIES, clean

FIXTURES = Path(__file__).parents[1] / "fixtures"
SUFFIX = ".input.txt"
NAMES = sorted(path.relative_to(FIXTURES).as_posix().removesuffix(SUFFIX) for path in FIXTURES.rglob("*" + SUFFIX))

KNOWN_WRONG = {
    "appended/up-next-blog": "a further article with no teaser that repeats it looks like text of the page",
    "forum/squeaking-hinge": "no rule for “Reply” and “Quote” between posts",
    "news-theme/harbour-bridge": "no rule for a lone “0”",
}
"""Pairs that the library still gets wrong, and why. The pairs say what is right; a mended one leaves this list."""


def read(name: str, suffix: str) -> str:
    return FIXTURES.joinpath(name + suffix).read_text(encoding="utf-8")


def marked(name: str) -> object:
    reason = KNOWN_WRONG.get(name)
    return pytest.param(name, id=name, marks=[pytest.mark.xfail(strict=True, reason=reason)] if reason else [])


@pytest.mark.parametrize("name", [marked(name) for name in NAMES])
def test_a_page_comes_out_as_expected(name: str) -> None:
    record = json.loads(read(name, ".record.json"))
    result = clean(read(name, SUFFIX))
    assert result.text == read(name, ".expected.txt")
    assert result.title == record["title"]
    cuts = [{"start": c.start, "end": c.end, "rule": c.rule, "category": c.category} for c in result.removals]
    assert cuts == record["removals"]


@pytest.mark.parametrize("name", NAMES)
def test_a_record_belongs_to_its_pair(name: str) -> None:
    """The pair itself is sound: what the record removes is what the expected text lacks."""
    source = text = read(name, SUFFIX)
    record = json.loads(read(name, ".record.json"))
    for cut in reversed(record["removals"]):
        assert cut["category"] in CATEGORIES
        assert cut["rule"].partition(".")[0] == cut["category"]
        text = text[: cut["start"]] + text[cut["end"] :]
    assert text == read(name, ".expected.txt")
    assert record["title"] in source.splitlines()


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("prose/")])
def test_from_prose_nothing_is_to_go(name: str) -> None:
    assert read(name, ".expected.txt") == read(name, SUFFIX)


def test_no_known_wrong_pair_is_gone() -> None:
    assert set(KNOWN_WRONG) <= set(NAMES)
