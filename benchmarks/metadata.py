"""Title, author and date of the WCXB pages: ours, and trafilatura's own, against what people wrote down."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator

from benchmarks.data import evenly, folder, rows
from boilerkit import clean
from boilerkit.parse.decode import decode
from boilerkit.textkey import fold

_WORD = re.compile(r"\w+")
_FIELDS = ("title", "author", "date")


def main(limit: int | None) -> int:
    """Print, for each field, the share of pages that have it right, among those that people found it on.

    Args:
        limit: about how many pages to take, evenly from all; None for all.
    """
    right: Counter[tuple[str, str, str]] = Counter()
    wanted: Counter[str] = Counter()
    for gold, answers in _pages(limit):
        for field in _FIELDS:
            if not gold[field]:
                continue
            wanted[field] += 1
            for name, answer in answers.items():
                value = answer[field]
                right[name, field, "given"] += bool(value)
                right[name, field, "exact"] += value == gold[field]
                right[name, field, "same words"] += _words(field, value) == _words(field, gold[field])
    print(f"{'field':8} {'pages':>6}  {'whose':12} {'given':>6} {'exact':>6} {'same words':>10}")
    for field in _FIELDS:
        for name in ("boilerkit", "trafilatura"):
            shares = [right[name, field, kind] / max(1, wanted[field]) for kind in ("given", "exact", "same words")]
            print(f"{field:8} {wanted[field]:6}  {name:12} {shares[0]:6.3f} {shares[1]:6.3f} {shares[2]:10.3f}")
    return 0


def _pages(limit: int | None) -> Iterator[tuple[dict[str, str | None], dict[str, dict[str, str | None]]]]:
    from trafilatura.metadata import extract_metadata

    every = list(rows("wcxb/gold.jsonl"))
    for row in evenly(every, limit):
        content = gzip.decompress((folder() / "wcxb" / row["file"]).read_bytes())
        result = clean(content, format="html", url=row["url"])
        ours = {"title": result.title, "author": result.author, "date": result.date}
        theirs = extract_metadata(decode(content, markup=True).text, default_url=row["url"])
        plain = {"title": theirs.title, "author": theirs.author, "date": theirs.date}
        yield {field: row[field] for field in _FIELDS}, {"boilerkit": ours, "trafilatura": plain}


def _words(field: str, value: str | None) -> object:
    """The value as it is compared: of a date the day, of the rest the words, of names in any order."""
    if not value or field == "date":
        return (value or "")[:10]
    words = _WORD.findall(fold(value))
    return sorted(words) if field == "author" else words
