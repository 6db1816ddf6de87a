"""Write the pages in docs/rules from the rules' docstrings: `python docs/generate_rules.py`.

Also brings the lines “Rules: …” in docs/categories.md up to date. A test fails when a page is stale.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from boilerkit import CATEGORIES, Pipeline, Rule

DOCS = Path(__file__).parent
INDEX = "rules/index.md"
DEFINITIONS = "categories.md"

_NOTE = (
    "",
    "<!-- Written by docs/generate_rules.py from the rules' docstrings: edit those and run it. -->",
    "",
)


def pages() -> dict[str, str]:
    """Every generated page by its path below docs/, as the rules of this moment want it."""
    by_category = _by_category(Pipeline.default().rules)
    definitions = DOCS.joinpath(DEFINITIONS).read_text("utf-8")
    return {
        DEFINITIONS: with_rule_lines(definitions, by_category),
        INDEX: index_page(by_category),
        **{f"rules/{name}.md": category_page(name, rules) for name, rules in by_category.items()},
    }


def category_page(category: str, rules: Iterable[Rule]) -> str:
    """The page of a category: each of its rules with sections and examples."""
    intro = f"What the category means: [categories](../categories.md#{category})."
    sections = [line for rule in rules for rule_id in rule.ids_in(category) for line in _rule_lines(rule, rule_id)]
    return "\n".join([f"# {category}", "", intro, *sections, *_NOTE])


def index_page(by_category: Mapping[str, Sequence[Rule]]) -> str:
    """The table of all rules, and the list of pages that Sphinx wants."""
    rows = [
        _row(category, rule_id, rule)
        for category, rules in by_category.items()
        for rule in rules
        for rule_id in rule.ids_in(category)
    ]
    contents = ["```{toctree}", ":hidden:", "", *by_category, "```"]
    table = ["| category | rule | what it finds |", "|---|---|---|", *rows]
    lead = "`boilerkit rules` prints this list, `boilerkit rules ID` one rule's page; rules of your own are among them."
    return "\n".join(["# Rules", "", lead, "", *table, "", *contents, *_NOTE])


def with_rule_lines(definitions: str, by_category: Mapping[str, Sequence[Rule]]) -> str:
    """The page of definitions with each line “Rules: …” as the rules of its category want it."""
    lines, category = [], ""
    for line in definitions.splitlines():
        heading = re.fullmatch(r"## ([a-z-]+)", line)
        category = heading[1] if heading else category
        if line.startswith("Rules: "):
            links = [
                f"[`{rule_id}`](rules/{category}.md#{anchor(rule_id)})"
                for rule in by_category.get(category, ())
                for rule_id in rule.ids_in(category)
            ]
            line = f"Rules: {', '.join(links) or 'none yet'}."
        lines.append(line)
    return "\n".join([*lines, ""])


def anchor(heading: str) -> str:
    """The anchor that GitHub and MyST give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _by_category(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = {name: [] for name in CATEGORIES}
    for rule in rules:
        for name in dict.fromkeys(rule_id.partition(".")[0] for rule_id in rule.ids):
            found[name].append(rule)
    return {name: own for name, own in found.items() if own}


def _row(category: str, rule_id: str, rule: Rule) -> str:
    summary = rule.casebook.summary.replace("|", "\\|")
    return f"| [{category}]({category}.md) | [`{rule_id}`]({category}.md#{anchor(rule_id)}) | {summary} |"


def _rule_lines(rule: Rule, rule_id: str) -> Iterator[str]:
    book = rule.casebook
    yield from ("", f"## `{rule_id}`", "", book.summary)
    if rule_id != rule.id:
        yield from ("", f"The same rule as `{rule.id}`, which has its page [there]({rule.id.partition('.')[0]}.md).")
        return
    if rule.more_ids:
        yield from ("", f"Its findings bear one of these ids: {', '.join(f'`{one}`' for one in rule.ids)}.")
    for label, text in book.sections.items():
        yield from ("", f"**{label}:** {text}")
    languages = [pack.name for pack in Pipeline.default().packs if any(e.rule in rule.ids for e in pack.entries)]
    if languages:
        yield from ("", f"**Phrases in:** {', '.join(languages)}.")
    for before, after in book.examples:
        yield from _text_block("Before", before)
        yield from _text_block("After", after)
    for text in book.near_misses:
        yield from _text_block("Near miss, stays as it is", text)


def _text_block(label: str, text: str) -> Iterator[str]:
    yield from ("", f"{label}:", "", "```text", *text.split("\n"), "```")


def main() -> None:
    """Write what has changed; remove pages of categories that have no rules any more."""
    wanted = pages()
    for path in DOCS.joinpath("rules").glob("*.md"):
        if path.relative_to(DOCS).as_posix() not in wanted:
            path.unlink()
            print(f"removed {path}")
    for name, text in wanted.items():
        path = DOCS / name
        path.parent.mkdir(exist_ok=True)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8", newline="\n")
            print(f"wrote {path}")


if __name__ == "__main__":
    main()
