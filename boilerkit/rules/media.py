"""media.*: captions, credits and controls of images, video and sound."""

from __future__ import annotations

import re
from collections.abc import Iterator

from boilerkit.blocks import Block
from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.prose import ends_sentence, is_prose, sentence_count, word_count
from boilerkit.rules.base import rule
from boilerkit.rules.cues import cued

_CAPTION_LENGTH = 300
_CREDIT_REACH = 60
_OWNER_REACH = 80
_BEFORE_A_CREDIT = " .?!([|"
_BEFORE_A_SIGN = " .?!([|/–-:"
_YEAR = re.compile(r"(?:19|20)\d\d")
_ALT_WORDS = range(2, 7)
_FILE_LENGTH = 120
_ADDRESS = ("://", "www.", ".com")
_CODE = ("://", "=", "{", "<", "](", '"', "`", "/")
_COUNTER_LENGTH = 20
_COUNTER = re.compile(r"(\d{1,3}) ?/ ?(\d{1,3})")
_CLOCK = re.compile(r"0?\d:\d\d(?: ?/ ?\d?\d:\d\d)?|\d?\d:\d\d ?/ ?\d?\d:\d\d")
_OUT_OF = (5, 6, 10, 20, 100)


@rule("media.credit", by_phrases=True)
def credit(page: Page) -> Iterator[Finding]:
    """The credit of a photograph.

    What it removes: short lines that open with “Photo:”, “Image credit”, “Photo by” and the like.
    Why it is boilerplate: it credits a picture that is not in the text.
    What it leaves alone: sentences about photographs, credits that give an address, as lists of sources do, lines of
    code without a capital, and the only line of a page that can be its headline.

    Before: The bridge reopened on Monday. / (Photo: Jane Doe/Town Archive) / The ferry stops in May.
    After: The bridge reopened on Monday. / The ferry stops in May.
    Near miss: Photos of the opening were all over the papers.
    """
    for hit in page.hits("media.credit"):
        text = hit.block.text
        linked = any(mark in text for mark in _ADDRESS)
        if hit.block != page.headline and not (is_prose(text) or linked or text.islower()):
            yield hit.finding(f"“{hit.phrase}” credits a picture", at_most=0.93)


@rule("media.agency", by_phrases=True)
def agency(page: Page) -> Iterator[Finding]:
    """A caption that ends in the credit of its picture.

    What it removes: lines of up to 300 characters whose last words name a picture agency (“Getty Images”) or credit
    somebody (“Photo by …”, or “Photo: …” after a full stop or in brackets), the caption before them included.
    Why it is boilerplate: it describes and credits a picture that is not in the text.
    What it leaves alone: longer paragraphs, sentences that go on after such words, and the headline.

    Before: The bridge reopened on Monday. / The mayor on the bridge, with a broom. Jane Doe/Getty Images / The ferry
        stops in May.
    After: The bridge reopened on Monday. / The ferry stops in May.
    Near miss: Getty Images and three other archives lent their pictures of the ferry to the town museum, it said.
    """
    for block, cues, confidence in cued(page.hits("media.agency"), _CAPTION_LENGTH):
        cue = cues[-1]
        rest = block.text[cue.part[1] :].lstrip()
        closes = len(rest) <= _CREDIT_REACH and not rest[:1].islower() and _is_open(block.text)
        if closes and block != page.headline:
            yield block.finding(
                f"“{cue.phrase.lstrip(_BEFORE_A_CREDIT)}” credits the picture that the line describes",
                evidence=cue.evidence,
                certain=False,
                confidence=confidence,
            )


@rule("media.copyright")
def copyright_sign(page: Page) -> Iterator[Finding]:
    """A caption that ends in “©” and the owner of its picture.

    What it removes: lines of up to 300 characters that end in “©” and up to 80 characters that name no year, the
    caption before them included; within the article also lines that open with it.
    Why it is boilerplate: it describes and credits a picture that is not in the text.
    What it leaves alone: longer paragraphs, sentences that go on after the sign, the copyright of a page, which names a
    year or stands at its foot, and the headline.

    Before: The bridge reopened on Monday. / The mayor on the bridge, with a broom. © Jane Doe, Town Archive / The ferry
        stops in May.
    After: The bridge reopened on Monday. / The ferry stops in May.
    Near miss: The sign © on the old plate is older than the bridge, said the mayor.
    """
    for block in _signed(page):
        before, _, owner = block.text.rpartition("©")
        stands = before[-1] in _BEFORE_A_SIGN if before else page.position(block) in page.body
        if stands and 0 < len(owner.strip()) <= _OWNER_REACH and not _YEAR.search(owner) and _is_open(block.text):
            yield block.finding("“©” credits the picture that the line describes", certain=False, confidence=0.9)


