"""Rule: a pure function from page to findings, under an id; its docstring is its page in the docs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from boilerkit.errors import BoilerkitError
from boilerkit.finding import CATEGORIES, Finding
from boilerkit.page import Page
from boilerkit.rules.casebook import Casebook, read_docstring

Look = Callable[[Page], Iterable[Finding]]

_ID = re.compile(r"([a-z][a-z-]*)\.([a-z0-9][a-z0-9-]*)")


@dataclass(frozen=True)
class Rule:
    """A rule under its id.

    Attributes:
        id: `<category>.<name>`, stable once released.
        look: page in, findings out; it keeps no state and edits nothing.
        doc: what it removes and leaves alone, in the sections of DESIGN's sample, examples included.
    """

    id: str
    look: Look
    doc: str

    @property
    def category(self) -> str:
        """The first half of the id, one of `boilerkit.CATEGORIES`."""
        return self.id.partition(".")[0]

    @cached_property
    def casebook(self) -> Casebook:
        """Sections and examples of the docstring.

        Raises:
            BoilerkitError: a section or an example is missing.
        """
        return read_docstring(self.id, self.doc)

    def __call__(self, page: Page) -> Iterator[Finding]:
        """The findings on a page, stamped with the rule's id."""
        for found in self.look(page):
            yield Finding(found.span, found.reason, found.evidence, found.certain, found.confidence, self.id)


def check_id(rule_id: str) -> str:
    """`rule_id`, when it is well-formed and its category is one of the twenty.

    Raises:
        BoilerkitError: it is not.
    """
    match = _ID.fullmatch(rule_id)
    if not match:
        raise BoilerkitError(f"rule id {rule_id!r}: write it as <category>.<name>, in a-z, 0-9 and '-'")
    if match[1] not in CATEGORIES:
        raise BoilerkitError(
            f"rule id {rule_id!r}: there is no category {match[1]!r}; use one of {', '.join(CATEGORIES)}"
        )
    return rule_id


def rule(rule_id: str) -> Callable[[Look], Rule]:
    """Make a rule of a function: `@rule("tags.hashtag-trailer")`.

    Raises:
        BoilerkitError: the id is malformed, or its category unknown.
    """
    check_id(rule_id)
    return lambda look: Rule(rule_id, look, look.__doc__ or "")
