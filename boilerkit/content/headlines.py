"""Headlines of raw text: which lines above the running text say what it is about, by trees that have seen headlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from boilerkit.content.columns import Columns, Doubles, Floats
from boilerkit.content.lines import LineMeasures
from boilerkit.content.trees import Trees
from boilerkit.finding import STRONG
from boilerkit.prose import looks_like_headline
from boilerkit.rules.dates import is_stamp

_REACH = 150
"""Lines above the running text among which its headline is looked for."""

_MOST, _LEAST, _LEAST_SUSPECTED = 2, 0.05, 0.5
"""How many lines at most are taken for the headline, and the least chance of being it; of a second one that a rule
suspects, the last."""

_LEAST_CHANCE = 1e-4


@dataclass(frozen=True)
class LinesAbove:
    """The lines above the running text that stays.

    Attributes:
        lines: their indexes.
        keys: what they say, in one spelling.
        columns: the features of all lines of the page.
        own: further features of these lines.
    """

    lines: range
    keys: Sequence[str]
    columns: Columns
    own: Columns

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all features."""
        return (*self.columns, *self.own)

    def matrix(self, names: Sequence[str]) -> Floats:
        """Some features as a matrix (lines × names)."""
        values = np.empty((len(names), len(self.lines)), dtype=np.float32)
        for row, name in zip(values, names, strict=True):
            if name in self.own:
                row[:] = self.own[name]
            else:
                column = np.asarray(self.columns[name])
                row[:] = column[self.lines.start : self.lines.stop] if column.ndim else column
        return values.T


def lines_above(
    measures: LineMeasures, columns: Columns, chances: Doubles, kept: NDArray[np.bool_]
) -> LinesAbove | None:
    """The lines among which the headline is looked for; None without running text, or with nothing above it.

    Args:
        measures: of the page.
        columns: the features of its lines.
        chances: of each line, that it is main content.
        kept: of each line whether it is running text that stays.
    """
    first = int(np.argmax(kept))
    lines = range(max(0, first - _REACH), first)
    if not lines:
        return None
    page, here = measures.page, slice(lines.start, lines.stop)
    texts = [block.text for block in page.blocks[here]]
    chance = chances[here] + _LEAST_CHANCE
    own = Columns(
        chance=np.log(chance / (1 + 2 * _LEAST_CHANCE - chance)),
        lines_to_text=first - np.arange(lines.start, lines.stop),
        spoken_of=measures.lines.words.spoken_of(kept)[here],
        like_headline=[looks_like_headline(text) and not is_stamp(text) for text in texts],
        marked=[page.marked(block) for block in page.blocks[here]],
    )
    return LinesAbove(lines, [page.blocks.key(index) for index in lines], columns, own)


def headlines(trees: Trees, above: LinesAbove) -> list[int]:
    """Indexes of the lines most like a headline, the most likely first; of one that stands there twice, one.

    Args:
        trees: that take the features they ask for.
        above: the lines to choose from.
    """
    chances = trees.probabilities(above.matrix(trees.names))
    suspected = above.matrix(("hint",))[:, 0] >= STRONG
    copies = dict[str, list[int]]()
    for index in np.argsort(-chances, kind="stable").tolist():
        least = _LEAST_SUSPECTED if copies and suspected[index] else _LEAST
        if above.keys[index] in copies or chances[index] >= least:
            copies.setdefault(above.keys[index], []).append(index)
    return [above.lines[min(same, key=lambda index: bool(suspected[index]))] for same in list(copies.values())[:_MOST]]
