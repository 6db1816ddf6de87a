"""Examples of kinds: the removed blocks of pages, as HTML and as raw text, and the categories they have."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.data import folder, rows_by_id
from benchmarks.page_file import read_page as read_file
from boilerkit.content.judge import shipped_judge
from boilerkit.content.kind_tokens import KindTokens
from boilerkit.content.kinds import removed_blocks
from boilerkit.content.line_judge import shipped_line_judge
from boilerkit.content.purpose import Purpose, purposes
from boilerkit.finding import CATEGORIES
from boilerkit.page import Page
from boilerkit.parse.source import read_page
from boilerkit.pipeline import Pipeline
from training.pages import fold_of

_files = cache(rows_by_id)
LABELS = Path(__file__).parent / "kind-labels.tsv"

_MAIN_CONTENT, _PART_OF_PAGE = 0.9, 0.9
"""Share of the main content that a column holds at least, and of all words that it holds at most."""

_LEFT_OVER, _FARTHEST = 0.3, 0.25
"""Share of a column's words that should go, and how far off that may be."""


class Labelled(NamedTuple):
    """A row of the file of labels.

    Attributes:
        id: of the page.
        digest: beginning of the SHA-256 of its rendered text.
        labels: block → categories, the best one first.
    """

    id: str
    digest: str
    labels: Mapping[int, Sequence[int]]


class KindExamples(NamedTuple):
    """The removed blocks of a page.

    Attributes:
        id, domain: of the page.
        places: index of each removed block on its page.
        tokens: of each.
        sizes: characters of each.
        labels: of each its categories, the best one first; none where nobody has said.
    """

    id: str
    domain: str
    places: Sequence[int]
    tokens: Sequence[Collection[str]]
    sizes: Sequence[int]
    labels: Sequence[Sequence[int]]

    @property
    def fold(self) -> int:
        """The fold in which the page is tested."""
        return fold_of(self.domain or self.id)


def read_labels() -> Iterator[Labelled]:
    """The labelled pages: id, digest, and ranges of blocks with their categories."""
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        page, digest, ranges = line.split("\t")
        labels = dict[int, Sequence[int]]()
        for each in ranges.split(" "):
            span, _, names = each.partition(":")
            first, _, last = span.partition("-")
            categories = tuple(CATEGORIES.index(name) for name in names.split("|") if name in CATEGORIES)
            labels |= dict.fromkeys(range(int(first), int(last or first) + 1), categories)
        yield Labelled(page, digest, labels)


def kind_examples(is_html: bool, processes: int = 2) -> list[KindExamples]:
    """The examples of all labelled pages whose text is still what was labelled; of raw text up to two of a page.

    Raw text comes whole, and as the column around the main content.
    """
    examples = _html_examples if is_html else _text_examples
    with ProcessPoolExecutor(processes) as pool:
        return [each for found in pool.map(examples, read_labels(), chunksize=16) for each in found]


def _html_examples(labelled: Labelled) -> list[KindExamples]:
    page = _page_of(labelled)
    verdict = shipped_judge().decide(page) if page else None
    if page is None or page.dom is None or verdict is None:
        return []
    cut = [sure > 0 or index in labelled.labels for index, sure in enumerate(verdict.sureness)]
    found = purposes(page.dom, np.concatenate([[0], np.cumsum(~np.asarray(cut))]))
    phrased = Pipeline.default().phrased(page)
    of_block = [found[element] for element in page.dom.facts.elements]
    return [_examples(labelled, phrased, cut, labelled.labels, of_block)]


def _text_examples(labelled: Labelled) -> list[KindExamples]:
    page = _page_of(labelled)
    if page is None:
        return []
    column = _column(page, labelled)
    ranges = [range(len(page)), *([column] if column else [])]
    return [each for blocks in ranges if (each := _examples_in(labelled, page, blocks))]


def _column(page: Page, labelled: Labelled) -> range | None:
    """The blocks of an element around the main content, as a scraper's loose selector has it: three words in ten go.

    None where no element but the whole page comes near that.
    """
    verdict = shipped_judge().decide(page)
    if page.dom is None or verdict is None:
        return None
    words = np.array([len(block.text.split()) for block in page.blocks])
    stays = np.array([not sure and index not in labelled.labels for index, sure in enumerate(verdict.sureness)])
    kept, all_words = (np.concatenate([[0], np.cumsum(each)]) for each in (words * stays, words))
    best: tuple[float, range] | None = None
    for first, stop in set(zip(page.dom.elements.first, page.dom.elements.stop, strict=True)):
        inside, size = kept[stop] - kept[first], all_words[stop] - all_words[first]
        if 0 < size <= _PART_OF_PAGE * all_words[-1] and inside >= _MAIN_CONTENT * kept[-1]:
            off = abs(1 - inside / size - _LEFT_OVER)
            if off < (best[0] if best else _FARTHEST):
                best = off, range(first, stop)
    return best[1] if best else None


def _examples_in(labelled: Labelled, page: Page, blocks: range) -> KindExamples | None:
    """The examples of a range of a page's blocks as raw text."""
    begin = page.blocks.starts[blocks.start]
    source = page.source[begin : page.blocks.ends[blocks.stop - 1]]
    labels = {page.blocks.starts[index] - begin: categories for index, categories in labelled.labels.items()}
    text = Pipeline.default().weighed(read_page(source, format="text").page)
    verdict = shipped_line_judge().decide(text)
    if verdict is None:
        return None
    by_line = {index: labels[start] for index, start in enumerate(text.blocks.starts) if start in labels}
    cut = [sure > 0 or index in by_line for index, sure in enumerate(verdict.sureness)]
    return _examples(labelled, text, cut, by_line)


def _examples(
    labelled: Labelled,
    page: Page,
    cut: Sequence[bool],
    labels: Mapping[int, Sequence[int]],
    of_block: Sequence[Purpose] = (),
) -> KindExamples:
    """The examples of a page with its phrases, of which these blocks go and have these categories."""
    blocks = list(removed_blocks(page, cut, KindTokens(page, cut, str), of_block))
    places = [block.place for block in blocks]
    return KindExamples(
        labelled.id,
        _files()[labelled.id][1]["domain"] or "",
        places,
        [block.tokens for block in blocks],
        [page.blocks.ends[place] - page.blocks.starts[place] for place in places],
        [labels.get(place, ()) for place in places],
    )


def _page_of(labelled: Labelled) -> Page | None:
    """The page as it was labelled; None when it is not there, or its text is another by now."""
    if labelled.id not in _files():
        return None
    name, row = _files()[labelled.id]
    page = read_page(read_file(folder() / name / row["file"]), format="html").page
    digest = hashlib.sha256(page.source.encode("utf-8", "surrogatepass")).hexdigest()
    return page if digest.startswith(labelled.digest) else None
