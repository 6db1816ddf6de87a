"""Pipeline: which rules look at a page, in which order, and which of them may cut. Immutable."""

from __future__ import annotations

import difflib
import hashlib
import inspect
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache, partial
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from boilerkit.blocks import Blocks
from boilerkit.content.peer_rule import trafilatura
from boilerkit.content.rule import IDS as JUDGE_IDS
from boilerkit.content.rule import judge_rule, shipped, shipped_for_lines
from boilerkit.dom import Dom
from boilerkit.errors import BoilerkitError
from boilerkit.finding import Finding, Span
from boilerkit.page import Page
from boilerkit.parse.headline import headline_of
from boilerkit.parse.text import parse_text
from boilerkit.record import Event, Result
from boilerkit.removal import Removal, Removals
from boilerkit.rules.base import Rule
from boilerkit.rules.from_pack import rules_of_pack
from boilerkit.rules.packs import Pack, builtin_packs
from boilerkit.rules.phrases import PhraseIndex
from boilerkit.rules.registry import builtin_rules, unique
from boilerkit.settle import Favor, Paths, cut_spans, no_paths, settle
from boilerkit.subject import heard
from boilerkit.turns import Found, after_verdict, hinted, in_turns, judged

if TYPE_CHECKING:
    from boilerkit.content.judge import Judge
    from boilerkit.content.line_judge import LineJudge

_JUDGES = frozenset((JUDGE_IDS[0],))


