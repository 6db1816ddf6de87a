"""LangChain: a document transformer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.documents import BaseDocumentTransformer, Document

from boilerkit.config import Config
from boilerkit.corpus import Limits, Source
from boilerkit.corpus.run import outcome_of
from boilerkit.parse.source import Format


class CleanTransformer(BaseDocumentTransformer):
    """Cleans documents before they are split.

    A document that fails stays as it is, with the reason as `boilerkit_error` in its metadata.

    Args:
        config: what to do with pages; by default `Config()`.
        format: what documents hold, as for `boilerkit.clean`.
        record: put the record into the metadata, as `boilerkit`. Some vector stores take no nested metadata.
    """

    def __init__(self, config: Config | None = None, *, format: Format = "auto", record: bool = False) -> None:
        self._config, self._format, self._record = config or Config(), format, record

    def transform_documents(self, documents: Sequence[Document], **kwargs: Any) -> Sequence[Document]:
        """The documents, cleaned; those given stay as they are."""
        return [self._clean(document) for document in documents]

    def _clean(self, document: Document) -> Document:
        url = document.metadata.get("source")
        source = Source(document.id or "", document.page_content, self._format, url if isinstance(url, str) else None)
        outcome = outcome_of(source, self._config, Limits())
        text = outcome.result.text if outcome.result else document.page_content
        more: dict[str, Any] = {} if outcome.result else {"boilerkit_error": outcome.error}
        if self._record and outcome.result:
            more["boilerkit"] = outcome.to_dict()
        return document.model_copy(update={"page_content": text, "metadata": document.metadata | more})
