"""Workers: pages in, outcomes out, in order, even when a process dies or has to be killed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from typing import Generic, TypeVar

from boilerkit.corpus.sources import Source
from boilerkit.corpus.watch import Watch
from boilerkit.corpus.worker import Failed, Stopped, Task, Worker
from boilerkit.errors import BoilerkitError

T = TypeVar("T")

_CHUNK_PAGES = 16
_CHUNK_SIZE = 200_000
"""Of a handful: small, so that at the end no process is busy for long after the others."""

_CHUNKS_AHEAD = 4


def run_in_processes(
    sources: Iterable[Source],
    task: Task[T],
    failed: Failed[T],
    jobs: int,
    *,
    seconds: float | None = None,
    warm_up: Source,
    fork: bool = False,
) -> Generator[T, None, None]:
    """What `task` makes of each source, in order, a few chunks for each process under way at any time.

    Args:
        sources: the pages.
        task: picklable; it raises nothing.
        failed: picklable; makes the outcome of a page whose process died or whose outcome could not travel.
        jobs: number of processes.
        seconds: time that a page may take before its process is killed; None is no limit.
        warm_up: a page that every process cleans before its time counts.
        fork: begin with copies of this process, where that is safe.

    Raises:
        BoilerkitError: processes die as soon as they start.
    """
    watch = Watch(seconds)
    crew = _Crew(jobs, partial(Worker, task, failed, warm_up, watch), failed, fork)
    under_way: deque[Future[list[T]]] = deque()
    try:
        watch.start()
        for chunk in in_handfuls(sources, jobs):
            if len(under_way) >= _CHUNKS_AHEAD * jobs:
                yield from under_way.popleft().result()
            under_way.append(crew.submit(chunk))
        while under_way:
            yield from under_way.popleft().result()
    finally:
        watch.close()
        crew.close()


class _Crew(Generic[T]):
    """Workers, each with a thread that hands it its pages and waits for what comes of them."""

    def __init__(self, jobs: int, hire: Callable[..., Worker[T]], failed: Failed[T], fork: bool) -> None:
        self._hire, self._failed = hire, failed
        self._workers = [hire(fork=fork) for _ in range(jobs)]
        self._threads = ThreadPoolExecutor(jobs)
        self._idle: SimpleQueue[Worker[T]] = SimpleQueue()
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
                    for outcome in worker.clean(chunk[len(outcomes) :]):
                        outcomes.append(outcome)
                except Stopped as stop:
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

    def _replace(self, worker: Worker[T]) -> Worker[T]:
        worker.kill()
        if self._closed:
            raise BoilerkitError("the run has ended")
        self._workers.remove(worker)
        new = self._hire()
        self._workers.append(new)
        return new


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
