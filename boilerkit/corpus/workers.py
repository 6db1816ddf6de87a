"""Worker processes: pages in, outcomes out, in order, even when a process dies."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Generic, TypeVar

from boilerkit.corpus.sources import Source
from boilerkit.errors import BoilerkitError

T = TypeVar("T")
Task = Callable[[Source], T]
Failed = Callable[[Source, BaseException | None], T]

_CHUNK_PAGES = 32
_CHUNK_SIZE = 1_000_000
_CHUNKS_AHEAD = 3


def run_in_processes(
    sources: Iterable[Source], task: Task[T], failed: Failed[T], jobs: int
) -> Generator[T, None, None]:
    """What `task` makes of each source, in order, a few chunks for each process under way at any time.

    Args:
        sources: the pages.
        task: picklable; it raises nothing.
        failed: makes the outcome of a page whose process died (None) or whose outcome could not travel (the error).
        jobs: number of processes.

    Raises:
        BoilerkitError: processes die as soon as they start.
    """
    crew = _Crew(task, failed, jobs)
    under_way: deque[tuple[list[Source], Future[list[T]]]] = deque()
    try:
        for chunk in _chunks(sources, jobs):
            if len(under_way) >= _CHUNKS_AHEAD * jobs:
                yield from crew.collect(*under_way.popleft())
            under_way.append((chunk, crew.submit(chunk)))
        while under_way:
            yield from crew.collect(*under_way.popleft())
    finally:
        crew.close()


class _Crew(Generic[T]):
    """A pool for chunks, and a pool of one process for the pages of a chunk that came to grief.

    When a process dies, its pool is lost with all that was under way, and nobody can say which page did it. So those
    pages are done again one at a time in a process of their own, until the one that kills it is alone with it.
    """

    def __init__(self, task: Task[T], failed: Failed[T], jobs: int) -> None:
        self._task, self._failed, self._jobs = task, failed, jobs
        self._pool = _pool(jobs)
        self._solo: ProcessPoolExecutor | None = None

    def submit(self, chunk: list[Source]) -> Future[list[T]]:
        try:
            return self._pool.submit(_each, self._task, chunk)
        except BrokenProcessPool:
            self._pool.shutdown()
            self._pool = _pool(self._jobs)
            return self._pool.submit(_each, self._task, chunk)

    def collect(self, chunk: list[Source], future: Future[list[T]]) -> Iterator[T]:
        try:
            outcomes = future.result()
        except Exception:
            yield from map(self._alone, chunk)
        else:
            yield from outcomes

    def close(self) -> None:
        for pool in (self._pool, self._solo):
            if pool:
                pool.shutdown(cancel_futures=True)

    def _alone(self, source: Source) -> T:
        if self._solo is None:
            self._solo = _pool(1)
            _check_alive(self._solo)
        try:
            return self._solo.submit(self._task, source).result()
        except BrokenProcessPool:
            self._solo.shutdown()
            self._solo = None
            return self._failed(source, None)
        except Exception as error:
            return self._failed(source, error)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Fresh processes, not forks: a fork copies the locks that other threads hold, a progress bar's for one.
    return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_die_quietly)


def _die_quietly() -> None:
    """Ctrl-C reaches every process of the terminal; the first one reports it, the workers just go."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _check_alive(pool: ProcessPoolExecutor) -> None:
    try:
        pool.submit(_nothing).result()
    except BrokenProcessPool as error:
        raise BoilerkitError(
            "worker processes die as they start; use jobs=1, and in a script of your own call this under "
            'if __name__ == "__main__":'
        ) from error


def _nothing() -> None:
    """What a process that lives can do."""


def _each(task: Task[T], chunk: list[Source]) -> list[T]:
    return [task(source) for source in chunk]


def _chunks(sources: Iterable[Source], jobs: int) -> Iterator[list[Source]]:
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
