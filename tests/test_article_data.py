"""Pages without running text: what their data hold is read instead, and the record says so."""

import json

import pytest

from boilerkit import clean
from boilerkit.parse.source import read_page

STORY = (
    "The council of Halm decided on Monday that the old ferry will sail on for ten more years, and nobody was against.",
    "The ferryman had feared for his boat, which is older than he is. Now he gets a new engine for it, and is glad.",
    "The bridge that was to replace it will not be built. There is no money for it, and hardly anyone wants it.",
)
SHELL = """<!doctype html><html lang="en"><head><title>Ferry</title>{}</head><body><div id="root">Loading…</div>
<noscript>You need to enable JavaScript to run this app.</noscript></body></html>"""


def read(script: str) -> tuple[list[str], list[str]]:
    parsed = read_page(SHELL.format(script))
    return parsed.page.source.split("\n"), [event.kind for event in parsed.events]


def test_the_article_body_of_json_ld() -> None:
    data = {"@graph": [{"@type": "NewsArticle", "headline": "Ferry sails on", "articleBody": "\n\n".join(STORY)}]}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    assert read(script) == (["Ferry sails on", *STORY], ["text from data"])
    result = clean(SHELL.format(script))
    assert (result.title, result.lang) == ("Ferry sails on", "en")
    assert result.html == "<h1>Ferry sails on</h1>\n" + "\n".join(f"<p>{each}</p>" for each in STORY)
    assert result.events[0].message == "the markup shows no running text; this is the text of its JSON-LD"


@pytest.mark.parametrize(
    "script",
    [
        '<script id="__NEXT_DATA__" type="application/json">{}</script>',
        "<script>window.__INITIAL_STATE__ = {};\nwindow.x = 3</script>",
        '<script>window["__PRELOADED_STATE__"]={}</script>',
        '<script type="application/json" data-nuxt>{}</script>',
    ],
)
def test_the_state_of_a_framework_with_markup_in_it(script: str) -> None:
    body = f"<p>{STORY[0]}</p><h2>No bridge</h2><p>{STORY[1]}<br>{STORY[2]}</p>"
    other = {
        "title": "Ten walks",
        "excerpt": "Ten walks for the autumn, all of them short and none of them steep at all.",
    }
    state = json.dumps({"page": {"story": {"title": "Ferry sails on", "body": body}, "more": [other]}})
    assert read(script.replace("{}", state.replace("</", "<\\/"))) == (
        ["Ferry sails on", STORY[0], "No bridge", STORY[1], STORY[2]],
        ["text from data"],
    )


def test_an_article_in_pieces_is_put_together() -> None:
    blocks = [{"type": "paragraph", "content": [{"value": text}]} for text in STORY]
    state = json.dumps({"title": "Ferry sails on", "blocks": blocks, "legal": {"value": "All rights reserved."}})
    assert read(f'<script type="application/json">{state}</script>')[0] == ["Ferry sails on", *STORY]


def test_parts_with_titles_of_their_own_have_them_above() -> None:
    steps = [{"@type": "HowToStep", "name": f"Step {number}", "text": text} for number, text in enumerate(STORY, 1)]
    data = json.dumps({"@type": "HowTo", "name": "How to sail a ferry", "step": steps})
    shown = [line for step in steps for line in (step["name"], step["text"])]
    assert read(f'<script type="application/ld+json">{data}</script>')[0] == shown
    assert clean(SHELL.format(f'<script type="application/ld+json">{data}</script>')).title == "Ferry"


def test_one_review_is_the_article_and_several_are_readers() -> None:
    review = {"@type": "Review", "headline": "The ferry, tried", "reviewBody": "\n".join(STORY)}
    script = '<script type="application/ld+json">{}</script>'
    assert read(script.replace("{}", json.dumps(review)))[0] == ["The ferry, tried", *STORY]
    reviews = [{"@type": "Review", "reviewBody": text * 3} for text in STORY]
    assert read(script.replace("{}", json.dumps({"@type": "Product", "name": "Ferry", "review": reviews})))[1] == []


def test_what_the_data_say_on_many_places_is_no_article() -> None:
    banner = "Free delivery on all orders above thirty crowns, today and tomorrow. The code is applied by itself."
    state = json.dumps({"title": "Ferry", "slots": [{"text": banner} for _ in range(20)], "story": " ".join(STORY)})
    assert read(f'<script type="application/json">{state}</script>')[0] == ["Ferry", " ".join(STORY)]


def test_a_page_that_shows_its_text_is_read_as_it_shows_it() -> None:
    data = json.dumps({"articleBody": " ".join(STORY) * 3})
    page = SHELL.format(f'<script type="application/ld+json">{data}</script>')
    page = page.replace("Loading…", "".join(f"<p>{text}</p>" for text in STORY))
    parsed = read_page(page)
    assert parsed.events == ()
    assert parsed.page.source.startswith(STORY[0])


@pytest.mark.parametrize(
    "script",
    [
        '<script type="application/ld+json">{"articleBody": "broken</script>',
        '<script type="application/ld+json">{"articleBody": ["x", null, 3]}</script>',
        '<script type="application/json">' + "[" * 100_000 + "</script>",
        '<script type="application/json">{"a": "' + "https://ferry.example/" * 100 + '"}</script>',
        "<script>window.__INITIAL_STATE__ = load();</script>",
        "",
    ],
)
def test_data_without_an_article_change_nothing(script: str) -> None:
    lines, events = read(script)
    assert lines[0] == "Loading…"
    assert events == []


def test_posts_in_noscript_are_read_as_the_page_has_them() -> None:
    posts = "".join(f'<div class="post"><p>{text}</p></div>' for text in STORY)
    parsed = read_page(f"<html><body><div id='ember'></div><noscript>{posts}</noscript></body></html>")
    assert parsed.page.source == "\n".join(STORY)
