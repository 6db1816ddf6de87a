"""LlamaIndex: a transformation for an ingestion pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llama_index.core.schema import BaseNode, TransformComponent

from boilerkit.config import Config
from boilerkit.corpus import Limits, Source
from boilerkit.corpus.run import outcome_of
from boilerkit.parse.source import Format


class CleanTransform(TransformComponent):
    """Cleans nodes before they are split.

    A node that fails stays as it is, with the reason as `boilerkit_error` in its metadata.

    Attributes:
        config: what to do with pages.
        format: what nodes hold, as for `boilerkit.clean`.
        record: put the record into the metadata, as `boilerkit`. Some vector stores take no nested metadata.
    """

    config: Config = Config()
    format: Format = "auto"
    record: bool = False

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> Sequence[BaseNode]:
        """The nodes, cleaned; those given stay as they are."""
        return [self._clean(node) for node in nodes]

    def _clean(self, node: BaseNode) -> BaseNode:
        url = node.metadata.get("url")
        source = Source(node.node_id, node.get_content(), self.format, url if isinstance(url, str) else None)
        outcome = outcome_of(source, self.config, Limits())
        more: dict[str, Any] = {} if outcome.result else {"boilerkit_error": outcome.error}
        if self.record and outcome.result:
            more["boilerkit"] = outcome.to_dict()
        cleaned = node.model_copy(update={"metadata": node.metadata | more})
        if outcome.result:
            cleaned.set_content(outcome.result.text)
        return cleaned