@dataclass(frozen=True)
class Pipeline:
    """An ordered list of rules with the phrase packs they read.

    A rule that is turned off still looks, so that the others see the page they would see otherwise; it only
    cuts nothing. So turning a rule off loses its cuts and nothing else.

    Attributes:
        rules: in the order they take their turn.
        packs: the phrase packs.
        off: ids of the rules that look but do not cut.
        name: what the record calls the pipeline.
        judge: which judges weigh HTML and text: the ones that are shipped, or the digests of others.
    """

    rules: tuple[Rule, ...]
    packs: tuple[Pack, ...] = ()
    off: frozenset[str] = frozenset()
    name: str = "custom"
    judge: str = "shipped shipped"

    def __post_init__(self) -> None:
        unique(self.rules)

    @staticmethod
    def default() -> Pipeline:
        """All built-in rules with all built-in packs."""
        return _default()

    @staticmethod
    def trafilatura() -> Pipeline:
        """Trafilatura alone decides what of an HTML page stays; the record is made by aligning what it gives."""
        return Pipeline((trafilatura,), name="trafilatura")

    @property
    def ids(self) -> tuple[str, ...]:
        """The rules' ids, in order."""
        return tuple(rule_id for rule in self.rules for rule_id in rule.ids)

    def without(self, *names: str) -> Pipeline:
        """The pipeline with some rules turned off, named by id or by category.

        Raises:
            BoilerkitError: a name is neither a rule's id nor a category with rules.
        """
        return replace(self, off=self.off | self._named(names))

    def only(self, *names: str) -> Pipeline:
        """The pipeline with all rules turned off but these, named by id or by category.

        Raises:
            BoilerkitError: a name is neither a rule's id nor a category with rules.
        """
        return replace(self, off=frozenset(self.ids) - self._named(names))

    def add(self, *rules: Rule, before: str | None = None, after: str | None = None) -> Pipeline:
        """The pipeline with more rules, at the end or beside a rule named by its id.

        Raises:
            BoilerkitError: one is no rule, an id stands in the pipeline already, or `before`/`after` does not.
        """
        for rule in rules:
            if not isinstance(rule, Rule):
                raise BoilerkitError(f"add() got {rule!r}; make a rule of a function with @rule('category.name')")
        beside = before or after
        if beside is not None and beside not in self.ids:
            raise BoilerkitError(f"no rule {beside!r} in the pipeline{_meant(beside, self.ids)}")
        at = len(self.rules)
        if beside is not None:
            at = next(i for i, rule in enumerate(self.rules) if beside in rule.ids) + (before is None)
        return replace(self, rules=(*self.rules[:at], *rules, *self.rules[at:]))

    def with_packs(self, *packs: Pack) -> Pipeline:
        """The pipeline with more phrase packs; a rule that only a pack names is made from the pack.

        Raises:
            BoilerkitError: a pack names a rule that is not in the pipeline and does not say `why` it removes.
        """
        rules = self.rules
        for pack in packs:
            rules += rules_of_pack(pack, [rule_id for rule in rules for rule_id in rule.ids])
        return replace(self, rules=rules, packs=(*self.packs, *packs))

    @property
    def version(self) -> str:
        """Name and hash: two runs with the same version cut the same."""
        return f"{self.name}@{self._digest}"

    def with_judges(self, judge: Judge | None = None, line_judge: LineJudge | None = None) -> Pipeline:
        """The pipeline with another judge of HTML pages or of text, as `python -m training` makes them."""
        asked = judge_rule(
            (lambda: judge) if judge else shipped, (lambda: line_judge) if line_judge else shipped_for_lines
        )
        rules = tuple(asked if rule.id == JUDGE_IDS[0] else rule for rule in self.rules)
        digests = [each.digest if each else "shipped" for each in (judge, line_judge)]
        return replace(self, rules=rules, judge=" ".join(digests))

    def without_judges(self) -> Pipeline:
        """The pipeline with rules that people have written alone: nothing learned decides."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule.id not in _JUDGES))

    def run(self, page: Page, favor: Favor, events: Sequence[Event] = ()) -> Result:
        """Let the rules look at the page, settle who owns what, and build the result.

        Raises:
            BoilerkitError: a rule failed; the error names it.
        """
        found = self._found(page)
        findings = found.findings if self.off.isdisjoint(JUDGE_IDS) else found.told()
        spans = cut_spans(page.source, self._on(findings), favor)
        kept = found.page.without(spans)
        if subject := found.page.found.subject:
            message = f"the page is about what is boilerplate on others: phrases about that say nothing ({subject})"
            events = (*events, Event("subject", message))
        if page.blocks and not kept.blocks:
            events = (*events, Event("nothing left", "every block of the page was taken for boilerplate"))
        elif not page.blocks:
            events = (*events, Event("empty page", "the page holds nothing but white space"))

        def tell() -> tuple[Removal, ...]:
            return settle(page.source, self._on(found.told()), favor, _paths_of(page))

        removals = Removals(spans, tell)
        return Result(page.source, removals, _headline(page, kept, found.headline), tuple(events), self.version)

    def prepare(self) -> None:
        """Read phrases and weights now; else the first page waits for that."""
        self.run(parse_text("\n".join("A line to begin with.".split() * 2)), "balanced")

    def weighed(self, page: Page) -> Page:
        """A page of text as the judge first looks at it: without what the rules are certain of, with their hints."""
        page = self.phrased(page)
        rules = [rule for rule in self.rules if rule.has_a_say(page) and rule.id not in _JUDGES]
        return hinted(page, list(in_turns(rules, page)))

    def phrased(self, page: Page) -> Page:
        """A page with the phrases that the packs list, but those about its own subject."""
        return replace(page, found=heard(self._index.find(page), page))

    def _found(self, page: Page) -> Found:
        """What the rules and the judge find on a page: it goes first on HTML, and weighs what they find on text."""
        judge = next((rule for rule in self.rules if rule.id in _JUDGES), None)
        others = [rule for rule in self.rules if rule is not judge]
        if judge is not None and judge is self.rules[0] and page.dom is not None:
            return after_verdict(judge, others, page, self.phrased)
        page = self.phrased(page)
        if judge is not None and page.dom is None:
            return judged(judge, [rule for rule in others if rule.has_a_say(page)], page, self._read)
        findings = list(in_turns([rule for rule in self.rules if rule.has_a_say(page)], page))
        return Found(findings, lambda: findings, page)

    def _on(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings of rules that are not turned off."""
        return [finding for finding in findings if finding.rule not in self.off]

    def _read(self, text: str) -> Page:
        """A page of text with its phrases."""
        return self.phrased(parse_text(text))

    @cached_property
    def _index(self) -> PhraseIndex:
        return _index_of(self.packs)

    @cached_property
    def _digest(self) -> str:
        parts = [_code_digest(), self.judge, *self.ids, "off", *sorted(self.off), *(pack.digest for pack in self.packs)]
        parts += [_source_of(rule) for rule in self.rules if not rule.look.__module__.startswith("boilerkit.")]
        return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def _named(self, names: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        for name in names:
            named = {rule_id for rule_id in self.ids if name in (rule_id, rule_id.partition(".")[0])}
            if not named:
                choices = [*self.ids, *{rule_id.partition(".")[0] for rule_id in self.ids}]
                raise BoilerkitError(f"no rule or category {name!r} in the pipeline{_meant(name, choices)}")
            found |= named
        return frozenset(found)


@lru_cache(maxsize=16)
def _index_of(packs: tuple[Pack, ...]) -> PhraseIndex:
    """The index of some packs, once for all pipelines that differ only in their rules."""
    return PhraseIndex(packs)


@cache
def _default() -> Pipeline:
    return Pipeline((judge_rule(), *builtin_rules()), builtin_packs(), name="default")


def _headline(page: Page, kept: Page, told: Span | None) -> Span | None:
    """Where the headline stands on what is kept: where the judge says, else the head of the page, else its look."""
    index = kept.blocks.holding(told.start) if told else -1
    if index >= 0:
        return kept.blocks[index].span
    named = headline_of(page, [block.span for block in kept.blocks]) if page.dom is not None else None
    return named or (kept.headline.span if kept.headline else None)


def _paths_of(page: Page) -> Paths:
    """What gives the paths of the elements that cuts are in, on a page of HTML."""
    return partial(_paths, page.blocks, page.dom) if page.dom is not None else no_paths


def _paths(blocks: Blocks, dom: Dom, cuts: Sequence[Span]) -> Sequence[str]:
    ranges = []
    for start, end in cuts:
        first = max(0, min(bisect_right(blocks.ends, start), len(blocks) - 1))
        ranges.append((first, max(first + 1, bisect_left(blocks.starts, end))))
    return dom.xpaths(ranges)


def _meant(name: str, choices: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(choices), n=1)
    return f"; did you mean {close[0]!r}?" if close else "; `boilerkit rules` lists them"


@cache
def _code_digest() -> str:
    """Hash of our own code and weights that decide what is cut: whoever changes them changes the record's `rules`."""
    digest = hashlib.sha256()
    for path, data in sorted(_deciding_files(resources.files("boilerkit"))):
        digest.update(f"{path}\0".encode() + data)
    return digest.hexdigest()


def _deciding_files(folder: Traversable, prefix: str = "") -> Iterable[tuple[str, bytes]]:
    for item in folder.iterdir():
        if item.is_dir() and item.name in ("", "rules", "parse", "content", "weights"):
            yield from _deciding_files(item, f"{prefix}{item.name}/")
        elif prefix.endswith("weights/"):
            yield prefix + item.name, item.read_bytes()
        elif item.name.endswith((".py", ".toml")):
            yield prefix + item.name, item.read_bytes().replace(b"\r\n", b"\n")


def _source_of(rule: Rule) -> str:
    try:
        return inspect.getsource(rule.look)
    except (OSError, TypeError):
        return f"{rule.look.__module__}.{rule.look.__qualname__}"
