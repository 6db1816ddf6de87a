"""Parts of other sections below the end of the article: what stands under a heading there, or looks like a title."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule
from boilerkit.rules.ending import below_article


def _of_category(page: Page, category: str, what: str) -> Iterator[Finding]:
    if category != "related" and not any(rule.startswith(f"{category}.") for rule in page.found.by_rule):
        return  # no section of this kind is on the page
    for part in below_article(page):
        if part.category == category:
            reason = f"{what}, below the end of the article that “{part.mark.text[:60]}” marks"
            yield part.block.finding(reason, evidence=part.mark.span, certain=False, confidence=0.85)


@rule("related.below")
def related_titles(page: Page) -> Iterator[Finding]:
    """Titles of other pages below the end of the article.

    What it removes: below the first mark of the end of the article that has three quarters of the running text above
    it, lines of five words and more that are no running text, and what follows a heading such as “More stories”.
    Why it is boilerplate: the article is over; what stands there leads to other pages.
    What it leaves alone: everything above the mark, and pages with no such mark.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs until
        the bridge is open, and nobody can say today when that will be the case. The bridge will cost four million,
        which the town and the county share, and it should be paid for by 2031. The old bridge, which has stood for a
        hundred and twelve years, will then be taken down; its stones go into the new bank of the river. // Share this
        article / Ten walks for the long autumn
    After: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs until
        the bridge is open, and nobody can say today when that will be the case. The bridge will cost four million,
        which the town and the county share, and it should be paid for by 2031. The old bridge, which has stood for a
        hundred and twelve years, will then be taken down; its stones go into the new bank of the river. // Share this
        article
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs
        until the bridge is open, and nobody can say today when that will be the case. The bridge will cost four
        million, which the town and the county share, and it should be paid for by 2031. The old bridge, which has
        stood for a hundred and twelve years, will then be taken down; its stones go into the new bank of the river.
        // Ten walks for the long autumn
    """
    yield from _of_category(page, "related", "title of another page")


@rule("comments.below")
def comments_below(page: Page) -> Iterator[Finding]:
    """What belongs to the comments below the end of the article.

    What it removes: below the first mark of the end of the article that has three quarters of the running text above
    it, what follows a heading or a form of the comment function.
    Why it is boilerplate: readers' comments and their forms are not the author's text.
    What it leaves alone: everything above the mark, and pages with no such mark.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs until
        the bridge is open, and nobody can say today when that will be the case. The bridge will cost four million,
        which the town and the county share, and it should be paid for by 2031. The old bridge, which has stood for a
        hundred and twelve years, will then be taken down; its stones go into the new bank of the river. // 2 comments
        / Anna thinks it is high time
    After: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs until
        the bridge is open, and nobody can say today when that will be the case. The bridge will cost four million,
        which the town and the county share, and it should be paid for by 2031. The old bridge, which has stood for a
        hundred and twelve years, will then be taken down; its stones go into the new bank of the river. // 2 comments
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs
        until the bridge is open, and nobody can say today when that will be the case. The bridge will cost four
        million, which the town and the county share, and it should be paid for by 2031. The old bridge, which has
        stood for a hundred and twelve years, will then be taken down; its stones go into the new bank of the river.
        // Anna thinks it is high time
    """
    yield from _of_category(page, "comments", "part of the comments")


@rule("newsletter.below")
def newsletter_below(page: Page) -> Iterator[Finding]:
    """The rest of a sign-up form below the end of the article.

    What it removes: below the first mark of the end of the article that has three quarters of the running text above
    it, up to three blocks below a prompt to subscribe.
    Why it is boilerplate: the same form stands on every page of the site.
    What it leaves alone: everything above the mark, and pages with no such mark.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs until
        the bridge is open, and nobody can say today when that will be the case. The bridge will cost four million,
        which the town and the county share, and it should be paid for by 2031. The old bridge, which has stood for a
        hundred and twelve years, will then be taken down; its stones go into the new bank of the river. // Subscribe
        to our newsletter / The town in your letter box, every week
    After: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs until
        the bridge is open, and nobody can say today when that will be the case. The bridge will cost four million,
        which the town and the county share, and it should be paid for by 2031. The old bridge, which has stood for a
        hundred and twelve years, will then be taken down; its stones go into the new bank of the river. // Subscribe
        to our newsletter
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs
        until the bridge is open, and nobody can say today when that will be the case. The bridge will cost four
        million, which the town and the county share, and it should be paid for by 2031. The old bridge, which has
        stood for a hundred and twelve years, will then be taken down; its stones go into the new bank of the river.
        // The town in your letter box, every week
    """
    yield from _of_category(page, "newsletter", "part of a sign-up form")


@rule("tags.below")
def tags_below(page: Page) -> Iterator[Finding]:
    """Tags below the end of the article.

    What it removes: below the first mark of the end of the article that has three quarters of the running text above
    it, up to fifteen blocks below a heading such as “Tags”.
    Why it is boilerplate: tags file the page in the site's archive.
    What it leaves alone: everything above the mark, and pages with no such mark.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs until
        the bridge is open, and nobody can say today when that will be the case. The bridge will cost four million,
        which the town and the county share, and it should be paid for by 2031. The old bridge, which has stood for a
        hundred and twelve years, will then be taken down; its stones go into the new bank of the river. // Tags:
        bridge, city / Town council of the old quarter
    After: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs until
        the bridge is open, and nobody can say today when that will be the case. The bridge will cost four million,
        which the town and the county share, and it should be paid for by 2031. The old bridge, which has stood for a
        hundred and twelve years, will then be taken down; its stones go into the new bank of the river. // Tags:
        bridge, city
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs
        until the bridge is open, and nobody can say today when that will be the case. The bridge will cost four
        million, which the town and the county share, and it should be paid for by 2031. The old bridge, which has
        stood for a hundred and twelve years, will then be taken down; its stones go into the new bank of the river.
        // Town council of the old quarter
    """
    yield from _of_category(page, "tags", "filed under it")


@rule("pagination.below")
def pagination_below(page: Page) -> Iterator[Finding]:
    """Titles of the previous and the next article below the end of the article.

    What it removes: below the first mark of the end of the article that has three quarters of the running text above
    it, up to two blocks below such a label.
    Why it is boilerplate: it leads to other pages.
    What it leaves alone: everything above the mark, and pages with no such mark.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs until
        the bridge is open, and nobody can say today when that will be the case. The bridge will cost four million,
        which the town and the county share, and it should be paid for by 2031. The old bridge, which has stood for a
        hundred and twelve years, will then be taken down; its stones go into the new bank of the river. // Next
        article: A market for everyone / Ten walks for the long autumn
    After: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs until
        the bridge is open, and nobody can say today when that will be the case. The bridge will cost four million,
        which the town and the county share, and it should be paid for by 2031. The old bridge, which has stood for a
        hundred and twelve years, will then be taken down; its stones go into the new bank of the river.
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs
        until the bridge is open, and nobody can say today when that will be the case. The bridge will cost four
        million, which the town and the county share, and it should be paid for by 2031. The old bridge, which has
        stood for a hundred and twelve years, will then be taken down; its stones go into the new bank of the river.
        // Ten walks for the long autumn
    """
    yield from _of_category(page, "pagination", "a title that leads to another page")


@rule("share.below")
def share_below(page: Page) -> Iterator[Finding]:
    """Buttons to share, below the end of the article.

    What it removes: below the first mark of the end of the article that has three quarters of the running text above
    it, what packs list as a button or a network.
    Why it is boilerplate: buttons of the theme; their icons are gone with the HTML.
    What it leaves alone: everything above the mark, and pages with no such mark.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs until
        the bridge is open, and nobody can say today when that will be the case. The bridge will cost four million,
        which the town and the county share, and it should be paid for by 2031. The old bridge, which has stood for a
        hundred and twelve years, will then be taken down; its stones go into the new bank of the river. // Tags:
        bridge / Facebook
    After: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs until
        the bridge is open, and nobody can say today when that will be the case. The bridge will cost four million,
        which the town and the county share, and it should be paid for by 2031. The old bridge, which has stood for a
        hundred and twelve years, will then be taken down; its stones go into the new bank of the river. // Tags:
        bridge
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. The ferry runs
        until the bridge is open, and nobody can say today when that will be the case. The bridge will cost four
        million, which the town and the county share, and it should be paid for by 2031. The old bridge, which has
        stood for a hundred and twelve years, will then be taken down; its stones go into the new bank of the river.
        // Facebook
    """
    yield from _of_category(page, "share", "a button to share or follow")
