"""ad.*: markers of advertisements."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule
from boilerkit.rules.boxes import ALSO_CLOSING_WORDS, boxes, listed

_WORD_LENGTH = 40
_LONG_OFFER = 150


@rule("ad.marker", by_phrases=True)
def marker(page: Page) -> Iterator[Finding]:
    """A line that says that an advertisement stood here.

    What it removes: lines such as “Advertisement” or “Article continues below”.
    Why it is boilerplate: the advertisement is gone with the HTML, its label is not text of the article.
    What it leaves alone: the word inside a sentence.

    Before: The bridge reopened on Monday. / Advertisement / The ferry stops in May.
    After: The bridge reopened on Monday. / The ferry stops in May.
    Near miss: The advertisement ran for a week.
    """
    for hit in page.hits("ad.marker"):
        yield hit.finding(f"{hit.block.quoted} marks the place of an advertisement")


@rule("ad.glued-marker", by_phrases=True)
def glued_marker(page: Page) -> Iterator[Finding]:
    """The marker of an advertisement glued between two sentences.

    What it removes: “Advertisement” after the end of a sentence and before a capital, with a space missing on one
    side, or in capitals between words that are not.
    Why it is boilerplate: flattening the HTML joined the label to its neighbours.
    What it leaves alone: the word at the start of a real sentence.

    Before: The bridge reopened on Monday.AdvertisementThe ferry stops in May.
    After: The bridge reopened on Monday.The ferry stops in May.
    Near miss: Advertisement is what he lived from. Advertising Age wrote about him.
    """
    for hit in page.hits("ad.glued-marker"):
        start, end = hit.part
        text = hit.block.text
        glued = text[max(0, start - 1) : start].strip() or text[end : end + 1].strip()
        in_capitals = hit.phrase.isupper() and start > 0 and not _first_word(text, end).isupper()
        if glued or in_capitals:
            reason = f"“{hit.phrase}” marks the place of an advertisement between two sentences"
            yield hit.finding(reason, part=hit.part)


def _first_word(text: str, at: int) -> str:
    words = text[at : at + _WORD_LENGTH].split(maxsplit=1)
    return words[0] if words else ""


@rule("ad.disclosure", by_phrases=True)
def disclosure(page: Page) -> Iterator[Finding]:
    """A note that the publisher earns by links or was paid.

    What it removes: a block that says, to the reader, that the page holds affiliate links or is sponsored.
    Why it is boilerplate: the law asks for the note, and it is the same on every page with offers.
    What it leaves alone: articles about advertising.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // This post contains
        affiliate links: when you buy a ticket, we may earn a commission.
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The clerk earns a commission on every ticket for the ferry, as the council heard on Monday.
    """
    for found in boxes(page, "ad.disclosure", "says that the page earns by links, or was paid for"):
        yield found.finding()


@rule("ad.offer", by_phrases=True)
def offer(page: Page) -> Iterator[Finding]:
    """Calls to buy, book, download or get in touch.

    What it removes: a block that calls the reader to act, in the words of such calls.
    Why it is boilerplate: it sells what the publisher offers and tells nothing of the story.
    What it leaves alone: offers that the text speaks of.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // Start your
        free trial of the ferry, or book a demo!
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The company offered the town a free crossing for all children, and the council took the offer.
    """
    what = "calls the reader to act on an offer"
    yield from listed(page, "ad.offer", what)
    for found in boxes(page, "ad.offer", what, doubts=ALSO_CLOSING_WORDS, length=_LONG_OFFER):
        yield found.finding()
