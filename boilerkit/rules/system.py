"""system.*: what the page's machinery says."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule


@rule("system.message", by_phrases=True)
def message(page: Page) -> Iterator[Finding]:
    """Messages of scripts, browsers and forms.

    What it removes: lines such as “Loading…”, “Please enable JavaScript” or “An error occurred”.
    Why it is boilerplate: they are meant for the screen, at a moment that has passed.
    What it leaves alone: the same words inside a sentence.

    Before: The bridge reopened on Monday. / Loading... / The ferry stops in May.
    After: The bridge reopened on Monday. / The ferry stops in May.
    Near miss: Loading the ferry took an hour.
    """
    for hit in page.hits("system.message"):
        yield hit.finding(f"{hit.block.quoted} is a message of the page's machinery")
