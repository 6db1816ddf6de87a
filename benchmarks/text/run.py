"""Runs the cleaners over the sets."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.text.cleaners import OURS, Cleaner, cleaners
from benchmarks.text.pages import SETS, Batch, Choice, TextPage
from benchmarks.text.scores import Score, score
from benchmarks.text.tables import Results, print_batch, print_groups, print_head, print_worse
from boilerkit.settle import Favor

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
            results = {cleaner: [_score(clean, page) for page in batch.pages] for cleaner, clean in chosen.items()}
            if number == 0:
                print_head(gold=batch.has_gold)
            print_batch(batch, results)
            runs.append((_without_texts(batch), results))
    print_groups(runs)
    print_worse(runs, OURS)
    return 0


def _score(clean: Cleaner, page: TextPage) -> Score:
    begun = time.process_time()
    try:
        cleaned = clean(page)
    except Exception as error:
        print(f"{page.id}: {type(error).__name__}: {str(error)[:100]}")
        cleaned = ""
    return score(page, cleaned, time.process_time() - begun)


def _without_texts(batch: Batch) -> Batch:
    """The batch as the tables need it, for all texts together are large."""
    return Batch(
        batch.name,
        batch.way,
        [TextPage(page.id, page.groups, "", None if page.gold is None else "") for page in batch.pages],
    )
