"""Worker: a process that cleans pages, and the line to it."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path
from typing import Generic, TypeVar

from boilerkit.corpus.sources import Source
from boilerkit.corpus.watch import Watch
from boilerkit.errors import BoilerkitError

T = TypeVar("T")
Task = Callable[[Source], T]
Failed = Callable[[Source, BaseException], T]

DIED = "the process that cleaned it died (killed, out of memory, or crashed in the code of a rule)"
NO_START = (
    "worker processes die as they start; use jobs=1 without a limit of time, and in a script of your own call this "
    'under if __name__ == "__main__":'
)

_THREADS = Path("/proc/self/task")


class Stopped(Exception):  # noqa: N818 - it tells what happened, and nobody outside sees it
    """A process is gone before it gave an outcome; `again` says whether to give the page a second try."""

    def __init__(self, message: str, *, again: bool) -> None:
        super().__init__(message)
        self.again = again


class Worker(Generic[T]):
    """A process that cleans pages, and the line to it.

    Args:
        task: picklable; makes an outcome of a page and raises nothing.
        failed: picklable; makes the outcome of a page whose process died or whose outcome could not travel.
        warm_up: a page that the process cleans before its time counts.
        watch: stops it when a page takes too long.
        fork: make a copy of this process, where that is safe, and do not start one anew.
    """

    def __init__(self, task: Task[T], failed: Failed[T], warm_up: Source, watch: Watch, *, fork: bool = False) -> None:
        forked = fork and _is_alone()
        context = get_context("fork") if forked else _context()
        self._failed, self._watch = failed, watch
        self._line, theirs = context.Pipe()
        # A copy of this process has our end too, and would never see that nobody listens any more.
        ours = self._line if forked else None
        self._process = context.Process(target=_serve, args=(theirs, ours, task, failed, warm_up), daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False

    def clean(self, chunk: list[Source]) -> Iterator[T]:
        """What comes of each page, one after the other.

        Raises:
            BoilerkitError: the process died before it began to work.
            Stopped: the process died, or was killed because a page took too long.
        """
        try:
            if not self._ready:
                self._start()
            self._line.send_bytes(pickle.dumps(chunk))
        except (EOFError, OSError) as error:
            raise Stopped(DIED, again=True) from error
        for source in chunk:
            yield self._unpacked(self._outcome(), source)

    def kill(self) -> None:
        """End the process at once, whatever it is doing."""
        self._end()
        with suppress(ValueError, OSError):
            self._process.join()

    def _end(self) -> None:
        with suppress(ValueError, OSError):
            self._process.kill()

    def _outcome(self) -> bytes:
        self._watch.begin(self, self._end)
        try:
            data = self._line.recv_bytes()
        except (EOFError, OSError) as error:
            if self._watch.end(self):
                raise Stopped(DIED, again=True) from error
            raise self._too_long() from error
        if not self._watch.end(self):
            raise self._too_long()
        return data

    def _too_long(self) -> Stopped:
        limit = f"{self._watch.seconds:g} seconds"
        return Stopped(f"cleaning it took more than {limit} and was stopped; --page-seconds allows more", again=False)

    def _unpacked(self, data: bytes, source: Source) -> T:
        try:
            outcome: T = pickle.loads(data)
        except Exception as error:
            return self._failed(source, error)
        return outcome

    def _start(self) -> None:
        try:
            self._line.recv_bytes()
        except (EOFError, OSError) as error:
            raise BoilerkitError(NO_START) from error
        self._line.recv_bytes()
        self._ready = True


def prepare_workers() -> None:
    """Begin to read what workers will need, beside what the caller does until it has pages for them.

    For programs that are all boilerkit's, such as the command line: the server that forks processes is one for the
    whole of a program, and keeps what it has read. Where workers will be copies of this process it is not needed
    before one of them has to be replaced.
    """
    _stay_alone()
    context = _context()
    if isinstance(context, ForkServerContext):
        from multiprocessing import forkserver

        context.set_forkserver_preload(["boilerkit.corpus.preload"])
        if not _is_alone():
            forkserver.ensure_running()


def _context() -> ForkServerContext | SpawnContext:
    return get_context("forkserver") if "forkserver" in get_all_start_methods() else get_context("spawn")


def _stay_alone() -> None:
    """Let NumPy start no threads, unless the environment says how many: one a core, in each process, and all idle.

    What they are for, products of matrices, no page needs. They would keep a process from being copied, and many
    processes on a machine with many cores from starting at all.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _is_alone() -> bool:
    """Whether this process has one thread, none of a native library either; told on Linux only.

    A fork copies the locks that other threads hold, a progress bar's for one, and nobody is left to open them.
    """
    try:
        return sys.platform == "linux" and sum(1 for _ in _THREADS.iterdir()) == 1
    except OSError:
        return False


def _serve(line: Connection, other: Connection | None, task: Task[T], failed: Failed[T], warm_up: Source) -> None:
    """What a worker does until nobody listens any more."""
    if other:
        other.close()
    # Ctrl-C reaches every process of the terminal; the first one reports it, the workers just go.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    _stay_alone()
    with suppress(EOFError, OSError):
        line.send_bytes(b"alive")
        task(warm_up)
        gc.collect()
        gc.freeze()  # what was read stays: nobody has to look through it again, nor copy it to do so
        line.send_bytes(b"ready")
        while True:
            for source in pickle.loads(line.recv_bytes()):
                line.send_bytes(_packed(task(source), source, failed))


def _packed(outcome: T, source: Source, failed: Failed[T]) -> bytes:
    try:
        return pickle.dumps(outcome)
    except Exception as error:  # an outcome of a rule's own making may be of any kind
        return pickle.dumps(failed(source, error))
