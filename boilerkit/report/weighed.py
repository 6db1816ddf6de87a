"""What the judge made of every block of an HTML page: its chance, and what spoke for and against it."""

from __future__ import annotations

from rich.console import Console

from boilerkit.content.judge import shipped_judge
from boilerkit.errors import BoilerkitError
from boilerkit.page import Page
from boilerkit.prose import quoted
from boilerkit.report.visible import visible

_MOST = 5
"""Contributions that are told, the largest."""


def show_weighed(page: Page, console: Console) -> None:
    """Print each block with its chance of being main content and the features that moved it most.

    A contribution is in log-odds; that of all features together is what sets the block apart from the average one.

    Raises:
        BoilerkitError: the page has no markup.
    """
    if page.dom is None:
        raise BoilerkitError("--features tells how the judge weighs HTML; this page is text")
    for weighed in shipped_judge().weigh(page):
        text = quoted(" ".join(page.source[slice(*weighed.span)].split()))
        console.print(visible(f"{weighed.chance:5.1%}  {text}"), markup=False, emoji=False, soft_wrap=True)
        largest = sorted(weighed.contributions, key=lambda item: -abs(item[2]))[:_MOST]
        told = ", ".join(f"{name}={value:g} {added:+.2f}" for name, value, added in largest)
        console.print(visible(f"        {told}"), markup=False, emoji=False, soft_wrap=True, style="dim")
