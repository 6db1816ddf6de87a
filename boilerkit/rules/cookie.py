"""cookie.*: consent dialogs."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule
from boilerkit.rules.boxes import boxes, filled
from boilerkit.rules.company import in_company

_NEAR = 4


@rule("cookie.button", by_phrases=True)
def button(page: Page) -> Iterator[Finding]:
    """The buttons of a consent dialog.

    What it removes: lines such as “Accept all” within four blocks of the dialog's text; above and below the article
    also within four blocks of another button.
    Why it is boilerplate: a button is no text.
    What it leaves alone: the same words alone, far from any dialog.

    Before: We use cookies to improve your experience on our website. / Manage preferences / Accept all / The
        council approved the new bridge on Monday, and work on it will begin in spring.
    After: We use cookies to improve your experience on our website. / The council approved the new bridge on
        Monday, and work on it will begin in spring.
    Near miss: Accept all / The council approved the new bridge on Monday, and work on it will begin in spring.
    """
    for hit in in_company(page, "cookie.button", _NEAR, "cookie.notice"):
        yield hit.finding(f"{hit.block.quoted} is a button of a consent dialog")


@rule("cookie.notice", by_phrases=True)
def notice(page: Page) -> Iterator[Finding]:
    """The text of a cookie or consent dialog.

    What it removes: a block above or below the article that opens like a consent dialog.
    Why it is boilerplate: the law asks for the dialog, on every page of a site.
    What it leaves alone: sentences about cookies inside the article.
    Limits: of a dialog in several paragraphs only those with a known opening go.

    Before: We use cookies to improve your experience on our website. By browsing, you agree to our use of
        cookies. / The council approved the new bridge on Monday, and work on it will begin in spring.
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: She explained why websites ask about cookies: the law wants consent, and so the banner is on
        every page.
    """
    for hit in page.hits("cookie.notice"):
        yield hit.finding(f"a consent dialog, it opens with “{hit.phrase}”")


@rule("cookie.text", by_phrases=True)
def dialog(page: Page) -> Iterator[Finding]:
    """Sentences of a consent dialog that do not open like one.

    What it removes: a block that says, in the words of such dialogs, what the site stores, and what the reader
        agrees to.
    Why it is boilerplate: the law asks for the dialog, on every page of a site.
    What it leaves alone: articles about cookies.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // Some pages of the
        harbour need cookies to function properly. You can withdraw your consent at any time.
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: She asked why every website has a banner about cookies, and whether anybody reads it.
    """
    for found in filled(page, boxes(page, "cookie.text", "is part of a consent dialog")):
        yield found.finding()
