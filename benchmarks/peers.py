"""What others would keep of raw text: line filters of three corpora, the longest run of long lines, jusText, boilerpy3.

The two tools read HTML, so they get each line as a paragraph; the line filters are written from their papers.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

_TERMINAL = (".", "!", "?", '"', "”")
_COUNTER = re.compile(
    r"\W*[\d.,]+\s*[km]?\s*(?:likes?|shares?|comments?|retweets?|reposts?|quotes?|bookmarks?|upvotes?)?\W*", re.I
)
_POLICIES = ("terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies")
_FINEWEB_SHORT = 30
_LONG_WORDS = 10
_CUE = re.compile(r"^sign[- ]in\b|\bread more\W*$|\bitems in cart\b", re.I)


def c4_lines(text: str) -> str:
    """The lines that C4 keeps: five words or more, a sentence's end, no script notice (Raffel et al. 2020)."""
    kept = [
        line
        for line in text.splitlines()
        if len(line.split()) >= 5 and line.rstrip().endswith(_TERMINAL) and "javascript" not in line.lower()
    ]
    return "\n".join(kept)


def refinedweb_lines(text: str) -> str:
    """The lines that RefinedWeb keeps: no capitals, numbers, counters, single words or cues (Penedo et al. 2023)."""
    return "\n".join(line for line in text.splitlines() if not _refinedweb_drops(line.strip()))


def _refinedweb_drops(line: str) -> bool:
    words = line.split()
    letters = [char for char in line if char.isalpha()]
    in_capitals = len(letters) > 0 and sum(char.isupper() for char in letters) > 0.5 * len(letters)
    return (
        len(words) <= 1
        or in_capitals
        or not letters
        or bool(_COUNTER.fullmatch(line))
        or (len(words) <= 10 and bool(_CUE.search(line)))
    )


def fineweb_lines(text: str) -> str:
    """FineWeb's measures taken line by line (Penedo et al. 2024, 3.6).

    FineWeb drops pages with too many lines that end without punctuation, are shorter than 30 characters or stand there
    twice, after C4's filter of lines without its rule on punctuation. Here it is such lines that go.
    """
    seen = set[str]()
    kept = []
    for line in map(str.strip, text.splitlines()):
        lower = line.lower()
        told = "javascript" in lower or any(policy in lower for policy in _POLICIES)
        if len(line) >= _FINEWEB_SHORT and not told and lower not in seen:
            kept.append(line)
        seen.add(lower)
    return "\n".join(kept)


def longest_run(text: str) -> str:
    """The stretch of lines where the words of long lines most outweigh the short ones between them.

    A maximum subsequence (Pasternack and Roth 2009) over lines: each counts its words, less ten.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    best = run = 0
    first = start = end = 0
    for at, line in enumerate(lines):
        run += len(line.split()) - _LONG_WORDS
        if run <= 0:
            run, start = 0, at + 1
        elif run > best:
            best, first, end = run, start, at + 1
    return "\n".join(lines[first:end])


def as_html(text: str) -> str:
    """The lines as paragraphs."""
    lines = (html.escape(line.strip()) for line in text.splitlines() if line.strip())
    return f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>"


def justext(text: str) -> str:
    """The paragraphs that jusText takes for good, with its English stop words."""
    import justext

    paragraphs = justext.justext(as_html(text), justext.get_stoplist("English"))
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


def boilerpy3(text: str) -> str:
    """What boilerpy3's DefaultExtractor keeps."""
    from boilerpy3 import extractors

    return str(extractors.DefaultExtractor(raise_on_failure=False).get_content(as_html(text)))


PEERS: dict[str, Callable[[str], str]] = {
    "C4 lines": c4_lines,
    "RefinedWeb lines": refinedweb_lines,
    "FineWeb lines": fineweb_lines,
    "longest run": longest_run,
    "jusText": justext,
    "boilerpy3 Default": boilerpy3,
}
