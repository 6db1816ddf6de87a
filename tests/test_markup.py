"""The markup and the Markdown of what was kept."""

import pickle

import pytest

from boilerkit import Result, clean
from boilerkit.parse.html import parse_html
from boilerkit.parse.markup import markup_of
from boilerkit.pipeline import Pipeline

URL = "https://ferry.example/news/may.html"


def kept(body: str, without: str = "", url: str | None = URL) -> str:
    """The markup of a page but for the blocks that hold some words."""
    page, _ = parse_html(f"<html><body>{body}</body></html>")
    texts = [None if without and without in block.text else block.text for block in page.blocks]
    return markup_of(f"<html><body>{body}</body></html>", texts, url).replace("\n", "")


@pytest.mark.parametrize(
    ("body", "markup"),
    [
        ("<div class=a><h2 id=b>The <em>ferry</em></h2></div>", "<h2>The <em>ferry</em></h2>"),
        ("<div>One<span> line</span></div><div>Two</div>", "<p>One line</p><p>Two</p>"),
        ("<p>One<br>line<br></p>", "<p>One<br>line</p>"),
        ("<div>One<br>line<br><br>Two</div>", "<p>One<br>line</p><p>Two</p>"),
        ("<p><b>One<br>line</b> and more</p>", "<p><b>One</b><br><b>line</b> and more</p>"),
        ("<ul><li>One<ul><li>Two</ul><li><p>Three</p></ul>",
         "<ul><li>One<ul><li>Two</li></ul></li><li><p>Three</p></li></ul>"),
        ("<blockquote>One</blockquote>", "<blockquote><p>One</p></blockquote>"),
        ("<pre><code class='hl language-py'><i>def</i> f():\n\n    <i>x</i></code></pre>",
         '<pre><code class="language-py"><i>def</i> f():    <i>x</i></code></pre>'),
        ("<p>1 &lt; 2 &amp; <b></b>3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<table><tr><th></th><th>Year</th></tr><tr><td>Halm</td><td></td></tr></table>",
         "<table><tr><th></th><th>Year</th></tr><tr><td>Halm</td><td></td></tr></table>"),
        ("<h2><div>One</div><div>Two</div></h2>", "<h2>One<br>Two</h2>"),
        ("<dl><dt>One<dd>Two</dl>", "<dl><dt>One</dt><dd>Two</dd></dl>"),
    ],
)  # fmt: skip
def test_what_gives_meaning_stays_and_the_rest_goes(body: str, markup: str) -> None:
    assert kept(body) == markup


def test_what_is_cut_leaves_no_empty_element() -> None:
    body = "<ul><li>gone</li></ul><div><p>gone</p></div><ol><li>One</li><li><b>gone</b></li></ol>"
    assert kept(body, without="gone") == "<ol><li>One</li></ol>"
    assert kept(body.replace("One", "gone too"), without="gone") == ""


def test_addresses_become_absolute_and_none_of_them_runs_anything() -> None:
    body = '<p><a href="/may">One</a> <a href="b.html#c">two</a> <a href="java\nscript:alert(1)">three</a></p>'
    assert kept(body) == (
        '<p><a href="https://ferry.example/may">One</a> <a href="https://ferry.example/news/b.html#c">two</a> three</p>'
    )
    assert kept('<p><a href="/timetable">One</a></p>', url=None) == '<p><a href="/timetable">One</a></p>'
    assert kept('<base href="//cdn.example/x/"><p><a href="y">One</a></p>') == (
        '<p><a href="https://cdn.example/x/y">One</a></p>'
    )
    assert kept('<p onclick="x()">One<img src="x.png" onerror="y()"> two</p>', url=None) == (
        '<p>One <img src="x.png"> two</p>'
    )


def test_an_image_stays_between_what_is_kept_and_with_its_caption() -> None:
    image = '<img src="data:image/gif;base64,R0" data-src="boat.jpg" alt="The boat">'
    written = '<img src="https://ferry.example/news/boat.jpg" alt="The boat">'
    assert kept(f"<p>One</p>{image}<p>Two</p>") == f"<p>One</p><p>{written}</p><p>Two</p>"
    assert kept(f"<p>gone</p>{image}<p>Two</p>", without="gone") == "<p>Two</p>"
    figure = f"<figure>{image}<figcaption>Caption</figcaption></figure>"
    assert kept(f"<p>gone</p>{figure}", without="gone") == (
        f"<figure>{written}<figcaption>Caption</figcaption></figure>"
    )
    assert kept(f"<p>One</p><figure>{image}</figure><p>Two</p>") == (f"<p>One</p><figure>{written}</figure><p>Two</p>")
    assert kept(f"<figure>{image}<figcaption>gone</figcaption></figure><p>Two</p>", without="gone") == "<p>Two</p>"


def test_of_a_block_cut_in_part_the_kept_text_stays() -> None:
    assert markup_of("<p>The <b>ferry</b> runs. Share</p>", ["The ferry runs."]) == "<p>The ferry runs.</p>"


PAGE = """<!doctype html><html lang="en"><head><title>Ferry | Halm Post</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<h1>Old ferry gets ten more years</h1>
<p>The council of Halm decided on <a href="/monday">Monday</a> that the old ferry will sail on for ten more years.</p>
<h2>What it costs</h2>
<ul><li>a new engine for the boat, which is older than its captain, at 40,000</li><li>paint</li></ul>
<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2024</td><td>40,000</td></tr></table>
<pre><code class="language-sh">ferry --sail
ferry --stop</code></pre>
<blockquote><p>“We will sail until the bridge is built,” said the ferryman, “and not a day longer.”</p></blockquote>
<p class="tags">#ferry #halm</p>
</body></html>"""


def test_markdown_has_headings_lists_tables_code_quotes_and_links() -> None:
    result = clean(PAGE, url=URL, pipeline=Pipeline.default().only("tags", "nav"))
    assert result.markdown.split("\n\n") == [
        "# Old ferry gets ten more years",
        "The council of Halm decided on [Monday](https://ferry.example/monday) that the old ferry will sail on for ten "
        "more years.",
        "## What it costs",
        "- a new engine for the boat, which is older than its captain, at 40,000\n- paint",
        "| Year | Cost |\n| --- | --- |\n| 2024 | 40,000 |",
        "```sh\nferry --sail\nferry --stop\n```",
        "> “We will sail until the bridge is built,” said the ferryman, “and not a day longer.”",
    ]
    assert result.html is not None
    assert "#ferry" in result.source
    assert "#ferry" not in result.html


def test_of_text_the_markdown_is_the_text_and_there_is_no_markup() -> None:
    result = clean("Ferry sails on\n\n* The council decided on Monday that it will sail on for ten more years.")
    assert result.markdown == result.text
    assert result.html is None
    assert (result.author, result.date, result.lang) == (None, None, None)


def test_a_result_with_its_page_can_be_pickled_and_a_record_is_equal_without_it() -> None:
    result = clean(PAGE, url=URL)
    again = pickle.loads(pickle.dumps(result))
    assert again == result
    assert again.markdown == result.markdown
    read = Result.from_dict(result.to_dict())
    assert read == result
    assert read.html is None


def test_nothing_of_it_is_made_until_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("asked too early")

    for name in ("markup_of", "markdown_of", "read_metadata"):
        monkeypatch.setattr(f"boilerkit.parse.document.{name}", never)
    clean(PAGE).to_dict()
