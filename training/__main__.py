"""`python -m training html`: rebuild the weights that boilerkit ships, from the pages in BOILERKIT_DATA."""

from __future__ import annotations

import argparse
import sys
import time
from importlib import resources
from pathlib import Path

from boilerkit.content.judge import write_judge
from training.html import read_examples, train
from training.pages import wcxb_pages


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("model", choices=["html"], help="which judge to train")
    parser.add_argument("--folds", type=Path, default=Path("build/folds"), help="where the judges of the folds go")
    parser.add_argument("--out", type=Path, help="where the judge of all pages goes; by default into the package")
    parser.add_argument("--no-folds", action="store_true", help="train the judge of all pages alone")
    options = parser.parse_args()
    begun = time.monotonic()

    def tell(message: str) -> None:
        print(f"{time.monotonic() - begun:6.0f} s  {message}", file=sys.stderr)

    examples = read_examples(wcxb_pages())
    tell(f"{len(examples):,} pages, {sum(len(page.words) for page in examples):,} blocks")
    judge = train(examples, options.folds, tell, folds=not options.no_folds)
    write_judge(judge, options.out or Path(str(resources.files("boilerkit.content"))) / "weights")
    tell("done")


main()
