"""The text of pages that a script would show: in their JSON-LD, or in the state of their framework."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from typing import Any, NamedTuple

from boilerkit.page import Page
from boilerkit.prose import is_prose

_LITTLE = 250
"""Code points of prose below which a page shows no running text, and data are not worth taking."""

_MOST_VALUES = 200_000
_LONGEST_TEXT = 2_000_000
_REVIEW, _PART = "reviewBody", "text"
_BODY_KEYS = ("articleBody", _REVIEW, _PART)
_TITLE_KEYS = ("headline", "title", "name")
_ALONE = 1.5
"""How much longer the texts of a list have to be together than the longest text for the list to be the article."""

_NEARLY = 0.9
_LISTS_AROUND = 4
_LONGEST_TITLE = 300

_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")
_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|figure|span|section|article)\b", re.IGNORECASE)
_ASSIGNMENT = re.compile(r"[^={]{1,200}=\s{0,20}")


class ArticleData(NamedTuple):
    """An article found in a page's data: its markup, and where it was, in words."""

    markup: str
    place: str


class _Text(NamedTuple):
    """A string that reads like an article or a part of one; `lists` are the lists around it, the innermost last."""

    text: str
    prose: int
    key: str
    title: str
    lists: tuple[int, ...]


def article_data(page: Page) -> ArticleData | None:
    """The article in the data of a page that shows no running text; None when it shows some, or there is none.

    `articleBody` of JSON-LD goes first, or the one review or the texts of one list in it; then the longest text in the
    framework's state: one string, or the strings of one list.
    """
    if page.dom is None or not (page.dom.head.json_ld or page.dom.head.state):
        return None
    starts, ends = page.blocks.starts, page.blocks.ends
    shown = sum(ends[index] - starts[index] for index in page.blocks.prose(range(len(page.blocks))))
    if shown >= _LITTLE:
        return None
    head = page.dom.head
    for scripts, place in ((head.json_ld, "JSON-LD"), (head.state, "framework's state")):
        best = _best(scripts, only_bodies=scripts is head.json_ld)
        if best and sum(text.prose for text in best) >= max(_LITTLE, 2 * shown):
            return ArticleData(_markup(best), f"the text of its {place}")
    return None


def _best(scripts: Iterable[str], *, only_bodies: bool) -> list[_Text]:
    # What a state says twice is for many places of the page, or one thing under two names.
    texts = dict[str, _Text]()
    for script in scripts:
        for text in _texts(_loaded(script)):
            texts.setdefault(text.text, text)
    found = list(texts.values())
    if only_bodies:
        found = [text for text in found if text.key in _BODY_KEYS]
        # One review is what the page is about; several are what readers say of something else.
        reviews = [text for text in found if text.key == _REVIEW]
        found = [text for text in found if text.key != _REVIEW or len(reviews) == 1]
    if not found:
        return []
    longest = max(found, key=lambda text: text.prose)
    # Beside a whole article the texts of a list are comments on it; without one, the steps of a recipe.
    whole = only_bodies and any(text.key != _PART for text in found)
    together = [] if whole else _of_one_list(found)
    return together if sum(text.prose for text in together) > _ALONE * longest.prose else [longest]


def _of_one_list(found: list[_Text]) -> list[_Text]:
    """The strings of one key in the innermost list that holds nearly as many of them as any."""
    lists: dict[tuple[int, str], list[_Text]] = {}
    for text in found:
        for each in text.lists:
            lists.setdefault((each, text.key), []).append(text)
    sizes = {each: sum(text.prose for text in texts) for each, texts in lists.items()}
    most = max(sizes.values(), default=0)
    # Lists are numbered as they open, so the last of those that are about as long is the innermost.
    best = max((each for each, size in sizes.items() if size >= _NEARLY * most), default=None)
    return lists[best] if best else []


def _loaded(script: str) -> Any:
    """The JSON of a script, or of what a script assigns; None when it is none."""
    start = script.lstrip()
    if not start.startswith(("{", "[")):
        assignment = _ASSIGNMENT.match(start)
        start = start[assignment.end() :] if assignment else ""
    try:
        return json.JSONDecoder(strict=False).raw_decode(start)[0]
    except (ValueError, RecursionError):
        return None


def _texts(data: Any) -> Iterator[_Text]:
    """The strings that read like text, in order; without recursion."""
    waiting: list[tuple[Any, str, str, tuple[int, ...]]] = [(data, "", "", ())]
    count = seen = 0
    while waiting and seen < _MOST_VALUES:
        value, key, title, lists = waiting.pop()
        seen += 1
        if isinstance(value, str):
            prose = _prose(value)
            if prose:
                yield _Text(value, prose, key, title, lists)
        elif isinstance(value, list):
            count += 1
            inside = (*lists, count)[-_LISTS_AROUND:]
            waiting += [(each, key, title, inside) for each in reversed(value)]
        elif isinstance(value, Mapping):
            title = next((value[name] for name in _TITLE_KEYS if isinstance(value.get(name), str)), title)
            waiting += [(each, str(name), title, lists) for name, each in reversed(list(value.items()))]


def _prose(text: str) -> int:
    """Code points of the prose in a string; 0 when it is none, such as an address or a script."""
    if len(text) < 40 or len(text) > _LONGEST_TEXT or " " not in text[:200]:
        return 0
    plain = _TAG.sub("\n", text) if "<" in text else text
    return sum(len(line) for line in plain.splitlines() if is_prose(line.strip()))


def _markup(texts: list[_Text]) -> str:
    """An article of the texts, below the title that they share or each below its own."""
    titles = [unescape(_TAG.sub("", each.title)).strip() for each in texts]
    tag = "h1" if len(set(titles)) == 1 else "h2"
    pieces: list[str] = []
    for number, (each, title) in enumerate(zip(texts, titles, strict=True)):
        if title and len(title) < _LONGEST_TITLE and (number == 0 or title != titles[number - 1]):
            pieces.append(f"<{tag}>{escape(title)}</{tag}>")
        if _MARKUP.search(each.text):
            pieces.append(f"<div>{each.text}</div>")
        else:
            pieces += [f"<p>{escape(unescape(line.strip()))}</p>" for line in each.text.splitlines() if line.strip()]
    return f"<article>{''.join(pieces)}</article>"
