"""The measures: word F1 as WCXB has it, characters removed rightly and wrongly, paired bootstrap."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")

_WORD = re.compile(r"\w+")


def words(text: str) -> Counter[str]:
    """Bag of `\\w+` in lower case."""
    return Counter(_WORD.findall(text.lower()))


def word_f1(text: str, gold: str) -> float:
    """F1 of the bags of words; 1 when both are empty."""
    return f1_of(words(text), words(gold))


def f1_of(found: Counter[T], wanted: Counter[T]) -> float:
    """F1 of two bags; 1 when both are empty."""
    if not found and not wanted:
        return 1.0
    return 2 * (found & wanted).total() / (found.total() + wanted.total())


def grams(text: str, length: int = 4) -> Counter[tuple[str, ...]]:
    """Bag of runs of `length` words; a text of fewer words is one run."""
    found = _WORD.findall(text.lower())
    if len(found) < length:
        return Counter([tuple(found)] if found else [])
    return Counter(zip(*(found[start:] for start in range(length)), strict=False))


def gram_f1(text: str, gold: str) -> float:
    """F1 of the bags of runs of four words, which shuffled words do not please; 1 when both are empty."""
    return f1_of(grams(text), grams(gold))


def lost(text: str, source: str, gold: str) -> float:
    """Harm: share of the gold's words that the source has and the text has no longer."""
    wanted = words(source) & words(gold)
    return 1 - (words(text) & wanted).total() / max(1, wanted.total())


def removed(text: str, source: str, gold: str) -> Counter[str]:
    """Words that the text has no longer: `right` of them are not in the gold, of `unwanted` ones in the source."""
    gone, unwanted = words(source) - words(text), words(source) - words(gold)
    right = (gone & unwanted).total()
    return Counter(right=right, gone=gone.total(), unwanted=unwanted.total(), kept=words(text).total())


def mean(values: Sequence[float]) -> float:
    """The mean; 0 for no values."""
    return sum(values) / max(1, len(values))


def bootstrap_ratio(
    parts: Sequence[float], wholes: Sequence[float], rounds: int = 2000, seed: int = 0
) -> tuple[float, float]:
    """95 % interval of the sum of some by the sum of others, both of the same pages, resampled by page."""
    both = np.array([parts, wholes])
    drawn = np.random.default_rng(seed).integers(both.shape[1], size=(rounds, both.shape[1]))
    part, whole = both[:, drawn].sum(axis=2)
    low, high = np.quantile(part / whole, (0.025, 0.975))
    return float(low), float(high)


def bootstrap(differences: Sequence[float], rounds: int = 2000, seed: int = 0) -> tuple[float, float]:
    """95 % interval of the mean of paired differences, resampled by page."""
    return bootstrap_ratio(differences, [1.0] * len(differences), rounds, seed)
