"""Pages that break parsers: each gives a result, its markup and its Markdown, or one clear error."""

import pytest

from boilerkit import BoilerkitError, clean
from boilerkit.parse import html
from boilerkit.parse.html import parse_html
from boilerkit.parse.reader import DEEPEST, Reader

TEXT = "The council of Halm decided on Monday that the old ferry will sail on for ten more years."
HEAD = "<html><head><title>Ferry</title></head><body>"

PAGES = {
    "deep blocks": HEAD + "<div>" * 100_000 + TEXT + "</div>" * 100_000,
    "deep emphasis": f"{HEAD}<p>" + "<b>" * 100_000 + TEXT + "</b>" * 100_000,
    "deep lists": HEAD + "<ul><li>" * 20_000 + TEXT,
    "deep tables": HEAD + "<table><tr><td>" * 5_000 + TEXT,
    "deep quotes": HEAD + "<blockquote>" * 20_000 + TEXT,
    "open links": HEAD + "<a href=x>" * 20_000 + TEXT,
    "many attributes": HEAD + "<p " + " ".join(f"data-a{n}=1" for n in range(100_000)) + f">{TEXT}</p>",
    "one long attribute": f'{HEAD}<p class="{"x " * 500_000}">{TEXT}</p>',
    "empty cells": HEAD + "<table><tr>" + "<td></td>" * 50_000 + f"<td>{TEXT}</td></table>",
    "NUL": f"{HEAD}<p>{TEXT[:9]}\0{TEXT[9:]}</p>",
    "unclosed": f"{HEAD}<p>{TEXT}<div",
    "entities": f"{HEAD}<p>{TEXT}</p><p>" + "&lt;" * 50_000,
    "plaintext": f"{HEAD}<plaintext>{TEXT}",
    "frames": f"<html><frameset cols=20%,*><frame src=a><frame src=b></frameset><body><p>{TEXT}</p></body></html>",
    "two bodies": f"{HEAD}<p>{TEXT}</p></body></html><html><body><p>{TEXT}</p></body></html>",
    "end tags": f"{HEAD}{'</p></div></html>' * 1_000}<p>{TEXT}</p>",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_read_to_its_text(name: str) -> None:
    result = clean(PAGES[name], format="html")
    assert TEXT in result.source
    assert result.restore() == result.source
    assert TEXT in (result.html or "") or TEXT not in result.text
    assert TEXT in result.markdown or TEXT not in result.text
    assert result.metadata.title in (None, "Ferry")


@pytest.mark.parametrize(
    "markup", ["", " \0 ", "<", "<html>", "<!--", "<!doctype html>", "<frameset>", "\ud800", "<p>\ud800"]
)
def test_next_to_nothing_gives_a_result(markup: str) -> None:
    result = clean(markup, format="html")
    assert result.markdown is not None
    assert result.to_json(metadata=True)


def test_bytes_that_are_no_text_are_one_clear_error() -> None:
    with pytest.raises(BoilerkitError, match="NUL bytes"):
        clean(bytes(range(256)) * 100)


def test_what_is_nested_too_deep_keeps_its_text_and_is_on_record() -> None:
    inner = "<div>One</div><div>Two <b>three</b></div>"
    page, events = parse_html("<div>" * (DEEPEST + 5) + inner + "</div>" * (DEEPEST + 5) + "<p>Four</p>")
    assert page.source == "One\nTwo three\nFour"
    assert [event.kind for event in events] == ["deep nesting"]


def test_a_page_of_too_many_elements_or_too_long_is_cut_off_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "most_nodes", 100)
    page, events = parse_html("<p>Halm</p>" * 1_000)
    assert len(page) <= 100
    assert events[0].message == "only the first 100 elements were read"
    monkeypatch.setattr(html, "MOST_CODE_POINTS", 18)
    page, events = parse_html("<p>Halm</p>" * 1_000)
    assert page.source == "Halm\nHalm"
    assert events[0].message == "only the first 18 of 11,000 characters were read"


def test_line_breaks_of_highlighted_code_stay() -> None:
    page, _ = parse_html("<pre><b>one</b>\n<b>two</b>\n\n    <b>three</b></pre>")
    assert page.source == "one\ntwo\n\n    three"


def test_the_sign_behind_a_heading_is_no_text() -> None:
    page, _ = parse_html('<h2>Retry<a class="headerlink" href="#retry">¶</a></h2><p>Once.</p>')
    assert page.source == "Retry\nOnce."
