"""Findings → removals: who owns a stretch, what is cut at all, and which white space goes with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeVar, get_args

from boilerkit.finding import STRONG, Finding, Span
from boilerkit.removal import Removal

Favor = Literal["precision", "balanced", "recall"]
FAVORS: tuple[Favor, ...] = get_args(Favor)

CUT_FROM: dict[Favor, float] = {"recall": 2.0, "balanced": STRONG, "precision": 0.5}
"""Confidence from which a hint is cut; certain findings always are. The names speak of the kept text."""

_VISIBLE = re.compile(r"\S")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")


class Cut(NamedTuple):
    """A stretch of text and the indexes of the findings that claim it, its owner first."""

    start: int
    end: int
    claims: tuple[int, ...]


Stretch = TypeVar("Stretch", Cut, Span)

Paths = Callable[[Sequence[Span]], Sequence[str | None]]
"""Gives the paths of the elements that hold some cuts, on a page of HTML."""


def no_paths(cuts: Sequence[Span]) -> Sequence[None]:
    """The paths of cuts on a page of text, which has no elements."""
    return [None] * len(cuts)


def settle(
    source: str,
    findings: Sequence[Finding],
    favor: Favor,
    paths: Paths = no_paths,
) -> tuple[Removal, ...]:
    """The removals that come of all findings.

    The first certain finding owns a stretch, then the first hint that is confident enough; every other rule that
    claims part of it is noted in `also`. A removed line takes its line break along, and as many of the blank
    lines below it as stand above it.

    Args:
        source: the text that offsets refer to.
        findings: on it.
        favor: what is in doubt, and cut or kept.
        paths: of the elements that hold the cuts.
    """
    claims, spans = list[list[Finding]](), list[Span]()
    for run in _runs(source, _owned(source, findings, favor)):
        start, end = _with_space(source, run[0].start, run[-1].end)
        edges = [start, *(cut.start for cut in run[1:]), end]
        for cut, cut_start, cut_end in zip(run, edges, edges[1:], strict=False):
            claims.append([findings[i] for i in cut.claims])
            spans.append(Span(cut_start, cut_end))
    return tuple(map(_removal, claims, spans, paths(spans)))


def cut_spans(source: str, findings: Sequence[Finding], favor: Favor) -> list[Span]:
    """What `settle` cuts, neighbouring removals as one span: in less time, for it asks for no owner."""
    cuts = joined(
        finding.span for finding in findings if is_cut(finding, favor) and finding.span.start < finding.span.end
    )
    return [_with_space(source, run[0].start, run[-1].end) for run in _runs(source, cuts)]


def joined(spans: Iterable[Span]) -> list[Span]:
    """Sorted spans, those that touch or overlap as one."""
    together: list[Span] = []
    for span in sorted(spans):
        if together and span.start <= together[-1].end:
            together[-1] = Span(together[-1].start, max(together[-1].end, span.end))
        else:
            together.append(span)
    return together


def is_cut(finding: Finding, favor: Favor) -> bool:
    """Whether a finding is cut, as far as it owns its span."""
    return finding.certain or finding.confidence >= CUT_FROM[favor]


def _owned(source: str, findings: Sequence[Finding], favor: Favor) -> list[Cut]:
    """Disjoint stretches that are to be cut, in order, neighbours with one owner joined.

    What one finding covers between two others is white space as a rule, and goes with the stretch above it.
    """
    cuts: list[Cut] = []
    for start, end, claims in _stretches(findings):
        if len(claims) > 1:
            claims.sort(key=lambda i: (not findings[i].certain, i))
        owner = next((i for i in claims if is_cut(findings[i], favor)), None)
        if owner is None:
            continue
        if cuts and cuts[-1].end == start and not _VISIBLE.search(source, start, end):
            cuts.append(Cut(cuts[-1].start, end, cuts.pop().claims))
            continue
        if cuts and cuts[-1].end == start and cuts[-1].claims[0] == owner:
            start, known = cuts[-1].start, cuts.pop().claims
        else:
            known = (owner,)
        cuts.append(Cut(start, end, known if len(claims) == 1 else tuple(dict.fromkeys((*known, *claims)))))
    return cuts


def _stretches(findings: Sequence[Finding]) -> Iterator[tuple[int, int, list[int]]]:
    """Disjoint stretches in order, each with the indexes of the findings that cover it."""
    order = sorted((i for i, f in enumerate(findings) if f.span.start < f.span.end), key=lambda i: findings[i].span)
    first = 0
    while first < len(order):
        end, last = findings[order[first]].span.end, first + 1
        while last < len(order) and findings[order[last]].span.start < end:
            end = max(end, findings[order[last]].span.end)
            last += 1
        if last == first + 1:
            yield *findings[order[first]].span, [order[first]]
        else:
            yield from _sweep(findings, order[first:last])
        first = last


def _sweep(findings: Sequence[Finding], overlapping: Sequence[int]) -> Iterator[tuple[int, int, list[int]]]:
    """The stretches between the edges of overlapping findings."""
    edges: dict[int, list[int]] = {}
    for index in overlapping:
        for edge in findings[index].span:
            edges.setdefault(edge, []).append(index)
    active: dict[int, None] = {}
    last = 0
    for edge in sorted(edges):
        if active:
            yield last, edge, list(active)
        for index in edges[edge]:
            if index in active:
                del active[index]
            else:
                active[index] = None
        last = edge


def _runs(source: str, cuts: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Cuts with nothing visible between them, together."""
    run: list[Stretch] = []
    for cut in cuts:
        if run and _VISIBLE.search(source, run[-1].end, cut.start):
            yield run
            run = []
        run.append(cut)
    if run:
        yield run


def _with_space(source: str, start: int, end: int) -> Span:
    """The run and the white space that goes with it, so that no blank line doubles and none is lost."""
    before = start
    while before and source[before - 1].isspace():
        before -= 1
    visible = _VISIBLE.search(source, end)
    after = visible.start() if visible else len(source)
    above = [match.end() for match in _BREAK.finditer(source, before, start)]
    below = [match.end() for match in _BREAK.finditer(source, end, after)]
    opens_line, closes_line = not before or above, not visible or below
    if opens_line and closes_line:
        line_start = above[-1] if above else 0
        if not visible:
            return Span(line_start, len(source))
        if not before:
            return Span(0, below[-1])
        return Span(line_start, below[min(len(above), len(below)) - 1])
    if opens_line:
        return Span(start, after)
    if closes_line:
        return Span(before, end)
    return Span(start, after if before < start else end)


def _removal(claims: Sequence[Finding], span: Span, path: str | None) -> Removal:
    owner, *others = claims
    also = dict.fromkeys(claim.rule for claim in others if claim.rule != owner.rule) if others else ()
    return Removal(
        start=span.start,
        end=span.end,
        rule=owner.rule,
        category=owner.category,
        reason=owner.reason,
        evidence=owner.evidence,
        certain=owner.certain,
        confidence=owner.confidence,
        also=tuple(also),
        xpath=path,
    )
