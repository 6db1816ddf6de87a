"""read-more.*: cues to continue elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule


@rule("read-more.cue", by_phrases=True)
def cue(page: Page) -> Iterator[Finding]:
    """A cue to continue that names no title.

    What it removes: lines such as “Read more”, “Continue reading” or “View all”.
    Why it is boilerplate: the link is gone with the HTML, the cue leads nowhere.
    What it leaves alone: the same words with a title or inside a sentence.

    Before: The bridge reopened on Monday. / Read more » / The ferry stops in May.
    After: The bridge reopened on Monday. / The ferry stops in May.
    Near miss: Read more books, his teacher said.
    """
    for hit in page.hits("read-more.cue"):
        yield hit.finding(f"{hit.block.quoted} is a link without a text of its own", at_most=0.95)
