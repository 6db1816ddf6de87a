"""Worker processes: pages in, outcomes out, in order, even when a process dies or has to be killed."""

from __future__ import annotations

import pickle
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import chain
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from queue import SimpleQueue
from typing import Generic, TypeVar

from boilerkit.corpus.sources import Source
from boilerkit.errors import BoilerkitError

T = TypeVar("T")
Task = Callable[[Source], T]
Failed = Callable[[Source, BaseException], T]

DIED = "the process that cleaned it died (killed, out of memory, or crashed in the code of a rule)"
NO_START = (
    "worker processes die as they start; use jobs=1 without a limit of time, and in a script of your own call this "
    'under if __name__ == "__main__":'
)

_CHUNK_PAGES = 32
_CHUNK_SIZE = 1_000_000
_CHUNKS_AHEAD = 3


def run_in_processes(
    sources: Iterable[Source],
    task: Task[T],
    failed: Failed[T],
    jobs: int,
    *,
    seconds: float | None = None,
    warm_up: Source,
) -> Generator[T, None, None]:
    """What `task` makes of each source, in order, a few chunks for each process under way at any time.

    Args:
        sources: the pages.
        task: picklable; it raises nothing.
        failed: picklable; makes the outcome of a page whose process died or whose outcome could not travel.
        jobs: number of processes.
        seconds: time that a page may take before its process is killed; None is no limit.
        warm_up: a page that every process cleans before its time counts.

    Raises:
        BoilerkitError: processes die as soon as they start.
    """
    sources = iter(sources)
    first = next(sources, None)
    if first is None:
        return
    crew = _Crew(jobs, lambda: _Worker(task, failed, warm_up), failed, seconds)
    under_way: deque[Future[list[T]]] = deque()
    try:
        for chunk in in_handfuls(chain((first,), sources), jobs):
            if len(under_way) >= _CHUNKS_AHEAD * jobs:
                yield from under_way.popleft().result()
            under_way.append(crew.submit(chunk))
        while under_way:
            yield from under_way.popleft().result()
    finally:
        crew.close()


def prepare_workers() -> None:
    """Begin to read what workers will need, beside what the caller does until it has pages for them.

    For programs that are all boilerkit's, such as the command line: the server that forks processes is one for the
    whole of a program, and keeps what it has read.
    """
    context = _context()
    if isinstance(context, ForkServerContext):
        from multiprocessing import forkserver

        context.set_forkserver_preload(["boilerkit.corpus.preload"])
        forkserver.ensure_running()


def _context() -> ForkServerContext | SpawnContext:
    # No forks of our own process: they copy the locks that other threads hold, a progress bar's for one.
    return get_context("forkserver") if "forkserver" in get_all_start_methods() else get_context("spawn")


class _Crew(Generic[T]):
    """Workers, each with a thread that hands it its pages and waits for what comes of them."""

    def __init__(self, jobs: int, hire: Callable[[], _Worker[T]], failed: Failed[T], seconds: float | None) -> None:
        self._hire, self._failed, self._seconds = hire, failed, seconds
        self._threads = ThreadPoolExecutor(jobs)
        self._idle: SimpleQueue[_Worker[T]] = SimpleQueue()
        self._workers = [self._hire() for _ in range(jobs)]
        for worker in self._workers:
            self._idle.put(worker)
        self._closed = False

    def submit(self, chunk: list[Source]) -> Future[list[T]]:
        return self._threads.submit(self._clean, chunk)

    def close(self) -> None:
        self._closed = True
        for worker in self._workers:
            worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.kill()

    def _clean(self, chunk: list[Source]) -> list[T]:
        worker = self._idle.get()
        outcomes: list[T] = []
        suspect: Source | None = None
        try:
            while len(outcomes) < len(chunk):
                try:
                    for outcome in worker.clean(chunk[len(outcomes) :], self._seconds):
                        outcomes.append(outcome)
                except _Stopped as stop:
                    worker = self._replace(worker)
                    culprit = chunk[len(outcomes)]
                    if stop.again and culprit is not suspect:
                        # Whoever runs short of memory kills without asking who is to blame: it gets a second try.
                        suspect = culprit
                    else:
                        outcomes.append(self._failed(culprit, BoilerkitError(str(stop))))
        finally:
            self._idle.put(worker)
        return outcomes

    def _replace(self, worker: _Worker[T]) -> _Worker[T]:
        worker.kill()
        if self._closed:
            raise BoilerkitError("the run has ended")
        self._workers.remove(worker)
        new = self._hire()
        self._workers.append(new)
        return new


class _Stopped(Exception):  # noqa: N818 - it tells what happened, and nobody outside sees it
    """A process is gone before it gave an outcome; `again` says whether to give the page a second try."""

    def __init__(self, message: str, *, again: bool) -> None:
        super().__init__(message)
        self.again = again


class _Worker(Generic[T]):
    """A process that cleans pages, and the line to it."""

    def __init__(self, task: Task[T], failed: Failed[T], warm_up: Source) -> None:
        context = _context()
        self._failed = failed
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, task, failed, warm_up), daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False

    def clean(self, chunk: list[Source], seconds: float | None) -> Iterator[T]:
        """What comes of each page, one after the other.

        Raises:
            BoilerkitError: the process died before it began to work.
            _Stopped: the process died, or was killed because a page took too long.
        """
        try:
            if not self._ready:
                self._start()
            self._line.send_bytes(pickle.dumps(chunk))
            for source in chunk:
                if not self._line.poll(seconds):
                    self.kill()
                    raise _Stopped(
                        f"cleaning it took more than {seconds:g} seconds and was stopped; --page-seconds allows more",
                        again=False,
                    )
                yield self._unpacked(self._line.recv_bytes(), source)
        except (EOFError, OSError) as error:
            raise _Stopped(DIED, again=True) from error

    def kill(self) -> None:
        """End the process at once, whatever it is doing."""
        with suppress(ValueError, OSError):
            self._process.kill()
            self._process.join()

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


def _serve(line: Connection, task: Task[T], failed: Failed[T], warm_up: Source) -> None:
    """What a worker does until nobody listens any more."""
    # Ctrl-C reaches every process of the terminal; the first one reports it, the workers just go.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with suppress(EOFError, OSError):
        line.send_bytes(b"alive")
        task(warm_up)
        line.send_bytes(b"ready")
        while True:
            for source in pickle.loads(line.recv_bytes()):
                line.send_bytes(_packed(task(source), source, failed))


def _packed(outcome: T, source: Source, failed: Failed[T]) -> bytes:
    try:
        return pickle.dumps(outcome)
    except Exception as error:  # an outcome of a rule's own making may be of any kind
        return pickle.dumps(failed(source, error))


def in_handfuls(sources: Iterable[Source], jobs: int) -> Iterator[list[Source]]:
    """Pages in handfuls: one by one at first, so that a small corpus keeps every process busy, then more at once.

    A handful also ends when it grows heavy, so that memory is bounded by bytes and not by pages.
    """
    chunk: list[Source] = []
    size = done = 0
    for source in sources:
        chunk.append(source)
        size += source.size
        if size >= _CHUNK_SIZE or len(chunk) >= min(_CHUNK_PAGES, 1 + done // (4 * jobs)):
            yield chunk
            done += len(chunk)
            chunk, size = [], 0
    if chunk:
        yield chunk
