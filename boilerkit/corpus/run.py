"""run(): clean many pages, in order, and account for every one of them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

from boilerkit.api import clean
from boilerkit.config import Config
from boilerkit.corpus.sources import Source
from boilerkit.corpus.workers import run_in_processes
from boilerkit.errors import BoilerkitError
from boilerkit.pipeline import Pipeline
from boilerkit.record import SCHEMA, Result

Work = Callable[[Source, Config], Result]

DIED = "the process that cleaned it died (killed, out of memory, or crashed in the code of a rule)"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one page: a result, or else an error, which is one sentence."""

    id: str
    result: Result | None = None
    error: str = ""

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
    return clean(content, favor=config.favor, pipeline=_pipeline(config))


def run(
    sources: Iterable[Source], config: Config | None = None, *, jobs: int = 1, work: Work = clean_page
) -> Generator[Outcome, None, None]:
    """Clean pages and yield an outcome for each, in the order given; whatever fails fails for its page only.

    Sources are taken and outcomes given as they come, so memory does not grow with the corpus. The outcomes are
    the same for any number of jobs, but for a page that kills its process: with one job that process is ours.

    Args:
        sources: the pages.
        config: what to do with them; by default `Config()`.
        jobs: how many processes work. With more than one, a script that calls this needs the guard
            `if __name__ == "__main__":`.
        work: what is done with a page; a function at the top of a module, so that processes can import it.

    Raises:
        BoilerkitError: `jobs` is less than 1, the config names what is not there, or no process can start.
    """
    config = config or Config()
    if jobs < 1:
        raise BoilerkitError(f"jobs={jobs}: at least one process has to work")
    _pipeline(config)
    task = partial(_attempt, work, config)
    if jobs == 1:
        return (task(source) for source in sources)
    return run_in_processes(sources, task, _failed, jobs)


def _attempt(work: Work, config: Config, source: Source) -> Outcome:
    try:
        return Outcome(source.id, replace(work(source, config), id=source.id))
    except (Exception, SystemExit) as error:
        return _failed(source, error)


def _failed(source: Source, error: BaseException | None) -> Outcome:
    """The outcome of a page whose cleaning raised an error, or whose process died."""
    if error is None:
        message = DIED
    elif isinstance(error, BoilerkitError):
        message = str(error)
    elif isinstance(error, OSError) and error.strerror:
        message = f"cannot be read: {error.strerror}"  # without the path, which differs from machine to machine
    else:
        message = f"{type(error).__name__}: {error}".removesuffix(": ")
    return Outcome(source.id, error=message)


@lru_cache(maxsize=8)
def _pipeline(config: Config) -> Pipeline:
    return config.pipeline()
