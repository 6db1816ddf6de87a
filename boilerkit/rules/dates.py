"""Lines that hold a date or a time and little else, in any language."""

from __future__ import annotations

import re

import regex

from boilerkit.textkey import fold

_LONGEST = 60
_LETTERS = 34
_NUMERIC = re.compile(r"(?<!\d)(?:\d{1,2}[:.h]\d\d|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})(?!\d)")
_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
_YEARS = range(1300, 2100)
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_DATE_WORDS = re.compile(r"[^\W\d_]+")
_AMOUNT = re.compile(r"[$£€¥₹₽₺₩%]|\d,\d{3}(?!\d)")
_GLUED_WORD = re.compile(r"\d[a-zA-Z]{3}")
_WORDS = 6

_YEAR = r"(?:1[349]|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º)?"
_OF = r"(?:(?:of|de|del)\s++)?+"
_DE = r"(?:(?:de|del)\s++)?+"
_MONTH = r"\p{L}[\p{L}\p{M}]{2,11}"
# Every repeat is bounded or possessive: nothing to backtrack into.
_FULL = regex.compile(
    rf"(?<!\d)(?:{_DAY}[.,]?\s*+{_OF}{_MONTH}+[.,]?\s*+{_DE}{_YEAR}"
    rf"|(?<=\p{{L}}{{2}})\.?\s++{_DAY},?\s++{_YEAR}"
    rf"|{_YEAR}([./-])\d{{1,2}}\1\d{{1,2}}|(?<!\d[./-])[0-3]?\d([./-])[0-3]?\d\2(?:{_YEAR}|\d\d(?![./-]?\d))"
    rf"|{_YEAR}\s*+[年년]\s*+\d{{1,2}}\s*+[月월]"
    rf"|{_YEAR}\.\s{_MONTH}+\s\d{{1,2}})"
)
_STOPPED = regex.compile(rf"(?:\d\s?hr?s?|{_YEAR}\.\s{_MONTH}+\s\d{{1,2}})\.")
_STOPPED_REACH = 30
_HOUR = regex.compile(r"(?:,?\s?(?:at\s)?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?)")
_AGE = re.compile(r"\d{1,3}\s?(?:s|min|m|hr|h|d|w|mo|yr|y)", re.IGNORECASE)
_HEAD = 100
_DAY_OF_YEAR = regex.compile(r"\p{Lu}\p{L}{2,8}\.?\s\d{1,2}|\d{1,2}\.?\s\p{L}{3,9}\.?")


def is_stamp(text: str) -> bool:
    """Whether a line is a date or time stamp: a year, full date or clock time, another number, few letters.

    'May 3, 2021 at 9:40', '03.05.2021', '3. Mai 2021, 9:40 Uhr' are stamps; '2021', 'In 2021 we moved' and
    'from £13.49' are not, nor is '4.47 of 11,501 ratings'.
    """
    if len(text) > _LONGEST or not _DIGIT.search(text) or not (_NUMERIC.search(text) or _names_a_year(text)):
        return False
    if _GLUED_WORD.search(text) or _AMOUNT.search(text):
        return False
    words = _DATE_WORDS.findall(text)
    digits = len(_DIGIT.findall(text))
    return digits >= 3 and len(words) <= _WORDS and len(_LETTER.findall(text)) <= _LETTERS and (digits > 4 or not words)


def _names_a_year(text: str) -> bool:
    """Whether a number of four digits, of any script, can be a year of the Gregorian or Persian calendar."""
    return any(int(number) in _YEARS for number in _FOUR_DIGITS.findall(text))


def names_a_day(key: str) -> bool:
    """Whether a key holds a full date, glued to other words or not: “editormay 3, 2021”, “3 de mayo de 2021”."""
    return bool(_DIGIT.search(key) and _FULL.search(key))


def ends_in_moment(text: str) -> bool:
    """Whether the full stop at the end of a text belongs to a day or an hour: “2022. augusztus 18.”, “09:27 h.”."""
    return any(found.end() == len(text) for found in _STOPPED.finditer(text, max(0, len(text) - _STOPPED_REACH)))


def glued_day(text: str) -> int:
    """Where a full date, with its hour, ends that stands at the head of a text and is glued to a capital; 0 if none."""
    found = _FULL.search(text, 0, _HEAD)
    if not found:
        return 0
    hour = _HOUR.match(text, found.end())
    end = hour.end() if hour else found.end()
    return end if text[end : end + 1].isupper() and not text[end - 1].isspace() else 0


def without_days(text: str) -> str:
    """A text without the full dates in it."""
    return _FULL.sub(" ", text)


def is_moment(text: str) -> bool:
    """Whether a line is a stamp that tells the day or the hour, not just a year as many a title does."""
    return is_stamp(text) and (bool(_NUMERIC.search(text)) or names_a_day(fold(text)))


def is_day(text: str) -> bool:
    """Whether a text is a day and a month and nothing else: “Jun 9”, “9. Juni”."""
    return len(text) <= _LETTERS and bool(_DAY_OF_YEAR.fullmatch(text))


def is_age(text: str) -> bool:
    """Whether a line says how old something is, as short as feeds do: “8d”, “3h”, “5 min”."""
    return _AGE.fullmatch(text) is not None
