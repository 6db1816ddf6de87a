"""nav.above, nav.between, byline.between: lines around the headline."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.blocks import Block
from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.prose import ends_sentence, word_count
from boilerkit.rules.base import rule
from boilerkit.rules.names import is_name
from boilerkit.rules.opening import content_words, headline_index, likely_headlines, words_of_paragraphs

_WORDS = 4
_FAR_WORDS = 7
_FAR = 3
_ABOVE_WORDS = 12
_LENGTH = 50
_LINE_LENGTH = 100
_REACH = 100
_OPENING = 2
_BYLINE = 6
_AMOUNTS = 3
_ENDS = ":：,，"


@rule("nav.above", text_only=True)
def above(page: Page) -> Iterator[Finding]:
    """What is left above the headline.

    What it removes: above the headline, lines of up to twelve words, no sentence, that share no word with the first
    paragraphs. The headline is the first line that shares about as many words with the article as any does.
    Why it is boilerplate: the article begins with its headline; above it stand menus, boxes and names of sections.
    What it leaves alone: sentences, lines with a word of the article, for they may be its headline, and everything on a
    page on which no line can be told to be it.

    Before: Sign up for letters / Old bridge reopens after a year / The council opened the old bridge again on Monday,
        and the ferry that had run for a year will stop in May.
    After: Old bridge reopens after a year / The council opened the old bridge again on Monday, and the ferry that had
        run for a year will stop in May.
    Near miss: A long way over the bridge / Old bridge reopens after a year / The council opened the old bridge again on
        Monday, and the ferry that had run for a year will stop in May.
    """
    headline = headline_index(page) if page.body.start > 1 else 0
    if headline < 1:
        return
    texts = words_of_paragraphs(page)
    for index in range(max(0, headline - _REACH), headline):
        block = page.blocks[index]
        if _is_short(block, _ABOVE_WORDS, _LINE_LENGTH):
            own = content_words(block.text)
            if own and not own & texts:
                yield block.finding(
                    "a line above the headline, with no word of the article",
                    evidence=page.blocks[headline].span,
                    certain=False,
                    confidence=0.85,
                )


@rule("nav.between", "byline.between", text_only=True)
def between(page: Page) -> Iterator[Finding]:
    """Short lines between the headline and the text.

    What it removes: lines of up to four words, no sentence, below the headline and three lines or more above the first
    paragraph; of up to seven words four lines or more below the headline, when they share no word with the article. The
    headline is the line whose words the article takes up.
    Why it is boilerplate: names, counters, buttons and the rest of a menu stand there; the article begins with its
    deck.
    What it leaves alone: the last two lines above the text, which may be its first heading; lines that share their
    words with the text; and all of them where three or more begin with a number, as ingredients do.
    Limits: a list of single words that opens an article looks the same.

    Before: Old bridge reopens after a year / Jane Doe / Town Desk / Old ferry / The mayor cuts the ribbon / The council
        opened the old bridge again on Monday, and the ferry that had run for a year will stop in May.
    After: Old bridge reopens after a year / Old ferry / The mayor cuts the ribbon / The council opened the old bridge
        again on Monday, and the ferry that had run for a year will stop in May.
    Near miss: Leek soup of the ferrymen / 3 leeks / 2 potatoes / 1 onion / Salt / Butter / Cream / Bread / Cut the
        leeks for the soup of the ferrymen into thin rings, and fry them slowly in butter until they are soft and
        sweet.
    """
    if page.body.start <= _OPENING + 1:
        return
    headline = headline_index(page)
    lines = range(headline + 1, page.body.start - _OPENING)
    if headline < 0 or not lines:
        return
    blocks = page.blocks[lines.start : lines.stop]
    if sum(block.text[0].isdigit() for block in blocks) >= _AMOUNTS:
        return
    titles, texts = likely_headlines(page), words_of_paragraphs(page)
    few = len(lines) <= _BYLINE
    for index, block in zip(lines, blocks, strict=True):
        foreign = index - headline > _FAR and not content_words(block.text) & texts
        if index not in titles and _is_short(block, _FAR_WORDS if foreign else _WORDS, _LENGTH):
            named = few and is_name(block.text)
            found = block.finding(
                "a few words between headline and text",
                evidence=page.blocks[headline].span,
                certain=False,
                confidence=0.85,
            )
            yield found.under("byline.between" if named else "nav.between")


def _is_short(block: Block, words: int, length: int) -> bool:
    text = block.text
    return len(text) <= length and word_count(text) <= words and text[-1] not in _ENDS and not ends_sentence(text)
