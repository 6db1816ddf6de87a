"""Where the article ends: the first section of the page below which its text does not go on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple

from boilerkit.blocks import Block
from boilerkit.page import Hit, Hits, Page
from boilerkit.rules.dates import is_stamp

_OPENS_A_SECTION = frozenset(
    (
        "comments.count",
        "comments.form",
        "comments.thread",
        "footer.copyright",
        "pagination.line",
        "related.section",
        "tags.list",
    )
)
"""Rules whose phrases seldom stand in an article that goes on."""

_OFTEN_OPENS_ONE = frozenset(
    (
        "ad.marker",
        "byline.row",
        "footer.line",
        "nav.jump",
        "newsletter.field",
        "newsletter.prompt",
        "read-more.cue",
        "share.button",
        "share.network",
        "source-credit.link",
        "system.message",
    )
)
"""Rules whose phrases also stand between the paragraphs of an article."""

_CODE = re.compile(r"[{}=;]")
_SHORTEST = 3
_TEXT_ABOVE = 0.75
_TEXT_ABOVE_OFTEN = 0.9
_PARAGRAPHS_BELOW = 5
_PARAGRAPHS_BELOW_OFTEN = 2


class Line(NamedTuple):
    """A line below the end of the article.

    `marks` are the phrases of packs that it consists of or opens with, by rule; `here` is False when an earlier rule
    has taken the line away.
    """

    block: Block
    marks: Mapping[str, Hit]
    here: bool


def lines_below_article(page: Page) -> list[Line]:
    """The lines from the end of the article on; none when the page does not show where it ends.

    Lines that are gone are among them when a pack lists their words, for they may be headings.
    """
    if not page.body:
        return []
    known = page.found.once(_known_ends)
    text = (page.blocks.starts[page.body.start], page.blocks.ends[page.body.stop - 1], len(page.body))
    if text not in known:
        known[text] = _article_end(page)
    end = known[text]
    if end is None:
        return []
    marks = page.found.marks
    left = {block.start: block for block in page.blocks[page.blocks.position(end) :]}
    if not left:
        return []
    gone = {start: next(iter(marks[start].values())).block for start in marks if start >= end and start not in left}
    return [
        Line(left.get(start) or gone[start], marks.get(start, {}), start in left) for start in sorted((*left, *gone))
    ]


def _known_ends(_: Hits) -> dict[tuple[int, int, int], int | None]:
    """Where the article ends, by where its running text begins and ends and how many blocks lie between."""
    return {}


def _article_end(page: Page) -> int | None:
    """Offset of the first section with nearly all text above it, and no long stretch of paragraphs below it."""
    texts = [index for index in page.blocks.prose(page.body) if page.is_running_text(index)]
    first = page.blocks.starts[texts[0]] if texts else len(page.source)
    marks = sorted(start for start in page.found.marks if start > first)
    if not marks:
        return None
    starts = [page.blocks.starts[index] for index in texts]
    sizes = [0, *accumulate(page.blocks.ends[index] - page.blocks.starts[index] for index in texts)]
    low = bisect_left(sizes, _TEXT_ABOVE * sizes[-1])
    stretches = _longest_stretches(page, texts[low:], marks)
    for start in _not_recurring(page, marks, starts):
        above, rules = bisect_left(starts, start), page.found.marks[start]
        if (
            above >= low
            and _is_label(page, start, marks[-1])
            and not _resumes(page, start, marks, starts)
            and stretches[above - low] <= _paragraphs_allowed(rules, sizes[above] / sizes[-1])
        ):
            return start
    return None


def _is_label(page: Page, start: int, last: int) -> bool:
    """Whether a mark can be a heading: `tags = {` is a line of a program, and one lone button is no section."""
    hits = page.found.marks[start]
    text = next(iter(hits.values())).block.text
    sure = start < last or any(hit.kind == "line" for rule, hit in hits.items() if rule in _OPENS_A_SECTION)
    return sure and len(text) >= _SHORTEST and not _CODE.search(text)


def _resumes(page: Page, start: int, marks: list[int], texts: list[int]) -> bool:
    """Whether the article goes on below a list of teasers.

    Then a paragraph comes before any other section, and below it another or that section: an excerpt has the next
    title below it.
    """
    text, mark = bisect_left(texts, start), bisect_left(marks, start + 1)
    if "related.section" not in page.found.marks[start] or text == len(texts):
        return False
    if mark < len(marks) and marks[mark] < texts[text]:
        return False
    below = page.blocks.position(texts[text]) + 1
    if below == len(page.blocks):
        return True
    gone = mark < len(marks) and marks[mark] < page.blocks.starts[below]
    return gone or page.is_running_text(below) or page.marked(page.blocks[below])


def _paragraphs_allowed(rules: Iterable[str], share: float) -> int:
    """Most paragraphs in a row below a section that can be the end, with this share of the text above it."""
    if not _OPENS_A_SECTION.isdisjoint(rules):
        return _PARAGRAPHS_BELOW
    often = share >= _TEXT_ABOVE_OFTEN and not _OFTEN_OPENS_ONE.isdisjoint(rules)
    return _PARAGRAPHS_BELOW_OFTEN if often else -1


def _not_recurring(page: Page, marks: list[int], texts: list[int]) -> Iterator[int]:
    """The marks whose words do not stand above them already with a paragraph between."""
    last: dict[str, int] = {}
    for start in marks:
        phrase = next(iter(page.found.marks[start].values())).phrase
        above = bisect_left(texts, start)
        if last.get(phrase, above) == above:
            yield start
        last[phrase] = above


def _longest_stretches(page: Page, texts: list[int], marks: list[int]) -> list[int]:
    """From each paragraph on, the most in a row with no phrase of a pack and no time stamp between; 0 at the end."""
    longest, length = [0], 0
    for number in range(len(texts) - 1, -1, -1):
        length = 1 if number + 1 < len(texts) and _parted(page, texts[number], texts[number + 1], marks) else length + 1
        longest.append(max(longest[-1], length))
    return longest[::-1]


def _parted(page: Page, above: int, below: int, marks: list[int]) -> bool:
    begin, end = page.blocks.starts[above], page.blocks.starts[below]
    if bisect_left(marks, begin) < bisect_left(marks, end):
        return True
    return any(page.about(index, _is_stamp) for index in range(above + 1, below))


def _is_stamp(block: Block) -> bool:
    return is_stamp(block.text)
