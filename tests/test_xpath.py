"""Every removal of an HTML page names the element that it is in, as lxml would find it."""

from lxml import html

from boilerkit import clean
from boilerkit.dom import NO_PARENT
from boilerkit.parse.html import parse_html

PAGE = """
<html><body>
<div class="menu"><ul><li><a href="/a">Home</a></li><li><a href="/b">Sport</a></li></ul></div>
<div><h1>The ferry runs again</h1>
<p>The ferry across the bay runs again from Monday, after a winter in which it lay in the yard for repairs.</p>
<table><tr><td>One</td><td>Two</td></tr></table>loose text<br>and more of it</div>
<div id="foot"><p>© The Gazette</p><p><span>All rights</span> reserved</p></div>
</body></html>
"""


def test_the_path_of_each_block_leads_to_its_element() -> None:
    page, _ = parse_html(PAGE)
    assert page.dom is not None
    tree = html.fromstring(PAGE).getroottree()
    paths = page.dom.xpaths([(block, block + 1) for block in range(len(page))])
    for block, path in zip(page.blocks, paths, strict=True):
        (element,) = tree.xpath(path)
        assert block.text in " ".join(element.text_content().split())
        assert tree.getpath(element) == path


def test_what_stands_behind_the_end_of_the_page_moves_no_path_before_it() -> None:
    page, _ = parse_html(f"{PAGE}<p>Written by a plug-in</p>and some loose text")
    assert page.dom is not None
    texts = [block.text for block in page.blocks]
    assert texts[-2:] == ["Written by a plug-in", "and some loose text"]
    assert page.dom.xpaths([(0, 2), (len(page) - 2, len(page) - 1)]) == ["/html/body/div[1]/ul", "/html/body/p"]
    assert page.dom.elements.parents.count(NO_PARENT) == 1


def test_a_second_document_goes_on_in_the_body_of_the_first() -> None:
    page, _ = parse_html(PAGE + PAGE.replace("ferry", "train"))
    assert page.dom is not None
    half = len(page) // 2
    assert page.dom.xpaths([(0, 2), (half, half + 2)]) == ["/html/body/div[1]/ul", "/html/body/div[4]/ul"]
    assert [page.dom.node_tags.count(tag) for tag in ("html", "body")] == [1, 1]


def test_a_range_of_blocks_is_in_the_innermost_element_that_holds_it_all() -> None:
    page, _ = parse_html(PAGE)
    assert page.dom is not None
    texts = [block.text for block in page.blocks]
    foot = texts.index("© The Gazette")
    assert page.dom.xpaths([(foot, foot + 2), (0, 2), (0, len(page))]) == [
        "/html/body/div[3]",
        "/html/body/div[1]/ul",
        "/html/body",
    ]


def test_the_record_has_the_paths_of_html_and_none_of_text() -> None:
    record = clean(PAGE).to_dict()
    assert record["removals"]
    assert all(cut["xpath"].startswith("/html/body") for cut in record["removals"])
    assert all("xpath" not in cut for cut in clean("Some text.\n\nShare this article").to_dict()["removals"])
