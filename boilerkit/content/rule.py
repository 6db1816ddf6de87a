"""The judges as a rule of the pipeline: first on a page of HTML, last on text, where they weigh what rules suspect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from boilerkit.finding import CATEGORIES, Finding
from boilerkit.page import Page
from boilerkit.rules.base import Rule, rule

if TYPE_CHECKING:
    from boilerkit.content.judge import Judge
    from boilerkit.content.line_judge import LineJudge


def judge_id(category: str) -> str:
    """The judge's id for cuts of a category."""
    return f"{category}.judge"


IDS = tuple(map(judge_id, CATEGORIES))


def shipped() -> Judge:
    """The judge that comes with boilerkit; who never cleans HTML never loads it, nor NumPy."""
    from boilerkit.content.judge import shipped_judge

    return shipped_judge()


def shipped_for_lines() -> LineJudge:
    """The judge of raw text that comes with boilerkit."""
    from boilerkit.content.line_judge import shipped_line_judge

    return shipped_line_judge()


def judge_rule(judge: Callable[[], Judge] = shipped, line_judge: Callable[[], LineJudge] = shipped_for_lines) -> Rule:
    """The rule that lets judges weigh the blocks of a page.

    Args:
        judge: gives the judge of HTML; asked when the first page of HTML comes.
        line_judge: gives the judge of text; asked when the first page of text comes.
    """

    @rule(*IDS)
    def weigh(page: Page) -> Iterator[Finding]:
        """Blocks that are not the main content of their page, weighed by models learned from pages with gold text.

        What it removes: menus, teasers, comments, forms and whatever else stands around the main content.
        Why it is boilerplate: its words, its place, its neighbours, what phrase packs list and rules suspect, and in
            HTML its links and the names of the elements around it are those of boilerplate on pages that people have
            labelled; how much goes is decided page by page, where the expected F1 is largest.
        What it leaves alone: whatever is more likely than not main content, and on text a page of few lines.
        Limits: most pages it has learned from are in English. The kind of a cut is what labelled pages say of words,
            place, phrases and markup like these, and wrong about one time in six on HTML, one in four on text.

        Before: <nav><a href="/">Home</a></nav><p>The bridge over the river reopened on Monday, the city said.</p>
        After: The bridge over the river reopened on Monday, the city said.
        Near miss: Home is where the heart is.
        """
        return weigher(page).look(page)

    def weigher(page: Page) -> Judge | LineJudge:
        return judge() if page.dom is not None else line_judge()

    return replace(weigh, decide=lambda page: weigher(page).decide(page))
