"""pagination.*: the way to the previous and the next page."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.prose import is_prose
from boilerkit.rules.base import rule

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
