"""The judges of the cross-validation: each fold has one that has not seen its domains."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from boilerkit.content.judge import read_judge
from boilerkit.content.line_judge import read_line_judge
from boilerkit.pipeline import Pipeline


def html_pipeline(folds: Path | None, fold: int) -> Pipeline:
    """The pipeline whose judge of HTML has not seen the pages of a fold.

    Args:
        folds: folder of the judges, one a fold; the judge that is shipped without.
        fold: of the page.
    """
    return with_html_judge(folds / str(fold)) if folds else Pipeline.default()


def text_pipeline(folds: Path | None, fold: int) -> Pipeline:
    """The same with a judge of text."""
    return with_line_judge(folds / str(fold)) if folds else Pipeline.default()


@cache
def with_html_judge(folder: Path) -> Pipeline:
    """The pipeline with the judge of HTML whose weights stand in a folder."""
    return Pipeline.default().with_judges(read_judge(folder))


@cache
def with_line_judge(folder: Path) -> Pipeline:
    """The pipeline with the judge of text whose weights stand in a folder."""
    return Pipeline.default().with_judges(line_judge=read_line_judge(folder))
