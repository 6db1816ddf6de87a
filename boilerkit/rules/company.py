"""What a short word needs around it to be a button and not a word."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from boilerkit.page import Hit, Page


def in_company(page: Page, rule: str, reach: int, lead: str, more_leads: Collection[int] = ()) -> Iterator[Hit]:
    """The phrases of `rule` that stand among their like.

    Up to `reach` blocks away there is a phrase of the rule `lead`, which speaks for itself; outside the body any
    other phrase of the category will do, for there no sentence is near. `more_leads` are starts of further blocks that
    speak for themselves.
    """
    leads = {hit.block.start for hit in page.hits(lead)}.union(more_leads)
    category = rule.partition(".")[0]
    for hit in page.hits(rule):
        outside = page.position(hit.block) not in page.body
        around = page.around(hit.block, reach)
        if any(block.start in leads or (outside and page.marked(block, category)) for block in around):
            yield hit
