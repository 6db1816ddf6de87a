"""trafilatura as a rule: what it leaves out of a page of HTML is cut, and the cuts are recorded like any other."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.parse.peer import kept_by_trafilatura
from boilerkit.rules.base import rule


@rule("other.trafilatura", "nav.trafilatura", "footer.trafilatura", "related.trafilatura")
def trafilatura(page: Page) -> Iterator[Finding]:
    """What trafilatura leaves out of a page of HTML.

    What it removes: every block of which most words are missing in what `trafilatura.extract` gives.
    Why it is boilerplate: trafilatura (Barbaresi 2021) takes it for that; this pipeline follows it.
    What it leaves alone: text without markup, on which trafilatura has nothing to say.
    Limits: takes as long as trafilatura does.

    Before: <html><body><nav><a href="/">Home</a></nav><article><p>The bridge over the river reopened to traffic on
        Monday, after two years of repairs, the city said.</p><p>Engineers had found cracks in three of its piers, and
        nobody knew whether they could be saved.</p></article></body></html>
    After: The bridge over the river reopened to traffic on Monday, after two years of repairs, the city said. /
        Engineers had found cracks in three of its piers, and nobody knew whether they could be saved.
    Near miss: Home is where the heart is.
    """
    if page.dom is not None and len(page.blocks) == len(page.dom.facts.elements):
        yield from kept_by_trafilatura(page, page.dom.markup)
