"""Which rules there are: our own in their order, and those that other packages bring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from boilerkit.errors import BoilerkitError
from boilerkit.rules.base import Rule

ENTRY_POINTS = "boilerkit.rules"

MODULES = (
    "ad",
    "related",
    "comments",
    "cookie",
    "newsletter",
    "paywall",
    "author_bio",
    "share",
    "source_credit",
    "tags",
    "counts",
    "other",
    "media",
    "contents",
    "nav",
    "trail",
    "byline",
    "byline_end",
    "byline_glued",
    "read_more",
    "title_echo",
    "kicker",
    "between",
    "system",
    "pagination",
    "footer",
    "below",
    "runs",
    "repeats",
)
"""Modules of the built-in rules in the order they take their turn. Markers that mean nothing to any other rule go
first, then sections, which need their headings; what depends on the place in the page (trailers, by-lines, echoes of
the title) comes when the rest is gone. The menu goes before what asks for the headline, the foot of the page
next. What stands twice goes last, for by then rules that know better have named its kind."""


@cache
def builtin_rules() -> tuple[Rule, ...]:
    """Every rule that comes with boilerkit, in order: modules as `MODULES` has them, rules as written."""
    modules = (import_module(f"boilerkit.rules.{name}") for name in MODULES)
    return unique(item for module in modules for item in vars(module).values() if isinstance(item, Rule))


def plugin_rules(name: str) -> tuple[Rule, ...]:
    """The rules behind one entry point of the group `boilerkit.rules`.

    An entry point names a `Rule` or an iterable of them. Nothing of a package runs before its name is asked for.

    Raises:
        BoilerkitError: no installed package has such an entry point, or it brings something else.
    """
    known = entry_points(group=ENTRY_POINTS)
    if name not in known.names:
        names = ", ".join(sorted(known.names)) or "none"
        raise BoilerkitError(
            f"rules {name!r}: no installed package has this entry point in {ENTRY_POINTS!r} (there are: {names})"
        )
    try:
        brought = known[name].load()
    except Exception as error:
        raise BoilerkitError(f"rules {name!r}: the entry point cannot be loaded: {error!r}") from error
    rules = (brought,) if isinstance(brought, Rule) else brought
    if not isinstance(rules, Iterable) or not (rules := tuple(rules)) or not all(isinstance(r, Rule) for r in rules):
        raise BoilerkitError(f"rules {name!r}: the entry point must be a rule or a list of rules, made with @rule")
    return unique(rules)


def unique(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules as a tuple.

    Raises:
        BoilerkitError: two of them share an id.
    """
    found = tuple(rules)
    twice = [
        rule_id for rule_id, count in Counter(rule_id for rule in found for rule_id in rule.ids).items() if count > 1
    ]
    if twice:
        raise BoilerkitError(f"two rules have the id {twice[0]!r}; rename one of them")
    return found
