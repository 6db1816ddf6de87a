"""Category and reason of the lines of raw text that the judge removes, in words that a reader can check on the page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from boilerkit.content.explain import Part
from boilerkit.finding import Finding, Span
from boilerkit.page import Hit, Page
from boilerkit.prose import is_prose, word_count
from boilerkit.rules.ending import Line
from boilerkit.rules.tail import Cues, Told, cues_anywhere, told_apart

_LABEL_WORDS = 4


def line_parts(page: Page, cut: Sequence[bool]) -> Iterator[Part]:
    """The removed lines of a page, neighbours with one cause together, each with category and reason.

    A line's cause is, the more telling first: what a rule suspects of it; its own words, when a phrase pack lists them;
    the section that a line above it opens, as far as nothing between them stays; its shape and place.
    """
    suspected, cues = _suspected(page), cues_anywhere(page.found)
    first_kept = next((index for index, gone in enumerate(cut) if not gone), len(cut))
    for first, stop in _runs(cut):
        above = stop <= first_kept
        begin, last = first, None
        for index, told in zip(range(first, stop), _told(page, first, stop, cues), strict=True):
            cause = _cause(page, index, told, suspected.get(index), above)
            if last is not None and cause != last:
                yield _part(page, begin, index, last)
                begin = index
            last = cause
        if last is not None:
            yield _part(page, begin, stop, last)


def _runs(cut: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The half-open ranges of lines that go."""
    first = None
    for index, gone in enumerate([*cut, False]):
        if gone and first is None:
            first = index
        elif not gone and first is not None:
            yield first, index
            first = None


def _suspected(page: Page) -> Mapping[int, Finding]:
    """Of each line the most confident hint that a rule gives of it."""
    found: dict[int, Finding] = {}
    for hint in page.hints:
        first, stop = bisect_right(page.blocks.ends, hint.span.start), bisect_left(page.blocks.starts, hint.span.end)
        for index in range(first, stop):
            if index not in found or hint.confidence > found[index].confidence:
                found[index] = hint
    return found


def _told(page: Page, first: int, stop: int, cues: Cues) -> Iterator[Told]:
    """What the lines of a range are, each by its words or the section that it stands in."""
    marks: Mapping[int, Mapping[str, Hit]] = page.found.marks
    lines = [Line(block, marks.get(block.start, {}), True) for block in page.blocks[first:stop]]
    return told_apart(lines, cues)


_Cause = tuple[str, str, Span]


def _cause(page: Page, index: int, told: Told, hint: Finding | None, above: bool) -> _Cause:
    """Category, reason and evidence of a line."""
    if hint is not None:
        return hint.rule.partition(".")[0], hint.reason, hint.evidence
    block = page.blocks[index]
    if told.why == "a title":
        words = word_count(block.text)
        if above and words <= _LABEL_WORDS:
            return "nav", "a few words above the main content", block.span
        if not is_prose(block.text) and words <= _LABEL_WORDS:
            return "nav", "a few words beside the main content", block.span
    return told.category, f"{told.why}, outside the main content", told.evidence.span


def _part(page: Page, first: int, stop: int, cause: _Cause) -> Part:
    category, reason, evidence = cause
    return Part(first, stop, category, reason, evidence)
