"""Examples of kinds: the removed blocks of labelled pages, as HTML and as raw text, and the categories they have."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

import numpy as np

from boilerkit.content.judge import shipped_judge
from boilerkit.content.kind_tokens import KindTokens
from boilerkit.content.kinds import removed_blocks
from boilerkit.content.line_judge import shipped_line_judge
from boilerkit.content.purpose import Purpose, purposes
from boilerkit.page import Page
from boilerkit.parse.source import read_page
from boilerkit.pipeline import Pipeline
from training.kind_labels import Labelled, read_labels
from training.kind_texts import LabelledText, carried_over, labelled_texts
from training.pages import fold_of

HTML = "html"


class KindExamples(NamedTuple):
    """The removed blocks of a page.

    Attributes:
        domain: of the page; its id where that is not known.
        way: in which the page was flattened; `HTML` when it was not.
        places: index of each removed block on its page.
        tokens: of each.
        sizes: characters of each.
        labels: of each its categories, the best one first; none where nobody has said.
    """

    domain: str
    way: str
    places: Sequence[int]
    tokens: Sequence[Collection[str]]
    sizes: Sequence[int]
    labels: Sequence[Sequence[int]]

    @property
    def fold(self) -> int:
        """The fold in which the page is tested."""
        return fold_of(self.domain)


def kind_examples(is_html: bool, processes: int = 2) -> list[KindExamples]:
    """The examples of all labelled pages whose text is still what was labelled; of raw text several of a page."""
    pages = list(read_labels())
    texts = [] if is_html else list(labelled_texts(pages, processes))
    with ProcessPoolExecutor(processes) as pool:
        if is_html:
            found = pool.map(_html_examples, pages, chunksize=16)
        else:
            found = pool.map(_text_examples, texts, chunksize=16)
        return [each for each in found if each]


def _html_examples(labelled: Labelled) -> KindExamples | None:
    page = labelled.page()
    verdict = shipped_judge().decide(page) if page else None
    if page is None or page.dom is None or verdict is None:
        return None
    cut = [sure > 0 or index in labelled.labels for index, sure in enumerate(verdict.sureness)]
    found = purposes(page.dom, np.concatenate([[0], np.cumsum(~np.asarray(cut))]))
    phrased = Pipeline.default().phrased(page)
    of_block = [found[element] for element in page.dom.facts.elements]
    return _examples((labelled.domain, HTML), phrased, cut, labelled.labels, of_block)


def _text_examples(flat: LabelledText) -> KindExamples | None:
    page = flat.labelled.page()
    text = Pipeline.default().weighed(read_page(flat.text, format="text").page)
    verdict = shipped_line_judge().decide(text)
    if page is None or verdict is None:
        return None
    labels = carried_over(page, flat.labelled.labels, text)
    cut = [sure > 0 or index in labels for index, sure in enumerate(verdict.sureness)]
    return _examples((flat.labelled.domain, flat.way), text, cut, labels)


def _examples(
    whose: tuple[str, str],
    page: Page,
    cut: Sequence[bool],
    labels: Mapping[int, Sequence[int]],
    of_block: Sequence[Purpose] = (),
) -> KindExamples:
    """The examples of a page with its phrases, of a domain and flattened in a way.

    Args:
        whose: the domain, and the way.
        page: with its phrases.
        cut: of each block whether it goes.
        labels: of the blocks that somebody has labelled.
        of_block: what the part of the page is for that each block stands in; none on raw text.
    """
    blocks = list(removed_blocks(page, cut, KindTokens(page, cut, str), of_block))
    places = [block.place for block in blocks]
    sizes = [page.blocks.ends[place] - page.blocks.starts[place] for place in places]
    tokens = [block.tokens for block in blocks]
    return KindExamples(*whose, places, tokens, sizes, [labels.get(place, ()) for place in places])
