"""The markup that a page was read from, for what is asked of it afterwards."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from boilerkit.dom import Head
from boilerkit.finding import Span
from boilerkit.page import Page
from boilerkit.parse.markdown import markdown_of
from boilerkit.parse.markup import markup_of
from boilerkit.parse.metadata import read_metadata
from boilerkit.record import Metadata


@dataclass(frozen=True, slots=True)
class HtmlDocument:
    """A page of HTML, kept beside its result. Can be pickled.

    Attributes:
        markup: the page.
        body: the markup that the blocks were read from, where that is not the page's own.
        text: the text that offsets refer to.
        starts, ends: offsets of its blocks.
        lang: language of `<html lang>`, else of `og:locale`; "" when neither is named.
        url: address of the page.
    """

    markup: str
    body: str | None
    text: str
    starts: array[int]
    ends: array[int]
    lang: str
    url: str | None

    @classmethod
    def of(cls, page: Page, markup: str, body: str | None = None, url: str | None = None) -> HtmlDocument:
        """The document of a page as it was parsed."""
        head = page.dom.head if page.dom else Head()
        lang = head.lang or head.meta.get("og:locale", "").replace("-", "_").partition("_")[0].lower()
        return cls(markup, body, page.source, page.blocks.starts, page.blocks.ends, lang, url)

    def html(self, kept: Sequence[Span]) -> str:
        """Clean markup of the blocks within some spans; of a block that is within them in part, the part's text."""
        source = self.markup if self.body is None else self.body
        return markup_of(source, list(self._kept_texts(kept)), self.url)

    def markdown(self, html: str) -> str:
        """What `html` gave, as Markdown."""
        return markdown_of(html)

    def metadata(self) -> Metadata:
        """What the page says of itself."""
        return read_metadata(self.markup, self.url, self.lang)

    def _kept_texts(self, kept: Sequence[Span]) -> Iterator[str | None]:
        at = 0
        for start, end in zip(self.starts, self.ends, strict=True):
            while at < len(kept) and kept[at].end <= start:
                at += 1
            pieces, here = [], at
            while here < len(kept) and kept[here].start < end:
                pieces.append(self.text[max(start, kept[here].start) : min(end, kept[here].end)])
                here += 1
            yield "".join(pieces).strip() or None
