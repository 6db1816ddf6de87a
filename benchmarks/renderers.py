"""How scrapers flatten a page of HTML: whole pages, and what weak extractors take for the content.

Each way is a function from markup to text, called as its library's documentation says. What a library does on a page
that it cannot read is left to it: whoever renders many pages catches and bounds them (`benchmarks.renders`).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from types import MappingProxyType

from lxml import etree, html

Renderer = Callable[[str], str]

_DROPPED = ("script", "style", "noscript", "template")


def soup(markup: str) -> str:
    """BeautifulSoup on lxml, without scripts and styles: every text node a line, inline elements too."""
    from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        tree = BeautifulSoup(markup, "lxml")
    for element in tree(_DROPPED):
        element.decompose()
    return str(tree.get_text("\n", strip=True))


def html_text(markup: str) -> str:
    """Text by html-text, which guesses line breaks and paragraphs from the elements' names."""
    from html_text import extract_text

    return str(extract_text(markup, guess_layout=True))


def inscriptis(markup: str) -> str:
    """Text by inscriptis, which lays a page out as a text browser does, tables side by side."""
    from inscriptis import Inscriptis

    tree = parsed(markup)
    return "" if tree is None else str(Inscriptis(tree).get_text())


def html2text(markup: str) -> str:
    """Markdown by html2text, without links and images, lines unbroken."""
    from html2text import HTML2Text

    writer = HTML2Text(bodywidth=0)
    writer.ignore_links = writer.ignore_images = True
    return str(writer.handle(markup))


def html2text_links(markup: str) -> str:
    """Markdown by html2text with links and images, lines unbroken: such as crawlers for language models give."""
    from html2text import HTML2Text

    return str(HTML2Text(bodywidth=0).handle(markup))


def resiliparse(markup: str) -> str:
    """All text of the page by resiliparse."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(markup, main_content=False, alt_texts=False))


def lxml_text(markup: str) -> str:
    """`//body//text()` as one writes it in a Scrapy spider, but scripts and styles: every text node a line.

    Unlike `soup`, what stands in `<noscript>` is there.
    """
    tree = parsed(markup)
    if tree is None:
        return ""
    nodes = tree.xpath("//body//text()[not(parent::script or parent::style or parent::template)]")
    lines = (" ".join(node.split()) for node in nodes)
    return "\n".join(line for line in lines if line)


def boilerkit_page(markup: str) -> str:
    """Our own rendering of the whole page, the text that offsets refer to."""
    from boilerkit.parse.source import read_page

    return read_page(markup, format="html").page.source


def trafilatura_recall(markup: str) -> str:
    """Trafilatura told to rather keep too much, with readers' comments."""
    from trafilatura import extract

    return extract(markup, favor_recall=True, include_comments=True) or ""


def resiliparse_main(markup: str) -> str:
    """Main content by resiliparse."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(markup, main_content=True, alt_texts=False))


def readability(markup: str) -> str:
    """What readability-lxml keeps, flattened by html-text."""
    from readability import Document

    return html_text(Document(markup).summary())


def justext(markup: str) -> str:
    """The good paragraphs of jusText, with its English stop words."""
    import justext

    paragraphs = justext.justext(markup, justext.get_stoplist("English"))
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


def ours(markup: str) -> str:
    """Our own text of the markup, by the judge that is shipped: text from which little is left to remove."""
    import boilerkit

    return boilerkit.clean(markup, format="html").text


RENDERERS: Mapping[str, Renderer] = MappingProxyType(
    {
        "soup": soup,
        "html_text": html_text,
        "inscriptis": inscriptis,
        "html2text": html2text,
        "resiliparse": resiliparse,
        "lxml_text": lxml_text,
        "boilerkit_page": boilerkit_page,
    }
)
"""The text of whole pages."""

LINKED: Mapping[str, Renderer] = MappingProxyType({"html2text_links": html2text_links})
"""The text of whole pages with the links in it; the judge of text has learned from none of these."""

EXTRACTED: Mapping[str, Renderer] = MappingProxyType(
    {
        "trafilatura_recall": trafilatura_recall,
        "resiliparse_main": resiliparse_main,
        "readability": readability,
        "justext": justext,
        "ours": ours,
    }
)
"""Text that was cleaned before, more or less. Nobody should train on `ours` alone: it is cut by ourselves."""


def parsed(markup: str) -> html.HtmlElement | None:
    """The tree of a page; None when it has none."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree: html.HtmlElement = html.document_fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return tree
