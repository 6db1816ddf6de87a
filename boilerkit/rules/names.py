"""Names of persons, by their shape: capitalised words, in scripts that have no capitals any words."""

from __future__ import annotations

import regex

from boilerkit.prose import ends_sentence

# Possessive repeats: a name never gives back what it has taken.
_NAME = r"(?:\p{Lu}[\p{L}\p{M}.'’-]*+|\p{Lo}[\p{L}\p{M}'’-]*+)"
_JOINS = r"(?:,?\s++(?:and|und|et|y|e|i|og|och|en|ve|dan|&|de|da|do|di|del|della|la|von|van|der|den|zu|bin|al)\b){0,3}+"
NAMES = regex.compile(rf"(?:the\s++)?+{_NAME}(?:{_JOINS},?\s++{_NAME}){{0,9}}+")
"""One name or several, at the beginning of a text."""

SET_OFF = regex.compile(r"(?:\s*+[,;|·•/(@\d–—-][^!?]{0,60}+)?+\s*+")
"""What may follow a name: nothing, or a role, place or date that is set off."""

_ROLE = regex.compile(r"\s*+[,|·•/(][^!?:;]{0,60}+")
_WORDS = range(2, 5)
_LENGTH = 40


def is_name(text: str) -> bool:
    """Whether a text is two to four capitalised words and nothing else."""
    return (
        len(text) <= _LENGTH and len(text.split()) in _WORDS and not ends_sentence(text) and bool(NAMES.fullmatch(text))
    )


def is_name_with_role(text: str) -> bool:
    """Whether a name opens a text and a role or place is set off behind it: “Jane Doe, Town Editor”."""
    names = NAMES.match(text) if len(text) <= 2 * _LENGTH and not ends_sentence(text) else None
    if not names or len(names.group().split()) not in _WORDS:
        return False
    return bool(_ROLE.fullmatch(text[names.end() :]))
