"""Rules of one's own: what may be wrong with them is told, and never gets into a record."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from boilerkit import BoilerkitError, Finding, Page, Pipeline, Span, clean, rule

PAGE = "The council approved the new bridge on Monday, and work on it will begin in spring.\n"


def with_rule(look: Callable[[Page], list[Any]]) -> Pipeline:
    return Pipeline.default().add(rule("other.mine")(look))


@pytest.mark.parametrize(
    ("find", "message"),
    [
        (lambda page: page.blocks[0].finding("it ends late", part=(4, 900)), f"4 to 900 on a page of {len(PAGE)}"),
        (lambda page: page.blocks[0].finding("it begins early", part=(-9, 3)), "-9 to 3 on a page"),
        (lambda page: page.blocks[0].finding("it is the wrong way round", part=(9, 3)), "9 to 3 on a page"),
        (lambda page: page.blocks[0].finding("it shows elsewhere", evidence=Span(0, 900)), "0 to 900 on a page"),
        (lambda page: page.blocks[0].finding("it is more than sure", confidence=9), "confidence 9; that is a share"),
        (lambda page: page.blocks[0].finding("it is another's").under("nav.menu"), "'nav.menu'; name that id in"),
    ],
)
def test_a_finding_that_cannot_be_fails_the_page(find: Callable[[Page], Finding], message: str) -> None:
    told = f"^rule other.mine failed on this page: it .*{re.escape(message)}.*; mend it or turn it off$"
    with pytest.raises(BoilerkitError, match=told):
        clean(PAGE, pipeline=with_rule(lambda page: [find(page)] if page.blocks else []))


def test_a_function_is_no_rule_without_its_id() -> None:
    def look(page: Page) -> list[Finding]:
        return []

    with pytest.raises(BoilerkitError, match="write it as <category>"):
        rule(look)  # type: ignore[arg-type]
    with pytest.raises(BoilerkitError, match=r"add\(\) got .*look.*make a rule of a function with @rule"):
        Pipeline.default().add(look)  # type: ignore[arg-type]
