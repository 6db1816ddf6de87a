"""Throughput of clean() on raw text: MB/s, growth with the size, and lines made to be slow."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

import boilerkit
from benchmarks.data import rows

MEGABYTE = 1_000_000
ADVERSARIES: dict[str, Callable[[int], str]] = {
    "spaces": lambda size: " " * size,
    "hashes": lambda size: "#" * size,
    "one word": lambda size: "a" * size,
    "empty lines": lambda size: "\n" * size,
    "colons": lambda size: "a:" * (size // 2),
    "short lines": lambda size: "a\n" * (size // 2),
    "hashtag lines": lambda size: "#a\n" * (size // 3),
    "headings": lambda size: "related\n" * (size // 8),
    "share rows": lambda size: "facebook twitter\n" * (size // 17),
    "ellipses": lambda size: "Word one two...\n" * (size // 16),
    "brackets": lambda size: "(Read more: (" * (size // 13),
    "markers": lambda size: "x.AdvertisementA" * (size // 16),
}


def raw_text(size: int) -> str:
    """Residual raw text of real pages, concatenated in random order, at most `size` bytes of UTF-8.

    Not repeated to make it longer: what stands on a page twice is cut.
    """
    pages = [page["raw"] for name in ("dev_col", "traf_dev") for page in rows(f"residual/{name}.jsonl.gz")]
    random.Random(0).shuffle(pages)
    return "\n\n".join(pages).encode()[:size].decode(errors="ignore")


def seconds(work: Callable[[], object], runs: int) -> float:
    """Median CPU seconds of `runs` calls."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def main(megabytes: int, runs: int) -> int:
    """Print the table; the whole text and its half are timed in turn, for the machine's speed drifts."""

    def work(text: str) -> object:
        return boilerkit.clean(text, format="text")

    def rate(texts: list[str]) -> tuple[float, float]:
        size = sum(len(text.encode()) for text in texts) / MEGABYTE
        return size, seconds(lambda: [work(text) for text in texts], runs)

    text = raw_text(megabytes * MEGABYTE)
    boilerkit.clean("warm up")
    pairs = [(seconds(lambda: work(text[: len(text) // 2]), 1), seconds(lambda: work(text), 1)) for _ in range(runs)]
    half, whole = (statistics.median(times) for times in zip(*pairs, strict=True))
    growth = statistics.median(second / first for first, second in pairs)
    all_size, each = rate([page["raw"] for page in rows("residual/dev_col.jsonl.gz")])
    print(f"one text         {megabytes:6.1f} MB {megabytes / whole:6.1f} MB/s")
    print(f"half of it       {megabytes / 2:6.1f} MB {megabytes / 2 / half:6.1f} MB/s")
    print(f"the whole takes {growth:.2f} x the time of the half")
    print(f"pages one by one {all_size:6.1f} MB {all_size / each:6.1f} MB/s")
    prose = rate([text[:MEGABYTE]])[1]
    for name, make in ADVERSARIES.items():
        print(f"1 MB of {name:16} {rate([make(MEGABYTE)])[1] / prose:6.2f} x the time of 1 MB of raw text")
    return 0
