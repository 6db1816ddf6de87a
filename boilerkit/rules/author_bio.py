"""author-bio.*: boxes about the author or the publisher."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule
from boilerkit.rules.boxes import boxes


@rule("author-bio.line")
def line(page: Page) -> Iterator[Finding]:
    """Headings and links of a box about the author.

    What it removes: above and below the text, and beside sentences about the author, lines such as “About the
    author” or “View all posts”.
    Why it is boilerplate: they belong to a box that stands under every text of the author.
    What it leaves alone: the words inside a sentence.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // About the author
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: About the author nothing was known but that she came by ferry.
    """
    for hit in page.hits("author-bio.line"):
        yield hit.finding(f"“{hit.block.text[:60]}” belongs to a box about the author")


@rule("author-bio.box")
def box(page: Page) -> Iterator[Finding]:
    """Sentences about the author or the publisher.

    What it removes: blocks that present who wrote the text, in the words of such boxes.
    Why it is boilerplate: the same words stand under every text of the author.
    What it leaves alone: people of whom the text tells.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // Nora Field is a
        freelance writer who has written for the Gazette. Follow her on Riverbook.
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: Nora Field wrote to the council about the bridge, and the council wrote back in spring.
    """
    yield from boxes(page, "author-bio.box", "presents the author or the publisher")
