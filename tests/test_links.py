"""Markdown with links: read as if the marks and addresses were not there, cut with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerkit import clean
from boilerkit.content.linked_lines import linked_lines
from boilerkit.links import unlinked
from boilerkit.parse.linked import unlinked_page
from boilerkit.parse.source import read_page

ARTICLE = """The council approved the [new bridge](/n) on Monday, and work on it will begin in spring, the mayor said.

The ferry costs nothing until then, and it carries [bicycles and carts](/b) but no cars, which have to go round by the
northern bank."""
PAGE = f"""[![Logo](/logo.png)](/home)

* [Home](/)
* [News](/news "All news")[Sport](/sport)

# [Old bridge reopens](/bridge) after a year

![The bridge](/bridge.jpg)

{ARTICLE}

[Facebook](https://f.example) [Twitter](https://t.example)

Copyright 2024 The Gazette. All rights reserved.

![](/pixel.gif)
"""


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("See the [new bridge](/n).", "See the new bridge."),
        ("[a](<b c>) [d](e_(f)) [g](h 'i') [j]()", "a d g j"),
        ("[Mail](mailto:a?subject=Old bridge (Halm)) [Post](/share?text=Old bridge&x=1)", "Mail Post"),
        ("[Home](/)[News](/n)", "Home News"),
        ("![The bridge](/b.jpg) It is old.", " It is old."),
        ("[![Logo](/l.png)](/)Gazette", "Gazette"),
        ("[\n\n### Ten walks\n\n](/walks)", "\n\n### Ten walks\n\n"),
        (r"\[not\](a link) [a link](/b)", r"\[not\](a link) a link"),
        ("a[1] b] [c (d) [e](f)", "a[1] b] [c (d) e"),
    ],
)
def test_links_are_read_as_what_they_show(source: str, text: str) -> None:
    plain = unlinked(source)
    assert plain is not None
    assert plain.text == text


@pytest.mark.parametrize("source", ["A line.", "[1] a note (2020)", "f[x] (y)", "see ](there", "[a] (b)", "[a](b c)"])
def test_brackets_that_are_no_link_stay(source: str) -> None:
    assert unlinked(source) is None


def test_what_goes_from_a_page_goes_with_its_marks_and_the_article_keeps_its_links() -> None:
    result = clean(PAGE)
    assert result.text == PAGE[PAGE.index("# [") : PAGE.index("[Facebook")]
    assert result.title == "Old bridge reopens after a year"
    assert result.body.strip().startswith("![The bridge]")
    assert result.restore() == result.source == PAGE
    assert all(0 <= cut.start < cut.end and cut.evidence.start <= cut.evidence.end for cut in result.removals)
    assert "[Facebook](https://f.example) [Twitter]" in "".join(PAGE[cut.start : cut.end] for cut in result.removals)
    assert clean(result.text).text == result.text


CARD = """[

### Ten walks for the autumn

Where to go when the leaves turn, and where to eat afterwards.

](/walks)"""


def test_a_link_over_several_lines_loses_both_of_its_marks_or_none() -> None:
    for lines in ("### Related articles", "Advertisement", "", "Read more"):
        left = clean(f"{PAGE}\n\n{lines}\n\n{CARD}\n").text
        assert left.count("](/walks)") == left.count("[\n")


def test_lines_that_are_links_are_told_from_lines_with_links() -> None:
    plain = unlinked(f"* [Home](/)\n1. [News](/n) | [Sport](/s)\nSee [there](/t)\n{CARD}\nA line.")
    assert plain is not None
    assert linked_lines(unlinked_page(plain)).tolist() == [True, True, False, True, True, False]


def test_links_are_known_of_what_is_left_too() -> None:
    page = read_page(PAGE).page
    assert [page.source[start:end] for start, end in page.links][:3] == ["Home", "News", "Sport"]
    assert read_page(ARTICLE).source == ARTICLE


@given(st.text("[]()!\\<>\"' ab\n", max_size=80))
def test_any_brackets_can_be_read_and_put_together_again(source: str) -> None:
    plain = unlinked(source)
    if plain is None:
        return
    assert len(plain.text) <= len(source)
    for link in plain.links:
        assert source[link.start] == "["
        assert source[link.close] == "]"
        assert source[link.end - 1] == ")"
        assert link.first >= link.last or not plain.text[link.first : link.last][0].isspace()
    assert clean(source).restore() == source
