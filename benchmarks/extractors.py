"""Others that take HTML: what each makes of a page, called as its documentation says."""

from __future__ import annotations

import re
from collections.abc import Callable

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def trafilatura(markup: bytes) -> str:
    """Trafilatura with its defaults, which keep readers' comments."""
    from trafilatura import extract

    return extract(markup) or ""


def trafilatura_without_comments(markup: bytes) -> str:
    """Trafilatura told to leave comments out."""
    from trafilatura import extract

    return extract(markup, include_comments=False) or ""


def readability(markup: bytes) -> str:
    """readability-lxml, its HTML as text."""
    from lxml import html
    from readability import Document

    summary = Document(markup.decode("utf-8", "replace")).summary()
    return str(html.fromstring(summary).text_content())


def resiliparse(markup: bytes) -> str:
    """resiliparse, main content only."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(markup.decode("utf-8", "replace"), main_content=True))


def justext(markup: bytes) -> str:
    """JusText with its English stop words."""
    import justext

    paragraphs = justext.justext(markup, justext.get_stoplist("English"))
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


def boilerpy3(markup: bytes) -> str:
    """boilerpy3's ArticleExtractor."""
    from boilerpy3 import extractors

    extractor = extractors.ArticleExtractor(raise_on_failure=False)
    return str(extractor.get_content(markup.decode("utf-8", "replace")))


def newspaper4k(markup: bytes) -> str:
    """newspaper4k on the page's markup."""
    from newspaper import Article

    article = Article("https://example.org/page", fetch_images=False)
    article.download(input_html=markup.decode("utf-8", "replace"))
    article.parse()
    return str(article.text)


def chromerag(markup: bytes) -> str:
    """ChromeRAG's Markdown without the front matter, which repeats what the page says of itself."""
    from chromerag import ChromeRAG

    found = ChromeRAG().extract(markup.decode("utf-8", "replace")).markdown
    return _FRONT_MATTER.sub("", str(found), count=1)


EXTRACTORS: dict[str, Callable[[bytes], str]] = {
    "trafilatura": trafilatura,
    "trafilatura, no comments": trafilatura_without_comments,
    "readability-lxml": readability,
    "resiliparse": resiliparse,
    "jusText": justext,
    "boilerpy3 Article": boilerpy3,
    "newspaper4k": newspaper4k,
    "ChromeRAG": chromerag,
}
