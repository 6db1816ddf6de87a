"""Ray: a dataset cleaned on all machines of a cluster; and its processors in the place of our own processes."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from boilerkit.config import Config
from boilerkit.corpus.arrow import clean_table
from boilerkit.corpus.extras import need
from boilerkit.corpus.limits import Limits
from boilerkit.corpus.run import loaded, pipeline_of
from boilerkit.corpus.sources import Fields, Source
from boilerkit.corpus.worker import DIED, Failed, Task
from boilerkit.corpus.workers import in_handfuls
from boilerkit.errors import BoilerkitError

if TYPE_CHECKING:
    from ray.data import Dataset

T = TypeVar("T")

_BATCH = 256
_CHUNKS_AHEAD = 3


def clean_dataset(
    ds: Dataset,
    config: Config | None = None,
    *,
    fields: Fields | None = None,
    limits: Limits | None = None,
    prefix: str = "",
    batch_size: int = _BATCH,
    **options: Any,
) -> Dataset:
    """Clean the pages of a dataset: its columns and those of `clean_batch` come back, when somebody asks for them.

    Args:
        ds: has a column `text` or `html`, and may have `url` and any others.
        config: what to do with pages; by default `Config()`. The packs it names are files that every machine has.
        fields: what the columns are called.
        limits: what a page may cost; time does not count here.
        prefix: goes before the names of the new columns.
        batch_size: rows at a time.
        options: whatever else `Dataset.map_batches` takes: `num_cpus`, `concurrency`, ...

    Raises:
        BoilerkitError: Ray Data or pyarrow is not installed, or the config names what is not there.
    """
    need("ray.data", "ray", "Ray Data")
    pipeline_of(config or Config())
    clean = partial(clean_table, config=config, fields=fields, limits=limits, prefix=prefix)
    return ds.map_batches(clean, batch_format="pyarrow", batch_size=batch_size, zero_copy_batch=True, **options)


def run_on_ray(
    sources: Iterable[Source], task: Task[T], failed: Failed[T], *, jobs: int | None = None, size: int
) -> Generator[T, None, None]:
    """What `task` makes of each source, in order, made by the processors of a cluster.

    The cluster is the one that this process is joined to, or that RAY_ADDRESS names, or else this machine.

    Args:
        sources: the pages.
        task: picklable; it raises nothing.
        failed: makes the outcome of a page whose process died.
        jobs: processors of this machine to use, when there is no cluster; by default all.
        size: bytes that a page may have.

    Raises:
        BoilerkitError: Ray is not installed.
    """
    ray = need("ray", "ray", "--engine ray")
    ours = not ray.is_initialized()
    if ours:
        here = {} if os.environ.get("RAY_ADDRESS") else {"num_cpus": jobs, "include_dashboard": False}
        ray.init(log_to_driver=False, logging_level="error", **here)
    each = ray.remote(max_retries=0)(_each)
    under_way: deque[tuple[list[Source], Any]] = deque()
    workers = max(1, int(ray.cluster_resources().get("CPU", 1)))
    try:
        for chunk in in_handfuls((loaded(source, size) for source in sources), workers):
            if len(under_way) >= _CHUNKS_AHEAD * workers:
                yield from _collect(ray, each, task, failed, *under_way.popleft())
            under_way.append((chunk, each.remote(task, chunk)))
        while under_way:
            yield from _collect(ray, each, task, failed, *under_way.popleft())
    finally:
        for _, reference in under_way:
            ray.cancel(reference, force=True)
        if ours:
            ray.shutdown()


def _collect(ray: Any, each: Any, task: Task[T], failed: Failed[T], chunk: list[Source], reference: Any) -> Iterator[T]:
    try:
        yield from ray.get(reference)
        return
    except ray.exceptions.RayError as error:
        if len(chunk) == 1 and not isinstance(error, ray.exceptions.RayTaskError):
            error = BoilerkitError(DIED)
        if len(chunk) == 1:
            yield failed(chunk[0], error)
            return
    for source in chunk:
        # Nobody can say which page of a chunk did it, so each is done again on its own.
        yield from _collect(ray, each, task, failed, [source], each.remote(task, [source]))


def _each(task: Task[T], chunk: list[Source]) -> list[T]:
    return [task(source) for source in chunk]
