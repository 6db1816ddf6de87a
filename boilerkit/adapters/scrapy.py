"""Scrapy: an item pipeline.

In settings.py: `ITEM_PIPELINES = {"boilerkit.adapters.scrapy.CleanPipeline": 300}`.
"""

from __future__ import annotations

from typing import Any, Self

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from boilerkit.config import Config
from boilerkit.corpus import Fields, Limits
from boilerkit.corpus.run import outcome_of
from boilerkit.corpus.tables import source_of


class CleanPipeline:
    """Gives an item `clean_text`, `title` and `removals`; of an item of declared fields, those that it declares.

    A title that the spider found stays. An item whose page fails is dropped, and Scrapy's log says why.

    Args:
        config: what to do with pages.
        fields: what the item's fields are called: `BOILERKIT_TEXT_FIELD` and `BOILERKIT_HTML_FIELD` in the settings.
    """

    def __init__(self, config: Config | None = None, fields: Fields | None = None) -> None:
        self._config, self._fields = config or Config(), fields or Fields()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline of a crawler, as its settings have it."""
        settings = crawler.settings
        text, html = settings.get("BOILERKIT_TEXT_FIELD", "text"), settings.get("BOILERKIT_HTML_FIELD", "html")
        return cls(Config(favor=settings.get("BOILERKIT_FAVOR", "balanced")), Fields(text, html))

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """The item with what came of its page.

        Raises:
            DropItem: the page cannot be cleaned.
        """
        adapter = ItemAdapter(item)
        outcome = outcome_of(source_of(adapter, "the item", self._fields), self._config, Limits())
        if outcome.result is None:
            raise DropItem(f"boilerkit: {outcome.error}")
        result = outcome.result
        removals = [cut.to_dict() for cut in result.removals]
        declared = None if isinstance(item, dict) else set(adapter.field_names())
        for name, value in (("clean_text", result.text), ("title", result.title), ("removals", removals)):
            if (declared is None or name in declared) and not (name == "title" and adapter.get(name)):
                adapter[name] = value
        return item
