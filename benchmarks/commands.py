"""Run `boilerkit` as a command, and look at what its processes take. Linux only."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_LOOK_EVERY = 0.1
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class Figures(NamedTuple):
    """What a command took: wall-clock and CPU seconds of all its processes; peaks of memory in MB."""

    seconds: float
    cpu: float
    own: float
    worker: float


def command(*arguments: str) -> Figures:
    """Run `boilerkit` and look at its processes as it goes."""
    return at_once([arguments])[0]


def at_once(commands: Sequence[Sequence[str]]) -> list[Figures]:
    """Run `boilerkit` some times at once, and look at the processes of each."""
    start = time.perf_counter()
    running = [
        subprocess.Popen([sys.executable, "-m", "boilerkit", *arguments], start_new_session=True)
        for arguments in commands
    ]
    seen: list[dict[int, tuple[float, float]]] = [{} for _ in running]
    seconds = [0.0 for _ in running]
    while not all(seconds):
        for number, process in enumerate(running):
            if process.poll() is None:
                seen[number].update(_processes(process.pid))
            elif not seconds[number]:
                seconds[number] = time.perf_counter() - start
        time.sleep(_LOOK_EVERY)
    for arguments, process in zip(commands, running, strict=True):
        if process.returncode:
            raise SystemExit(f"boilerkit {' '.join(arguments)}: exit code {process.returncode}")
    return [_figures(*each) for each in zip(running, seen, seconds, strict=True)]


def _figures(process: subprocess.Popen[bytes], seen: dict[int, tuple[float, float]], seconds: float) -> Figures:
    own = seen.pop(process.pid)
    worker = max((memory for _, memory in seen.values()), default=0.0)
    return Figures(seconds, own[0] + sum(cpu for cpu, _ in seen.values()), own[1], worker)


def members(session: int) -> Iterator[Path]:
    """Where the kernel tells of each process of a session."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int(_stat(folder)[3]) == session:
                yield folder
        except OSError:
            continue


def _stat(folder: Path) -> list[str]:
    return folder.joinpath("stat").read_text().rpartition(")")[2].split()


def _processes(session: int) -> dict[int, tuple[float, float]]:
    """CPU seconds so far and peak of memory in MB of the processes of a session."""
    found = {}
    for folder in members(session):
        try:
            stat, status = _stat(folder), folder.joinpath("status").read_text()
        except OSError:
            continue
        if "VmHWM" in status:
            memory = int(status.partition("VmHWM:")[2].split()[0]) / 1024
            found[int(folder.name)] = ((int(stat[11]) + int(stat[12])) / _TICKS, memory)
    return found
