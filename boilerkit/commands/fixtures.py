"""`boilerkit fixtures`: pages kept with what is to come of them, checked, made, brought up to date, compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from boilerkit.commands.options import PATH, SOME_FAILED, pipeline_options, read_config
from boilerkit.config import Config
from boilerkit.corpus.run import Outcome
from boilerkit.corpus.sinks import replacing
from boilerkit.errors import BoilerkitError
from boilerkit.fixtures.build import accepted, from_text, pairs_from, pairs_of_corrections
from boilerkit.fixtures.check import Verdict, check, check_pair
from boilerkit.fixtures.pairs import Pair, check_free, find_pairs, write_pair
from boilerkit.fixtures.runs import compare_runs
from boilerkit.fixtures.show import lines_of
from boilerkit.fixtures.suggest import suggest as find_suggestions
from boilerkit.fixtures.tables import print_change, print_suggestions, print_summary
from boilerkit.fixtures.wanted import Wanted
from boilerkit.jsonline import to_json_line
from boilerkit.report.tally import counted
from boilerkit.report.terminal import PlainPipeConsole
from boilerkit.report.visible import visible

_DEFAULT = Path("fixtures")
_DIR = click.argument("folder", type=PATH, metavar="[DIR]", default=_DEFAULT)


@click.group(short_help="Check pages against what should come of them.")
def fixtures() -> None:
    """Keep pages with what should come of them, and see at once what a change of the rules does to them.

    A pair is NAME.input.txt (or .html), NAME.expected.txt, and NAME.record.json when it also says which spans go as
    which category. DIR is "fixtures" when none is named.

    \b
      boilerkit fixtures add page.txt                 make a pair of a page, as it comes out now
      boilerkit fixtures check                        does every page come out as its pair says?
      boilerkit fixtures update                       accept what comes out now, after a look at it
      boilerkit fixtures diff old.jsonl new.jsonl     what changed between two runs
      boilerkit fixtures suggest                      which rules to look at
    """


@fixtures.command(name="check", short_help="Compare every pair; exit code 1 on a difference.")
@_DIR
@click.option("--record", type=PATH, metavar="FILE", help="Also write the records of this run, for `fixtures diff`.")
@click.option("-q", "--quiet", is_flag=True, help="No summary; differences are still shown.")
@pipeline_options
def check_command(folder: Path, record: Path | None, quiet: bool, **options: Any) -> int:
    """Clean the page of every pair in DIR and compare: wrongly removed, wrongly kept, wrong category.

    A pair whose record names a `known_failure` has to come out wrong; once it comes out right the check fails until
    that key is taken out. The summary has the mean word F1 over all pairs, and characters by category.

    \b
      boilerkit fixtures check
      boilerkit fixtures check fixtures/magazine --favor precision

    Exit code: 0 all as expected, 1 some differ, 2 wrong usage.
    """
    verdicts = list(_verdicts(folder, read_config(**options)))
    for verdict in verdicts:
        if not verdict.good:
            click.echo("\n".join(lines_of(verdict)) + "\n")
    if record:
        _write_records(record, verdicts)
    if not quiet:
        print_summary(verdicts, PlainPipeConsole(highlight=False))
    return 0 if all(verdict.good for verdict in verdicts) else SOME_FAILED


@fixtures.command(short_help="Make pairs of pages, records or corrections.")
@click.argument("pages", nargs=-1, type=PATH, metavar="[PAGE]...")
@click.option("--to", "folder", type=PATH, default=_DEFAULT, metavar="DIR", help="Folder of the pairs.")
@click.option("--name", metavar="NAME", help="Name of the pair, with / for folders; by default the page's.")
@click.option(
    "--corrections", type=PATH, metavar="FILE", help="What a person marked in a report: pairs that want just that."
)
@click.option(
    "--sources", multiple=True, type=PATH, metavar="PATH", help="Where the pages of records are that lack their text."
)
@click.option("--known-failure", default="", metavar="WHY", help="Mark the pairs: the library cannot do it yet.")
@click.option("--replace", "anew", is_flag=True, help="Take the place of pairs of the same name.")
@click.option("--text-only", is_flag=True, help="No record: only the text counts, and white space in it does not.")
@pipeline_options
def add(
    pages: tuple[Path, ...],
    folder: Path,
    name: str | None,
    corrections: Path | None,
    sources: tuple[Path, ...],
    known_failure: str,
    anew: bool,
    text_only: bool,
    **options: Any,
) -> int:
    """Make pairs: of pages as they come out now, of records (*.jsonl) as they say, or of corrections.

    A pair of a page is a first draft. Edit its expected text until it says what should come of the page, then let
    `fixtures update --from-text` write its record.

    \b
      boilerkit fixtures add page.txt --name gazette/ferry
      boilerkit fixtures add removed.jsonl --sources pages/
      boilerkit fixtures add --corrections corrections.json

    Nothing is written when a pair of that name exists, unless --replace is given, or when any page fails.
    """
    config = read_config(**options)
    if not pages and not corrections:
        raise click.UsageError("name a page, a file of records, or --corrections FILE.")
    made = [pair for page in pages for pair in pairs_from(page, folder, config, sources=sources, name=name)]
    if corrections:
        made += pairs_of_corrections(corrections, folder, name)
    _check_apart(made, anew)
    for pair in made:
        wanted = Wanted() if text_only else pair.wanted
        wanted = replace(wanted, known_failure=known_failure)
        write_pair(replace(pair, wanted=wanted), record=wanted != Wanted())
        click.echo(visible(f"{pair.files.input}: {_fate(pair, config)}"))
    return 0


@fixtures.command(short_help="Accept what comes out now, after showing it.")
@_DIR
@click.option("--only", multiple=True, metavar="NAME", help="This pair alone, known failure or not. Repeat it.")
@click.option(
    "--from-text", is_flag=True, help="Take the expected text as right instead, and write the record anew from it."
)
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@pipeline_options
def update(folder: Path, only: tuple[str, ...], from_text: bool, yes: bool, **options: Any) -> int:
    """Show what differs, ask, and write what comes out now into the pairs.

    Known failures are left as they are, unless they come out right now or --only names them.

    \b
      boilerkit fixtures update
      boilerkit fixtures update --only gazette/ferry --yes
      boilerkit fixtures update --from-text
    """
    config = read_config(**options)
    verdicts = [verdict for verdict in _verdicts(folder, config) if not only or verdict.name in only]
    missing = set(only) - {verdict.name for verdict in verdicts}
    if missing:
        raise BoilerkitError(f"there is no pair {min(missing)!r} in {folder}")
    renew = _renewed_from_text if from_text else _renewed
    pairs = [pair for verdict in verdicts for pair in renew(verdict, bool(only))]
    if not pairs:
        click.echo("Nothing to update.")
        return 0 if all(verdict.result for verdict in verdicts) else SOME_FAILED
    if not yes and not click.confirm(f"Write {len(pairs)} {'pair' if len(pairs) == 1 else 'pairs'}?"):
        click.echo("Nothing written.")
        return SOME_FAILED
    for pair in pairs:
        write_pair(pair, record=pair.wanted.cuts is not None or pair.wanted.says_title)
        click.echo(visible(f"{pair.name}: written"))
    return 0


@fixtures.command(short_help="Compare the records of two runs.")
@click.argument("old", type=PATH, metavar="OLD.jsonl")
@click.argument("new", type=PATH, metavar="NEW.jsonl")
@click.option("--pages", type=click.IntRange(min=0), default=10, metavar="N", help="Pages to list.  [default: 10]")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when the runs differ.")
def diff(old: Path, new: Path, pages: int, exit_code: bool) -> int:
    """Compare the records of two runs over the same pages: which rules gained or lost what, and where.

    \b
      boilerkit clean pages/ -o old/ --record old.jsonl
      boilerkit clean pages/ -o new/ --record new.jsonl --ignore related
      boilerkit fixtures diff old.jsonl new.jsonl
    """
    change = compare_runs(old, new)
    print_change(change, PlainPipeConsole(highlight=False), pages)
    return SOME_FAILED if exit_code and change.differs else 0


@fixtures.command(short_help="Say which rules to look at.")
@_DIR
@click.option(
    "--corrections", type=PATH, metavar="FILE", help="Look at what a person marked in a report, instead of at DIR."
)
@pipeline_options
def suggest(folder: Path, corrections: Path | None, **options: Any) -> int:
    """Say which rules to look at, so that pages come out as their pairs or corrections say.

    Rules that cut too much; rules that see a line but may not cut it; and for lines that no rule sees, phrases for a
    pack of your own, each of them tried.

    \b
      boilerkit fixtures suggest
      boilerkit fixtures suggest --corrections corrections.json
    """
    config = read_config(**options)
    pipeline = config.pipeline()
    if corrections:
        verdicts = [check_pair(pair, config, pipeline) for pair in pairs_of_corrections(corrections, folder)]
    else:
        verdicts = list(_verdicts(folder, config))
    broken = [verdict for verdict in verdicts if verdict.outcome == "broken"]
    for verdict in broken:
        click.echo("\n".join(lines_of(verdict)), err=True)
    print_suggestions(find_suggestions(verdicts, config), PlainPipeConsole(highlight=False))
    return SOME_FAILED if broken else 0


def _verdicts(folder: Path, config: Config) -> Iterator[Verdict]:
    pipeline = config.pipeline()
    return (check(files, config, pipeline) for files in find_pairs(folder))


def _check_apart(pairs: Sequence[Pair], anew: bool) -> None:
    seen: set[str] = set()
    for pair in pairs:
        check_free(pair.files, replace=anew)
        if pair.name in seen:
            raise BoilerkitError(f"two pages would make one pair {pair.name!r}; add them one by one, with --name")
        seen.add(pair.name)


def _fate(pair: Pair, config: Config) -> str:
    """What became of a new pair: how much it removes, and whether the library does so."""
    removed = sum(cut.end - cut.start for cut in pair.wanted.cuts or ())
    differences = check_pair(pair, config).differences
    agrees = f"the library differs in {len(differences)}" if differences else "as the library has it"
    return f"{counted(removed, 'character')} {'is' if removed == 1 else 'are'} to go, {agrees}"


def _renewed(verdict: Verdict, named: bool) -> Iterator[Pair]:
    """The pair as it comes out now, when it should be written; what differs is shown."""
    if verdict.outcome in ("differs", "broken", "mended") or named:
        click.echo("\n".join(lines_of(verdict)) + "\n")
    if verdict.pair is None or verdict.result is None or verdict.outcome == "as expected":
        return
    if verdict.outcome != "known failure" or named:
        yield accepted(verdict.pair, verdict.result)


def _renewed_from_text(verdict: Verdict, named: bool) -> Iterator[Pair]:
    if verdict.pair is None or verdict.result is None:
        click.echo("\n".join(lines_of(verdict)) + "\n")
        return
    if verdict.outcome == "known failure" and not named:
        return
    pair = from_text(verdict.pair, verdict.result)
    if pair.wanted != verdict.pair.wanted:
        click.echo(visible(f"{pair.name}: its record will have {counted(len(pair.wanted.cuts or ()), 'cut')}"))
        yield pair


def _write_records(path: Path, verdicts: Sequence[Verdict]) -> None:
    with replacing(path) as file:
        for verdict in verdicts:
            if verdict.result:
                data = Outcome(verdict.result.id or verdict.name, verdict.result).to_dict()
            else:
                data = Outcome(verdict.name, error=verdict.reason).to_dict()
            file.write(to_json_line(data).encode("utf-8", "surrogatepass") + b"\n")
