"""The adapters, each in the tool that it is for."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

import boilerkit
from boilerkit import clean
from boilerkit.config import Config

PROSE = "The council approved the new bridge on Monday, and work on it will begin in spring, the mayor said."
PAGE = f"Old bridge reopens\n\n{PROSE}\n\nShare this article\n#bridge\n"
LARGE = "x" * 20_000_001


def test_adapters_are_short() -> None:
    for path in (Path(boilerkit.__file__).parent / "adapters").glob("*.py"):
        assert len(path.read_text("utf-8").splitlines()) <= 60, path.name


def test_scrapy_items_get_what_came_of_their_page() -> None:
    pytest.importorskip("scrapy", reason="scrapy is not installed")
    from scrapy import Field, Item, Spider
    from scrapy.exceptions import DropItem
    from scrapy.utils.reactor import install_reactor
    from scrapy.utils.test import get_crawler

    from boilerkit.adapters.scrapy import CleanPipeline

    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    crawler = get_crawler(Spider, {"BOILERKIT_TEXT_FIELD": "body"})
    pipeline = CleanPipeline.from_crawler(crawler)
    item = pipeline.process_item({"body": PAGE, "url": "https://example.org"})
    assert item["clean_text"] == clean(PAGE).text
    assert item["title"] == "Old bridge reopens"
    assert [cut["category"] for cut in item["removals"]] == ["share", "tags"]
    assert pipeline.process_item({"body": PAGE, "title": "found"})["title"] == "found"

    class Page(Item):  # type: ignore[misc]
        body = Field()
        clean_text = Field()

    assert dict(pipeline.process_item(Page(body=PAGE))) == {"body": PAGE, "clean_text": clean(PAGE).text}

    @dataclasses.dataclass
    class Article:
        body: str
        clean_text: str = ""

    assert pipeline.process_item(Article(PAGE)).clean_text == clean(PAGE).text
    with pytest.raises(DropItem, match="larger than"):
        pipeline.process_item({"body": LARGE})


def test_scrapy_finds_the_pipeline_by_its_name() -> None:
    pytest.importorskip("scrapy", reason="scrapy is not installed")
    from scrapy.pipelines import ItemPipelineManager
    from scrapy.utils.reactor import install_reactor
    from scrapy.utils.test import get_crawler

    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    crawler = get_crawler(settings_dict={"ITEM_PIPELINES": {"boilerkit.adapters.scrapy.CleanPipeline": 300}})
    manager = ItemPipelineManager.from_crawler(crawler)
    assert [type(each).__name__ for each in manager.middlewares] == ["CleanPipeline"]


def test_langchain_documents_are_transformed() -> None:
    documents = pytest.importorskip("langchain_core.documents", reason="langchain-core is not installed")
    from boilerkit.adapters.langchain import CleanTransformer

    given = [documents.Document(PAGE, metadata={"source": "https://example.org"}), documents.Document(LARGE, id="7")]
    before = [document.model_copy(deep=True) for document in given]
    first, second = CleanTransformer(Config(ignore=("tags",)), format="text").transform_documents(given)
    assert first.page_content == PAGE.replace("Share this article\n", "")
    assert first.metadata == {"source": "https://example.org"}
    assert (second.page_content, second.id) == (LARGE, "7")
    assert "larger than" in second.metadata["boilerkit_error"]
    assert given == before
    (recorded,) = CleanTransformer(record=True).transform_documents(given[:1])
    assert recorded.metadata["boilerkit"]["removals"] == [cut.to_dict() for cut in clean(PAGE).removals]


def test_llamaindex_nodes_go_through_an_ingestion_pipeline() -> None:
    pytest.importorskip("llama_index.core", reason="llama-index-core is not installed")
    from llama_index.core import Document
    from llama_index.core.ingestion import IngestionPipeline

    from boilerkit.adapters.llamaindex import CleanTransform

    given = [Document(text=PAGE, metadata={"url": "https://example.org"}), Document(text=LARGE)]
    step: Any = CleanTransform(format="text", record=True)
    first, second = IngestionPipeline(transformations=[step]).run(documents=given)
    assert first.get_content() == clean(PAGE).text
    assert first.metadata["boilerkit"]["title"] == "Old bridge reopens"
    assert second.get_content() == LARGE
    assert "larger than" in second.metadata["boilerkit_error"]
    assert given[0].get_content() == PAGE
