"""A record applied again, or a part of it, without the rules."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from boilerkit.corpus.records import Record, Texts
from boilerkit.corpus.run import Outcome
from boilerkit.errors import BoilerkitError
from boilerkit.finding import CATEGORIES
from boilerkit.record import Result
from boilerkit.removal import Removal


@dataclass(frozen=True)
class Choice:
    """Which cuts of a record are made again.

    Attributes:
        select: rules or categories whose cuts are; none named means all.
        ignore: rules or categories whose cuts are not.

    Raises:
        BoilerkitError: a name is neither a category nor begins with one, as a rule's does.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()

    def __post_init__(self) -> None:
        for name in (*self.select, *self.ignore):
            category = name.partition(".")[0]
            if category not in CATEGORIES:
                close = difflib.get_close_matches(category, CATEGORIES, n=1)
                meant = f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(CATEGORIES)}"
                raise BoilerkitError(f"{name!r} names no category and no rule of one{meant}")

    def takes(self, cut: Removal) -> bool:
        """Whether a cut is made again."""
        names = (cut.rule, cut.category)
        chosen = not self.select or any(name in self.select for name in names)
        return chosen and not any(name in self.ignore for name in names)

    def of(self, result: Result) -> Result:
        """The result with the cuts that were chosen."""
        return replace(result, removals=tuple(filter(self.takes, result.removals)))


def replay(records: Iterable[Record], texts: Texts, choice: Choice) -> Iterator[Outcome]:
    """Make the cuts of records again, in their order.

    A page that failed has the error it had; one whose text is missing or has changed since has an error that says so.
    """
    for record in records:
        page_id = record["id"] or "-"
        try:
            yield Outcome(page_id, choice.of(texts.result(record)))
        except BoilerkitError as error:
            yield Outcome(page_id, error=str(error))
