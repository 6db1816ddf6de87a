"""source-credit.*: lines that say where the text comes from."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule


@rule("source-credit.link")
def link(page: Page) -> Iterator[Finding]:
    """The link to the original below the article.

    What it removes: lines such as “Source link”, and “The post … appeared first on …”, after the body.
    Why it is boilerplate: plugins that copy articles from feeds set it below each.
    What it leaves alone: sources named in the text, and the same words above its end.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // Source link
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: Source link / The council approved the new bridge on Monday, and work on it will begin in spring.
    """
    for hit in page.hits("source-credit.link"):
        yield hit.finding(f"the line “{hit.block.text[:60]}” credits the original after the body ends")
