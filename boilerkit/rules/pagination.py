"""pagination.*: the way to the previous and the next page."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.blocks import Block
from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.prose import is_prose
from boilerkit.rules.base import rule
from boilerkit.rules.page_numbers import is_page_numbers

_TITLE_LENGTH = 200
_FULL_STOPS = ".。।"


@rule("pagination.line", by_phrases=True)
def line(page: Page) -> Iterator[Finding]:
    """“Previous article”, “Next post”, “Page 2 of 5”, and the title that follows.

    What it removes: below the article, such lines; below a bare “Previous article” the title in the next line.
    Why it is boilerplate: it leads to other pages.
    What it leaves alone: the same words inside or at the start of a sentence, and above the end of the article.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // Previous article
        / Ten walks for the autumn / Next article: A market for everyone
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: Next article of the plan is the ferry, which the council will talk about on Tuesday.
    """
    for hit in page.hits("pagination.line"):
        if hit.kind == "start" and hit.phrase[-1] != ":" and hit.block.text[-1] in _FULL_STOPS:
            continue
        yield hit.finding(f"{hit.block.quoted} leads to another page")
        below = page.position(hit.block) + 1
        for block in page.blocks[below : below + 1] if hit.kind == "line" else ():
            if not page.marked(block) and len(block.text) <= _TITLE_LENGTH and not is_prose(block.text):
                yield block.finding(
                    f"the title that {hit.block.quoted} leads to",
                    evidence=hit.block.span,
                    certain=False,
                    confidence=0.85,
                )


@rule("pagination.numbers", text_only=True)
def numbers(page: Page) -> Iterator[Finding]:
    """The numbers of the pages of a list.

    What it removes: above and below the article, lines of three numbers or more that count up from one to the next,
    with at most three words on either side: “« Previous 1 2 3 … 18 Next »”.
    Why it is boilerplate: they lead to other pages.
    What it leaves alone: numbers between paragraphs, years and scores.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // « Previous 1 2 3 … 18
        Next »
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. / 3 1 4 1 5
    """
    for index in page.outside_body() if page.body else ():
        if page.about(index, _is_page_numbers):
            yield page.blocks[index].finding("numbers of pages, one after the other", certain=False, confidence=0.9)


def _is_page_numbers(block: Block) -> bool:
    return is_page_numbers(block.text)
