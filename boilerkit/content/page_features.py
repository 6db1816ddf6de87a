"""Features of the page as a whole: what kind of page it is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np

from boilerkit import dom
from boilerkit.content.columns import Columns
from boilerkit.content.tree import Tree
from boilerkit.dom import Head
from boilerkit.finding import Span
from boilerkit.rules.search import Search

_SCHEMAS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "article": frozenset(
            "article newsarticle blogposting report techarticle scholarlyarticle liveblogposting howto recipe "
            "review".split()
        ),
        "product": frozenset("product offer productgroup aggregateoffer".split()),
        "faq": frozenset("faqpage question".split()),
        "forum": frozenset("discussionforumposting qapage comment".split()),
        "list": frozenset("collectionpage itemlist searchresultspage offercatalog".split()),
        "organization": frozenset("organization localbusiness service website".split()),
    }
)
_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "forum": tuple("forum topic thread post-body reply phpbb vbulletin discourse xenforo question answer".split()),
        "shop": tuple("add-to-cart addtocart product price cart sku".split()),
        "docs": tuple("docs sphinx toc highlight docusaurus sidebar mkdocs".split()),
        "comments": ("comment",),
    }
)
_OG_TYPES = ("article", "product", "website")
_DEPTH = 8


def page_features(tree: Tree, text: Columns) -> Columns:
    """One number each for the whole page."""
    measures, elements = tree.measures, tree.markup.elements
    words, total = measures.words, measures.total
    columns = Columns(
        page_words=np.log1p(total),
        page_blocks=len(words),
        page_linked=measures.linked_before[-1] / total,
        page_prose=measures.prose_before[-1] / total,
        page_articles=elements.tags.count("article"),
        page_main="main" in elements.tags,
        page_headings=np.count_nonzero(tree.levels),
        page_h1=np.count_nonzero(tree.levels == 1),
        page_paragraphs=words[tree.kinds == 2].sum() / total,
        page_lists=words[(tree.flags & dom.LIST) != 0].sum() / total,
        page_tables=words[(tree.flags & dom.TABLE) != 0].sum() / total,
        page_pre=words[(tree.flags & dom.PRE) != 0].sum() / total,
        page_prices=np.sum(text["price"]),
        page_dates=np.sum(text["date"]),
        page_questions=np.count_nonzero(np.asarray(text["last"]) == 2),
        page_longest=np.log1p(np.max(words * measures.running_text)),
    )
    schemas = frozenset(schema_types(tree.markup.head))
    for name, members in _SCHEMAS.items():
        columns[f"page_schema_{name}"] = not members.isdisjoint(schemas)
    columns["page_og"] = _og_number(tree.markup.head)
    columns |= _named(elements.names)
    return columns


def _named(names: Sequence[str]) -> Columns:
    """How often the names of a page's elements tell a kind of page."""
    text = " ".join(names).lower()
    counts = Counter(part for _, _, part in _telling_parts()(text, Span(0, len(text))))
    return Columns(
        {
            f"page_names_{name}": sum(np.log1p(counts[part]) for part in parts if part in counts)
            for name, parts in _NAMES.items()
        }
    )


@cache
def _telling_parts() -> Search[str]:
    """Finds all parts of names that tell a kind of page."""
    return Search({part: part for parts in _NAMES.values() for part in parts})


def _og_number(head: Head) -> int:
    og_type = head.meta.get("og:type", "").lower()
    known = [number for number, name in enumerate(_OG_TYPES, 1) if name in og_type]
    return known[0] if known else len(_OG_TYPES) + 1 if og_type else 0


def schema_types(head: Head) -> Iterator[str]:
    """The types of the things that the page's JSON-LD describes, in lower case (schema.org)."""
    for _, node in json_nodes(head.json_ld):
        types = node.get("@type")
        for name in types if isinstance(types, list) else [types]:
            if isinstance(name, str):
                yield name.lower()


def json_nodes(texts: Any) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Every object of some JSON texts down to a depth, with its depth; texts that are no JSON are passed over."""
    for text in texts:
        try:
            found = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        queue = [(0, found)]
        while queue:
            depth, node = queue.pop()
            if isinstance(node, dict):
                yield depth, node
            inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
            if depth < _DEPTH:
                queue += [(depth + 1, item) for item in inner if isinstance(item, dict | list)]
