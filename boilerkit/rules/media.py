"""media.*: captions, credits and controls of images, video and sound."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule


@rule("media.credit")
def credit(page: Page) -> Iterator[Finding]:
    """The credit of a photograph.

    What it removes: short lines that open with “Photo:”, “Image credit”, “Photo by” and the like.
    Why it is boilerplate: it credits a picture that is not in the text.
    What it leaves alone: sentences about photographs, and the only line of a page that can be its headline.

    Before: The bridge reopened on Monday. / (Photo: Jane Doe/Town Archive) / The ferry stops in May.
    After: The bridge reopened on Monday. / The ferry stops in May.
    Near miss: Photos of the opening were all over the papers.
    """
    for hit in page.hits("media.credit"):
        if hit.block != page.headline:
            yield hit.finding(f"“{hit.phrase}” credits a picture")
