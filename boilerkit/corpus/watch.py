"""Watch: stops a worker whose page takes too long."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from threading import TIMEOUT_MAX, Event, Lock, Thread


class Watch:
    """Looks after pages that may take so many seconds each, from a thread of its own.

    One thread for all workers, and not a wait with a limit for each page: that would cost the process that hands out
    pages more than the rest of the way there and back.

    Args:
        seconds: what a page may take; None is no limit.

    Attributes:
        seconds: the same; infinite when there is no limit.
    """

    def __init__(self, seconds: float | None) -> None:
        self.seconds = math.inf if seconds is None else seconds
        self._due: dict[object, tuple[float, Callable[[], None]]] = {}
        self._lock = Lock()
        self._closed = Event()

    def start(self) -> None:
        """Begin to look, when there is a limit; a process that still forks should have no thread yet."""
        if self.seconds < math.inf:
            Thread(target=self._look, name="boilerkit-watch", daemon=True).start()

    def begin(self, who: object, stop: Callable[[], None]) -> None:
        """From now on the time of this one's page counts; `stop` is called when it is over."""
        due = time.monotonic() + self.seconds
        with self._lock:
            self._due[who] = due, stop

    def end(self, who: object) -> bool:
        """The page is done: whether it was in time. When it was not, its worker has been stopped."""
        with self._lock:
            return self._due.pop(who, None) is not None

    def close(self) -> None:
        """Stop looking."""
        self._closed.set()

    def _look(self) -> None:
        pause = self.seconds
        while not self._closed.wait(min(pause, TIMEOUT_MAX)):
            now = time.monotonic()
            with self._lock:
                for who in [who for who, (due, _) in self._due.items() if due <= now]:
                    self._due.pop(who)[1]()
                # A page that begins later than now is due later than that as well.
                pause = min((due for due, _ in self._due.values()), default=now + self.seconds) - now
