"""footer.*: what stands at the foot of every page of a site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Hit, Page
from boilerkit.rules.base import rule
from boilerkit.rules.boxes import boxes
from boilerkit.rules.company import in_company

_NEAR = 3
_YEAR_OR_RIGHTS = re.compile(r"\b(?:(?:19|20)\d\d|rights)\b")


@rule("footer.line", by_phrases=True)
def line(page: Page) -> Iterator[Finding]:
    """The links to the legal pages.

    What it removes: above and below the article, lines such as “Privacy policy” or “Terms of use”.
    Why it is boilerplate: the law or the publisher wants them on every page.
    What it leaves alone: the same words inside a sentence, and as headings of an article.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // Privacy policy
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: Privacy policy was what they talked about all night.
    """
    for hit in page.hits("footer.line"):
        if hit.block != page.headline:
            yield hit.finding(f"{hit.block.quoted} is a link at the foot of the page", at_most=0.95)


@rule("footer.link", by_phrases=True)
def link(page: Page) -> Iterator[Finding]:
    """Short links to the pages about the publisher.

    What it removes: above and below the article, lines such as “Contact” or “Help”, within three blocks of another
    of them or of a legal link.
    Why it is boilerplate: they stand at the foot of every page of the site.
    What it leaves alone: such a word alone.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // About / Contact
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. // Contact
    """
    for hit in in_company(page, "footer.link", _NEAR, "footer.line"):
        if page.position(hit.block) not in page.body:
            yield hit.finding(f"{hit.block.quoted} is a link at the foot of the page")


@rule("footer.copyright", by_phrases=True)
def copyright_line(page: Page) -> Iterator[Finding]:
    """The line that says who owns the page.

    What it removes: above and below the article, lines that open with “©” or “Copyright” and name a year, or say
    that rights are reserved.
    Why it is boilerplate: it stands at the foot of every page of the site.
    What it leaves alone: sentences about copyright.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // © 2021 Town
        Gazette. All rights reserved.
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: Copyright is what the quarrel was about.
    """
    for hit in page.hits("footer.copyright"):
        if _names_a_year_or_rights(hit):
            yield hit.finding("says who owns the rights to the page")


def _names_a_year_or_rights(hit: Hit) -> bool:
    return "©" in hit.block.text or bool(_YEAR_OR_RIGHTS.search(hit.block.text.lower()))


@rule("footer.disclaimer", by_phrases=True)
def disclaimer(page: Page) -> Iterator[Finding]:
    """Sentences by which the publisher limits what he answers for.

    What it removes: blocks in the words of disclaimers and legal notes.
    Why it is boilerplate: it stands under every text of its kind.
    What it leaves alone: what a text says about the law.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // The views expressed
        in this article are those of the author and do not necessarily reflect those of the Gazette.
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The lawyer said that the views of the council were not those of the town.
    """
    for found in boxes(page, "footer.disclaimer", "limits what the publisher answers for"):
        yield found.finding()
