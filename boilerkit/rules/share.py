"""share.*: buttons to share, follow, print or save."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule
from boilerkit.rules.company import in_company

_NEAR = 2


@rule("share.network", by_phrases=True)
def network(page: Page) -> Iterator[Finding]:
    """Names of social networks in a row.

    What it removes: a line of nothing but two or more names of networks and share buttons, also glued together or with
    counts; a line with one such name within two blocks of a share button, and above and below the article within two
    blocks of another name.
    Why it is boilerplate: what is left of a row of icons.
    What it leaves alone: a single name with no other near by, and names in a sentence.

    Before: The bridge reopened on Monday. // Facebook Twitter WhatsApp Email
    After: The bridge reopened on Monday.
    Before: The bridge reopened on Monday. // Facebook / Twitter / WhatsApp
    After: The bridge reopened on Monday.
    Before: The bridge reopened on Monday. // FacebookWhatsAppEmail / Facebook0 Pinterest12 3 Likes
    After: The bridge reopened on Monday.
    Near miss: Facebook / The company was founded in 2004 and has its seat in Menlo Park, where most of its
        staff work.
    """
    rows = (hit for hit in page.hits("share.network") if hit.kind == "row")
    for hit in (*rows, *in_company(page, "share.network", _NEAR, "share.button")):
        yield hit.finding(f"{hit.block.quoted} is what is left of a row of share buttons")


@rule("share.button", by_phrases=True)
def button(page: Page) -> Iterator[Finding]:
    """A button or heading that asks to share the page or to follow its publisher.

    What it removes: lines such as “Share this article” or “Follow us on Instagram”.
    Why it is boilerplate: buttons of the theme; their icons are gone with the HTML.
    What it leaves alone: the same words inside a sentence.

    Before: The bridge reopened on Monday. // Share this article
    After: The bridge reopened on Monday.
    Near miss: Share this article with nobody, she wrote, and of course everybody did.
    """
    for hit in page.hits("share.button"):
        yield hit.finding(f"{hit.block.quoted} is a button to share or follow")
