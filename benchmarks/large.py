"""One large file of HTML: the memory of all processes of a run together, and whether every page came through."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import boilerkit
from benchmarks.commands import members
from training.pages import wcxb_pages

_GIGABYTE = 1 << 30
_LOOK_EVERY = 1.0
_COMPARED = 20


def main(folder: Path, gigabytes: float) -> None:
    """Clean so many gigabytes of JSON Lines with two processes, and print what it took."""
    path, out = folder / "large.jsonl", folder / "clean.jsonl"
    pages = _write(path, int(gigabytes * _GIGABYTE))
    arguments = ["clean", str(path), "-o", str(out), "--format", "jsonl", "--jobs", "2", "-q"]
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, "-m", "boilerkit", *arguments], start_new_session=True) as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, sum(map(_proportional, members(process.pid))))
            time.sleep(_LOOK_EVERY)
    seconds = time.perf_counter() - start
    rows, same = _compare(path, out, set(random.Random(0).sample(range(pages), min(pages, _COMPARED))))
    size = path.stat().st_size / _GIGABYTE
    print(f"{size:.2f} GiB of JSON Lines, {pages:,} pages of HTML, 2 processes: {seconds:.0f} s")
    print(f"  {peak:.0f} MB in all processes together; exit code {process.returncode}")
    print(f"  {rows:,} of {pages:,} rows, in order and without an error; {same} of {_COMPARED} are what clean() gives")


def _write(path: Path, size: int) -> int:
    """The pages of WCXB again and again, each time under other names; how many there are."""
    known = [(page.id, page.url, page.markup.decode("utf-8", "replace")) for page in wcxb_pages()]
    count = 0
    with path.open("wb") as file:
        for page_id, url, html in cycle(known):
            if file.tell() >= size:
                return count
            row = {"id": f"{page_id}-{count // len(known)}", "url": url, "html": html}
            file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
            count += 1
    return count


def _proportional(process: Path) -> float:
    """Megabytes of a process; of what several share each has its part."""
    try:
        told = process.joinpath("smaps_rollup").read_text()
    except OSError:
        return 0.0
    return int(told.partition("\nPss:")[2].split()[0]) / 1024 if "\nPss:" in told else 0.0


def _compare(given: Path, out: Path, chosen: set[int]) -> tuple[int, int]:
    """How many rows are those of their pages, and how many of the chosen ones are what `clean` gives."""
    rows = same = 0
    for number, (page, row) in enumerate(_pairs(given, out)):
        rows += page["id"] == row["id"] and "error" not in row
        if number in chosen:
            result = boilerkit.clean(page["html"], format="html", url=page["url"])
            expected = result.to_dict(source=False) | {"id": page["id"], "text": result.text}
            same += row == json.loads(json.dumps(expected))
    return rows, same


def _pairs(given: Path, out: Path) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    with given.open(encoding="utf-8") as pages, out.open(encoding="utf-8") as rows:
        for page, row in zip(pages, rows, strict=True):
            yield json.loads(page), json.loads(row)
