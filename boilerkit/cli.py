"""The command line: arguments in, rooms called, exit code out."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from boilerkit import BoilerkitError, __version__
from boilerkit.commands.clean import clean
from boilerkit.commands.fixtures import fixtures
from boilerkit.commands.options import PATH, SOME_FAILED, pipeline_options, read_config
from boilerkit.commands.replay import apply, export_command
from boilerkit.commands.report import report
from boilerkit.corpus import find_inputs, run
from boilerkit.packcheck import check_pack
from boilerkit.parse.source import read_page
from boilerkit.report.explain import show, show_facts
from boilerkit.report.rulebook import find_rule, is_category, show_list, show_rule
from boilerkit.report.terminal import PlainPipeConsole
from boilerkit.report.visible import visible
from boilerkit.rules.packs import read_pack

OK, USAGE = 0, 2
INTERRUPTED, PIPE_CLOSED, TERMINATED = 130, 141, 143
"""128 and the signal's number, as a shell reports a command that a signal ended."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give back its exit code.

    0: done. 1: done, but some inputs failed. 2: wrong usage or configuration; nothing was done.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    with suppress(ValueError):  # outside the main thread, where signals are somebody else's
        signal.signal(signal.SIGTERM, _terminate)
    try:
        code = boilerkit.main(args=arguments, prog_name="boilerkit", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BoilerkitError as error:
        click.echo(visible(f"Error: {error}"), err=True)
        return USAGE
    except _Terminated:
        return TERMINATED
    except click.Abort:
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    return int(code or OK)


class QuietPipeGroup(click.Group):
    """A group of commands that ends without a word when nobody reads on, as after `| head`."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; click itself would exit with 1, which here says that a page failed.

        Raises:
            BoilerkitError: the system refuses something, such as to write to a full disk.
        """
        try:
            code = super().invoke(ctx)
            if sys.stdout:
                sys.stdout.flush()
        except BrokenPipeError:
            _discard_output()
            return PIPE_CLOSED
        except OSError as error:
            _discard_output()
            raise BoilerkitError(f"{error.filename or 'input or output'}: {error.strerror}") from error
        return code


@click.group(cls=QuietPipeGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def boilerkit() -> None:
    """Remove the boilerplate of scraped pages, and say what was removed and why.

    \b
      boilerkit clean page.txt                    the article, on standard output
      boilerkit clean pages/ -o articles/         every page below, the tree mirrored
      boilerkit explain page.txt                  the page, its cuts marked
      boilerkit rules tags.list                   what a rule removes, and what it leaves
      boilerkit apply removed.jsonl pages/ -o again/      the cuts of a record, or some of them
      boilerkit report removed.jsonl pages/ -o report/    a run, as a page to look at
      boilerkit fixtures check fixtures/          do pages still come out as they should?
    """


@boilerkit.command(short_help="Show a page with its cuts marked and explained.")
@click.argument("file", type=PATH)
@click.option("--facts", is_flag=True, help="List the cuts instead, with all that the record says of each.")
@click.option("--features", is_flag=True, help="Of a page of HTML, tell of every block what moved the judge, exactly.")
@pipeline_options
def explain(file: Path, facts: bool, features: bool, **options: Any) -> int:
    """Show a page with its cuts marked, each with the rule that made it and the reason.

    On a terminal what is cut is struck through. Elsewhere, and under NO_COLOR, a line that is cut begins with "- ",
    one that is cut in part with "~ " and has the part in [-...-]. FILE can be - for standard input.

    \b
      boilerkit explain page.txt
      boilerkit explain page.txt --favor precision | less
      boilerkit explain page.txt --facts
      boilerkit explain page.html --features
    """
    config = read_config(**options)
    inputs = find_inputs([file])
    if not inputs.lone:
        what = "is a folder" if file.is_dir() else "stands for many pages"
        raise BoilerkitError(f"{file} {what}; explain takes one page")
    if features:
        from boilerkit.report.weighed import show_weighed  # NumPy, which nothing else here needs

        source = next(iter(inputs.sources()))
        show_weighed(read_page(source.load(), format=source.format).page, PlainPipeConsole(highlight=False))
        return OK
    outcome = next(run(inputs.sources(), config))
    if outcome.result is None:
        click.echo(visible(f"{outcome.id}: {outcome.error}"), err=True)
        return SOME_FAILED
    (show_facts if facts else show)(outcome.result, PlainPipeConsole(highlight=False))
    for event in outcome.result.events:
        click.echo(visible(f"{event.kind}: {event.message}"), err=True)
    return OK


@boilerkit.command(short_help="List the rules, or show what one of them does.")
@click.argument("rule_id", metavar="[ID]", required=False)
@click.option("--config", "config_file", type=PATH, metavar="FILE", help="As for clean: it can bring more rules.")
@click.option(
    "--check", "pack_file", type=PATH, metavar="PACK", help="Check a phrase pack instead; 1 when it has faults."
)
def rules(rule_id: str | None, config_file: Path | None, pack_file: Path | None) -> int:
    """List the rules, or show one rule's page: what it removes, why, and what it leaves alone.

    \b
      boilerkit rules
      boilerkit rules tags
      boilerkit rules tags.hashtag-trailer
      boilerkit rules --check my-phrases.toml
    """
    pipeline = read_config(config_file).pipeline()
    console = PlainPipeConsole(highlight=False)
    if pack_file:
        pack = read_pack(pack_file, pack_file.name)
        faults = list(check_pack(pack, pipeline.with_packs(pack)))
        for fault in faults:
            click.echo(visible(fault))
        return SOME_FAILED if faults else OK
    if rule_id is None or is_category(pipeline, rule_id):
        show_list(pipeline, console, rule_id)
    else:
        show_rule(find_rule(pipeline, rule_id), console)
    return OK


boilerkit.add_command(clean)
boilerkit.add_command(apply)
boilerkit.add_command(export_command)
boilerkit.add_command(fixtures)
boilerkit.add_command(report)


def _discard_output() -> None:
    """Send what is still in the buffer nowhere, or Python would complain about it when it exits."""
    if sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _terminate(*_: object) -> None:
    raise _Terminated


class _Terminated(BaseException):
    """The system wants us to end."""
