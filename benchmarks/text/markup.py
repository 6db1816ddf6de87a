"""Trafilatura on the HTML of the same pages: what a tree gives, and how long it takes."""

from __future__ import annotations

from benchmarks.extractors import trafilatura_without_comments
from benchmarks.measures import gram_f1, mean, word_f1
from benchmarks.text.clock import timed
from benchmarks.text.pages import Choice
from training.pages import wcxb_pages


def print_markup(choice: Choice) -> None:
    """A row: word F1, F1 of runs of four words, and milliseconds a page."""
    scores = []
    for page in choice.some(list(wcxb_pages())):
        text, seconds = timed(trafilatura_without_comments, page.markup, page.id)
        scores.append((word_f1(text, page.gold), gram_f1(text, page.gold), 1000 * seconds))
    f1, grams, milliseconds = (mean(column) for column in zip(*scores, strict=True))
    print(
        f"\nwcxb      HTML                trafilatura, no comments {len(scores):5} pages, word F1 {f1:.4f}, "
        f"4-grams {grams:.4f}, {milliseconds:.1f} ms a page"
    )
