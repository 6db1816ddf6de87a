"""What trafilatura keeps, laid over our blocks."""

import pytest

from boilerkit import BoilerkitError
from boilerkit.parse.html import parse_html
from boilerkit.parse.peer import kept_by_trafilatura
from boilerkit.parse.text import parse_text

MARKUP = """<!doctype html><html lang="en"><head><title>Ferry sails on</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/ferry">Ferry</a></li></ul></nav>
<main><article><h1>Old ferry gets ten more years</h1>
<p>The council of Halm decided on Monday that the <a href="/ferry">ferry</a> will sail on for ten more years.</p>
<p>Nobody was against it. The ferryman had feared for his boat, which is older than he is, and now he is glad.</p>
<ul><li>A new engine will be built in by winter.</li><li>Tickets cost what they cost.</li></ul>
<p>The bridge that was to replace it will not be built; there is no money for it, and hardly anyone wants it.</p>
</article></main>
<aside><h3>Most read</h3><ul><li><a href="/a">Ten walks for the autumn</a></li></ul></aside>
<footer><p>© Halm Post</p></footer></body></html>"""


def test_blocks_that_are_left_out_are_findings_with_the_place_they_stand_in() -> None:
    page, _ = parse_html(MARKUP)
    found = {page.source[slice(*each.span)]: each for each in kept_by_trafilatura(page, MARKUP)}
    assert {text: each.rule for text, each in found.items()} == {
        "Home": "nav.trafilatura",
        "Ferry": "nav.trafilatura",
        "Most read": "related.trafilatura",
        "Ten walks for the autumn": "related.trafilatura",
        "© Halm Post": "footer.trafilatura",
    }
    assert found["Home"].reason == "trafilatura leaves it out, and it stands in <nav>"


def test_where_it_keeps_nothing_everything_goes() -> None:
    page, _ = parse_html("<html><body><p>Ferry</p></body></html>")
    assert [each.rule for each in kept_by_trafilatura(page, "<html></html>")] == ["other.trafilatura"]


def test_a_page_of_text_is_refused() -> None:
    with pytest.raises(BoilerkitError, match="this page is text"):
        list(kept_by_trafilatura(parse_text("Ferry"), "Ferry"))
