"""`boilerkit apply` and `boilerkit export`: what can be done with records when the rules have had their say."""

from __future__ import annotations

from pathlib import Path

import click

from boilerkit.commands.options import PATH, SOME_FAILED, split_names
from boilerkit.corpus import Fields, Inputs, find_destination, find_inputs, open_sinks
from boilerkit.corpus.destination import OutputForm
from boilerkit.corpus.export import EXPORT_FORMS, ExportForm, export
from boilerkit.corpus.records import Texts, read_records
from boilerkit.corpus.replay import Choice, replay
from boilerkit.report.tally import counted
from boilerkit.report.terminal import RunReport
from boilerkit.report.visible import visible


@click.command("apply", short_help="Apply a record again, or a part of it.")
@click.argument("record", type=PATH, metavar="RECORD.jsonl")
@click.argument("sources", nargs=-1, type=PATH, metavar="[SOURCE]...")
@click.option("-o", "--out", metavar="OUT", help="File for one page or for jsonl, folder for many pages.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="As for clean.")
@click.option("--select", multiple=True, metavar="NAME", help="Make only the cuts of these rules or categories.")
@click.option("--ignore", multiple=True, metavar="NAME", help="Leave out the cuts of these rules or categories.")
@click.option("--text-field", metavar="NAME", default="text", help="Column of a table that holds texts.")
@click.option("--id-field", metavar="NAME", default="id", help="Column of a table that names pages.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; failures are still told.")
def apply(
    record: Path,
    sources: tuple[Path, ...],
    out: str | None,
    form: OutputForm,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    text_field: str,
    id_field: str,
    quiet: bool,
) -> int:
    """Make the cuts of a record again without running the rules: all of them, or those of some rules.

    SOURCES are the files and folders that were cleaned, as they were named to `boilerkit clean`; a record written with
    --with-source needs none. A page that has changed since fails, and the run goes on. RECORD can be a folder of parts.

    \b
      boilerkit clean pages/ -o articles/ --record removed.jsonl
      boilerkit apply removed.jsonl pages/ -o with-related/ --ignore related

    Exit code: 0 done, 1 some pages are missing, have changed or had failed, 2 wrong usage.
    """
    choice = Choice(split_names("--select", select), split_names("--ignore", ignore))
    records = read_records(record)
    inputs = find_inputs(sources) if sources else Inputs((), lone=False)
    destination = find_destination(inputs, None if out == "-" else out, form=form)
    texts = Texts(sources, Fields(text_field, None, id_field))
    encoder = destination.encoder()
    with (
        RunReport(0, lambda: 0, quiet=quiet) as report,
        open_sinks(destination, encoder) as write,
    ):
        for outcome in replay(records, texts, choice):
            row = write(encoder(outcome))
            report.add(row.id, row.summary, row.error)
    report.summary()
    return SOME_FAILED if report.tally.failed else 0


@click.command("export", short_help="Write records in a form that other tools read.")
@click.argument("record", type=PATH, metavar="RECORD.jsonl")
@click.option("--to", "form", type=click.Choice(EXPORT_FORMS), required=True, help="Which form, see below.")
@click.option("-o", "--out", type=PATH, required=True, metavar="FILE", help="File that it goes to.")
@click.option("--base", default="", metavar="IRI", help="w3c: what goes before the ids of pages, to make addresses.")
def export_command(record: Path, form: ExportForm, out: Path, base: str) -> int:
    """Write records in a form that other tools read. RECORD can be a folder of parts.

    \b
      dolma     attributes for Dolma: a line a page, spans by category with their confidence
      w3c       Web Annotations: a line a cut, with its span, category, rule and reason
      parquet   a table: a row a cut, with the id of its page

    \b
      boilerkit export removed.jsonl --to dolma -o attributes/removed.jsonl
      boilerkit export removed.jsonl --to w3c --base https://example.org/pages/ -o annotations.jsonl
    """
    pages = export(read_records(record), form, out, base)
    click.echo(visible(f"{out}: {counted(pages, 'page')}"), err=True)
    return 0
