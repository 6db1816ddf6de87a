"""Lines that number the pages of a list: “« Previous 1 2 3 … 18 Next »”."""

from __future__ import annotations

import re

_LENGTH = range(5, 80)
_WORD = re.compile(r"[^\s|·•,/…\[\]()«»‹›<>←→.:-]+")
_MOST_PAGES = 1000
_WORDS = 3


def is_page_numbers(text: str) -> bool:
    """Whether a line counts up from one page to the two next ones, with at most three words on either side."""
    if len(text) not in _LENGTH or not any(map(str.isdigit, text)):
        return False
    words = _WORD.findall(text)
    places = [place for place, word in enumerate(words) if word.isdecimal()]
    if len(places) < 3 or places[0] > _WORDS or len(words) - places[-1] > _WORDS + 1:
        return False
    pages = [int(words[place]) for place in places]
    follow = [pages[0], pages[0] + 1, pages[0] + 2] == pages[:3] and places[-1] - places[0] == len(places) - 1
    return follow and pages == sorted(set(pages)) and pages[-1] < _MOST_PAGES
