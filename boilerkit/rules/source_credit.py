"""source-credit.*: lines that say where the text comes from."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule
from boilerkit.rules.boxes import boxes


@rule("source-credit.link", by_phrases=True)
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
        yield hit.finding(f"the line {hit.block.quoted} credits the original after the body ends", at_most=0.9)


@rule("source-credit.note", by_phrases=True)
def note(page: Page) -> Iterator[Finding]:
    """A note about where the text appeared first, and who may print it again.

    What it removes: blocks that name the first publisher, the agency or the licence of the text.
    Why it is boilerplate: it is about the copy, not about the story.
    What it leaves alone: sources that the text speaks of.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // You may republish
        this article for free, under a Creative Commons licence.
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The letters were published again in spring, when the bridge was a year old.
    """
    for found in boxes(page, "source-credit.note", "says where the text comes from, or who may print it again"):
        yield found.finding()
