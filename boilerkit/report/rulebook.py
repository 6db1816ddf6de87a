"""The rules as a person reads them: the list, and one rule's page."""

from __future__ import annotations

import difflib
import inspect
import textwrap

from rich.console import Console
from rich.text import Text

from boilerkit.errors import BoilerkitError
from boilerkit.finding import CATEGORIES
from boilerkit.pipeline import Pipeline
from boilerkit.report.visible import visible
from boilerkit.rules.base import Rule

_MARGIN = " " * 4


def show_list(pipeline: Pipeline, console: Console, category: str | None = None) -> None:
    """Print id and summary of every rule, by category; a rule that may not cut is marked as off."""
    shown = [name for name in CATEGORIES if category in (None, name) and name in _categories(pipeline)]
    width = max(len(rule_id) for rule in pipeline.rules for name in shown for rule_id in rule.ids_in(name))
    for name in shown:
        if name != shown[0]:
            _line(console, Text())
        _line(console, Text(name, "bold"))
        for rule in pipeline.rules:
            for rule_id in rule.ids_in(name):
                off = " (off)" if rule_id in pipeline.off else ""
                _line(console, Text.assemble("  ", (rule_id.ljust(width), "cyan"), f"  {_summary(rule)}{off}"))


def show_rule(rule: Rule, console: Console) -> None:
    """Print a rule's page: what its docstring says, examples as they come out."""
    try:
        book = rule.casebook
    except BoilerkitError:  # a rule of one's own, its docstring still in the making
        _line(console, Text(", ".join(rule.ids), "bold"))
        _paragraph(console, inspect.cleandoc(rule.doc) or "(no description)")
        return
    _line(console, Text(", ".join(rule.ids), "bold"))
    _paragraph(console, book.summary)
    for label, text in book.sections.items():
        _section(console, label, text)
    for before, after in book.examples:
        _section(console, "Before", before)
        _section(console, "After", after or "(nothing is left)")
    for text in book.near_misses:
        _section(console, "Near miss, stays as it is", text)


def find_rule(pipeline: Pipeline, rule_id: str) -> Rule:
    """The rule of that id.

    Raises:
        BoilerkitError: there is none.
    """
    for rule in pipeline.rules:
        if rule_id in rule.ids:
            return rule
    close = difflib.get_close_matches(rule_id, [*pipeline.ids, *_categories(pipeline)], n=1)
    meant = f"did you mean {close[0]!r}?" if close else "`boilerkit rules` lists them"
    raise BoilerkitError(f"there is no rule {rule_id!r}; {meant}")


def is_category(pipeline: Pipeline, name: str) -> bool:
    """Whether some rule of the pipeline is of this category."""
    return name in _categories(pipeline)


def _categories(pipeline: Pipeline) -> set[str]:
    return {rule_id.partition(".")[0] for rule_id in pipeline.ids}


def _summary(rule: Rule) -> str:
    try:
        return visible(rule.casebook.summary)
    except BoilerkitError:
        lines = inspect.cleandoc(rule.doc).splitlines()
        return visible(lines[0]) if lines else "(no description)"


def _section(console: Console, label: str, text: str) -> None:
    _line(console, Text())
    _line(console, Text(label, "cyan"))
    _paragraph(console, text)


def _paragraph(console: Console, text: str) -> None:
    for line in text.split("\n"):
        for part in textwrap.wrap(visible(line), max(console.width - len(_MARGIN), 20)) or [""]:
            _line(console, Text(f"{_MARGIN}{part}" if part else ""))


def _line(console: Console, text: Text) -> None:
    console.print(text, soft_wrap=True)
