"""Dom: what the markup of an HTML page says of its blocks, as columns. Immutable by convention; the lowest floor."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

NO_PARENT = -1

_ARTICLE = re.compile(r"\"@type\"\s{0,9}:\s{0,9}\[?\s{0,9}\"(?:\w{0,20}Article|BlogPosting)\"")
_THREAD = re.compile(r"\"@type\"\s{0,9}:\s{0,9}\[?\s{0,9}\"(?:QAPage|DiscussionForumPosting)\"")
_FORUM = re.compile(r"forum|\b(?:foren|foro|community|boards?|discourse|threads?|topics?)\b")

# What an element says of all that stands in it, handed down from its ancestors.
HIDDEN = 1 << 0
NOSCRIPT = 1 << 1
DETAILS = 1 << 2
FORM = 1 << 3
TABLE = 1 << 4
LIST = 1 << 5
PRE = 1 << 6
QUOTE = 1 << 7
NAV = 1 << 8
HEADER = 1 << 9
FOOTER = 1 << 10
ASIDE = 1 << 11
MAIN = 1 << 12
ARTICLE = 1 << 13
BODY_PROPERTY = 1 << 14
DIALOG = 1 << 15
FIGURE = 1 << 16
ARIA_HIDDEN = 1 << 17
SECTION = 1 << 18
SHADOW = 1 << 19

FLAGS: Mapping[str, int] = MappingProxyType(
    {
        "hidden": HIDDEN,
        "noscript": NOSCRIPT,
        "details": DETAILS,
        "form": FORM,
        "table": TABLE,
        "list": LIST,
        "pre": PRE,
        "quote": QUOTE,
        "nav": NAV,
        "header": HEADER,
        "footer": FOOTER,
        "aside": ASIDE,
        "main": MAIN,
        "article": ARTICLE,
        "body_property": BODY_PROPERTY,
        "dialog": DIALOG,
        "figure": FIGURE,
        "aria_hidden": ARIA_HIDDEN,
        "section": SECTION,
    }
)
"""The flags by name; those of landmarks and the like bear the names of their tags."""


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements that can hold blocks, in document order: element 0 is the root. Equal columns.

    Attributes:
        tags: tag names in lower case.
        parents: index of the parent element; `NO_PARENT` for the root.
        names: class, id, role and the like, as one string; they hint at what the author meant the element for.
        flags: `HIDDEN`, `NAV` … of the element and all above it.
        first, stop: half-open range of the blocks in it, those of its descendants included.
        nodes, nodes_stop: half-open range of the nodes in it, itself the first, among all of the page.
    """

    tags: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    nodes: list[int] = field(default_factory=list)
    stop: list[int] = field(default_factory=list)
    nodes_stop: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """What the markup says of each block; equal columns, in the blocks' order. Lengths are in code points.

    Attributes:
        elements: index of the innermost element that holds the block.
        link_lengths, bold_lengths, italic_lengths, button_lengths, code_lengths: text within such markup.
        links: number of links.
        hrefs: address of the first link; "" without one.
        images: images since the block before.
        lines: how many line breaks (`<br>`) of the same element stand before the block.
        names: class, id and the like of the inline element that the block opens with.
        times: 1 where it holds a `<time>`.
    """

    elements: list[int] = field(default_factory=list)
    link_lengths: list[int] = field(default_factory=list)
    bold_lengths: list[int] = field(default_factory=list)
    italic_lengths: list[int] = field(default_factory=list)
    button_lengths: list[int] = field(default_factory=list)
    code_lengths: list[int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    hrefs: list[str] = field(default_factory=list)
    images: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    times: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself outside its text.

    Attributes:
        title: text of `<title>`.
        meta: content of the first `<meta>` of each name or property, in lower case.
        lang: language code of `<html lang>`, its first part in lower case.
        json_ld: the texts of the JSON-LD scripts, unparsed.
        state: scripts that hold the page's data as JSON (`__NEXT_DATA__`, `window.__INITIAL_STATE__ = …`), unparsed.
    """

    title: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    lang: str = ""
    json_ld: Sequence[str] = ()
    state: Sequence[str] = ()

    @property
    def tells_of_article(self) -> bool:
        """Whether the page calls itself an article: in its JSON-LD, or by the time it says it was published at.

        The Open Graph type says no more than that a plugin was installed: lists of posts bear `article` too. Forums
        (Discourse, NodeBB, vBulletin) say of threads what others say of articles, so no word may speak of a forum.
        """
        names = " ".join(self.meta.get(name, "") for name in ("generator", "og:url", "og:site_name"))
        if _FORUM.search(names.lower()) or any(map(_THREAD.search, self.json_ld)):
            return False
        return "article:published_time" in self.meta or any(map(_ARTICLE.search, self.json_ld))


@dataclass(frozen=True, slots=True)
class Dom:
    """The markup of a page, as far as it tells something of its blocks.

    Attributes:
        elements: those that can hold blocks.
        facts: what it says of each block of the page as parsed.
        node_tags, node_parents: every node of the page, inline ones too, for the paths.
        head: what the page says of itself outside its text.
        markup: the page as it came.
    """

    elements: Elements
    facts: BlockFacts
    node_tags: Sequence[str]
    node_parents: Sequence[int]
    head: Head
    markup: str = ""

    def xpaths(self, ranges: Sequence[tuple[int, int]]) -> list[str]:
        """The path of the innermost element that holds each range of blocks, as `lxml`'s `getpath` writes it.

        Args:
            ranges: half-open ranges of blocks of the page as parsed, none of them empty.
        """
        nodes = [self.elements.nodes[self._around(first, stop)] for first, stop in ranges]
        on_paths = self._with_ancestors(nodes)
        places = self._places(on_paths)
        paths = {NO_PARENT: ""}
        for node in on_paths:
            paths[node] = f"{paths[self.node_parents[node]]}/{self.node_tags[node]}{places[node]}"
        return [paths[node] for node in nodes]

    def _around(self, first: int, stop: int) -> int:
        element = self.facts.elements[first]
        while self.elements.stop[element] < stop:
            element = self.elements.parents[element]
        return element

    def _with_ancestors(self, nodes: Sequence[int]) -> list[int]:
        """Some nodes and all above them, in document order, so that parents come first."""
        found = set[int]()
        for node in nodes:
            while node != NO_PARENT and node not in found:
                found.add(node)
                node = self.node_parents[node]
        return sorted(found)

    def _places(self, nodes: Sequence[int]) -> dict[int, str]:
        """Of some nodes the place among the siblings of their name, as a path has it; "" for an only one."""
        families: dict[int, dict[str, list[int]]] = {}
        for node in nodes:
            families.setdefault(self.node_parents[node], {})[self.node_tags[node]] = []
        tags = self.node_tags
        for node, parent in enumerate(self.node_parents):
            if parent in families and tags[node] in families[parent]:
                families[parent][tags[node]].append(node)
        places = dict.fromkeys(nodes, "")
        for members in (members for children in families.values() for members in children.values()):
            if len(members) > 1:
                places |= {node: f"[{place}]" for place, node in enumerate(members, 1) if node in places}
        return places
