"""Runs the cleaners over the sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from benchmarks.text.cleaners import OURS, Cleaner, cleaners
from benchmarks.text.clock import timed
from benchmarks.text.made import made
from benchmarks.text.markup import print_markup
from benchmarks.text.pages import Batch, Choice, TextPage, residual, snippets, wcxb
from benchmarks.text.scores import Score, Target
from benchmarks.text.tables import Results, print_batch, print_groups, print_head, print_worse
from boilerkit.settle import Favor

SETS: Mapping[str, Callable[[Choice], Iterator[Batch]]] = MappingProxyType(
    {"wcxb": wcxb, "residual": residual, "snippets": snippets, "fixtures": made}
)

_WARM_UP = TextPage("warm-up", (), "A first line to warm up with.\nHome\nA second one, after the menu.", "")


@dataclass(frozen=True)
class Options:
    """What is measured; see `python -m benchmarks text --help`."""

    sets: Sequence[str]
    choice: Choice
    judge: Path | None
    favor: Favor
    peers: bool
    oracle: bool


def main(options: Options) -> int:
    """Print the tables, the rows of a batch as soon as they are there."""
    chosen = cleaners(options.judge, options.favor, peers=options.peers, oracle=options.oracle)
    for clean in chosen.values():
        clean(_WARM_UP)
    runs: list[tuple[Batch, Results]] = []
    for name in options.sets:
        for number, batch in enumerate(SETS[name](options.choice)):
            results = measured(batch, chosen)
            if number == 0:
                print_head(gold=batch.has_gold)
            print_batch(batch, results)
            runs.append((_without_texts(batch), results))
    if options.peers and "wcxb" in options.sets:
        print_markup(options.choice)
    print_groups(runs)
    print_worse(runs, OURS)
    return 0


def measured(batch: Batch, chosen: Mapping[str, Cleaner]) -> Results:
    """The scores of a batch's pages by cleaner."""
    found: dict[str, list[Score]] = {cleaner: [] for cleaner in chosen}
    for page in batch.pages:
        target = Target.of(page)
        for cleaner, clean in chosen.items():
            found[cleaner].append(target.score(*timed(clean, page, page.id)))
    return found


def _without_texts(batch: Batch) -> Batch:
    """The batch as the tables need it, for all texts together are large."""
    return Batch(
        batch.name,
        batch.way,
        [TextPage(page.id, page.groups, "", None if page.gold is None else "") for page in batch.pages],
    )
