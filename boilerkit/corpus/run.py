"""run(): clean many pages, in order, and account for every one of them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any, Literal, TypedDict, TypeVar, Unpack, get_args, overload

from boilerkit.api import clean
from boilerkit.config import Config
from boilerkit.corpus.limits import Limits
from boilerkit.corpus.sources import Source
from boilerkit.corpus.workers import run_in_processes
from boilerkit.errors import BoilerkitError
from boilerkit.pipeline import Pipeline
from boilerkit.record import SCHEMA, Result

T = TypeVar("T")
Work = Callable[[Source, Config], Result]
Engine = Literal["processes", "ray"]

ENGINES: tuple[Engine, ...] = get_args(Engine)

WARM_UP = Source("", "The first page of a process waits for the phrases to be read.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one page: a result, or else an error, which is one sentence."""

    id: str
    result: Result | None = None
    error: str = ""
    url: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The page's record without its source; of a page that failed, its id and the error."""
        if self.result is None:
            return {"schema": SCHEMA, "id": self.id, "error": self.error}
        return self.result.to_dict(source=False)


def clean_page(source: Source, config: Config) -> Result:
    """Clean one page as the config says.

    Raises:
        BoilerkitError: the page is no text that boilerkit can clean, or the config names what is not there.
        OSError: its file cannot be read.
    """
    content = source.load()
    return clean(content, format=source.format, url=source.url, favor=config.favor, pipeline=pipeline_of(config))


class _How(TypedDict, total=False):
    """What `run` may be told beside its pages and what is made of them."""

    jobs: int
    engine: Engine
    limits: Limits | None
    work: Work
    fork: bool


@overload
def run(
    sources: Iterable[Source], config: Config | None = None, **how: Unpack[_How]
) -> Generator[Outcome, None, None]: ...


@overload
def run(
    sources: Iterable[Source], config: Config | None = None, *, finish: Callable[[Outcome], T], **how: Unpack[_How]
) -> Generator[T, None, None]: ...


def run(
    sources: Iterable[Source],
    config: Config | None = None,
    *,
    jobs: int = 1,
    engine: Engine = "processes",
    limits: Limits | None = None,
    work: Work = clean_page,
    fork: bool = False,
    finish: Callable[[Outcome], Any] | None = None,
) -> Generator[Any, None, None]:
    """Clean pages and yield an outcome for each, in the order given; whatever fails fails for its page only.

    Sources are taken and outcomes given as they come, so memory does not grow with the corpus. The outcomes are
    the same for any number of jobs, but for a page that kills its process: with one job that process is ours.

    Args:
        sources: the pages.
        config: what to do with them; by default `Config()`.
        jobs: how many processes work. With more than one, a script that calls this needs the guard
            `if __name__ == "__main__":`.
        engine: "ray" takes the processors of a Ray cluster, or `jobs` of this machine when there is no cluster.
        limits: what a page may cost; by default `Limits()`. A limit of time makes even one job a process of its own.
        work: what is done with a page, which is loaded; a function at the top of a module, so that processes can
            import it.
        fork: workers begin as copies of this process, which has read the phrases by then, where that is safe: on Linux,
            while no other thread runs. For programs that hold nothing but pages.
        finish: what is made of an outcome, where the page was cleaned: what is small travels faster than a result.
            Picklable, as is what it gives.

    Raises:
        BoilerkitError: `jobs` is less than 1, the config names what is not there, no process can start, or Ray is not
            installed or is asked for a limit of time.
    """
    config, limits = config or Config(), limits or Limits()
    if jobs < 1:
        raise BoilerkitError(f"jobs={jobs}: at least one process has to work")
    pipeline_of(config)
    failed = partial(_failure, finish or _as_it_is)
    task = partial(attempt, work=work, config=config, size=limits.size, finish=finish or _as_it_is)
    if engine == "ray":
        from boilerkit.corpus.ray import run_on_ray

        if limits.seconds is not None:
            raise BoilerkitError("Ray stops no page that takes too long; leave out --page-seconds or --engine ray")
        return run_on_ray(sources, task, failed, jobs=jobs, size=limits.size)
    if jobs == 1 and limits.seconds is None:
        return (task(source) for source in sources)
    if fork:
        pipeline_of(config).prepare()
    return run_in_processes(sources, task, failed, jobs, seconds=limits.seconds, warm_up=WARM_UP, fork=fork)


def attempt(source: Source, *, config: Config, size: int, work: Work = clean_page, finish: Callable[[Outcome], T]) -> T:
    """What came of one page, whatever happens."""
    try:
        source = loaded(source, size)
        outcome = Outcome(source.id, replace(work(source, config), id=source.id), url=source.url)
    except (Exception, SystemExit) as error:
        outcome = _failed(source, error)
    try:
        return finish(outcome)
    except Exception as error:
        return finish(_failed(source, error))


def loaded(source: Source, size: int) -> Source:
    """The page with its content in memory; when that cannot be had, with the error that says why."""
    try:
        return source._replace(content=source.load(size))
    except (BoilerkitError, OSError) as error:
        return source._replace(content="", error=_failed(source, error).error)


def outcome_of(source: Source, config: Config, limits: Limits) -> Outcome:
    """What came of one page, cleaned here and now."""
    return attempt(source, config=config, size=limits.size, finish=_as_it_is)


@lru_cache(maxsize=8)
def pipeline_of(config: Config) -> Pipeline:
    """The config's pipeline, made once for a process.

    Raises:
        BoilerkitError: the config names what is not there.
    """
    return config.pipeline()


def _as_it_is(outcome: Outcome) -> Outcome:
    return outcome


def _failure(finish: Callable[[Outcome], T], source: Source, error: BaseException) -> T:
    return finish(_failed(source, error))


def _failed(source: Source, error: BaseException) -> Outcome:
    """The outcome of a page whose cleaning raised an error, or whose process died."""
    if isinstance(error, BoilerkitError):
        message = str(error)
    elif isinstance(error, OSError) and error.strerror:
        message = f"cannot be read: {error.strerror}"  # without the path, which differs from machine to machine
    else:
        message = f"{type(error).__name__}: {error}".removesuffix(": ")
    return Outcome(source.id, error=message, url=source.url)
