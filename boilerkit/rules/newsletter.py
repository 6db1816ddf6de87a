"""newsletter.*: prompts to sign up for mail, messages or push."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule
from boilerkit.rules.boxes import Box, boxes, filled
from boilerkit.rules.company import in_company

_NEAR = 3


@rule("newsletter.field")
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
        yield hit.finding(f"“{hit.block.text[:60]}” is part of a sign-up form")


@rule("newsletter.prompt")
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
        yield hit.finding(f"“{hit.phrase}” asks for a subscription")


@rule("newsletter.box")
def box(page: Page) -> Iterator[Finding]:
    """Sentences that ask for a subscription to mail or messages.

    What it removes: a block whose words ask the reader to sign up for a newsletter, promise what it brings, or say
    that one can unsubscribe. Below the text one such cue is enough, in mid-article it takes more.
    Why it is boilerplate: the same box stands on every page of a site.
    What it leaves alone: news about newsletters.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // The Ferry Post
        brings you the news of the harbour, delivered to your inbox every Friday.
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The ferry company sends a newsletter to all who signed up for it, and on Monday it told them that
        the ferry will stop in May.
    """
    for found in filled(page, _prompts(page)):
        yield found.finding()


def _prompts(page: Page) -> Iterator[Box]:
    return boxes(page, "newsletter.box", "asks for a subscription to mail or messages")
