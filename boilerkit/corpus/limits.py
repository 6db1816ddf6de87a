"""Limits: how large a page may be, and how long it may take."""

from __future__ import annotations

import math
from dataclasses import dataclass

from boilerkit.errors import BoilerkitError

PAGE_SIZE = 20_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What a page may cost; one that costs more fails, and the others go on.

    Attributes:
        size: bytes of a page, unpacked; of a text that is a `str` already, characters.
        seconds: wall-clock time that cleaning a page may take; None is no limit. To be stopped a page has to be
            cleaned in a process of its own, so with a limit there is one even when one job is asked for.

    Raises:
        BoilerkitError: a limit is not above zero.
    """

    size: int = PAGE_SIZE
    seconds: float | None = None

    def __post_init__(self) -> None:
        if self.size < 1:
            raise BoilerkitError(f"a limit of {self.size} bytes lets no page through; name a larger one")
        if self.seconds is not None and not 0 < self.seconds < math.inf:
            raise BoilerkitError(f"a limit of {self.seconds} seconds makes no sense; name one above zero")
