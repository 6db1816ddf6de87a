"""What the report knows of each page, and of all of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from boilerkit.finding import STRONG
from boilerkit.report.visible import visible

NO_SITE = "(no folder)"
BINS = 10

_MAD_TO_SIGMA = 1.4826
_FAR = 3.5
"""Robust standard deviations from which a share of removed text is unusual."""
_LEAST_SPREAD = 0.05
_FEW_PAGES = 8
"""A site of fewer pages is measured against all pages."""
_SHOWN_OF_A_KIND = 8
_MUCH_ON_SUSPICION = 0.1


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page in figures.

    Attributes:
        number: its place in the run.
        id, title, site: how to call it, and what it belongs to.
        length, removed, doubtful: code points of the source, of all cuts, of the cuts on weak hints.
        cuts: number of removals.
        categories, rules: code points by category and by rule.
        events: kinds of recorded warnings.
        error: why the page could not be cleaned; empty when it could.
        problem: why its text cannot be shown; empty when it can.
    """

    number: int
    id: str
    title: str
    site: str
    length: int = 0
    removed: int = 0
    doubtful: int = 0
    cuts: int = 0
    categories: dict[str, int] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    events: tuple[str, ...] = ()
    error: str = ""
    problem: str = ""

    @property
    def share(self) -> float:
        """What part of the page was removed, 0 to 1."""
        return self.removed / self.length if self.length else 0.0


class Odd(NamedTuple):
    """A page to look at, and why."""

    page: PageFacts
    why: str


def facts_of(number: int, record: dict[str, Any], problem: str) -> PageFacts:
    """The figures of a record."""
    page_id = record["id"] or f"page {number + 1}"
    if "error" in record:
        return PageFacts(number, page_id, "", site_of(page_id), error=record["error"])
    categories, rules = Counter[str](), Counter[str]()
    doubtful = 0
    for cut in record["removals"]:
        length = cut["end"] - cut["start"]
        categories[cut["category"]] += length
        rules[cut["rule"]] += length
        doubtful += 0 if cut["certain"] or cut["confidence"] >= STRONG else length
    return PageFacts(
        number,
        page_id,
        record["title"] or "",
        site_of(page_id),
        record["length"],
        categories.total(),
        doubtful,
        len(record["removals"]),
        dict(categories),
        dict(rules),
        tuple(dict.fromkeys(event["kind"] for event in record["events"])),
        problem=problem,
    )


def site_of(page_id: str) -> str:
    """What a page belongs to: the host of an address, or the first folder of a path."""
    if "://" in page_id:
        try:
            return urlsplit(page_id).hostname or NO_SITE
        except ValueError:
            return NO_SITE
    folder, slash, _ = page_id.partition("/")
    return folder if slash and folder else NO_SITE


@dataclass
class Overview:
    """All pages together.

    Attributes:
        pages: in the order of the run.
        categories, rules, sites: code points removed.
        site_length: code points of the pages of a site.
        bins: number of pages by removed share, a tenth each.
        versions: the pipelines that made the records.
    """

    pages: list[PageFacts] = field(default_factory=list)
    categories: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
    site_length: Counter[str] = field(default_factory=Counter)
    bins: list[int] = field(default_factory=lambda: [0] * BINS)
    versions: set[str] = field(default_factory=set)

    def add(self, page: PageFacts, version: str) -> None:
        """Count one more page."""
        self.pages.append(page)
        if page.error:
            return
        self.versions.add(version)
        self.categories.update(page.categories)
        self.rules.update(page.rules)
        self.sites[page.site] += page.removed
        self.site_length[page.site] += page.length
        self.bins[min(int(page.share * BINS), BINS - 1)] += 1

    @property
    def length(self) -> int:
        """Code points of all pages."""
        return self.site_length.total()

    @property
    def removed(self) -> int:
        """Code points of all cuts."""
        return self.categories.total()

    def odd(self) -> list[Odd]:
        """Pages to look at, some of each kind: those that failed, of which nothing is left, of which unusually much
        or little went, and those with much that was cut on suspicion.
        """
        good = [page for page in self.pages if not page.error]
        kinds = (
            (Odd(page, f"could not be cleaned: {page.error}") for page in self.pages if page.error),
            (Odd(page, "nothing is left of it") for page in good if "nothing left" in page.events),
            self._unusual(good),
            self._doubtful(good),
        )
        found: dict[int, Odd] = {}
        for kind in kinds:
            fresh = [odd for odd in kind if odd.page.number not in found]
            found.update((odd.page.number, odd) for odd in fresh[:_SHOWN_OF_A_KIND])
        return list(found.values())

    def _unusual(self, pages: Sequence[PageFacts]) -> Iterator[Odd]:
        """Pages whose removed share is far from that of their site, the farthest first."""
        by_site: dict[str, list[PageFacts]] = {}
        for page in pages:
            by_site.setdefault(page.site, []).append(page)
        everywhere = _centre([page.share for page in pages])
        far: list[tuple[float, Odd]] = []
        for site, members in by_site.items():
            own = len(members) >= _FEW_PAGES and site != NO_SITE
            middle, spread = _centre([page.share for page in members]) if own else everywhere
            for page in members:
                distance = abs(page.share - middle) / spread
                if distance > _FAR:
                    of = f"on {visible(site)}" if own else "here"
                    far.append((distance, Odd(page, f"{page.share:.0%} removed, where {middle:.0%} is usual {of}")))
        far.sort(key=lambda pair: (-pair[0], pair[1].page.number))
        return (odd for _, odd in far)

    def _doubtful(self, pages: Sequence[PageFacts]) -> Iterator[Odd]:
        """Pages with much that was cut on suspicion, the most first."""
        much = [page for page in pages if page.doubtful > _MUCH_ON_SUSPICION * page.length]
        for page in sorted(much, key=lambda page: (-page.doubtful / page.length, page.number)):
            yield Odd(page, f"{page.doubtful / page.length:.0%} of it was cut on suspicion")


def _centre(values: Sequence[float]) -> tuple[float, float]:
    """Median and robust spread."""
    if not values:
        return 0.0, 1.0
    middle = median(values)
    return middle, max(_MAD_TO_SIGMA * median(abs(value - middle) for value in values), _LEAST_SPREAD)
