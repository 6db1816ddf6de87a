"""Is it prose, a headline, a truncated excerpt? Shape alone, in any script; no word lists."""

from __future__ import annotations

import re

PROSE_LENGTH = 80
"""Code points from which a block can be prose; about a dozen words. A third of it in scripts without spaces."""

SHORTEST_PROSE = PROSE_LENGTH // 3
"""Code points below which a block is no prose in any script."""

EXCERPT_LENGTH = 500
"""Code points up to which a block that breaks off is an excerpt, however many sentences it holds."""

_CLOSING = "\"'”’»)]}』」〉》*_ "
_SENTENCE_END = ".!?。！？؟।॥…。;۔"
_INNER_END = re.compile(r"[.!?؟।۔][\"'”’»)\]]?\s+[^\sa-z]|[。！？]")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_ELLIPSIS = re.compile(r"(?:\.\.\.|…|\[(?:\.\.\.|…|&hellip;)\])\W{0,3}$")
_LETTER = re.compile(r"[^\W\d_]")
_QUOTED_LENGTH = 60
HEADLINE_WORDS = range(3, 31)


def size(text: str) -> int:
    """Length in code points, a letter of a dense script (Han, Kana, Hangul, Thai) counting as three."""
    if text.isascii():
        return len(text)
    return len(text) + 2 * len(_DENSE.findall(text, 0, 2 * PROSE_LENGTH))


def word_count(text: str) -> int:
    """Words by white space; two letters of a dense script count as one more."""
    return len(text.split()) + (0 if text.isascii() else len(_DENSE.findall(text)) // 2)


def at_most_words(text: str, most: int) -> bool:
    """Whether `word_count` comes to no more; reads no further than it must."""
    return len(text.split(None, most)) <= most and (text.isascii() or word_count(text) <= most)


def is_truncated(text: str) -> bool:
    """Whether the text breaks off in an ellipsis, as excerpts and shortened titles do."""
    tail = text[-16:]
    return ("..." in tail or "…" in tail) and bool(_ELLIPSIS.search(tail))


def ends_sentence(text: str) -> bool:
    """Whether the last character, quotes and brackets aside, closes a sentence."""
    tail = text[-12:].rstrip(_CLOSING)
    return bool(tail) and tail[-1] in _SENTENCE_END


def sentence_count(text: str) -> int:
    """Sentences, roughly: one for each end of a sentence with more text behind it, and one for the last."""
    return len(_INNER_END.findall(text, 0, 2000)) + 1


def is_prose(text: str) -> bool:
    """Whether a block reads as running text: long enough, and with at least one finished sentence."""
    if len(text) < SHORTEST_PROSE or (len(text) < PROSE_LENGTH and size(text) < PROSE_LENGTH):
        return False
    if is_truncated(text):
        return len(text) > EXCERPT_LENGTH and len(_INNER_END.findall(text, 0, 2000)) >= 3
    return ends_sentence(text) or bool(_INNER_END.search(text, 0, 2000))


def looks_like_headline(text: str) -> bool:
    """Whether a block can be a headline: one unfinished sentence of 3 to 30 words (or as much in a dense script)."""
    if len(text) > 220 or not _LETTER.search(text) or text[-1] in ".,:;,、。：；" or is_truncated(text):
        return False
    words = len(text.split())
    return words in HEADLINE_WORDS or (words < HEADLINE_WORDS.start and size(text) - len(text) >= 12)


def quoted(text: str) -> str:
    """The text in quotation marks, as a reason shows it; a long one breaks off after a word, with an ellipsis."""
    if len(text) <= _QUOTED_LENGTH:
        return f"“{text}”"
    head, space, _ = text[:_QUOTED_LENGTH].rpartition(" ")
    return f"“{head.rstrip() if space else text[:_QUOTED_LENGTH]}…”"
