"""The terminal during a run: progress, failures as they happen, the summary at the end. All of it on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from boilerkit.corpus import Summary
from boilerkit.report.tally import Tally, counted
from boilerkit.report.visible import visible


class PlainPipeConsole(Console):
    """A console that leaves it to the caller what happens when nobody reads on."""

    def on_broken_pipe(self) -> None:
        """Let the error through; rich would exit with 1, as if something had failed."""
        raise BrokenPipeError


def can_style(console: Console) -> bool:
    """Whether struck-through and dim text will come out as such, and nobody asked for none."""
    return console.is_terminal and not console.is_dumb_terminal and not os.environ.get("NO_COLOR")


class RunReport:
    """Counts pages and shows them: a bar on a terminal, a line for each failure, the summary when asked.

    Args:
        size: bytes of the inputs, as they stand on the disk.
        read: tells how many of them have been read.
        quiet: no bar and no summary; failures are still told.
    """

    def __init__(self, size: int, read: Callable[[], int], *, quiet: bool) -> None:
        self.tally = Tally()
        self._console = PlainPipeConsole(stderr=True, highlight=False)
        self._quiet = quiet
        self._read = read
        self._bar = Progress(
            TextColumn("cleaning"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[figures]}"),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
            disable=quiet or not size or not sys.stderr.isatty(),
        )
        self._task = self._bar.add_task("", total=size, figures="")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bar.stop()

    def add(self, page_id: str, page: Summary | None, error: str) -> None:
        """Count one more page; tell of it when it failed."""
        self.tally.add(page)
        self._advance()
        if page is None:
            self._say(f"{page_id}: {error}")

    def skip(self, pages: int, failed: int) -> None:
        """Count pages that an earlier run has cleaned."""
        self.tally.skip(pages, failed)
        self._advance()

    def _advance(self) -> None:
        if self._bar.disable:
            return
        self._bar.start()  # not before there is something to show: its thread comes after the processes that work
        tally, elapsed = self.tally, self._bar.tasks[0].elapsed or 0.0
        speed = tally.size / elapsed / 1e6 if elapsed else 0.0
        figures = f"{tally.pages:,} pages  {speed:.1f} MB/s  {tally.share(tally.removed.total()):.0%} removed"
        self._bar.update(self._task, completed=self._read(), figures=figures)

    def summary(self) -> None:
        """Show what was cut, by category."""
        if self._quiet:
            return
        tally = self.tally
        removed = tally.removed.total()
        failed = f", {tally.failed:,} failed" if tally.failed else ""
        failed += f", {tally.skipped:,} done before" if tally.skipped else ""
        self._say(
            f"{counted(tally.pages, 'page')}{failed}, {counted(tally.characters, 'character')}, "
            f"{removed:,} removed ({tally.share(removed):.1%})"
        )
        if tally.cuts:
            self._console.print(_table(tally))
        for kind, count in tally.events.most_common():
            self._say(f"{kind}: {count:,}")

    def _say(self, line: str) -> None:
        self._console.print(visible(line), markup=False, emoji=False, soft_wrap=True)


def _table(tally: Tally) -> Table:
    table = Table("category", box=None, pad_edge=False)
    for heading in ("cuts", "characters", "share"):
        table.add_column(heading, justify="right")
    for category, characters in sorted(tally.removed.items(), key=lambda item: (-item[1], item[0])):
        table.add_row(category, f"{tally.cuts[category]:,}", f"{characters:,}", f"{tally.share(characters):.1%}")
    return table
