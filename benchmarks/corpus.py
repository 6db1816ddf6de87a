"""The corpus layer: cores, memory, overhead, and whether all engines agree; what three billion pages would cost."""

from __future__ import annotations

import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import boilerkit
from benchmarks import large
from benchmarks.commands import Figures, at_once, command
from benchmarks.data import rows
from boilerkit.corpus import Encoder, Outcome, Source, find_inputs, run
from boilerkit.parse.source import Format
from training.pages import wcxb_pages

PAGES = 2000
MEMORY_PAGES = (1000, 20_000)
SAME_PAGES = 300
HTML_PAGES = 100
MANY = 3_000_000_000
CORE_HOUR = 0.04
"""Dollars: about what a core of a rented machine costs for an hour."""


def texts() -> list[str]:
    """Residual raw text of real pages, in an order that mixes sites."""
    pages = [page["raw"] for name in ("dev", "dev_col", "traf_dev") for page in rows(f"residual/{name}.jsonl.gz")]
    random.Random(0).shuffle(pages)
    return pages


def write_pages(path: Path, count: int, distinct: int | None = None) -> float:
    """A table of so many pages, repeated when there are not enough; megabytes of text in it."""
    size = 0
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(islice(cycle(texts()[:distinct]), count)):
            file.write(json.dumps({"id": f"{number:08}", "text": text}, ensure_ascii=False) + "\n")
            size += len(text.encode())
    return size / 1e6


def to_parts(source: Path, out: str, jobs: int, form: str = "jsonl") -> Figures:
    """Clean a table into parts."""
    return command(*_into_parts(source, out, jobs, form))


def _into_parts(source: Path, out: str, jobs: int, form: str = "jsonl") -> tuple[str, ...]:
    out = str(source.with_name(out))
    return "clean", str(source), "-o", f"{out}/", "--format", form, "--jobs", str(jobs), "-q"


def cores(folder: Path, runs: int) -> float:
    """Print what a second core is worth, beside what the machine gives; pages in a second of CPU on one."""
    path = folder / "pages.jsonl"
    size = write_pages(path, PAGES)
    found = []
    for n in range(runs):
        one, two = to_parts(path, f"one{n}", 1), to_parts(path, f"two{n}", 2)
        found.append((one, two, at_once([_into_parts(path, f"{name}{n}", 1) for name in "ab"])))
    print(f"{PAGES} pages, {size:.1f} MB of text, as the whole command, start of Python included, medians of {runs}:")
    for what, seconds in (
        ("1 process", [one.seconds for one, _, _ in found]),
        ("2", [two.seconds for _, two, _ in found]),
    ):
        took = statistics.median(seconds)
        print(f"  {what:12}{took:6.1f} s  {PAGES / took:6.0f} pages/s  {size / took:5.2f} MB/s")
    gains = [one.seconds / two.seconds for one, two, _ in found]
    more = [two.cpu / one.cpu for one, two, _ in found]
    print(f"  2 are {statistics.median(gains):.2f} x as fast as 1, for {statistics.median(more):.2f} x the CPU time")
    gains = [2 * one.seconds / max(each.seconds for each in both) for one, _, both in found]
    more = [sum(each.cpu for each in both) / 2 / one.cpu for one, _, both in found]
    print(
        f"  the most this machine gives: two commands of 1 process at once do {statistics.median(gains):.2f} x as much "
        f"as one alone, each for {statistics.median(more):.2f} x the CPU time"
    )
    print(f"  {os.getloadavg()[0]:.1f} processes wanted a core in the last minute; ours are 2")
    return PAGES / statistics.median(one.cpu for one, _, _ in found)


def memory(folder: Path) -> None:
    """Print the peak of memory for few and for many pages; the many are the few again and again."""
    peaks: list[float] = []
    for count in MEMORY_PAGES:
        path = folder / f"{count}.jsonl"
        write_pages(path, count, MEMORY_PAGES[0])
        for jobs, form in ((1, "jsonl"), (2, "parquet")):
            figures = to_parts(path, f"{count}-{jobs}", jobs, form)
            peaks.append(figures.own)
            what = f"{count:6} pages, {jobs} process{'es' if jobs > 1 else ''}, {form}"
            print(f"{what:38} {figures.own:6.0f} MB, the largest worker {figures.worker:4.0f} MB")
    for jobs, (few, many) in ((1, peaks[::2]), (2, peaks[1::2])):
        print(f"  {jobs} at work: {many / few - 1:+.1%} from {MEMORY_PAGES[0]} to {MEMORY_PAGES[1]} pages")


