"""`python -m benchmarks NAME`: our figures, each from data that anyone can fetch."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks import (
    corpus,
    headlines,
    html,
    html_reasons,
    html_snippets,
    kinds,
    markdown,
    metadata,
    renders,
    residual,
    seeds,
    speed,
    stable,
)
from benchmarks.extractors import EXTRACTORS
from benchmarks.text import run
from benchmarks.text.pages import Choice


def main() -> int:
    """Run one benchmark and print its table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("seeds", help="the two seed documents against their labels")
    commands.add_parser("stable", help="pages on which cleaning twice removes more than cleaning once")
    called = commands.add_parser("kinds", help="removed blocks of labelled pages: is each called what it is?")
    called.add_argument("--judge", type=Path, metavar="FOLDS", help="folder with a model of kinds a fold")
    told = commands.add_parser("metadata", help="title, author and date of HTML pages, ours and trafilatura's")
    told.add_argument("--limit", type=int, help="about how many pages, evenly from all")
    fast = commands.add_parser("speed", help="MB/s of clean() on raw text, and lines made to be slow")
    fast.add_argument("--megabytes", type=int, default=10)
    fast.add_argument("--runs", type=int, default=3)
    rest = commands.add_parser("residual", help="residual text with labels: what is gained, harmed and left")
    rest.add_argument("--favor", choices=("recall", "balanced", "precision"), default="balanced")
    rest.add_argument(
        "--peers", action="store_true", help="run the others on the same pages too (pip install boilerpy3)"
    )
    rest.add_argument(
        "--judge", type=Path, help="folder of judges of text, one a fold; by default the one that is shipped"
    )
    rest.add_argument("--wrong", metavar="RULE", help="print the cuts of a rule or category that hit wanted text")
    markup = commands.add_parser("html", help="HTML pages with gold text, or with wanted and unwanted snippets")
    markup.add_argument("--set", choices=("wcxb", "snippets", "reasons"), default="wcxb", dest="pages")
    markup.add_argument("--judge", type=Path, metavar="FOLDS", help="folder with a judge of HTML a fold")
    markup.add_argument("--favor", choices=("recall", "balanced", "precision"), default="balanced")
    markup.add_argument(
        "--peers",
        nargs="*",
        choices=list(EXTRACTORS),
        metavar="NAME",
        help="run the others on the same pages too (boilerkit[bench]), or those of these names",
    )
    markup.add_argument("--limit", type=int, help="only the first pages")
    lines = commands.add_parser("text", help="flattened pages in all ways: doing nothing, the others, rules, judge")
    lines.add_argument(
        "--set", default=",".join(run.SETS), dest="sets", help="some of the sets, with commas between them"
    )
    lines.add_argument("--renderers", default=",".join(renders.WAYS), help="some of the ways to flatten a page")
    lines.add_argument("--judge", type=Path, metavar="FOLDS", help="folder with a judge of text a fold")
    lines.add_argument("--favor", choices=("recall", "balanced", "precision"), default="balanced")
    lines.add_argument("--peers", action="store_true", help="run the others on the same pages too (boilerkit[bench])")
    lines.add_argument("--oracle", action="store_true", help="also the best choice of lines, by the gold text")
    lines.add_argument("--limit", type=int, help="about how many pages of a set, evenly from all")
    lines.add_argument("--cache", type=Path, metavar="DIR", help="keep flattened pages here, or take them from here")
    heads = commands.add_parser("headlines", help="headlines of pages flattened: how many stay")
    heads.add_argument("--judge", type=Path, metavar="FOLDS", help="folder with the judges of a fold, of both kinds")
    heads.add_argument("--limit", type=int, help="about how many pages of a set, evenly from all")
    heads.add_argument("--cache", type=Path, metavar="DIR", help="keep flattened pages here, or take them from here")
    marked = commands.add_parser("markdown", help="Markdown with its links, beside the same without them")
    marked.add_argument("--judge", type=Path, metavar="FOLDS", help="folder with a judge of text a fold")
    marked.add_argument("--limit", type=int, help="about how many pages, evenly from all")
    marked.add_argument("--cache", type=Path, metavar="DIR", help="keep flattened pages here, or take them from here")
    flat = commands.add_parser("renders", help="flatten all pages of HTML in all ways, for `text` and for training")
    flat.add_argument("folder", type=Path, help="where the texts go; what is there already is not made again")
    flat.add_argument("--ways", default=",".join(renders.WAYS), help="some of the ways, with commas between them")
    many = commands.add_parser(
        "corpus", help="many pages: cores, memory, overhead, the same rows from all engines, cost"
    )
    many.add_argument("--runs", type=int, default=3)
    many.add_argument(
        "--gigabytes", type=float, default=0, help="also clean a file of HTML of that size, and see its memory"
    )
    many.add_argument("--only", choices=("same", "overhead", "cores", "memory", "large"))
    options = parser.parse_args()
    if options.command == "html":
        if not options.judge:
            print("the judge that is shipped has learned from these pages; --judge FOLDS takes those that have not")
        if options.pages == "reasons":
            html_reasons.main(options.judge, options.favor, options.limit)
            return 0
        measure = html.main if options.pages == "wcxb" else html_snippets.main
        peers = [] if options.peers is None else options.peers or list(EXTRACTORS)
        measure(options.judge, options.favor, peers, options.limit)
        return 0
    if options.command == "text":
        choice = Choice(_named(parser, options.renderers, renders.WAYS), options.limit, options.cache)
        sets = _named(parser, options.sets, list(run.SETS))
        return run.main(run.Options(sets, choice, options.judge, options.favor, options.peers, options.oracle))
    if options.command == "headlines":
        headlines.main(options.judge, options.limit, options.cache)
        return 0
    if options.command == "markdown":
        return markdown.main(options.judge, options.limit, options.cache)
    if options.command == "renders":
        return renders.main(options.folder, _named(parser, options.ways, renders.WAYS))
    if options.command == "kinds":
        return kinds.main(options.judge)
    if options.command == "speed":
        return speed.main(options.megabytes, options.runs)
    if options.command == "metadata":
        return metadata.main(options.limit)
    if options.command == "corpus":
        return corpus.main(options.runs, options.gigabytes, options.only)
    if options.command == "residual":
        return residual.main(options.favor, options.wrong, options.peers, options.judge)
    return {"seeds": seeds.main, "stable": stable.main}[options.command]()


def _named(parser: argparse.ArgumentParser, given: str, known: Sequence[str]) -> list[str]:
    """Names with commas between them; one that is not known ends the program."""
    names = given.split(",")
    for name in names:
        if name not in known:
            parser.error(f"nothing is called {name!r}; there are {', '.join(known)}")
    return names


if __name__ == "__main__":
    raise SystemExit(main())
