"""Turns: in which order rules and judge look at a page, and what each still finds on it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import NamedTuple, TypeVar

from boilerkit.errors import BoilerkitError
from boilerkit.finding import Finding, Span
from boilerkit.page import Page
from boilerkit.rest import Rest
from boilerkit.rows import cells_of, code_of
from boilerkit.rules.base import Rule, names_kind
from boilerkit.settle import joined

Answer = TypeVar("Answer")

_ROUNDS = 8
"""Rounds after which the rules stop, though one may still find more; a page seldom takes three."""

FEWEST_LINES = 8
"""Lines of text below which the rules decide without the judge."""


def in_turns(
    rules: Sequence[Rule], page: Page, spared: Callable[[Finding], bool] = lambda _: False
) -> Iterator[Finding]:
    """What rules find, each looking at what the page still holds; not what is spared.

    Certain findings and strong hints leave the page at once, whatever is favored; weaker hints stay on it. The
    rules take turns until none of them finds more, so that a text that was cleaned has nothing left to find; what
    was a weak hint may be a strong one when more is gone.
    """
    seen = set[tuple[str, Span, bool]]()
    looked_at: dict[str, Page] = {}
    for _ in range(_ROUNDS):
        before = page
        for rule in rules:
            if looked_at.get(rule.id) is page:
                continue
            looked_at[rule.id] = page
            found = [f for f in _findings(rule, page) if (f.rule, f.span, f.strong) not in seen and not spared(f)]
            if found:
                yield from found
                seen.update((finding.rule, finding.span, finding.strong) for finding in found)
                page = page.without(joined(finding.span for finding in found if finding.strong))
        if page is before:
            return


class Found(NamedTuple):
    """What goes from a page.

    Attributes:
        findings: on the page; those of a rule that decides before it says why have no reasons and no category.
        told: gives the findings with all reasons.
        page: what may stay of the page, with its phrases.
        headline: where it stands, as far as the judge can tell.
    """

    findings: Sequence[Finding]
    told: Callable[[], Sequence[Finding]]
    page: Page
    headline: Span | None = None


def after_verdict(judge: Rule, rules: Sequence[Rule], page: Page, phrased: Callable[[Page], Page]) -> Found:
    """What the judge removes of a page of HTML, and what the rules find on the rest.

    Phrases are sought on what may stay, and on the whole page once someone asks for reasons. Rules go by lines, and
    neither cells of a table of data nor code are lines: there rules cut what they are certain of alone, and what a pack
    lists says nothing in a cell.

    Args:
        judge: the rule that decides before it says why.
        rules: the others.
        page: as parsed, without its phrases.
        phrased: gives a page its phrases.
    """
    verdict = _verdict(judge, page, phrased)
    cuts = verdict.findings
    cells = cells_of(page)
    no_lines = cells | code_of(page)
    rest = phrased(page.without([cut.span for cut in cuts if cut.certain]))
    rest = replace(rest, found=rest.found.outside({page.blocks.starts[index] for index in cells}))
    left = rest.without(joined(cut.span for cut in cuts if cut.strong))

    def spared(finding: Finding) -> bool:
        return not finding.certain and page.blocks.holding(finding.span.start) in no_lines

    found = list(in_turns([rule for rule in rules if rule.has_a_say(left)], left, spared))
    return Found([*cuts, *found], lambda: [*verdict.told(), *found], rest, verdict.headline)


def judged(judge: Rule, rules: Sequence[Rule], page: Page, read: Callable[[str], Page]) -> Found:
    """What the rules are certain of, what the judge finds, and the rules' hints as far as it agrees.

    Rules and judge look again at what is left, read anew as it will be when it is cleaned again, until neither finds
    more. Of few lines there is nothing to weigh them by, so there the rules decide alone.

    Args:
        judge: the rule that weighs the others' hints; it decides before it says why.
        rules: the others.
        page: of text, with its phrases.
        read: makes such a page of a text.
    """
    rounds = list(_rounds(judge, rules, page, read))
    return Found(
        [finding for each in rounds for finding in each.findings],
        lambda: [finding for each in rounds for finding in each.told()],
        page,
        next((each.headline for each in rounds if each.headline), None),
    )


def _rounds(judge: Rule, rules: Sequence[Rule], page: Page, read: Callable[[str], Page]) -> Iterator[Found]:
    rest = Rest(page)
    for _ in range(_ROUNDS):
        found = list(in_turns(rules, rest.page))
        if len(rest.page) < FEWEST_LINES:
            yield _on_rest(rest, found)
            return
        certain, hints = _told_apart(found, rest.page)
        yield _on_rest(rest, certain)
        gone = [finding for finding in certain if finding.strong]
        if not any(_on_a_part(finding, rest.page) for finding in gone):
            left = _left(rest.page, certain, hints)
            verdict = _verdict(judge, left)
            told = cache(verdict.told)
            yield _on_rest(rest, _upheld(hints, verdict.findings, left.source), partial(_told_hints, hints, told, left))
            headline = rest.stretches.in_source(verdict.headline) if verdict.headline else None
            yield _on_rest(rest, verdict.findings, told)._replace(headline=headline)
            gone += [cut for cut in verdict.findings if cut.strong]
        if not gone:
            return
        rest = rest.without(gone, read)


def _on_rest(rest: Rest, findings: Sequence[Finding], told: Callable[[], Sequence[Finding]] | None = None) -> Found:
    """Findings on the rest of a text as findings on the text."""
    known = list(map(rest.found_in_source, findings))
    return Found(known, (lambda: list(map(rest.found_in_source, told()))) if told else (lambda: known), rest.page)


def hinted(page: Page, found: Sequence[Finding]) -> Page:
    """A page of text as the judge looks at it: without what rules are certain of, with what they suspect."""
    return _left(page, *_told_apart(found, page))


def _told_apart(found: Iterable[Finding], page: Page) -> tuple[list[Finding], list[Finding]]:
    """The findings that need no judge, and those that do."""
    certain, hints = list[Finding](), list[Finding]()
    for finding in found:
        (certain if _needs_no_judge(finding, page) else hints).append(finding)
    return certain, hints


def _left(page: Page, certain: Sequence[Finding], hints: Sequence[Finding]) -> Page:
    left = page.without(joined(finding.span for finding in certain if finding.strong))
    return replace(left, hints=tuple(hints))


def _needs_no_judge(finding: Finding, page: Page) -> bool:
    """Whether it is not for the judge to agree: the finding is certain, or on a part of a block alone."""
    return finding.certain or _on_a_part(finding, page)


def _on_a_part(finding: Finding, page: Page) -> bool:
    """Whether a finding leaves some of the first block that it touches."""
    first = bisect_right(page.blocks.ends, finding.span.start)
    return first < len(page) and (
        finding.span.start > page.blocks.starts[first] or finding.span.end < page.blocks.ends[first]
    )


def _told_hints(hints: Iterable[Finding], told: Callable[[], Sequence[Finding]], page: Page) -> list[Finding]:
    """The hints that the judge upholds, those of rules that go by the place as far as it names the same kind."""
    return _upheld(hints, told(), page.source)


def _upheld(hints: Iterable[Finding], cuts: Sequence[Finding], source: str) -> list[Finding]:
    """The hints as far as the judge removes what they are about: as certain as its verdict, and no more confident.

    Args:
        hints: of rules.
        cuts: of the judge, of a category or of none yet. A rule that goes by the place owns none of another category.
        source: of the page; cuts with no more than white space between uphold a hint in one piece.
    """
    cuts = sorted(cuts, key=lambda cut: cut.span)
    ends = [cut.span.end for cut in cuts]
    found = list[Finding]()
    for hint in hints:
        last: Finding | None = None
        for at in range(bisect_right(ends, hint.span.start), len(cuts)):
            cut = cuts[at]
            if cut.span.start >= hint.span.end:
                break
            span = Span(max(hint.span.start, cut.span.start), min(hint.span.end, cut.span.end))
            if cut.rule and cut.category != hint.category and not names_kind(hint, span):
                continue
            sure = cut.confidence if cut.certain else min(hint.confidence, cut.confidence)
            alike = last and (last.certain, last.confidence) == (cut.certain, sure)
            if last and alike and source[last.span.end : span.start].isspace():
                span = Span(found.pop().span.start, span.end)
            last = Finding(span, hint.reason, hint.evidence, cut.certain, sure, hint.rule)
            found.append(last)
    return found


def _findings(rule: Rule, page: Page) -> list[Finding]:
    return _asked(rule, lambda: list(rule(page)))


def _verdict(judge: Rule, page: Page, phrased: Callable[[Page], Page] = lambda page: page) -> Found:
    """What the judge removes of a page; its reasons when they are asked for, if it can."""
    verdict = _asked(judge, lambda: judge.decide(page) if judge.decide else None)
    if verdict is None:
        findings = _findings(judge, phrased(page))
        return Found(findings, lambda: findings, page)
    told = partial(_asked, judge, lambda: list(verdict.told(phrased(page))))
    return Found(verdict.cuts, told, page, verdict.headline)


def _asked(rule: Rule, question: Callable[[], Answer]) -> Answer:
    """What a rule answers.

    Raises:
        BoilerkitError: it fails.
    """
    try:
        return question()
    except Exception as error:
        why = error if isinstance(error, BoilerkitError) else repr(error)
        raise BoilerkitError(f"rule {rule.id} failed on this page: {why}; mend it or turn it off") from error
