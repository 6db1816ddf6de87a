"""related.*: teasers, headlines and excerpts that lead to other pages."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator

from boilerkit.blocks import Block
from boilerkit.finding import HINT, Finding
from boilerkit.page import Page
from boilerkit.prose import ends_sentence, is_truncated, quoted, word_count
from boilerkit.rules.base import rule
from boilerkit.rules.sections import DESCRIPTION, Part, Section, part_of, section_below

_OWN_KIND = ("ad", "share", "cookie", "pagination", "system", "other")
"""Categories that stay what they are between the teasers; other rules remove them."""

_SECTION = 0.92
_TEXT = 0.9
_LAST = 0.85
_INLINE = 0.85
_INLINE_WORDS = 26
_TITLE_WORDS = 4
_TWO_PART_WORDS = 14
_INLINE_LENGTH = 300
_SENTENCES = re.compile(r"[.!?؟۔।][\"'”’»)]?\s+\S|[。！？][\"'”’»)」]?\s*\S")
_LABEL = re.compile(r"[^\s:：][^:：]{0,30}[:：]")
_LABELS, _LABELS_ABOVE = 3, 40
_CASELESS_STOPS = "।。۔"
"""Full stops of scripts without capitals, where nothing else tells a sentence from a title."""

_BRACKETS = {"(": ")", "[": "]", "（": "）", "「": "」"}


@rule("related.section", by_phrases=True)
def section(page: Page) -> Iterator[Finding]:
    """A heading such as “Must read” or “Recent News” and the teasers under it.

    What it removes: the heading, and below it titles, comment counts, dates and excerpts that break off. Also a
    whole further article, when a later teaser of the section repeats its title.
    Why it is boilerplate: themes list other pages below or inside an article; none of it belongs to this one.
    What it leaves alone: the text that goes on after the list, a heading with running text right below it, and lists
    whose lines open with the labels of a list above, as those of what a program needs (“Minimum”, “Recommended”).
    Limits: the last title before the text goes on may be a sub-heading of the article, so it is only a hint, and a
    weak one when it has less than four words, or where the page has markup and the judge has kept it; so is each of
    the last titles that is a sentence. A section above the article is a hint too: its last title may be the headline.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. / Must read /
        Ten walks for the autumn / 0 / The best paths around the lake start at the old mill and…
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Before: The council approved the new bridge on Monday, and work on it will begin in spring. / Related
        articles / Old bridge closed for repairs / The ferry that replaced it / Costs / The bridge will cost
        four million, which the town and the county share, and it should be paid for by 2031.
    After: The council approved the new bridge on Monday, and work on it will begin in spring. / Costs / The
        bridge will cost four million, which the town and the county share, and it should be paid for by 2031.
    Before: The council approved the new bridge on Monday, and work on it will begin in spring. / Recent news / The
        mayor went home early / “Have you seen the new bridge, Oliver?” / “They opened it on Monday, and the ferry that
        had run for a year will stop in May,” said the mayor.
    After: The council approved the new bridge on Monday, and work on it will begin in spring. / “Have you seen the new
        bridge, Oliver?” / “They opened it on Monday, and the ferry that had run for a year will stop in May,” said the
        mayor.
    Before: The council approved the new bridge on Monday, and work on it will begin in spring. / Must read / Ten walks
        for the autumn / « 1 2 3 … 18 »
    After: The council approved the new bridge on Monday, and work on it will begin in spring. / « 1 2 3 … 18 »
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. / More on this
        topic / You will find all plans of the bridge and of the roads that lead to it on the pages of the town: /
        Drawings of 1910 / A map
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. / Required: / Width:
        3 m / Load: 4 t / Height: 2 m / Recommended: / Width: 4 m / Load: 9 t / Height: 3 m
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. / Recent news
        / The mayor has since said that the old bridge will stay open to walkers for as long as the work goes
        on.
    """
    headings = {hit.block.start for hit in page.hits("related.section")}
    covered = -1
    for start in sorted(headings):
        if start > covered:
            heading = page.blocks[page.blocks.position(start)]
            below = section_below(page, page.position(heading))
            covered = below.parts[-1][0].start if below.parts else start
            yield from _findings(page, heading, below, headings)


def _findings(page: Page, heading: Block, below: Section, headings: Collection[int]) -> Iterator[Finding]:
    if (below.resumes and not below.parts) or _goes_on_in_labels(page, heading, below):
        return
    below_article = bool(page.body) and page.body.start < page.position(heading)
    opens = _SECTION if below_article else HINT
    yield heading.finding(f"the heading {heading.quoted} opens a list of other pages", certain=False, confidence=opens)
    alone = len(below.parts) == 1
    spoken = _sentences_above_text(below)
    for block, part in below.parts:
        if block.start in headings:
            heading = block
            reason = f"the heading {block.quoted} opens a list of other pages"
            yield block.finding(reason, certain=False, confidence=opens)
        elif not page.marked(block, *_OWN_KIND):
            last_title = below.resumes and part == "title" and block == below.parts[-1][0]
            long = alone or word_count(block.text) >= _TITLE_WORDS
            doubtful = not below_article or block in spoken or (last_title and (not long or page.dom is not None))
            confidence = _TEXT if part == "text" else HINT if doubtful else _LAST if last_title else _SECTION
            reason = f"{_described(block, part)} under the heading {heading.quoted}"
            yield block.finding(reason, evidence=heading.span, certain=False, confidence=confidence)


def _goes_on_in_labels(page: Page, heading: Block, below: Section) -> bool:
    """Whether the lines open with labels that lines above the heading open with too: “Memory: 8 GB” below “Minimum”."""
    labels = _labels(block for block, _ in below.parts)
    if len(labels) < _LABELS:
        return False
    at = page.position(heading)
    return len(labels & _labels(page.blocks[max(0, at - _LABELS_ABOVE) : at])) >= _LABELS


def _labels(blocks: Iterable[Block]) -> set[str]:
    """The labels that blocks open with."""
    return {label.group() for block in blocks if (label := _LABEL.match(block.text))}


def _sentences_above_text(below: Section) -> list[Block]:
    """The titles right above running text that are whole sentences: a dialogue may open that text."""
    if not below.resumes:
        return []
    titles = itertools.takewhile(lambda part: part[1] == "title" and ends_sentence(part[0].text), reversed(below.parts))
    return [block for block, _ in titles]


def _described(block: Block, part: Part) -> str:
    """What a part of a card is; a line too short for a title can be a name or the text of an image."""
    return "a line of a teaser" if part == "title" and word_count(block.text) < _TITLE_WORDS else DESCRIPTION[part]


@rule("related.inline", by_phrases=True)
def inline(page: Page) -> Iterator[Finding]:
    """“Also read: …” with the title of another page, as a line or at the end of a paragraph.

    What it removes: the label and the title after it, up to the end of the line or the closing bracket.
    Why it is boilerplate: editors and plugins set links to other pages between the sentences.
    What it leaves alone: a label that runs on in a sentence, and one with further sentences behind it; a line that is
    label and title may be a title in two parts (“Read more: The bridge. Who pays?”).
    Limits: when the text goes on in the same line without a full stop, nothing tells where the title ends.

    Before: The bridge reopened on Monday. Also read: Ten walks for the autumn
    After: The bridge reopened on Monday.
    Before: The bridge reopened on Monday (Read more: Old bridge closed) after a year.
    After: The bridge reopened on Monday after a year.
    Near miss: Also read: the small print, she told them.
    """
    for hit in page.hits("related.inline"):
        text, (start, label_end) = hit.block.text, hit.part
        bracket = _BRACKETS.get(text[start - 1]) if start else None
        limit = label_end + _INLINE_LENGTH
        end = text.find(bracket, label_end, limit) if bracket else len(text)
        if end < 0 or end > limit:
            continue
        title = text[label_end:end].strip()
        start -= text[start - 1 : start] == "【"
        if bracket:
            start, end = start - 1, end + 1
        first = title.lstrip("\"'“‘«„").strip()[:1]
        if not first or first.islower() or title[-1] in _CASELESS_STOPS:
            continue
        two_part = hit.certain and start == 0 and title[-1] not in ".。" and word_count(title) <= _TWO_PART_WORDS
        if word_count(title) > _INLINE_WORDS or len(_SENTENCES.findall(title)) > two_part:
            continue
        reason = f"“{hit.phrase}” leads to another page, {quoted(title)}"
        yield hit.finding(reason, part=(start, end), at_most=_INLINE)


@rule("related.cards", text_only=True)
def cards(page: Page) -> Iterator[Finding]:
    """Teaser cards without a heading, below the article.

    What it removes: two or more pairs of a title and an excerpt that breaks off, after the last sentence of the
    text.
    Why it is boilerplate: an article does not break off; the teaser of another page does.
    What it leaves alone: a single excerpt, and any text above the article's last paragraph.
    Limits: cards whose excerpts are whole sentences look like text and stay.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. / Ten walks for
        the autumn / The best paths around the lake start at the old mill and… / A market for everyone / Stalls
        from eight villages came together on the square and...
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. / And then
        there was the matter of the old ferry…
    """
    if not page.body:
        return
    tail = page.after_body()
    pairs = [
        (title, excerpt)
        for title, excerpt in itertools.pairwise(tail)
        if is_truncated(excerpt.text) and part_of(title.text) == "title" and not page.marked(title)
    ]
    if len(pairs) < 2:
        return
    for title, excerpt in pairs:
        for block, part in ((title, DESCRIPTION["title"]), (excerpt, DESCRIPTION["excerpt"])):
            yield block.finding(
                f"{part}, one of {len(pairs)} cards below the article",
                evidence=excerpt.span,
                certain=False,
                confidence=0.85,
            )