def overhead(folder: Path, runs: int) -> None:
    """Print what reading, encoding and writing add to cleaning, in CPU time of one process."""
    markup = [page.markup.decode("utf-8", "replace") for page in islice(wcxb_pages(), HTML_PAGES)]
    kinds: list[tuple[Format, list[str]]] = [("text", texts()[:SAME_PAGES]), ("html", markup)]
    for format, pages in kinds:
        path = folder / f"{format}.jsonl"
        path.write_text("".join(json.dumps({format: page}, ensure_ascii=False) + "\n" for page in pages), "utf-8")
        boilerkit.clean(pages[0], format=format)
        ratios = []
        for _ in range(runs):
            with (folder / "out.jsonl").open("wb") as file:
                rows = run(find_inputs([path]).sources(), finish=Encoder(jsonl=True))
                layer = (file.write(row.page) for row in rows)
                alone = (boilerkit.clean(page, format=format) for page in pages)
                ratios.append(_ratio(alone, layer, len(pages)))
        middle, least, most = (f"{ratio - 1:.1%}" for ratio in (statistics.median(ratios), min(ratios), max(ratios)))
        print(f"{format}: the layer adds {middle} to clean(), from {least} to {most} in {runs} runs")


def _ratio(alone: Iterator[object], layer: Iterator[object], pages: int) -> float:
    """CPU time of a page with the layer to that without; in turns, for the speed of machines drifts."""
    seconds = {True: 0.0, False: 0.0}
    for number in range(pages):
        # The second to clean a page finds it in the caches of the processor.
        for is_layer in (number % 2 == 0, number % 2 == 1):
            start = time.process_time()
            next(layer if is_layer else alone)
            seconds[is_layer] += time.process_time() - start
    return seconds[True] / seconds[False]


def same(folder: Path) -> None:
    """Print whether all engines give the same rows for real pages."""
    pages = [Source(str(number), text, "text") for number, text in enumerate(texts()[:SAME_PAGES])]
    expected = list(map(_row, run(pages)))
    for name, engine in ENGINES.items():
        try:
            found = sorted(engine(pages), key=lambda row: int(row[0]))
        except ImportError as error:
            print(f"  {name:12} not installed ({error})")
            continue
        print(
            f"  {name:12} {sum(ours == theirs for ours, theirs in zip(expected, found, strict=True))} of {len(found)}"
        )


def cost(pages_a_second: float) -> None:
    """Print what very many such pages would take."""
    hours = MANY / pages_a_second / 3600
    print(f"{pages_a_second:.0f} pages in a second of CPU; {MANY:,} pages:")
    print(
        f"  {hours:,.0f} core-hours, {hours / 1000 / 24:.1f} days on 1,000 cores, {hours * CORE_HOUR:,.0f} dollars at"
    )
    print(f"  {CORE_HOUR} a core-hour; without reading and writing over a network")


def main(runs: int, gigabytes: float, only: str | None) -> int:
    """Print the tables."""
    wanted: dict[str, Callable[[Path], object]] = {
        "same": same,
        "overhead": partial(overhead, runs=runs),
        "cores": lambda folder: cost(cores(folder, runs)),
        "memory": memory,
        "large": partial(large.main, gigabytes=gigabytes),
    }
    for name, measure in wanted.items():
        if only in (None, name) and (name != "large" or gigabytes):
            with tempfile.TemporaryDirectory() as folder:
                measure(Path(folder))
    return 0


def _row(outcome: Outcome) -> tuple[Any, ...]:
    result = outcome.result
    assert result, outcome.error
    return outcome.id, result.text, result.title, [cut.to_dict() for cut in result.removals]


def _rows(found: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(row["id"], row["clean_text"], row["title"], row["removals"]) for row in found]


def _table(pages: list[Source]) -> Any:
    import pyarrow as pa

    return pa.table({"id": [page.id for page in pages], "text": [page.content for page in pages]})


def _arrow(pages: list[Source]) -> list[tuple[Any, ...]]:
    from boilerkit.corpus.arrow import clean_table

    return _rows(clean_table(_table(pages)).to_pylist())


def _ray_data(pages: list[Source]) -> list[tuple[Any, ...]]:
    import ray

    from boilerkit.corpus.ray import clean_dataset

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
    ray.data.DataContext.get_current().enable_progress_bars = False
    try:
        return _rows(clean_dataset(ray.data.from_arrow(_table(pages)), batch_size=32).take_all())
    finally:
        ray.shutdown()


def _ray(pages: list[Source]) -> list[tuple[Any, ...]]:
    import ray  # noqa: F401 - says that it is missing

    return list(map(_row, run(pages, engine="ray", jobs=2)))


def _datatrove(pages: list[Source]) -> list[tuple[Any, ...]]:
    from datatrove.data import Document

    from boilerkit.corpus.datatrove import BoilerkitFilter

    documents = [Document(str(page.content), page.id) for page in pages]

    def found() -> Iterator[tuple[Any, ...]]:
        kept = {document.id: document.text for document in BoilerkitFilter().run(iter(documents))}
        for document in documents:
            record = document.metadata["boilerkit"]
            # A page of which nothing is left is dropped, so its text is not there to compare.
            text = kept.get(document.id) or boilerkit.clean(document.text, format="text").text
            yield document.id, text, record["title"], record["removals"]

    return list(found())


ENGINES: dict[str, Callable[[list[Source]], list[tuple[Any, ...]]]] = {
    "2 processes": lambda pages: list(map(_row, run(pages, jobs=2))),
    "Arrow": _arrow,
    "Ray Data": _ray_data,
    "--engine ray": _ray,
    "datatrove": _datatrove,
}
