"""other.*: what fits no other category."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from boilerkit.blocks import Block
from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule

_LENGTH = 12
_STRAY = regex.compile(r"[^\p{L}\p{M}\p{N}]++")
_WORD = regex.compile(r"[\p{L}\p{N}]")
_BREAK = regex.compile(r"[\s*_~=#.…⁂❦◆◇■□●○☆★—–-]++")
_LINK_LENGTH = 160
_MOST_LINKS = 2
_CODE = ("://", "=", "{", "`", "/")
_FORMAT = "pdf|docx?|xlsx?|pptx?|odt|ods|rtf|epub|zip"
_DOWNLOAD = regex.compile(
    rf"(?:[(\[（【]\s?(?:{_FORMAT})\b[^()\[\]（）【】\n]{{0,45}}[)\]）】]"
    rf"|\w\.(?:{_FORMAT})\s?[(（]?\d{{1,4}}(?:[.,]\d{{1,2}})?\s?[kmg]i?[bo][)）]?)$",
    regex.IGNORECASE | regex.MULTILINE,
)
"""“(PDF, 412 KB)” or “plan.pdf (412 KB)” at the end of a line."""


@rule("other.stray")
def stray(page: Page) -> Iterator[Finding]:
    """Characters with no word among them.

    What it removes: above and below the article, lines of up to 12 characters without a letter or digit: “×”, “|”,
    signs that only the site's own font can show.
    Why it is boilerplate: rests of buttons and icons.
    What it leaves alone: lines that break a text into parts, such as “* * *”, and everything between paragraphs.

    Before: × / Old bridge reopens / The council approved the new bridge on Monday, and work on it will begin in
        spring. / |
    After: Old bridge reopens / The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. / * * * / The ferry
        will run until the new bridge is open, and until then it will be free of charge.
    """
    if not page.body:
        return
    for index in page.outside_body():
        start, end = page.blocks.starts[index], page.blocks.ends[index]
        text = page.source[start:end] if end - start <= _LENGTH else ""
        if _STRAY.fullmatch(text) and not _BREAK.fullmatch(text):
            yield page.blocks[index].finding(
                "no letter or digit in it, above or below the text", certain=False, confidence=0.85
            )


@rule("other.separator")
def separator(page: Page) -> Iterator[Finding]:
    """Lines that part the article from what stood below it.

    What it removes: “* * *”, “---”, “•” and the like as the last lines of what is left, when words below them are gone.
    Why it is boilerplate: with nothing on its other side a line parts nothing.
    What it leaves alone: such lines between two parts of a text, and at the end of a page that ends with one.
    Limits: the example has this rule alone at work; the words below go by rules of their own.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. / --- /
        Share this article
    After: The council approved the new bridge on Monday, and work on it will begin in spring. / Share this article
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. / * * *
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. / * * * / The ferry
        will run until the new bridge is open, and until then it will be free of charge.
    """
    if not page.blocks or not _WORD.search(page.source, page.blocks.ends[-1]):
        return
    for block in page.from_the_end():
        if not _BREAK.fullmatch(block.text) and not (len(block.text) <= _LENGTH and _STRAY.fullmatch(block.text)):
            return
        yield block.finding("parts the text from what stood below it", certain=False, confidence=0.9)


@rule("other.download", text_only=True)
def download(page: Page) -> Iterator[Finding]:
    """The link to a file.

    What it removes: lines of up to 160 characters that end in the type of a file in brackets, with its size or without,
    “Annual report (PDF, 1.2 MB)”, or in the name of such a file and its size.
    Why it is boilerplate: what the link leads to is gone with the HTML.
    What it leaves alone: sentences, addresses, lines of code, lines with no article above them, and three such lines or
    more, which are what a page is about.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. / Plan of the bridge
        (PDF, 1.2 MB)
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. / The plan (pdf) /
        The map (pdf) / The letters (pdf)
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. / It sent the plan
        as a file (PDF, 1.2 MB), and nobody could open it.
    """
    links = list(_links(page)) if page.body else []
    for block in links if len(links) <= _MOST_LINKS else ():
        yield block.finding("the link to a file, by its type and size", certain=False, confidence=0.85)


def _links(page: Page) -> Iterator[Block]:
    """The lines below the first paragraph that end in the type or name of a file."""
    for found in _DOWNLOAD.finditer(page.source):
        index = page.blocks.holding(found.start())
        if index > page.body.start:
            block = page.blocks[index]
            if len(block.text) <= _LINK_LENGTH and block.end == found.end() and not any(m in block.text for m in _CODE):
                yield block


@rule("other.line", by_phrases=True)
def line(page: Page) -> Iterator[Finding]:
    """Questions whether a page was of use, links to maps, notes for those who print.

    What it removes: lines such as “Was this article helpful?” or “Download PDF”.
    Why it is boilerplate: tools of the page, no text of the article.
    What it leaves alone: the same words inside a sentence.

    Before: The bridge reopened on Monday. / Was this page helpful? / The ferry stops in May.
    After: The bridge reopened on Monday. / The ferry stops in May.
    Near miss: Was this page helpful to anybody at all, she asked.
    """
    for hit in page.hits("other.line"):
        if hit.block != page.headline:
            yield hit.finding(f"{hit.block.quoted} is a tool of the page", at_most=0.95)
