"""A row of an HTML table while it is read: in which columns its cells stand, so that columns stay columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_MOST_COLUMNS = 40
"""Columns of a row that are told apart, however many its markup says that its cells span."""


@dataclass(slots=True)
class TableRow:
    """Where a row has come to.

    Attributes:
        tabs: indexes of the blocks that stand behind others in the row.
        leading: columns without text before the first of its blocks.
    """

    tabs: list[int] = field(default_factory=list)
    leading: int = 0
    _column: int = 0
    _behind: int = 0
    _last: int = 0

    def cell(self, attributes: Mapping[str, str]) -> None:
        """A cell begins, with these attributes."""
        self._column = self._behind
        self._behind = min(self._behind + _columns_of(attributes), _MOST_COLUMNS)

    def first(self) -> None:
        """The first block of the row is read."""
        self.leading, self._last = self._column, self._column

    def next(self, index: int) -> int:
        """Another block of the row is read; columns from the last one to it, one at least."""
        self.tabs.append(index)
        columns, self._last = self._column - self._last, self._column
        return max(1, columns)


def _columns_of(attributes: Mapping[str, str]) -> int:
    """How many columns a cell spans."""
    spans = attributes.get("colspan", "")
    return max(1, int(spans)) if spans.isdecimal() and len(spans) < 5 else 1
