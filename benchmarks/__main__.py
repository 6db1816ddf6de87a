"""`python -m benchmarks NAME`: our figures, each from data that anyone can fetch."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import corpus, html, html_reasons, html_snippets, metadata, residual, seeds, speed, stable


def main() -> int:
    """Run one benchmark and print its table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("seeds", help="the two seed documents against their labels")
    commands.add_parser("stable", help="pages on which cleaning twice removes more than cleaning once")
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
    rest.add_argument("--wrong", metavar="RULE", help="print the cuts of a rule or category that hit wanted text")
    markup = commands.add_parser("html", help="HTML pages with gold text, or with wanted and unwanted snippets")
    markup.add_argument("--set", choices=("wcxb", "snippets", "reasons"), default="wcxb", dest="pages")
    markup.add_argument("--judge", type=Path, help="folder of a judge's weights; for wcxb of one judge a fold")
    markup.add_argument("--favor", choices=("recall", "balanced", "precision"), default="balanced")
    markup.add_argument("--peers", action="store_true", help="run the others on the same pages too (boilerkit[bench])")
    markup.add_argument("--limit", type=int, help="only the first pages")
    many = commands.add_parser(
        "corpus", help="many pages: cores, memory, overhead, the same rows from all engines, cost"
    )
    many.add_argument("--runs", type=int, default=3)
    many.add_argument("--gigabytes", type=float, default=0, help="also clean one file of that size, and see its memory")
    many.add_argument("--only", choices=("same", "overhead", "cores", "memory", "large"))
    options = parser.parse_args()
    if options.command == "html":
        if options.pages == "reasons":
            html_reasons.main(options.judge, options.favor, options.limit)
            return 0
        run = html.main if options.pages == "wcxb" else html_snippets.main
        run(options.judge, options.favor, options.peers, options.limit)
        return 0
    if options.command == "speed":
        return speed.main(options.megabytes, options.runs)
    if options.command == "metadata":
        return metadata.main(options.limit)
    if options.command == "corpus":
        return corpus.main(options.runs, options.gigabytes, options.only)
    if options.command == "residual":
        return residual.main(options.favor, options.wrong, options.peers)
    return {"seeds": seeds.main, "stable": stable.main}[options.command]()


if __name__ == "__main__":
    raise SystemExit(main())
