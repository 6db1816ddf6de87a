"""Which words of a page the gold text holds, by the longest common subsequence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

MOST_WORDS = 60_000
"""Words of a page beyond which it is not aligned; the table has a row a word."""

_SPREAD = 2
"""A block whose words lie over more than this many times its length of gold is matched by chance in part."""

_KEPT = 0.5
_SHINGLE = 4
_MOVED = 0.6


def coverage(blocks: Sequence[Sequence[str]], gold: Sequence[str]) -> list[float]:
    """Of each block the share of its words that belongs to the gold text, 0 to 1.

    First in order, then, among what is left of gold, by runs of four words, for text that the gold has elsewhere.

    Args:
        blocks: the words of each block, in the page's order.
        gold: the words of the gold text.
    """
    owners = [index for index, words in enumerate(blocks) for _ in words][:MOST_WORDS]
    page = [word for words in blocks for word in words][:MOST_WORDS]
    positions: list[list[int]] = [[] for _ in blocks]
    for at, match in common_subsequence(page, gold):
        positions[owners[at]].append(match)
    shares, taken = [], set[int]()
    for words, matched in zip(blocks, positions, strict=True):
        share = len(matched) / len(words) if words else 0.0
        if matched:
            reach, allowed = max(matched) - min(matched) + 1, _SPREAD * len(words) + 3
            share *= min(1.0, allowed / reach)
        shares.append(share)
        if share >= _KEPT:
            taken.update(matched)
    return _with_moved(blocks, shares, [None if at in taken else word for at, word in enumerate(gold)])


def _with_moved(blocks: Sequence[Sequence[str]], shares: list[float], rest: Sequence[str | None]) -> list[float]:
    """The shares, raised for blocks whose runs of words stand elsewhere in what is left of gold."""
    left = Counter(run for run in _shingles(rest) if None not in run)
    for index, words in enumerate(blocks):
        if shares[index] >= _KEPT or len(words) < _SHINGLE:
            continue
        runs = _shingles(words)
        known = [run for run in runs if left[run] > 0]
        if len(known) / len(runs) >= _MOVED:
            shares[index] = max(shares[index], len(known) / len(runs))
            left.subtract(known)
    return shares


def _shingles(words: Sequence[str | None]) -> list[tuple[str | None, ...]]:
    return [tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)]


def common_subsequence(page: Sequence[str], gold: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of positions of a longest common subsequence, from the last to the first.

    Bit-parallel (Crochemore et al. 2001; Hyyrö 2004): one whole number a row, a bit a word of gold; a zero bit is a
    place where the subsequence grows. The rows are kept, and walked back over.
    """
    places: defaultdict[str, int] = defaultdict(int)
    for at, word in enumerate(gold):
        places[word] |= 1 << at
    every = (1 << len(gold)) - 1
    row, rows = every, []
    shared = [at for at, word in enumerate(page) if word in places]
    for at in shared:
        matched = row & places[page[at]]
        row = ((row + matched) | (row - matched)) & every
        rows.append(row)
    pairs = []
    at, number = len(gold) - 1, len(shared) - 1
    while number >= 0 and at >= 0:
        if rows[number] >> at & 1:
            zeros = ~rows[number] & ((1 << at) - 1)
            at = zeros.bit_length() - 1
        elif number and not rows[number - 1] >> at & 1:
            number -= 1
        else:
            pairs.append((shared[number], at))
            number, at = number - 1, at - 1
    return pairs
