"""Pages to learn from: markup, gold text, and which fold of the cross-validation each is in."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks.data import folder, rows

FOLDS = 5
_SEED = "7"


@dataclass(frozen=True)
class GoldPage:
    """A page with its gold text.

    Attributes:
        id, url, domain: of the page; the domain is the registrable one.
        kind: type of the page: article, forum, product …
        markup: the page.
        gold: its main content.
    """

    id: str
    url: str
    domain: str
    kind: str
    markup: bytes
    gold: str

    @property
    def fold(self) -> int:
        """The fold in which the page is tested: that of its domain."""
        return fold_of(self.domain)


def fold_of(domain: str) -> int:
    """The fold in which the pages of a domain are tested."""
    return zlib.crc32((_SEED + domain).encode()) % FOLDS


def of_domains(pages: Iterable[GoldPage], share: float) -> Iterator[GoldPage]:
    """The pages of a share of all domains, 0 to 1, those of a smaller share among those of a larger one."""
    return (page for page in pages if zlib.crc32(("share" + page.domain).encode()) < share * 2**32)


def wcxb_pages() -> Iterator[GoldPage]:
    """The pages of WCXB (Foley 2026, CC-BY-4.0), developers' part."""
    for row in rows("wcxb/gold.jsonl"):
        markup = gzip.decompress((folder() / "wcxb" / row["file"]).read_bytes())
        yield GoldPage(row["id"], row["url"], row["domain"], row["type"], markup, row["gold"] or "")
