"""byline.*: who wrote the text, and when."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.blocks import Block
from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.prose import is_prose, looks_like_headline
from boilerkit.rules.base import rule
from boilerkit.rules.boxes import boxes, listed
from boilerkit.rules.datelines import authors_in, ends_in_mail, is_dated, rows_in
from boilerkit.rules.dates import is_day, is_moment
from boilerkit.rules.names import is_name, is_name_with_role
from boilerkit.rules.opening import content_words, headline_index, likely_headlines, opening, words_of_paragraphs

_HEAD = 0.95
_NEAR_HEADLINE = 5


@rule("byline.name")
def name(page: Page) -> Iterator[Finding]:
    """A name on a line of its own, beside a date.

    What it removes: below the headline, lines that are a name, with a role or without, and days without a year, beside
    a date, an address for mail, a reading time, “By …”, buttons to share or comment, or another such name.
    Why it is boilerplate: it is the author's name, which the metadata hold anyway.
    What it leaves alone: the headline and what stands above it, names with no date near by, and lines that share a word
    with the article.
    Limits: nothing tells a name from a sub-heading with capitals all through.

    Before: Old bridge reopens after a year / Jane Doe / May 3, 2021 / The council opened the old bridge again on
        Monday, and the ferry that had run for a year will stop in May.
    After: Old bridge reopens after a year / May 3, 2021 / The council opened the old bridge again on Monday, and the
        ferry that had run for a year will stop in May.
    Near miss: Old bridge reopens after a year / Jane Doe / The council opened the old bridge again on Monday, and the
        ferry that had run for a year will stop in May.
    """
    head = opening(page)
    marks = {*rows_in(page, head), *(hit.block.start for hit in authors_in(page, head))}
    dates = {
        index
        for index in head
        if page.blocks.starts[index] in marks or _is_button(page, index) or page.about(index, _is_beside_a_name)
    }
    if not dates:
        return
    below, texts = _below_headline(page), words_of_paragraphs(page)
    for index in (*reversed(below), *below):
        near = index + 1 if index + 1 in dates else index - 1
        block = page.blocks[index]
        if near not in dates or index in dates or not _is_name(block) or content_words(block.text) & texts:
            continue
        if near > index or not _opens_text(page, index):
            dates.add(index)
            yield block.finding(
                "a name beside the date of the text",
                evidence=page.blocks[near].span,
                certain=False,
                confidence=0.85,
            )


@rule("byline.row")
def row(page: Page) -> Iterator[Finding]:
    """The row with date and reading time between headline and text.

    What it removes: above the body, and between a deck and the second paragraph, lines such as “Published on …” or
    “4 min read”, and dates beside such a line, beside the author's, or below the headline.
    Why it is boilerplate: it is data about the text, which the metadata hold anyway.
    What it leaves alone: lines further below.

    Near miss: Old bridge reopens / Posted on the board of the town hall on May 3: / The council approved the new bridge
        on Monday, and work on it will begin in spring.
    Before: Old bridge reopens / May 3, 2021 / 4 min read / The council approved the new bridge on Monday, and
        work on it will begin in spring.
    After: Old bridge reopens / The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The bridge of Monday / Published letters / The council approved the new bridge on Monday, and
        work on it will begin in spring.
    """
    head = opening(page)
    rows = rows_in(page, head)
    authors = {hit.block.start for hit in authors_in(page, head)}
    anchors = {*rows, *authors}
    moments = {index for index in head if page.about(index, _is_moment)}
    titles = likely_headlines(page) if moments else ()
    for index in head:
        block = page.blocks[index]
        if block.start in authors:
            continue
        if block.start in rows:
            reason = f"{block.quoted} says by whom or when the text was written, or how long it is"
            yield rows[block.start].finding(reason, at_most=_HEAD)
        elif index in moments and index not in titles:
            beside = [*page.blocks[max(0, index - 1) : index], *page.blocks[index + 1 : index + 2]]
            if any(b.start in anchors or b == page.headline for b in beside):
                anchors.add(block.start)
                yield block.finding("a date between headline and text", certain=False, confidence=_HEAD)


@rule("byline.author", by_phrases=True)
def author(page: Page) -> Iterator[Finding]:
    """“By” and the name of the author, above the text.

    What it removes: above the body, and between a deck and the second paragraph, lines that open with “By” and a name;
    a role or a date may follow.
    Why it is boilerplate: the author's name is data about the text, which the metadata hold anyway.
    What it leaves alone: “By …” that is no name, and everything further below.

    Before: Old bridge reopens / By Jane Doe / The council approved the new bridge on Monday, and work on it
        will begin in spring.
    After: Old bridge reopens / The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: By the river / By nightfall all was quiet / The council approved the new bridge on Monday, and
        work on it will begin in spring.
    """
    for hit in authors_in(page, opening(page)):
        yield hit.finding(f"{hit.block.quoted} names the author", at_most=_HEAD)


@rule("byline.date")
def date(page: Page) -> Iterator[Finding]:
    """A line that is built around a full date.

    What it removes: above the body, and between a deck and the second paragraph, lines that hold a day, a month and a
    year, names and labels around it included, also glued to it: “EditorMay 3, 2021”.
    Why it is boilerplate: it says when the text was written, and by whom; the metadata hold both.
    What it leaves alone: sentences, the headline, and lines further below.

    Before: Old bridge reopens / Town DeskMay 3, 2021Updated: May 4, 2021 / The council approved the new bridge on
        Monday, and work on it will begin in spring.
    After: Old bridge reopens / The council approved the new bridge on Monday, and work on it will begin in spring.
    Before: The council halts the toll on the old bridge. The mayor: “We have no money left for the repairs of our
        roads.” / The county had promised new rules by summer. But who is to pay for the old bridge, it did not say. /
        Kihirdetve: 2022. augusztus 18. / The toll will stay what it is, the council decided on Monday, and the bridge
        will be repaired in spring.
    After: The council halts the toll on the old bridge. The mayor: “We have no money left for the repairs of our
        roads.” / The county had promised new rules by summer. But who is to pay for the old bridge, it did not say. /
        The toll will stay what it is, the council decided on Monday, and the bridge will be repaired in spring.
    Near miss: Old bridge reopens / What the council had decided on the old bridge on May 3, 2021 / The council approved
        the new bridge on Monday, and work on it will begin in spring.
    """
    dated = [page.blocks[index] for index in opening(page) if page.about(index, is_dated)]
    titles = likely_headlines(page) if dated else ()
    for block in dated:
        if page.position(block) not in titles and (block != page.headline or is_moment(block.text)):
            yield block.finding("a line built around a date, at the head of the text", certain=False, confidence=0.9)


@rule("byline.mail")
def mail(page: Page) -> Iterator[Finding]:
    """The author's address for mail, above the text.

    What it removes: between headline and text, and between a deck and the second paragraph, lines that are an address
    for mail, with names, a role or a label before it or without.
    Why it is boilerplate: it is data about the text.
    What it leaves alone: sentences, and lines further below.

    Before: Old bridge reopens / Jane Doe jane.doe@gazette.example / The council approved the new bridge on Monday, and
        work on it will begin in spring.
    After: Old bridge reopens / The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: Old bridge reopens / The council approved the new bridge on Monday, and work on it will begin in
        spring. / The ferry will run until the new bridge is open. / ferry@halm.example
    """
    for index in opening(page):
        block = page.blocks[index]
        if page.about(index, ends_in_mail) and block != page.headline:
            yield block.finding("an address for mail above the text", certain=False, confidence=0.9)


@rule("byline.credit", by_phrases=True)
def credit(page: Page) -> Iterator[Finding]:
    """The credits at the foot of a text: who reported, edited or translated it.

    What it removes: short blocks such as “Reporting by … Editing by …”.
    Why it is boilerplate: they are data about the text.
    What it leaves alone: sentences about reporting.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // Reporting by Nora
        Field; editing by Jane Doe
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The council was moved by the reporting, by the letters and by the crowd before the town hall.
    """
    what = "says who worked on the text"
    yield from listed(page, "byline.credit", what)
    for found in boxes(page, "byline.credit", what):
        yield found.finding()


def _below_headline(page: Page) -> range:
    """Indexes of the lines that names can stand in.

    Where the text takes up no line, the first that can be a headline passes for it, and names stand close to it.
    """
    head = opening(page)
    found = headline_index(page)
    if found >= 0:
        return range(found + 1, head.stop)
    for index in head:
        block = page.blocks[index]
        if looks_like_headline(block.text) and not is_dated(block) and not page.marked(block):
            return range(index + 1, min(head.stop, index + 1 + _NEAR_HEADLINE))
    return range(0)


def _opens_text(page: Page, index: int) -> bool:
    """Whether a line stands right above a paragraph that is not the first, as sub-headings do."""
    return index > page.body.start and index + 1 < len(page.blocks) and is_prose(page.blocks[index + 1].text)


def _is_name(block: Block) -> bool:
    """Whether a block is a name, with a role or without, or a day without a year."""
    return is_name(block.text) or is_name_with_role(block.text) or is_day(block.text)


def _is_button(page: Page, index: int) -> bool:
    """Whether a line is a button to share or comment, as they stand beside the author's name."""
    return page.marked(page.blocks[index], "share", "comments")


def _is_beside_a_name(block: Block) -> bool:
    """Whether a line is what stands beside the author's name: a date, or an address for mail."""
    return is_dated(block) or ends_in_mail(block)


def _is_moment(block: Block) -> bool:
    return is_moment(block.text)
