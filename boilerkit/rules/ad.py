"""ad.*: markers of advertisements."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule

_WORD_LENGTH = 40


@rule("ad.marker")
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
        yield hit.finding(f"“{hit.block.text[:60]}” marks the place of an advertisement")


@rule("ad.glued-marker")
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
