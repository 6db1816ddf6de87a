"""`boilerkit report`: a run, as a page to look at."""

from __future__ import annotations

from pathlib import Path

import click

from boilerkit.commands.options import PATH, SOME_FAILED
from boilerkit.report.tally import counted
from boilerkit.report.visible import visible

_TOLD = 5


@click.command(short_help="Make a page to look at of a run's records.")
@click.argument("record", type=PATH, metavar="RECORD.jsonl")
@click.argument("sources", nargs=-1, type=PATH, metavar="[SOURCES]...")
@click.option("-o", "--out", type=PATH, required=True, metavar="DIR", help="Folder that index.html goes to.")
def report(record: Path, sources: tuple[Path, ...], out: Path) -> int:
    """Make one self-contained page of HTML of the records of a run: figures, charts, and every page with its cuts.

    SOURCES are the files and folders that were cleaned, as they were named to `boilerkit clean`; records written with
    --with-source need none. In the report a person can mark what should stay or go, and download that as corrections
    for `boilerkit fixtures add --corrections`.

    \b
      boilerkit clean pages/ -o articles/ --record removed.jsonl
      boilerkit report removed.jsonl pages/ -o report/

    Exit code: 0 done, 1 the texts of some pages are missing or have changed, 2 wrong usage.
    """
    from boilerkit.report.html import build_report

    built = build_report(record, sources, out)
    for page_id, problem in built.problems[:_TOLD]:
        click.echo(visible(f"{page_id}: {problem}"), err=True)
    if len(built.problems) > _TOLD:
        click.echo(f"({len(built.problems) - _TOLD} more pages without their text)", err=True)
    pages = len(built.overview.pages)
    click.echo(visible(f"{built.path}: {counted(pages, 'page')}"))
    return SOME_FAILED if built.problems else 0
