"""related.below and the like: what stands below the end of the article, told apart line by line."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import CATEGORIES, Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule
from boilerkit.rules.ending import lines_below_article
from boilerkit.rules.tail import all_cues, told_apart

_CONFIDENCE = 0.9
_IDS = tuple(f"{category}.below" for category in CATEGORIES if category != "title-echo")


@rule("related.below", *(rule_id for rule_id in _IDS if rule_id != "related.below"), text_only=True)
def below(page: Page) -> Iterator[Finding]:
    """What stands below the end of the article, each line in the category of its section.

    What it removes: everything from the first section on that has three quarters of the running text above it, such
    as “Related posts”, “Leave a comment” or “Tags”, and no more than five paragraphs in a row below it. For sections
    that also stand inside articles, such as “Share this”, nine tenths and two paragraphs. A line's own words say of
    what category it is; a line that says nothing belongs to the section that it stands in.
    Why it is boilerplate: themes set related pages, forms, tags, boxes about the author and the foot of the page below
    the article, and nothing of the article below those.
    What it leaves alone: sections with text of the article below them, or with the words of one further up, and
    everything on a page without such a section. Of HTML the judge tells by the markup what stands below.
    Limits: footnotes and sources below the first such section go too. What stands under a heading that no pack knows
    is taken for a part of the section above it.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. / Subscribe / Ten
        walks for the autumn / The oldest inns of the county / Facebook
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. / Related posts / The
        posts of the old bridge are made of oak, and the new ones will be made of steel, for oak is dear. / They are
        thirty feet long, and the county paid for them long before the town had made up its mind about the rest.
    """
    lines = lines_below_article(page)
    if not lines:
        return
    for line, category, why, evidence, _ in told_apart(lines, all_cues(page.found)):
        if line.here:
            reason = f"{why}, below the end of the article"
            found = line.block.finding(reason, evidence=evidence.span, certain=False, confidence=_CONFIDENCE)
            yield found.under(f"{category}.below")
