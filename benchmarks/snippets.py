"""Pages in fifteen languages with snippets that people marked as wanted or unwanted: what is lost, what is left."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import boilerkit
from benchmarks.data import rows
from boilerkit.settle import Favor

_FEWEST_PAGES = 15


def main(favor: Favor) -> None:
    """Print a row a language: wanted snippets lost, unwanted ones left; doing nothing loses none and leaves all.

    A snippet counts as gone when more than half of its line is cut. Some wanted ones stand twice on a page, as a
    headline and on the teaser of its own article, say: `only` counts those that are nowhere in the text any more.
    """
    pages: Counter[str] = Counter()
    gone: dict[str, Counter[bool]] = defaultdict(Counter)
    marked: dict[str, Counter[bool]] = defaultdict(Counter)
    only: Counter[str] = Counter()
    losses: Counter[str] = Counter()
    for page in rows("residual/traf_dev.jsonl.gz"):
        result = boilerkit.clean(page["raw"], format="text", favor=favor)
        for language in ("all", page["lang"]):
            pages[language] += 1
        for line in page["line_labels"]:
            if line["keep"] is None:
                continue
            rule = cut_by(result, line)
            lost = bool(line["keep"] and rule)
            nowhere = lost and page["raw"][line["start"] : line["end"]].strip() not in result.text
            losses[rule] += lost
            for language in ("all", page["lang"]):
                marked[language][line["keep"]] += 1
                gone[language][line["keep"]] += bool(rule)
                only[language] += nowhere
    heads = (
        ("pages", 6),
        ("wanted", 7),
        ("lost", 5),
        ("only", 5),
        ("share", 7),
        ("unwanted", 9),
        ("left", 5),
        ("share", 7),
    )
    print("snippets " + " ".join(f"{head:>{width}}" for head, width in heads))
    rare = [language for language in pages if pages[language] < _FEWEST_PAGES]
    for table in (gone, marked):
        table["others"] = sum((table[language] for language in rare), Counter[bool]())
    only["others"] = sum(only[language] for language in rare)
    pages["others"] = sum(pages[language] for language in rare)
    for language, number in pages.most_common():
        if language not in rare:
            row(language, number, marked[language], gone[language], only[language])
    print("wanted snippets lost to: " + ", ".join(f"{rule} {n}" for rule, n in losses.most_common() if rule and n))


def cut_by(result: boilerkit.Result, line: dict[str, Any]) -> str:
    """The rule that cuts more than half of a line, or most of what is cut of it; empty when half of it is left."""
    half = (line["end"] - line["start"]) / 2
    cuts: Counter[str] = Counter()
    for cut in result.removals:
        cuts[cut.rule] += max(0, min(cut.end, line["end"]) - max(cut.start, line["start"]))
    return cuts.most_common(1)[0][0] if cuts.total() > half else ""


def row(language: str, pages: int, marked: Counter[bool], gone: Counter[bool], only: int) -> None:
    """Print the row of a language."""
    lost, left = gone[True], marked[False] - gone[False]
    print(
        f"{language:8} {pages:6} {marked[True]:7} {lost:5} {only:5} {lost / max(1, marked[True]):7.4f} "
        f"{marked[False]:9} {left:5} {left / max(1, marked[False]):7.3f}"
    )
