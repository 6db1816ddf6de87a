"""What a page says of itself: asked for, never worked out before."""

import json
from importlib import resources

import jsonschema

from boilerkit import Result, clean
from boilerkit.pipeline import Pipeline

PAGE = """<!doctype html><html lang="en-GB"><head>
<title>Ferry sails on | Halm Post</title>
<meta property="og:site_name" content="Halm Post">
<meta property="og:title" content="Ferry sails on">
<meta name="author" content="Ada Brook">
<meta property="article:published_time" content="2024-05-03T09:40:00+02:00">
</head><body>{}
<p>The council of Halm decided on Monday that the old ferry will sail on for ten more years, and nobody was against.</p>
</body></html>"""


def test_author_date_site_and_language() -> None:
    result = clean(PAGE.format(""))
    assert (result.author, result.date, result.site_name, result.lang) == ("Ada Brook", "2024-05-03", "Halm Post", "en")


def test_the_title_is_the_headline_that_the_page_shows_or_else_that_of_its_head() -> None:
    assert clean(PAGE.format("<h1>Old ferry gets ten more years</h1>")).title == "Old ferry gets ten more years"
    assert clean(PAGE.format("")).title == "Ferry sails on"


def test_the_record_has_them_when_told_to() -> None:
    result = clean(PAGE.format(""))
    schema = json.loads(resources.files("boilerkit").joinpath("schema/record-1.json").read_text("utf-8"))
    plain, told = result.to_dict(), result.to_dict(metadata=True)
    jsonschema.validate(told, schema)
    assert {key: told[key] for key in told if key not in plain} == {
        "author": "Ada Brook", "date": "2024-05-03", "site_name": "Halm Post", "lang": "en"
    }  # fmt: skip
    assert (plain["title"], told["title"]) == (None, "Ferry sails on")
    again = Result.from_dict(told)
    assert (again.title, again.author, again.date) == ("Ferry sails on", "Ada Brook", "2024-05-03")
    assert again.to_json(metadata=True) == result.to_json(metadata=True)


def test_the_language_is_that_of_the_page_or_of_its_locale() -> None:
    page = '<html {}><head><meta property="og:locale" content="de_AT"></head><body><p>Die Fähre.</p></body></html>'
    assert clean(page.format('lang="en-GB"')).lang == "en"
    assert clean(page.format("")).lang == "de"


def test_a_page_that_says_nothing_of_itself_has_none() -> None:
    result = clean("<html><body><p>The ferry runs.</p></body></html>")
    assert (result.author, result.date, result.site_name, result.lang) == (None, None, None, None)
    assert clean("<html", format="html").author is None


def test_the_headline_is_the_heading_that_the_head_of_the_page_repeats() -> None:
    body = '<header><h1><a href="/">Halm Post</a></h1></header><h2>Ferry sails on until the bridge is built</h2>'
    page = PAGE.replace("Ferry sails on |", "Ferry sails on until the bridge is built |").format(body)
    result = clean(page, pipeline=Pipeline.default().only("tags"))
    assert result.title == "Ferry sails on until the bridge is built"
    assert result.headline is not None
    assert result.source[slice(*result.headline)] == result.title


def test_without_a_likeness_the_first_main_heading_is_the_headline() -> None:
    page = PAGE.format("<h2>Halm</h2><h1>Nine years with an old boat</h1><h1>Another story of these days</h1>")
    assert clean(page, pipeline=Pipeline.default().only("tags")).title == "Nine years with an old boat"
