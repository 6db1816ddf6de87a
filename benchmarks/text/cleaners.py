"""What cleans the pages: nothing, the others, our rules, rules with the judge, and the best there could be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import boilerkit
from benchmarks.peers import PEERS
from benchmarks.text.pages import TextPage
from boilerkit.pipeline import Pipeline
from boilerkit.settle import Favor
from training.align import coverage
from training.judges import text_pipeline

Cleaner = Callable[[TextPage], str]

NOTHING = "nothing"
RULES, JUDGE = "rules only", "rules + judge"
OURS = (RULES, JUDGE)
ORACLE = "oracle"

_WORD = re.compile(r"\w+")
_KEPT = 0.5


def cleaners(judge: Path | None, favor: Favor, *, peers: bool, oracle: bool) -> Mapping[str, Cleaner]:
    """The cleaners by name, doing nothing first.

    Args:
        judge: folder with a judge of text a fold; each page is weighed by the one that has not seen its domain.
            Without it the one that is shipped weighs all.
        favor: what our pipeline favors.
        peers: whether the others are there.
        oracle: whether the best choice of lines is there.
    """
    found: dict[str, Cleaner] = {NOTHING: lambda page: page.text}
    if peers:
        found |= {name: _of_text(clean) for name, clean in PEERS.items()}
    found[RULES] = lambda page: _cleaned(page.text, _rules(), favor)
    found[JUDGE] = lambda page: _cleaned(page.text, text_pipeline(judge, page.fold), favor)
    if oracle:
        found[ORACLE] = best_lines
    return found


def best_lines(page: TextPage) -> str:
    """The lines of which half or more is in the gold text, by alignment; the page whole when it has none."""
    if page.gold is None:
        return page.text
    lines = page.text.splitlines()
    spoken = [_WORD.findall(line.lower()) for line in lines]
    shares = coverage(spoken, _WORD.findall(page.gold.lower()))
    return "\n".join(line for line, share in zip(lines, shares, strict=True) if share >= _KEPT)


def _of_text(clean: Callable[[str], str]) -> Cleaner:
    return lambda page: clean(page.text)


def _cleaned(text: str, pipeline: Pipeline, favor: Favor) -> str:
    return boilerkit.clean(text, format="text", favor=favor, pipeline=pipeline).text


@cache
def _rules() -> Pipeline:
    return Pipeline.default().without_judges()
