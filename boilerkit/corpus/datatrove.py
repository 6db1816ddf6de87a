"""datatrove: a filter that cleans documents and lets those through of which something is left."""

from __future__ import annotations

from datatrove.data import Document
from datatrove.pipeline.filters.base_filter import BaseFilter
from datatrove.pipeline.writers.disk_base import DiskWriter

from boilerkit.config import Config
from boilerkit.corpus.limits import Limits
from boilerkit.corpus.run import outcome_of
from boilerkit.corpus.sources import Source
from boilerkit.parse.source import Format


class BoilerkitFilter(BaseFilter):
    """Cleans the text of documents; the record goes into their metadata, as `boilerkit`.

    A document that cannot be cleaned, or of which nothing is left, is dropped, its text as it was; datatrove's
    statistics and `exclusion_writer` tell of it.

    Args:
        config: what to do with pages; by default `Config()`.
        format: what documents hold, as for `boilerkit.clean`.
        limits: what a page may cost; time does not count here.
        exclusion_writer: writes the documents that are dropped.
    """

    name = "🧹 boilerkit"

    def __init__(
        self,
        config: Config | None = None,
        *,
        format: Format = "text",
        limits: Limits | None = None,
        exclusion_writer: DiskWriter | None = None,
    ) -> None:
        super().__init__(exclusion_writer)
        self.config, self.format, self.limits = config or Config(), format, limits or Limits()

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Clean a document; whether to keep it, and otherwise why not."""
        url = doc.metadata.get("url")
        outcome = outcome_of(Source(doc.id, doc.text, self.format, url), self.config, self.limits)
        doc.metadata["boilerkit"] = outcome.to_dict()
        if outcome.result is None:
            return False, "boilerkit_failed"
        if not outcome.result.text.strip():
            return False, "boilerkit_nothing_left"
        self.stat_update("boilerkit_removed", value=len(doc.text) - len(outcome.result.text), unit="character")
        doc.text = outcome.result.text
        return True
