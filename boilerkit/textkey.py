"""The comparison form of text: one spelling for what a reader takes for the same words."""

from __future__ import annotations

import re
import unicodedata

KEY_LENGTH = 200
"""Code points of a block that its key covers. Phrases are short; a longer line never equals one."""

_FOLDED: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "ʼ´ʹ"), "'"),
    **dict.fromkeys(map(ord, "„‟"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒―−"), "-"),
    # Turkish: İ folds to i + combining dot, and I and ı are one letter to anyone who types without the locale.
    ord("ı"): "i",
    0x0307: None,
    # Romanian letters with a comma below, which many keyboards and older pages write with a cedilla.
    **dict(zip(map(ord, "şţ"), "șț", strict=True)),
    # Arabic script: vowel signs are left out at will, and keyboards differ in alef, yeh and kaf.
    **dict.fromkeys([*range(0x64B, 0x653), 0x670], None),
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    **dict.fromkeys(map(ord, "ىی"), "ي"),
    ord("ک"): "ك",
    # Greek capitals carry no accents, and know one sigma.
    **dict(zip(map(ord, "άέήίόύώϊϋΐΰς"), "αεηιουωιυιυσ", strict=True)),
    # Digits of scripts that have their own.
    **{zero + digit: str(digit) for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50) for digit in range(10)},
    # Invisible: soft hyphen, joiners, direction marks, byte order mark, Arabic tatweel.
    **dict.fromkeys([0xAD, 0x61C, 0x640, 0xFEFF], None),
    **dict.fromkeys(range(0x200B, 0x2010), None),
    **dict.fromkeys(range(0x202A, 0x202F), None),
    **dict.fromkeys(range(0x2060, 0x206A), None),
}

_DENSE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
DENSE_PAIR = re.compile(r"(?=([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}))")
"""Finds every pair of neighbouring letters in scripts without spaces, where pairs stand for words."""

_TO_FOLD = re.compile(f"[{''.join(map(chr, _FOLDED))}]")
_SEARCHED: dict[int, int | str] = {
    **{char: plain for char, plain in _FOLDED.items() if plain},
    **{full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)},  # full-width ASCII
}
_CALLS_FOR_IT = "ışţʼ‐أإآٱىیکάέήίόύώςａｅ"
"""Letters without which hardly any text has others that `_SEARCHED` folds; to look for each is cheap."""
_MARKS = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("…", "..."), ("\u00a0", " "))

DECORATION = " \t-*•·●▪■◆◇►▶▼▽▲△➤→←»«›‹<>|:.,;!¡_~=+[](){}【】「」《》#…/\\✓✔☰×★☆☞※・、。،؛۔।"
"""Characters around a label that carry no meaning; `?` stays, it turns a label into a question."""

_DIGIT = re.compile(r"\d")
# Classes, and repeats that are possessive or give back one group of thousands: nothing to backtrack into.
_NUMBER = re.compile(r"(?:\d{1,3}(?: \d{3})+(?!\d)|\d[\d.,]*+)(?:[km]\b)?")


def fold(text: str) -> str:
    """`text` in NFKC, case-folded, with plain quotes and dashes, single spaces and no invisible characters.

    Follows Unicode's NFKC_Casefold, plus the quotes, dashes and Turkish letters that pages mix freely.
    """
    if not text.isascii():
        # Most text that is not ASCII is so by its quotes, dashes and ellipses alone; these are cheap to replace.
        for mark, plain in _MARKS:
            text = text.replace(mark, plain)
    if text.isascii():
        folded = text.lower()
    else:
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        if _TO_FOLD.search(folded):
            folded = folded.translate(_FOLDED)
    return " ".join(folded.split()) if "  " in folded or "\t" in folded else folded.strip()


def key_of(text: str) -> str:
    """The key of a block: the first `KEY_LENGTH` code points, folded, without decoration at the ends."""
    text = text[:KEY_LENGTH]
    if text.isascii() and not ("  " in text or "\t" in text or "`" in text):
        return text.lower().strip(DECORATION)  # what fold() comes to, for most lines of most pages
    return fold(text).strip(DECORATION)


def without_numbers(key: str) -> str:
    """`key` with every number as `#`, so that one phrase '# comments' stands for them all."""
    return _NUMBER.sub("#", key) if _DIGIT.search(key) else key


def searchable(text: str) -> str:
    """`text` in small letters, its characters folded one by one: every offset stays what it is.

    Long text is searched in this form. What folds to more or less than one character stays as it is, and so do
    typographic quotes.
    """
    lowered = text.replace("İ", "i").lower()  # the one letter that is two in lower case
    if not lowered.isascii():
        lowered = lowered.replace("\u00a0", " ")
        if any(letter in lowered for letter in _CALLS_FOR_IT):
            lowered = lowered.translate(_SEARCHED)
    return lowered


def ends_word(text: str, at: int) -> bool:
    """Whether a word ends before `text[at]`; between letters of scripts without spaces any place is an end."""
    if at >= len(text) or not text[at - 1].isalnum():
        return True
    if _DENSE.match(text, at) or _DENSE.match(text, at - 1):
        return True
    return not text[at].isalnum() and unicodedata.category(text[at])[0] != "M"
