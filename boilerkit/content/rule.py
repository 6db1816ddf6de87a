"""The judge as a rule of the pipeline: it looks at a page of HTML first, and the others at what it leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from boilerkit.finding import CATEGORIES, Finding
from boilerkit.page import Page
from boilerkit.rules.base import Rule, rule

if TYPE_CHECKING:
    from boilerkit.content.judge import Judge

IDS = tuple(f"{category}.judge" for category in CATEGORIES)


def shipped() -> Judge:
    """The judge that comes with boilerkit; who never cleans HTML never loads it, nor NumPy."""
    from boilerkit.content.judge import shipped_judge

    return shipped_judge()


def judge_rule(judge: Callable[[], Judge] = shipped) -> Rule:
    """The rule that lets a judge weigh the blocks of HTML pages.

    Args:
        judge: gives the judge; asked when the first page of HTML comes.
    """

    @rule(*IDS)
    def weigh(page: Page) -> Iterator[Finding]:
        """Blocks of an HTML page that are not its main content, weighed by a model learned from pages with gold text.

        What it removes: menus, teasers, comments, forms and whatever else stands around the main content.
        Why it is boilerplate: its place in the tree, its links, its neighbours and the names of the elements around
            it are those of boilerplate on pages that people have labelled; how much goes is decided page by page,
            where the expected F1 is largest.
        What it leaves alone: text without markup, and whatever is more likely than not main content.
        Limits: the pages it has learned from are in English; what it names as the kind of a cut is read off the
            markup and may be wrong where that says nothing.

        Before: <nav><a href="/">Home</a></nav><p>The bridge over the river reopened on Monday, the city said.</p>
        After: The bridge over the river reopened on Monday, the city said.
        Near miss: Home is where the heart is.
        """
        if page.dom is None:
            return
        for category, finding in judge().look(page):
            yield finding.under(f"{category}.judge")

    return weigh
