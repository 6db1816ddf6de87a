"""Peak memory of one extractor on the pages of WCXB: `python -m benchmarks.memory NAME`, a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import suppress
from itertools import islice
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import boilerkit
from benchmarks.extractors import EXTRACTORS
from training.pages import wcxb_pages

OURS = "boilerkit"


def megabytes_of(name: str, limit: int | None) -> float:
    """The most memory that a fresh process has resident while the extractor of a name goes through the pages."""
    command = [sys.executable, "-m", "benchmarks.memory", name, *([str(limit)] if limit else [])]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    return float(done.stdout)


def main(name: str, limit: int | None) -> None:
    """Go through the pages and print the megabytes."""
    for page in islice(wcxb_pages(), limit):
        with suppress(Exception):
            if name == OURS:
                _ = boilerkit.clean(page.markup, format="html").text
            else:
                EXTRACTORS[name](page.markup)
    print(_peak_megabytes())


def _peak_megabytes() -> float:
    """Of this program: on Linux, what getrusage tells of a child may be what its parent had."""
    status = Path("/proc/self/status")
    told = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(told[1]) / 1024 if told else getrusage(RUSAGE_SELF).ru_maxrss / (1 << 20)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None)
