"""Rule: a pure function from page to findings, under an id; its docstring is its page in the docs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from boilerkit.errors import BoilerkitError
from boilerkit.finding import CATEGORIES, Finding, Span
from boilerkit.page import Page
from boilerkit.rules.casebook import Casebook, read_docstring

Look = Callable[[Page], Iterable[Finding]]

_BY_PLACE = frozenset(("above", "below", "between", "double", "run"))
"""Names of the rules that know of something that it has to go by where it stands, or that it stands twice."""

_ID = re.compile(r"([a-z][a-z-]*)\.([a-z0-9][a-z0-9-]*)")


def goes_by_place(rule_id: str) -> bool:
    """Whether a rule goes by the place of what it finds: that it is boilerplate it knows better than of what kind."""
    return rule_id.partition(".")[2] in _BY_PLACE


def names_kind(hint: Finding, span: Span) -> bool:
    """Whether a rule has found in a stretch itself of what kind it is, and not by its place or its surroundings.

    Few cues that add up to a box say that it is boilerplate rather than what kind of it.
    """
    in_it = hint.evidence.start < span.end and span.start < hint.evidence.end
    return in_it and not goes_by_place(hint.rule) and not hint.rule.endswith(".box")


class Verdict(Protocol):
    """What a rule removes of a page, known before it is said why."""

    @property
    def cuts(self) -> Sequence[Finding]:
        """The findings without reason and without category, neighbours as one."""

    @property
    def headline(self) -> Span | None:
        """Where the headline stands, as far as the rule can tell."""

    def told(self, page: Page) -> Iterator[Finding]:
        """The same stretches as findings, each with its reason, under ids of the rule.

        Args:
            page: the page that was decided on, with its phrases.
        """


@dataclass(frozen=True)
class Rule:
    """A rule under its id.

    Attributes:
        id: `<category>.<name>`, stable once released.
        look: page in, findings out; it keeps no state and edits nothing.
        doc: what it removes and leaves alone, in the sections of DESIGN's sample, examples included.
        more_ids: of a rule that tells several categories apart, the further ids that its findings can bear.
        by_phrases: whether it finds nothing where packs list nothing for its ids; it is not asked there.
        text_only: whether it goes by the shape and order of lines, for want of the markup; it is not asked where the
            page has markup.
        decide: of a rule whose reasons take time, what it removes of a page without them; None where it leaves that to
            `look`. It asks for no phrases.
    """

    id: str
    look: Look
    doc: str
    more_ids: tuple[str, ...] = ()
    by_phrases: bool = False
    text_only: bool = False
    decide: Callable[[Page], Verdict | None] | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id that its findings can bear."""
        return (self.id, *self.more_ids)

    def has_a_say(self, page: Page) -> bool:
        """Whether the rule can find anything on a page, as far as its phrases tell."""
        if self.text_only and page.dom is not None:
            return False
        return not self.by_phrases or any(rule_id in page.found.by_rule for rule_id in self.ids)

    def ids_in(self, category: str) -> tuple[str, ...]:
        """The ids of one category; an id opens with its category, one of `boilerkit.CATEGORIES`."""
        return tuple(rule_id for rule_id in self.ids if rule_id.partition(".")[0] == category)

    @cached_property
    def casebook(self) -> Casebook:
        """Sections and examples of the docstring.

        Raises:
            BoilerkitError: a section or an example is missing.
        """
        return read_docstring(self.id, self.doc)

    def __call__(self, page: Page) -> Iterator[Finding]:
        """The findings on a page, stamped with the rule's id where they do not bear one of its ids yet.

        Raises:
            BoilerkitError: a finding bears an id of another rule, is not on the page, or has no share for confidence.
        """
        ids, length = self.ids, len(page.source)
        for found in self.look(page):
            if found.rule and found.rule not in ids:
                raise BoilerkitError(f"it yields findings of {found.rule!r}; name that id in @rule(...)")
            for start, end in (found.span, found.evidence):
                if not 0 <= start <= end <= length:
                    raise BoilerkitError(f"it finds {start} to {end} on a page of {length} code points")
            if not 0 <= found.confidence <= 1:
                raise BoilerkitError(f"it finds with confidence {found.confidence}; that is a share, from 0 to 1")
            yield found if found.rule else found.under(self.id)


def check_id(rule_id: str) -> str:
    """`rule_id`, when it is well-formed and its category is one of the twenty.

    Raises:
        BoilerkitError: it is not.
    """
    match = _ID.fullmatch(rule_id) if isinstance(rule_id, str) else None
    if not match:
        raise BoilerkitError(f"rule id {rule_id!r}: write it as <category>.<name>, in a-z, 0-9 and '-'")
    if match[1] not in CATEGORIES:
        raise BoilerkitError(
            f"rule id {rule_id!r}: there is no category {match[1]!r}; use one of {', '.join(CATEGORIES)}"
        )
    return rule_id


def rule(rule_id: str, *more_ids: str, by_phrases: bool = False, text_only: bool = False) -> Callable[[Look], Rule]:
    """Make a rule of a function: `@rule("tags.hashtag-trailer")`.

    A rule that tells several categories apart names an id for each, and its findings say which one they bear. One that
    does nothing but weigh the phrases packs list for it says `by_phrases`; one that guesses from the shape and order of
    lines what markup would tell says `text_only`.

    Raises:
        BoilerkitError: an id is malformed, or its category unknown.
    """
    for one in (rule_id, *more_ids):
        check_id(one)
    return lambda look: Rule(rule_id, look, look.__doc__ or "", more_ids, by_phrases, text_only)
