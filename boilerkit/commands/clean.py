"""`boilerkit clean`: pages in, texts and records out."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import click

from boilerkit import __version__
from boilerkit.commands.options import PATH, SOME_FAILED, pipeline_options, read_config
from boilerkit.config import Config
from boilerkit.corpus import (
    Destination,
    Encoder,
    Fields,
    Inputs,
    Limits,
    Row,
    Source,
    find_destination,
    find_inputs,
    open_sinks,
    run,
)
from boilerkit.corpus.destination import OUTPUT_FORMS, OutputForm
from boilerkit.corpus.limits import PAGE_SIZE
from boilerkit.corpus.parts import PART_PAGES, Skipped, open_parts, run_in_parts
from boilerkit.corpus.run import ENGINES, Engine
from boilerkit.corpus.worker import prepare_workers
from boilerkit.report.terminal import RunReport

_SECONDS = 60.0


class _Order(NamedTuple):
    """What a run was told."""

    inputs: Inputs
    fields: Fields
    destination: Destination
    config: Config
    limits: Limits
    jobs: int
    engine: Engine
    with_source: bool
    metadata: bool

    @property
    def encoder(self) -> Encoder:
        return self.destination.encoder(with_source=self.with_source, metadata=self.metadata)

    def sources(self) -> Iterable[Source]:
        return self.inputs.sources(self.fields, self.limits.size)

    def rows(self, sources: Iterable[Source]) -> Generator[Row, None, None]:
        return run(
            sources,
            self.config,
            jobs=self.jobs,
            engine=self.engine,
            limits=self.limits,
            fork=True,
            finish=self.encoder,
        )


@click.command(short_help="Clean files, folders or standard input.")
@click.argument("paths", nargs=-1, type=PATH, metavar="[PATH]...")
@click.option("-o", "--out", metavar="OUT", help="File for one page or for jsonl, folder for many pages and for parts.")
@click.option(
    "--record",
    type=PATH,
    metavar="FILE",
    help="Also write what was removed and why, one JSON object a page; failed pages are in it with their error.",
)
@click.option(
    "--with-source", is_flag=True, help="Put the page's text into its record, so that a report needs no more."
)
@click.option(
    "--metadata",
    is_flag=True,
    help="Put author, date, site and language of HTML into the record, and the title where the text shows none.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(OUTPUT_FORMS),
    default="text",
    help="jsonl: one JSON object a page, its record and its text. parquet: tables of documents and removals.  "
    "[default: text]",
)
@pipeline_options
@click.option("--text-field", metavar="NAME", help="Column of a table that holds texts.  [default: text]")
@click.option("--html-field", metavar="NAME", help="Column of a table that holds HTML.  [default: html]")
@click.option("--id-field", metavar="NAME", default="id", help="Column that names pages.  [default: id]")
@click.option("--url-field", metavar="NAME", default="url", help="Column of their addresses.  [default: url]")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    metavar="N",
    help="Processes that work side by side. The output is the same for any number.  [default: 1]",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="processes",
    help="ray: the processors of the Ray cluster that RAY_ADDRESS names, or N of this machine.  [default: processes]",
)
@click.option("--resume", is_flag=True, help="Write parts into the folder OUT, and go on where a run before broke off.")
@click.option(
    "--part-pages",
    type=click.IntRange(min=1),
    default=PART_PAGES,
    metavar="N",
    help=f"Pages in a part.  [default: {PART_PAGES}]",
)
@click.option(
    "--page-size",
    type=click.IntRange(min=1),
    default=PAGE_SIZE,
    metavar="BYTES",
    help=f"A page that is larger fails.  [default: {PAGE_SIZE}]",
)
@click.option(
    "--page-seconds",
    type=float,
    metavar="S",
    help=f"A page that takes longer is stopped and fails.  [default: {_SECONDS:g}, and without --jobs no limit]",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; failures are still told.")
def clean(
    paths: tuple[Path, ...],
    out: str | None,
    record: Path | None,
    with_source: bool,
    metadata: bool,
    form: OutputForm,
    text_field: str | None,
    html_field: str | None,
    id_field: str,
    url_field: str,
    jobs: int,
    engine: Engine,
    resume: bool,
    part_pages: int,
    page_size: int,
    page_seconds: float | None,
    quiet: bool,
    **options: Any,
) -> int:
    """Clean pages: files, folders, patterns, or standard input.

    Read are *.txt, *.md, *.html, *.htm and *.xhtml, a page each, and tables of many pages: *.jsonl, *.csv, *.parquet
    and *.warc; all but Parquet also packed, as *.gz or *.zst.

    The cleaned text of one page goes to standard output or to OUT; the texts of many go to the folder OUT, under the
    names they have. Files are written whole or not at all, and an input is never overwritten.

    \b
      boilerkit clean page.txt
      curl -s https://example.org/page.txt | boilerkit clean > article.txt
      boilerkit clean pages/ -o articles/ --record removed.jsonl --jobs 4
      boilerkit clean pages/ --format jsonl --ignore byline,tags.list | gzip > pages.jsonl.gz
      boilerkit clean 'crawl/*.jsonl.gz' -o out/ --format parquet --jobs 4 --resume

    A page that fails does not stop the run. Exit code: 0 done, 1 some pages failed, 2 wrong usage.
    """
    for option, given in (("--with-source", with_source), ("--metadata", metadata)):
        if given and not record and form == "text":
            raise click.UsageError(f"{option} needs --record FILE, or --format jsonl or parquet.")
    if not paths and sys.stdin and sys.stdin.isatty():
        raise click.UsageError("No page is named. Name files or folders, or pipe a page in; - reads what is typed.")
    inputs = find_inputs(paths)
    if not inputs.tables:
        jobs = min(jobs, max(1, len(inputs.ids)))
    if engine == "processes" and (jobs > 1 or page_seconds is not None):
        prepare_workers()
    config = read_config(**options)
    destination = find_destination(inputs, None if out == "-" else out, form=form, record=record, resume=resume)
    if not inputs.files and not inputs.from_stdin:
        click.echo("There is no page in the folders named.", err=True)
    seconds = page_seconds if page_seconds is not None or jobs == 1 or engine != "processes" else _SECONDS
    order = _Order(
        inputs,
        _fields(text_field, html_field, id_field, url_field),
        destination,
        config,
        Limits(page_size, seconds),
        jobs,
        engine,
        with_source,
        metadata,
    )
    with RunReport(inputs.size, lambda: inputs.meter.read, quiet=quiet) as report:
        if destination.in_parts:
            _to_parts(order, report, resume=resume, pages=part_pages)
        else:
            _to_files(order, report)
    report.summary()
    return SOME_FAILED if report.tally.failed else 0


def _to_files(order: _Order, report: RunReport) -> None:
    with open_sinks(order.destination, order.encoder) as write, closing(order.rows(order.sources())) as rows:
        for row in rows:
            written = write(row)
            report.add(written.id, written.summary, written.error)


def _to_parts(order: _Order, report: RunReport, *, resume: bool, pages: int) -> None:
    destination, config = order.destination, order.config
    assert destination.out
    assert destination.form != "text"
    manifest = open_parts(destination.out, destination.form, resume=resume)
    work = partial(
        run_in_parts,
        folder=destination.out,
        manifest=manifest,
        form=destination.form,
        metadata=order.metadata,
        settings=f"{__version__} {config.pipeline().version} {config.favor} {order.fields} {order.with_source}",
        pages=pages,
        size=order.limits.size,
    )
    with closing(work(order.sources(), order.rows)) as rows:
        for row in rows:
            if isinstance(row, Skipped):
                report.skip(row.pages, row.failed)
            else:
                report.add(row.id, row.summary, row.error)


def _fields(text: str | None, html: str | None, id: str, url: str) -> Fields:
    """The columns; whoever names one for HTML alone wants no texts, and the other way round."""
    defaults = Fields()
    if text is None and html is None:
        text, html = defaults.text, defaults.html
    return Fields(text, html, id, url)
