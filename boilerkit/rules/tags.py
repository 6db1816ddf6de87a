"""tags.*: tags, hashtags, topics."""

from __future__ import annotations

import re
from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.prose import ends_sentence, is_prose, word_count
from boilerkit.rules.base import rule

# Possessive repeats: what a tag has taken it never gives back.
_HASHTAGS = re.compile(r"(?:[#＃][^\s#＃]++[\s,;|·•]*+)++")
_TAG_WORDS = 4
_TAGS = 30


@rule("tags.list", by_phrases=True)
def tag_list(page: Page) -> Iterator[Finding]:
    """“Tags: …” below the article, or a heading “Tags” and the tags under it.

    What it removes: a line that opens with such a label; under a bare label, up to 30 short lines.
    Why it is boilerplate: tags file the page in the site's archive.
    What it leaves alone: labels above the end of the article, and sentences below the label.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // Tags: bridge,
        city
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // Tags / bridge
        / town council
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: Tags: what they are, and how the new archive of the town uses them to find every bridge it ever
        built.
    """
    for hit in page.hits("tags.list"):
        label = f"{hit.block.quoted}"
        yield hit.finding(f"{label} files the page under its tags")
        if len(hit.block.key) > len(hit.phrase):
            continue
        at = page.position(hit.block) + 1
        for block in page.blocks[at : at + _TAGS]:
            if word_count(block.text) > _TAG_WORDS or ends_sentence(block.text) or page.marked(block):
                break
            yield block.finding(f"a tag under {label}", evidence=hit.block.span, certain=False, confidence=0.85)


@rule("tags.hashtag-trailer")
def hashtag_trailer(page: Page) -> Iterator[Finding]:
    """Hashtags that close the text.

    What it removes: lines below the last sentence that hold nothing but hashtags.
    Why it is boilerplate: plugins append the title's words as tags for social networks; no sentence of the article
    is in them.
    What it leaves alone: hashtags in a sentence, a line of hashtags quoted in mid-article, hashtags that are all there
    is, and numbers: “#30” is a rank.

    Before: The bridge reopened on Monday. / #bridge #city
    After: The bridge reopened on Monday.
    Near miss: #OneLove
    Near miss: The bridge reopened on Monday. / #30
    Near miss: Fans sang #OneLove all night.
    """
    trailer = []
    for block in page.from_the_end():
        if _HASHTAGS.fullmatch(block.text) and any(map(str.isalpha, block.text)):
            trailer.append(block)
        elif ends_sentence(block.text) or is_prose(block.text):
            break
    if len(trailer) < len(page.blocks):
        for block in trailer:
            yield block.finding("nothing but hashtags, after the last sentence")
