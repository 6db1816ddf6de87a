"""Span and Finding: what a rule says about a page. The lowest floor; imports nothing of the house."""

from __future__ import annotations

from typing import NamedTuple

CATEGORIES: tuple[str, ...] = (
    "comments",
    "related",
    "share",
    "newsletter",
    "ad",
    "cookie",
    "nav",
    "byline",
    "author-bio",
    "tags",
    "paywall",
    "footer",
    "pagination",
    "counts",
    "source-credit",
    "media",
    "read-more",
    "title-echo",
    "system",
    "other",
)
"""The 20 kinds of boilerplate. `docs/categories.md` defines each."""

CERTAIN = 0.95
"""Confidence of a certain finding whose rule names none."""

HINT = 0.6
"""Confidence of a hint whose rule names none."""

STRONG = 0.8
"""Confidence from which a hint is cut by default, and leaves the page for the rules that come later."""


class Span(NamedTuple):
    """A half-open range of code points of the source."""

    start: int
    end: int


class Finding(NamedTuple):
    """One stretch of the page that a rule takes for boilerplate.

    Attributes:
        span: what should go, in code points of the source.
        reason: one human sentence that says why.
        evidence: what set the rule off: the span itself, or e.g. the heading that opened the section.
        certain: whether to cut it even when asked to keep whatever is in doubt.
        confidence: share of such findings that its author expects to be right, 0 to 1. An estimate, until
            measured.
        rule: id of the rule, `<category>.<name>`. Filled in for rules of one id.
    """

    span: Span
    reason: str
    evidence: Span
    certain: bool = True
    confidence: float = CERTAIN
    rule: str = ""

    def under(self, rule: str) -> Finding:
        """The finding under an id, from a rule that has several."""
        return Finding(self.span, self.reason, self.evidence, self.certain, self.confidence, rule)

    @property
    def category(self) -> str:
        """What kind of boilerplate its rule removes."""
        return self.rule.partition(".")[0]

    @property
    def strong(self) -> bool:
        """Whether it is certain, or confident enough to be cut by default."""
        return self.certain or self.confidence >= STRONG
