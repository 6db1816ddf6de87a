"""The elements of a page as arrays: how deep they are, what they hold, and which of them are alike."""

import numpy as np
import pytest

from boilerkit.content.measures import Measures
from boilerkit.content.tree import Tree
from boilerkit.content.tree_features import repetition_features
from boilerkit.parse.html import parse_html

MENU = "<html><body><ul>{}<li>News</li>{}<li>Sport</li>{}<li>Arts</li></ul><p>The bridge is open.</p></body></html>"


def tree_of(markup: str) -> Tree:
    page, _ = parse_html(markup)
    assert page.dom is not None
    return Tree(page.dom, Measures(page))


def test_an_element_is_as_deep_as_there_are_elements_above_it() -> None:
    tree = tree_of(MENU.format("", "", ""))
    assert dict(zip(tree.markup.elements.tags, tree.depths.tolist(), strict=True)) == {
        "html": 0,
        "body": 1,
        "ul": 2,
        "li": 3,
        "p": 2,
    }


def test_an_element_holds_inline_nodes_too_and_those_that_hold_text_count_twice() -> None:
    tree = tree_of("<html><body><p>The <b>old <i>bridge</i></b> is <img src=bridge.jpg> open.</p></body></html>")
    assert tree.nodes_inside.tolist() == [8, 6, 4]


@pytest.mark.parametrize("empty", ["", "<div></div>", "<div><div></div></div><li></li>"])
def test_elements_without_text_do_not_count_among_siblings(empty: str) -> None:
    columns = repetition_features(tree_of(MENU.format(empty, empty, empty)))
    assert np.asarray(columns["siblings^0"]).tolist() == [3, 3, 3, 1]


@pytest.mark.xfail(strict=True, reason="they move all places on; trees that learned without that were no better")
def test_elements_without_text_do_not_change_the_place_among_siblings() -> None:
    columns = repetition_features(tree_of(MENU.format("<div></div>", "", "")))
    assert np.asarray(columns["sibling^0"]).tolist() == [0, 1, 2, 0]
