"""The tables: a row a set, way and cleaner; means by group; and where doing nothing would have been better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from benchmarks.measures import bootstrap, mean
from benchmarks.text.cleaners import NOTHING
from benchmarks.text.pages import FAMILIES, Batch, TextPage
from benchmarks.text.scores import Score, snippet_f1

Results = Mapping[str, Sequence[Score]]
"""The scores of a batch's pages by cleaner."""

_FEWEST_PAGES = 20
_GOLD_HEAD = (
    f"{'set':9} {'flattened by':19} {'cleaned by':20} {'pages':>5} {'word F1':>8} {'gain':>8} {'95 % interval':>18} "
    f"{'4-grams':>8} {'harm':>7} {'left':>7} {'worse':>6} {'MB/s':>7} {'ms':>6}"
)
_SNIPPET_HEAD = (
    f"{'set':9} {'flattened by':19} {'cleaned by':20} {'pages':>5} {'F1':>8} {'gain':>8} {'95 % interval':>18} "
    f"{'P':>8} {'R':>7} {'lost':>7} {'left':>6} {'MB/s':>7} {'ms':>6}"
)


def print_batch(batch: Batch, results: Results) -> None:
    """A row a cleaner; gain and interval are over doing nothing, page by page."""
    before = [score.f1 for score in results[NOTHING]]
    for cleaner, scores in results.items():
        gains = [score.f1 - nothing for score, nothing in zip(scores, before, strict=True)]
        low, high = bootstrap(gains)
        counts = sum((score.counts for score in scores), Counter[str]())
        quality = mean([score.f1 for score in scores]) if batch.has_gold else snippet_f1(counts)
        seconds = sum(score.seconds for score in scores)
        speed = (
            ""
            if cleaner == NOTHING
            else f"{sum(score.size for score in scores) / 1e6 / seconds:7.1f} {1000 * seconds / len(scores):6.1f}"
        )
        print(
            f"{batch.name:9} {batch.way:19} {cleaner:20} {len(scores):5} {quality:8.4f} {mean(gains):+8.4f} "
            f"[{low:+.4f} {high:+.4f}] {_figures(batch, scores, counts, gains)} {speed}",
            flush=True,
        )


def print_head(*, gold: bool) -> None:
    """The heads of the rows; they are others for snippets."""
    print(f"\n{_GOLD_HEAD if gold else _SNIPPET_HEAD}")


def _figures(batch: Batch, scores: Sequence[Score], counts: Counter[str], gains: Sequence[float]) -> str:
    if batch.has_gold:
        grams, harm, left = (mean([getattr(score, name) for score in scores]) for name in ("grams", "harm", "left"))
        return f"{grams:8.4f} {harm:7.4f} {left:7.4f} {sum(gain < -0.005 for gain in gains):6}"
    precision = counts["kept"] / max(1, counts["kept"] + counts["left"])
    recall = counts["kept"] / max(1, counts["wanted"])
    return f"{precision:8.4f} {recall:7.4f} {_lost(counts):7.4f} {counts['left'] / max(1, counts['unwanted']):6.3f}"


def print_groups(runs: Iterable[tuple[Batch, Results]]) -> None:
    """By group of pages, means over the ways of a family: F1, harm and leftover."""
    runs = list(runs)
    for name in dict.fromkeys(batch.name for batch, _ in runs):
        for family, ways in FAMILIES.items():
            chosen = [run for run in runs if run[0].name == name and run[0].way in ways]
            if chosen:
                _print_family(name, family, chosen)


def _print_family(name: str, family: str, runs: Sequence[tuple[Batch, Results]]) -> None:
    # A way that leaves pages empty has fewer of them.
    most, results = max(runs, key=lambda run: len(run[0].pages))
    groups = list(_groups(most.pages))
    names = {group for group, _ in groups}
    others = sum(not set(page.groups) & names for page in most.pages)
    if others:
        groups.append(("others", others))
    print(f"\n{name}, {family}, mean over {len(runs)}: F1, harm, left")
    print(f"{'':14} {'pages':>5}  " + "  ".join(f"{cleaner:^17}" for cleaner in results))
    for group, pages in (("all", len(most.pages)), *groups):
        cells = (_shown([_cell(run, cleaner, group, names) for run in runs]) for cleaner in results)
        print(f"{group:14} {pages:5}  {'  '.join(cells)}")


def _groups(pages: Sequence[TextPage]) -> Iterator[tuple[str, int]]:
    """Groups of enough pages, the largest first; a script of which there is one language alone is that language."""
    members: dict[str, frozenset[int]] = {}
    for at, page in enumerate(pages):
        for group in page.groups:
            members[group] = members.get(group, frozenset()) | {at}
    seen: set[frozenset[int]] = set()
    for group, found in sorted(members.items(), key=lambda item: -len(item[1])):
        if len(found) >= _FEWEST_PAGES and found not in seen:
            seen.add(found)
            yield group, len(found)


def _cell(
    run: tuple[Batch, Results], cleaner: str, group: str, named: AbstractSet[str]
) -> tuple[float, float, float] | None:
    """F1, harm and leftover of a group's pages; of those in no named group for `others`; None when it has none."""
    batch, results = run
    scores = [
        score
        for page, score in zip(batch.pages, results[cleaner], strict=True)
        if group == "all" or group in page.groups or (group == "others" and not set(page.groups) & named)
    ]
    if not scores:
        return None
    if batch.has_gold:
        return mean([s.f1 for s in scores]), mean([s.harm for s in scores]), mean([s.left for s in scores])
    counts = sum((score.counts for score in scores), Counter[str]())
    return snippet_f1(counts), _lost(counts), counts["left"] / max(1, counts["unwanted"])


def _lost(counts: Counter[str]) -> float:
    """The share of wanted snippets that is gone, of those that the texts had."""
    return 1 - counts["kept"] / counts["had"] if counts["had"] else 0.0


def _shown(cells: Sequence[tuple[float, float, float] | None]) -> str:
    """The means over the ways that have pages of the group."""
    return " ".join(f"{mean(values):5.3f}" for values in zip(*filter(None, cells), strict=True))


def print_worse(runs: Iterable[tuple[Batch, Results]], named: Sequence[str]) -> None:
    """Where doing nothing would have been better: groups of 20 pages or more whose interval lies below nought.

    Args:
        runs: batches with their scores.
        named: cleaners whose groups are named; of the others they are only counted.
    """
    print("\nworse than doing nothing, 95 % interval below 0, groups of 20 pages or more")
    found: dict[str, list[str]] = {}
    for batch, results in runs:
        for cleaner in results:
            found.setdefault(cleaner, []).extend(_worse(batch, results, cleaner))
    for cleaner, rows in found.items():
        if cleaner in named:
            print(f"{cleaner}: {'none' if not rows else ''}", *rows, sep="\n    ")
        elif cleaner != NOTHING:
            print(f"{cleaner}: {len(rows) or 'none'}")


def _worse(batch: Batch, results: Results, cleaner: str) -> Iterator[str]:
    for group in ("all", *dict.fromkeys(group for page in batch.pages for group in page.groups)):
        gains = [
            score.f1 - nothing.f1
            for page, score, nothing in zip(batch.pages, results[cleaner], results[NOTHING], strict=True)
            if group == "all" or group in page.groups
        ]
        if len(gains) >= _FEWEST_PAGES and mean(gains) < 0:
            low, high = bootstrap(gains)
            if high < 0:
                yield (
                    f"{batch.name:9} {batch.way:19} {group:14} {len(gains):5} pages "
                    f"{mean(gains):+.4f} [{low:+.4f} {high:+.4f}]"
                )
