"""Time that a function takes on a page; a failure is an empty text and a line that says so."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def timed(clean: Callable[[T], str], page: T, name: str) -> tuple[str, float]:
    """What a function makes of a page, and seconds of the processor; the name is for the message of a failure."""
    begun = time.process_time()
    try:
        text = clean(page)
    except Exception as error:
        print(f"{name}: {type(error).__name__}: {str(error)[:100]}", file=sys.stderr)
        text = ""
    return text, time.process_time() - begun
