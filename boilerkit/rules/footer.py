"""footer.*: what stands at the foot of every page of a site."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule
from boilerkit.rules.company import in_company
from boilerkit.rules.ending import below_article, is_dated_copyright

_NEAR = 3


@rule("footer.line")
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
            yield hit.finding(f"“{hit.block.text[:60]}” is a link at the foot of the page")


@rule("footer.link")
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
            yield hit.finding(f"“{hit.block.text[:60]}” is a link at the foot of the page")


@rule("footer.copyright")
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
        if is_dated_copyright(hit):
            yield hit.finding("says who owns the rights to the page")


@rule("footer.below")
def below(page: Page) -> Iterator[Finding]:
    """Links, addresses and notices below the end of the article.

    What it removes: below the first mark of the end of the article (share buttons, tags, comments, links to other
    pages, legal links) that has three quarters of the running text above it: addresses and telephone numbers, what
    follows legal links, and short lines shortly above them.
    Why it is boilerplate: the article is over; this is the foot that every page of the site has.
    What it leaves alone: everything above the mark, and pages with no such mark.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs until
        the bridge is open, and nobody can say today when that will be the case. The bridge will cost four million,
        which the town and the county share, and it should be paid for by 2031. The old bridge, which has stood for
        a hundred and twelve years, will then be taken down; its stones go into the new bank of the river. // Privacy
        policy / Our charter / Our towns
    After: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs until
        the bridge is open, and nobody can say today when that will be the case. The bridge will cost four million,
        which the town and the county share, and it should be paid for by 2031. The old bridge, which has stood for
        a hundred and twelve years, will then be taken down; its stones go into the new bank of the river. // Privacy
        policy
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. // Our charter /
        Our towns
    """
    for part in below_article(page):
        if part.category == "footer":
            yield part.block.finding(
                f"in the foot of the page, below “{part.mark.text[:60]}”",
                evidence=part.mark.span,
                certain=False,
                confidence=0.9,
            )
