"""The measures: word F1 as WCXB has it, characters removed rightly and wrongly, paired bootstrap."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w+")


def words(text: str) -> Counter[str]:
    """Bag of `\\w+` in lower case."""
    return Counter(_WORD.findall(text.lower()))


def word_f1(text: str, gold: str) -> float:
    """F1 of the bags of words; 1 when both are empty."""
    found, wanted = words(text), words(gold)
    common = (found & wanted).total()
    if not found and not wanted:
        return 1.0
    return 2 * common / (found.total() + wanted.total())


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


def bootstrap(differences: Sequence[float], rounds: int = 2000, seed: int = 0) -> tuple[float, float]:
    """95 % interval of the mean of paired differences, resampled by page."""
    generator = random.Random(seed)
    count = len(differences)
    means = sorted(sum(generator.choices(differences, k=count)) / count for _ in range(rounds))
    return means[int(0.025 * rounds)], means[int(0.975 * rounds) - 1]
