"""newsletter.*: prompts to sign up for mail, messages or push."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.prose import ends_sentence, is_prose
from boilerkit.rules.base import rule
from boilerkit.rules.boxes import Box, boxes, filled, is_headline
from boilerkit.rules.company import in_company

_NEAR = 3
_HEADING_LENGTH = 90


@rule("newsletter.field", by_phrases=True)
def field(page: Page) -> Iterator[Finding]:
    """The fields, buttons and answers of a sign-up form.

    What it removes: lines such as “Your email address” or “Subscribe”, within three blocks of a prompt; above and
    below the article also within three blocks of another such line.
    Why it is boilerplate: a form is no text.
    What it leaves alone: the word alone, with no form around it, and a list of fields inside an article.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // Your email address /
        Subscribe
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The bridge reopened on Monday. // Subscribe
    """
    if not any(page.hits("newsletter.field")):
        return
    sentences = {found.block.start for found in _prompts(page) if found.sure}
    for hit in in_company(page, "newsletter.field", _NEAR, "newsletter.prompt", sentences):
        yield hit.finding(f"{hit.block.quoted} is part of a sign-up form")


@rule("newsletter.prompt", by_phrases=True)
def prompt(page: Page) -> Iterator[Finding]:
    """A prompt to subscribe to a newsletter.

    What it removes: short blocks that open with, or are, a known prompt.
    Why it is boilerplate: the same box stands on every page of a site.
    What it leaves alone: news about newsletters, and the words of a prompt inside a sentence.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // Sign up for our
        newsletter / Get the latest news delivered to your inbox.
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: He told us to sign up for our newsletter if we wanted to know more, which made the whole room laugh.
    """
    for hit in page.hits("newsletter.prompt"):
        yield hit.finding(f"“{hit.phrase}” asks for a subscription", at_most=0.95)


@rule("newsletter.box", by_phrases=True)
def box(page: Page) -> Iterator[Finding]:
    """Sentences that ask for a subscription to mail or messages.

    What it removes: a block whose words ask the reader to sign up for a newsletter, promise what it brings, or say
    that one can unsubscribe. Below the text one such cue is enough, in mid-article it takes more. With it go the
    short sentence right above it, and short lines between two such blocks.
    Why it is boilerplate: the same box stands on every page of a site.
    What it leaves alone: news about newsletters, which name them but do not ask the reader for anything.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // The Ferry Post
        brings you the news of the harbour, delivered to your inbox every Friday.
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The ferry company sends a newsletter to all who signed up for it, and on Monday it told them that
        the ferry will stop in May.
    """
    for found in filled(page, _prompts(page)):
        yield found.finding()
        if found.sure:
            yield from _heading_of(page, found)


def _heading_of(page: Page, found: Box) -> Iterator[Finding]:
    """The short sentence right above a prompt, as in “Want more of this?”."""
    at = page.position(found.block) - 1
    if at >= 0 and page.blocks.ends[at] - page.blocks.starts[at] <= _HEADING_LENGTH:
        block = page.blocks[at]
        if ends_sentence(block.text) and not is_prose(block.text) and not is_headline(page, block):
            reason = "a short sentence right above a prompt to subscribe"
            yield block.finding(reason, evidence=found.block.span, certain=False, confidence=found.confidence)


def _prompts(page: Page) -> Iterator[Box]:
    return boxes(page, "newsletter.box", "asks for a subscription to mail or messages")
