"""Suggestions: the rule that cuts too much, the rule that may not, and phrases that do good and no harm."""

import tomllib
from dataclasses import replace
from pathlib import Path

from boilerkit import clean
from boilerkit.config import Config
from boilerkit.fixtures.build import from_text, of_result
from boilerkit.fixtures.check import Verdict, check_pair
from boilerkit.fixtures.suggest import Suggestion, suggest

PROSE = (
    "The council approved the new bridge on Monday, and work on it will begin in spring, the mayor said. "
    "The ferry will run until the bridge is open."
)


def verdict_on(page: str, *, without: str = "", back: str = "", config: Config | None = None) -> Verdict:
    """The verdict on a page of which a line is to go, or one is to come back."""
    result = clean(page)
    text = result.text.replace(without, "", 1) if without else result.text
    pair = replace(of_result(result, Path("fixtures"), "page"), expected=f"{text}\n{back}" if back else text)
    return check_pair(from_text(pair, result), config or Config())


def suggestions(*verdicts: Verdict, config: Config | None = None) -> list[Suggestion]:
    return suggest(verdicts, config or Config())


def test_a_rule_that_cuts_too_much_is_named_with_the_line() -> None:
    (found,) = suggestions(verdict_on(f"{PROSE}\n\nShare this article\n", back="Share this article"))
    assert (found.rule, found.pack) == ("share.button", "")
    assert found.advice.startswith("cuts what should stay; see to the phrase in its pack")
    assert [(name, difference.text.strip()) for name, difference in found.cases] == [("page", "Share this article")]


def test_a_rule_that_only_suspects_the_line_is_named() -> None:
    page = f"{PROSE}\nSee also: Ten walks"
    (found,) = suggestions(verdict_on(page, without="See also: Ten walks"))
    assert found.rule.startswith("related.")
    assert "sees it, but only as a hint of 0." in found.advice


def test_a_rule_that_is_turned_off_is_named() -> None:
    config = Config(ignore=("tags",))
    (found,) = suggestions(verdict_on(f"{PROSE}\n\n#bridge #city\n", config=config), config=config)
    assert (found.rule, "is turned off" in found.advice) == ("tags.hashtag-trailer", True)


def test_phrases_are_suggested_where_they_do_good() -> None:
    (found,) = suggestions(verdict_on(f"{PROSE}\n\n{PROSE}\n\nThe Post is yours\n", without="The Post is yours\n"))
    assert (found.rule, found.category) == ("", "other")
    (table,) = tomllib.loads(found.pack)["line"]
    assert (table["where"], table["phrases"]) == ("after the body", ["The Post is yours"])


def test_no_phrase_is_suggested_that_takes_what_should_stay() -> None:
    page = f"{PROSE}\n\nA river runs\n\n{PROSE}\n\nA river runs\n\n{PROSE}\n"
    (found,) = suggestions(verdict_on(page, without="A river runs\n\n"))
    assert (found.rule, found.category, found.pack) == ("", "other", "")


def test_the_phrases_of_most_pages_come_first() -> None:
    lines = ["The Post is yours", "Ring us on Sundays"]
    first = verdict_on(f"{PROSE}\n\n{lines[0]}\n", without=f"{lines[0]}\n")
    others = [verdict_on(f"{PROSE}\n\n{lines[1]}\n", without=f"{lines[1]}\n") for _ in range(2)]
    named = [replace(verdict, name=f"page {n}") for n, verdict in enumerate([first, *others])]
    (found,) = suggestions(*named)
    assert tomllib.loads(found.pack)["line"][0]["phrases"] == [lines[1], lines[0]]
