"""nav.*: menus, section labels, tables of contents, links to jump about the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.prose import is_prose
from boilerkit.rules.base import rule
from boilerkit.rules.opening import opening

_ENTRIES = 4
_ABOVE = 40
_TEXTS_ABOVE = 8
_TOP = 4
_ENTRY_LENGTH = range(4, 120)
# Possessive: a number gives nothing back.
_NUMBERING = re.compile(r"\d++[\d.)]*+\s*+")
_TRAIL = re.compile(r"\s[>»›/→]\s|[>»›]")
_TRAIL_LENGTH = 250


@rule("nav.contents")
def contents(page: Page) -> Iterator[Finding]:
    """The table of contents of an article.

    What it removes: four or more short lines in a row that come again further down, in the same order and each
    with text below it; numbers before them aside.
    Why it is boilerplate: it lists the headings that the text has anyway.
    What it leaves alone: the headings themselves, and lines repeated without text between them.

    Before: What bridges cost / The plan / The costs / The time table / The ferry / The plan / The council approved
        the new bridge on Monday, and work on it will begin in spring. / The costs / The bridge will cost four
        million, which the town and the county share, and it should be paid for by 2031. / The time table / The ferry
        runs until the bridge is open, and nobody can say today when that will be the case. / The ferry / Nobody will
        miss it much, said the mayor, but it has served the town well for a year and a half.
    After: What bridges cost / The plan / The council approved the new bridge on Monday, and work on it will begin in
        spring. / The costs / The bridge will cost four million, which the town and the county share, and it should be
        paid for by 2031. / The time table / The ferry runs until the bridge is open, and nobody can say today when
        that will be the case. / The ferry / Nobody will miss it much, said the mayor, but it has served the town well
        for a year and a half.
    Near miss: Row, row, row / Gently down / The stream / Row, row, row / Gently down / The stream
    """
    keys = [_NUMBERING.sub("", key, count=1) if key[:1].isdigit() else key for key in page.blocks.keys]
    last = {key: index for index, key in enumerate(keys)}
    start = 0
    while start < len(keys):
        stop = start
        before = -1
        while stop < len(keys) and max(stop, before) < last[keys[stop]] and len(keys[stop]) in _ENTRY_LENGTH:
            before = last[keys[stop]]
            stop += 1
        if stop - start >= _ENTRIES and _lists_headings(page, start, [last[key] for key in keys[start:stop]]):
            for block in page.blocks[start:stop]:
                yield block.finding(
                    f"one of {stop - start} lines that list headings of the text below",
                    certain=False,
                    confidence=0.9,
                )
        start = max(stop, start + 1)


def _lists_headings(page: Page, start: int, again: list[int]) -> bool:
    """Whether text stands below the places where the lines come again, and next to none above the list."""
    texts = sum(any(is_prose(block.text) for block in page.blocks[at + 1 : at + 3]) for at in again)
    if 4 * texts < 3 * len(again):
        return False
    above = sum(is_prose(page.blocks[index].text) for index in range(max(0, start - _ABOVE), start))
    return start <= _TOP or above <= _TEXTS_ABOVE


@rule("nav.menu")
def menu(page: Page) -> Iterator[Finding]:
    """The menu above the headline.

    What it removes: everything from the top of the page to the last run of six or more short unfinished lines
    above the headline. The headline is the line whose words the first paragraphs take up.
    Why it is boilerplate: the menu is the same on every page of a site.
    What it leaves alone: the headline and what is below it, short lines in a poem or a list of the article, and
    every page on which no line can be told to be the headline.

    Before: Home / News / Sport / Culture / Weather / Contact / Old bridge reopens after a year / The council opened
        the old bridge again on Monday, and the ferry that had run for a year will stop in May.
    After: Old bridge reopens after a year / The council opened the old bridge again on Monday, and the ferry that had
        run for a year will stop in May.
    Near miss: Old bridge reopens after a year / Cars / Lorries / Bicycles / Horses / Carts / Prams / The council
        opened the old bridge again on Monday, and the ferry that had run for a year will stop in May.
    """
    end = opening(page).menu_end
    for block in page.blocks[:end]:
        yield block.finding(
            "part of the menu above the headline",
            evidence=page.blocks[end - 1].span,
            certain=False,
            confidence=0.9,
        )


@rule("nav.jump")
def jump(page: Page) -> Iterator[Finding]:
    """Links to jump about the page, and the names of its menus.

    What it removes: lines such as “Skip to content”, “Back to top”, “Toggle navigation” or “Table of contents”.
    Why it is boilerplate: they lead about the page; in plain text there is nothing to jump to.
    What it leaves alone: the same words inside a sentence.

    Before: Skip to content / The council approved the new bridge on Monday, and work on it will begin in spring.
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: Skip to content yourself with less, she wrote.
    """
    for hit in page.hits("nav.jump"):
        yield hit.finding(f"“{hit.block.text[:60]}” is a link about the page, not a line of the text")


@rule("nav.trail")
def trail(page: Page) -> Iterator[Finding]:
    """The path that leads to the page.

    What it removes: above the first paragraph, a line that opens with the name of the start page and holds “>”,
    “»”, “/” or the like: “Home » Town » Bridges”.
    Why it is boilerplate: it says where on the site the page is.
    What it leaves alone: the only line of a page that can be its headline.

    Before: Home » Town » Bridges / Old bridge reopens after a year / The council opened the old bridge again on
        Monday, and the ferry that had run for a year will stop in May.
    After: Old bridge reopens after a year / The council opened the old bridge again on Monday, and the ferry that had
        run for a year will stop in May.
    Near miss: Home is where the bridge is / The council opened the old bridge again on Monday, and the ferry that had
        run for a year will stop in May.
    """
    if not page.body:
        return
    for hit in page.hits("nav.trail"):
        if len(hit.block.text) <= _TRAIL_LENGTH and _TRAIL.search(hit.block.text) and hit.block != page.headline:
            yield hit.finding("the path from the start page to this one")
