"""Lines that hold a date or a time and little else, in any language."""

from __future__ import annotations

import re

_LONGEST = 60
_LETTERS = 34
_NUMERIC = re.compile(r"(?<!\d)(?:\d{1,2}[:.h]\d\d|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})(?!\d)")
_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
_YEARS = range(1300, 2100)
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_DATE_WORDS = re.compile(r"[^\W\d_]+")
_MONEY = re.compile(r"[$£€¥₹₽₺₩]")
_GLUED_WORD = re.compile(r"\d[a-zA-Z]{3}")
_WORDS = 6


def is_stamp(text: str) -> bool:
    """Whether a line is a date or time stamp: a year, full date or clock time, another number, few letters.

    'May 3, 2021 at 9:40', '03.05.2021', '3. Mai 2021, 9:40 Uhr' are stamps; '2021', 'In 2021 we moved' and
    'from £13.49' are not.
    """
    if len(text) > _LONGEST or not (_NUMERIC.search(text) or _names_a_year(text)):
        return False
    if _GLUED_WORD.search(text) or _MONEY.search(text):
        return False
    words = _DATE_WORDS.findall(text)
    digits = len(_DIGIT.findall(text))
    return digits >= 3 and len(words) <= _WORDS and len(_LETTER.findall(text)) <= _LETTERS and (digits > 4 or not words)


def _names_a_year(text: str) -> bool:
    """Whether a number of four digits, of any script, can be a year of the Gregorian or Persian calendar."""
    return any(int(number) in _YEARS for number in _FOUR_DIGITS.findall(text))
