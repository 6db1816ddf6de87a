"""A rule's docstring, read: the sections its page shows and the examples its tests run."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass

from boilerkit.errors import BoilerkitError

SECTIONS = ("What it removes", "Why it is boilerplate", "What it leaves alone", "Limits")
"""Labels that open a section; the first three are asked of every rule, limits may be left out."""

_LABEL = re.compile(rf"({'|'.join(SECTIONS)}|Before|After|Near miss):\s*(.*)")


@dataclass(frozen=True, slots=True)
class Casebook:
    """What a rule's docstring says.

    Attributes:
        summary: its first paragraph.
        sections: text by label.
        examples: pairs of text before and after the rule.
        near_misses: texts that the rule leaves as they are.
    """

    summary: str
    sections: Mapping[str, str]
    examples: tuple[tuple[str, str], ...]
    near_misses: tuple[str, ...]


def read_docstring(rule_id: str, doc: str) -> Casebook:
    """Sections and examples of a docstring; ` / ` in an example is a line break, ` // ` a blank line.

    Raises:
        BoilerkitError: a section, a Before/After pair or a near miss is missing.
    """
    entries: list[list[str]] = [["summary", ""]]
    for line in inspect.cleandoc(doc).splitlines():
        label = _LABEL.match(line)
        if label:
            entries.append([label[1], label[2]])
        elif line.strip():
            entries[-1][1] = f"{entries[-1][1]} {line.strip()}".strip()
    sections = {label: text for label, text in entries if label in SECTIONS}
    before = [_lines(text) for label, text in entries if label == "Before"]
    after = [_lines(text) for label, text in entries if label == "After"]
    near = tuple(_lines(text) for label, text in entries if label == "Near miss")
    missing = [label for label in SECTIONS[:3] if not sections.get(label)]
    missing += _missing_cases(before, after, near)
    if missing:
        lacks = ", ".join(missing)
        raise BoilerkitError(f"rule {rule_id}: its docstring lacks {lacks}; see docs/write-a-rule.md for the form")
    return Casebook(entries[0][1], sections, tuple(zip(before, after, strict=True)), near)


def _lines(text: str) -> str:
    return text.replace(" // ", "\n\n").replace(" / ", "\n")


def _missing_cases(before: list[str], after: list[str], near: tuple[str, ...]) -> list[str]:
    return [
        *([] if before and len(before) == len(after) else ["as many After as Before, at least one"]),
        *([] if near else ["a Near miss"]),
    ]
