"""comments.*: what belongs to a comment function."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.prose import is_prose
from boilerkit.rules.base import rule
from boilerkit.rules.boxes import ALSO_CLOSING_WORDS, boxes
from boilerkit.rules.dates import is_age, is_stamp
from boilerkit.rules.sections import OPENS_ANOTHER

_REACH = 6
_THREAD_BLOCKS = 400
_OTHER_SECTIONS = OPENS_ANOTHER - {"comments"} | {"related"}


@rule("comments.form", by_phrases=True)
def form(page: Page) -> Iterator[Finding]:
    """The prompts and small print of a comment form.

    What it removes: lines such as “Please enter your comment!” or “Your email address will not be published.”
    Why it is boilerplate: the form is part of the theme and the same on every page.
    What it leaves alone: the same words inside a sentence.

    Before: The bridge reopened on Monday. // Please enter your comment! / Please enter your name here
    After: The bridge reopened on Monday.
    Near miss: “Please enter your comment!” was the last thing she read.
    """
    for hit in page.hits("comments.form"):
        yield hit.finding(f"“{hit.phrase}” is part of a comment form")


@rule("comments.thread", by_phrases=True)
def thread(page: Page) -> Iterator[Finding]:
    """A heading such as “12 comments” below the article, and the readers' comments under it.

    What it removes: the heading and what is below it, as far as reply links, forms or time stamps show it to be
    comments.
    Why it is boilerplate: on an article readers' comments are not the author's text.
    What it leaves alone: a heading above the article, and one with no reply link, form or time stamp below it.
    Limits: on a forum the posts are the content; there use `--ignore comments.thread`.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. / 2 comments /
        Anna / May 3, 2021 at 9:40 / High time! / Reply
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Before: The council approved the new bridge on Monday, and work on it will begin in spring. / 2 comments /
        Anna / 8d / High time! / Reply
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. / Comments / A card
        from £13.49 / The card is good for the ferry too.
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. / The plan
        drew 12 comments from residents, and most of them asked the town to keep the ferry running.
    """
    covered = 0
    for hit in page.hits("comments.thread"):
        heading = page.position(hit.block)
        if heading < covered or not page.body or heading <= page.body.start:
            continue
        covered = _thread_end(page, heading + 1)
        if covered == heading + 1:
            continue
        yield hit.finding(f"the heading {hit.block.quoted} opens the comments")
        for block in page.blocks[heading + 1 : covered]:
            prose = is_prose(block.text)
            yield block.finding(
                "part of the readers' comments, with reply links or time stamps around it",
                evidence=hit.block.span,
                certain=not prose,
                confidence=0.85 if prose else None,
            )


def _thread_end(page: Page, start: int) -> int:
    """Index after the last comment: markers stand close together, and a time stamp has its comment below it."""
    last = end = start
    for index in range(start, min(len(page.blocks), start + _THREAD_BLOCKS)):
        block = page.blocks[index]
        if index - last > _REACH or page.marked(block, *_OTHER_SECTIONS):
            return min(end, index)
        if page.marked(block, "comments"):
            last, end = index, index + 1
        elif is_stamp(block.text) or is_age(block.text):
            last, end = index, index + 2
    return min(end, len(page.blocks))


@rule("comments.count", by_phrases=True)
def count(page: Page) -> Iterator[Finding]:
    """A line that says how many comments there are, or that there are none.

    What it removes: lines such as “0 Comments”, “No comments yet”, “Comments are closed.”, “Add a comment”.
    Why it is boilerplate: a counter or a button of the comment function.
    What it leaves alone: the same words inside a sentence.

    Before: Old bridge reopens / No comments / The council approved the new bridge on Monday, and work on it
        will begin in spring.
    After: Old bridge reopens / The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: No comments were made by either side.
    """
    for hit in page.hits("comments.count"):
        yield hit.finding(f"{hit.block.quoted} counts comments or asks for one")


@rule("comments.note", by_phrases=True)
def note(page: Page) -> Iterator[Finding]:
    """Sentences that tell readers by which rules they can comment.

    What it removes: blocks in the words of such notes.
    Why it is boilerplate: the comment function is part of the site, the same under every article.
    What it leaves alone: what a text says about comments, and the question to the readers with which many authors end.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // Comments are
        moderated: please read our community guidelines.
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The mayor asked the town to let her know what it thinks, and the comments came by the hundred.
    """
    for found in boxes(page, "comments.note", "says by which rules one can comment", doubts=ALSO_CLOSING_WORDS):
        yield found.finding()
