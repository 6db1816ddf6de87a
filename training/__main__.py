"""`python -m training MODEL`: rebuild the weights that boilerkit ships, from pages in BOILERKIT_DATA."""

from __future__ import annotations

import argparse
import sys
import time
from importlib import resources
from pathlib import Path

from benchmarks.headlines import headlines_of
from boilerkit.content.judge import write_judge
from boilerkit.content.line_judge import write_line_judge
from training import headlines, html, kinds, text
from training.examples import read_examples
from training.judges import with_html_judge
from training.pages import of_domains, wcxb_pages
from training.renderings import renderings
from training.taught import ALL, taught_examples, taught_pages


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "model",
        choices=["html", "text", "headlines", "kinds"],
        help="which judge to train; headlines: that part of text alone; kinds: what names the category of a cut",
    )
    parser.add_argument("--folds", type=Path, default=Path("build/folds"), help="where the judges of the folds go")
    parser.add_argument("--out", type=Path, help="where the judge of all pages goes; by default into the package")
    parser.add_argument("--renders", type=Path, default=Path("build/renders"), help="where flattened pages are kept")
    parser.add_argument("--share", type=float, default=1.0, help="of the domains to learn from, for a learning curve")
    parser.add_argument(
        "--alone", action="store_true", help="html: only from the pages with gold text, the judges into FOLDS/wcxb"
    )
    options = parser.parse_args()
    begun = time.monotonic()

    def tell(message: str) -> None:
        print(f"{time.monotonic() - begun:6.0f} s  {message}", file=sys.stderr)

    weights = options.out or Path(str(resources.files("boilerkit.content"))) / "weights"
    if options.model == "html":
        _html(options, weights, tell)
    elif options.model == "kinds":
        kinds.train(options.folds, weights, tell)
    else:
        _text(options, weights, tell)
    tell("done")


def _html(options: argparse.Namespace, weights: Path, tell: html.Tell) -> None:
    """Train on the pages with gold text, and with what that makes of the others on all."""
    examples = read_examples(of_domains(wcxb_pages(), options.share))
    tell(f"{len(examples):,} pages, {sum(len(page.words) for page in examples):,} blocks")
    teachers = _teachers(options.folds)
    write_judge(html.train(examples, teachers, tell), teachers / "all")
    if not options.alone:
        taught = taught_examples(teachers)
        tell(f"{len(taught[ALL]):,} pages taught")
        write_judge(html.train(examples, options.folds, tell, taught), weights)


def _teachers(folds: Path) -> Path:
    """Where the judges of HTML go that have learned from the pages with gold text alone."""
    return folds / "wcxb"


def _text(options: argparse.Namespace, weights: Path, tell: html.Tell) -> None:
    """Train the judge of text, or those of its trees alone that tell headlines."""
    try:
        teacher = with_html_judge(_teachers(options.folds) / "all")
    except FileNotFoundError as error:
        sys.exit(f"{error.filename} is not there, the judge of HTML that teaches text: `python -m training html` first")
    pages = list(of_domains(wcxb_pages(), options.share))
    taught = list(of_domains(taught_pages(teacher), options.share))
    found = [*renderings(pages, options.renders), *renderings(taught, options.renders / "traf")]
    tell(f"{len(found):,} renderings")
    if options.model == "text":
        write_line_judge(text.train(found, options.folds, tell), weights)
    headlines.train(found, headlines_of([*pages, *taught]), options.folds, weights, tell)


main()
