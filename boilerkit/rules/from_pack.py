"""A rule that only a phrase pack names: made from the pack, no code needed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from boilerkit.errors import BoilerkitError
from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import Rule
from boilerkit.rules.packs import Entry, Pack


def rules_of_pack(pack: Pack, known: Collection[str]) -> tuple[Rule, ...]:
    """A rule for each id in the pack that is not among the known ones.

    Raises:
        BoilerkitError: no entry of such an id says `why`.
    """
    entries: dict[str, list[Entry]] = {}
    for entry in pack.entries:
        if entry.rule not in known:
            entries.setdefault(entry.rule, []).append(entry)
    return tuple(_rule(pack.name, rule_id, found) for rule_id, found in entries.items())


def _rule(pack: str, rule_id: str, entries: list[Entry]) -> Rule:
    why = next((entry.why for entry in entries if entry.why), "")
    if not why:
        raise BoilerkitError(
            f'phrase pack {pack}: there is no rule {rule_id!r}; name an existing one, or say why = "..." to make one'
        )

    def look(page: Page) -> Iterator[Finding]:
        for hit in page.hits(rule_id):
            yield hit.finding(f"“{hit.phrase}”: {why}", part=hit.part if hit.kind == "marker" else None)

    examples = [example for entry in entries for example in entry.removes] or [entries[0].phrases[0]]
    misses = [example for entry in entries for example in entry.keeps] or ["(the pack names none)"]
    doc = (
        f"Phrases of the pack {pack}.\n\nWhat it removes: {'; '.join(p for e in entries for p in e.phrases)}\n"
        f"Why it is boilerplate: {why}\nWhat it leaves alone: the same words inside a sentence.\n\n"
        f"Before: {examples[0]}\nAfter:\nNear miss: {misses[0]}"
    )
    return Rule(rule_id, look, doc)