def _signed(page: Page) -> Iterator[Block]:
    """The blocks of up to 300 characters that hold a “©”, but the headline and those that a phrase tells."""
    at, last = page.source.find("©"), -1
    while at >= 0:
        index = page.blocks.holding(at)
        if index > last:
            last, block = index, page.blocks[index]
            if len(block.text) <= _CAPTION_LENGTH and block != page.headline and not page.marked(block):
                yield block
        at = page.source.find("©", at + 1)


def _is_open(text: str) -> bool:
    """Whether a line can end in a credit: no sentence ends with it, unless in brackets, and it gives no address."""
    return (text.endswith((")", ").")) or not ends_sentence(text)) and "://" not in text


@rule("media.alt", by_phrases=True)
def alt(page: Page) -> Iterator[Finding]:
    """The text that stands in for a picture.

    What it removes: lines that open with “Image of …”, “Screenshot showing …” and the like, and short lines that end in
    “logo”, “icon” or “avatar”.
    Why it is boilerplate: it tells what a picture shows that is not in the text.
    What it leaves alone: paragraphs of two sentences or more, and the headline.

    Before: The bridge reopened on Monday. / Screenshot of the timetable / Town Ferry logo / The ferry stops in May.
    After: The bridge reopened on Monday. / The ferry stops in May.
    Near miss: Image of the town or image of the ferry, she said. They are two different things. Nobody minded.
    """
    for hit in page.hits("media.alt"):
        text = hit.block.text
        closes = hit.part[1] == len(text) and word_count(text) in _ALT_WORDS and ":" not in text
        opens = hit.kind != "cue" and sentence_count(text) < 2
        if (opens or closes) and hit.block != page.headline:
            yield hit.block.finding(
                f"{hit.block.quoted} tells what a picture shows",
                evidence=hit.evidence,
                certain=False,
                confidence=hit.confidence,
            )


@rule("media.file", by_phrases=True)
def file(page: Page) -> Iterator[Finding]:
    """The name of an image file.

    What it removes: lines of up to 120 characters that hold the name of a picture or video file, such as
    “bridge_2.jpg”.
    Why it is boilerplate: the theme shows it for want of a description; it is not text of the article.
    What it leaves alone: sentences, addresses, and lines of code.

    Before: The bridge reopened on Monday. / IMG_1203-bridge.jpg / The ferry stops in May.
    After: The bridge reopened on Monday. / The ferry stops in May.
    Near miss: Save it as bridge.png before you go on.
    """
    for hit in page.hits("media.file"):
        text = hit.block.text
        if len(text) <= _FILE_LENGTH and not ends_sentence(text) and not any(mark in text for mark in _CODE):
            yield hit.block.finding(
                f"“{hit.phrase}” ends the name of a picture or video file",
                evidence=hit.evidence,
                certain=False,
                confidence=0.85,
            )


@rule("media.control", by_phrases=True)
def control(page: Page) -> Iterator[Finding]:
    """Buttons of players and galleries.

    What it removes: lines such as “Play video”, “Listen to this article” or “View gallery”.
    Why it is boilerplate: what they start is gone with the HTML.
    What it leaves alone: the same words inside a sentence.

    Before: The bridge reopened on Monday. / Listen to this article / The ferry stops in May.
    After: The bridge reopened on Monday. / The ferry stops in May.
    Near miss: Play video games all night, that was what he wanted.
    """
    for hit in page.hits("media.control"):
        if hit.block != page.headline:
            yield hit.finding(f"{hit.block.quoted} is a button of a player or a gallery")


@rule("media.counter", text_only=True)
def counter(page: Page) -> Iterator[Finding]:
    """How far a player or a gallery has come.

    What it removes: above and below the article, lines that are the place in a gallery, “1/7”, or the time of a player,
    “0:00 / 1:48”.
    Why it is boilerplate: the pictures or the sound are not in the text.
    What it leaves alone: such lines between paragraphs, and votes: “4/5”, “9/10”.

    Before: Old bridge reopens / 1/7 / 0:00 / 1:48 / The council approved the new bridge on Monday, and work on it will
        begin in spring.
    After: Old bridge reopens / The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: Old bridge reopens / 4/5 / The council approved the new bridge on Monday, and work on it will begin in
        spring.
    """
    for index in page.outside_body() if page.body else ():
        start, end = page.blocks.starts[index], page.blocks.ends[index]
        text = page.source[start:end] if end - start <= _COUNTER_LENGTH else ""
        place = _COUNTER.fullmatch(text)
        if place:
            at, of = map(int, place.groups())
        if (place and 0 < at <= of and of not in _OUT_OF) or _CLOCK.fullmatch(text):
            yield page.blocks[index].finding("the place in a gallery or a player", certain=False, confidence=0.85)
