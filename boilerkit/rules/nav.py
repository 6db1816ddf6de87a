"""nav.*: menus, bread crumbs, links to jump about the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule
from boilerkit.rules.opening import menu_end

_TRAIL = re.compile(r"\s[>»›/→]\s|[>»›]")
_TRAIL_LENGTH = 250


@rule("nav.menu", text_only=True)
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
    Near miss: Bread of the bridge keeper / Dough: / 500 g / rye flour / 1 tsp / salt / 300 ml / water / Mix the dough
        of the bread, and let it stand for a night, said the bridge keeper, who baked bread all his life.
    Near miss: Old bridge reopens after a year / Cars / Lorries / Bicycles / Horses / Carts / Prams / The council
        opened the old bridge again on Monday, and the ferry that had run for a year will stop in May.
    """
    end = menu_end(page)
    for block in page.blocks[:end]:
        yield block.finding(
            "part of the menu above the headline",
            evidence=page.blocks[end - 1].span,
            certain=False,
            confidence=0.9,
        )


@rule("nav.jump", by_phrases=True)
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
        yield hit.finding(f"{hit.block.quoted} is a link about the page, not a line of the text", at_most=0.95)


@rule("nav.trail", by_phrases=True)
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
