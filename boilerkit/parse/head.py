"""What a page says of itself outside its text: title, meta elements, JSON-LD, framework state."""

from __future__ import annotations

import re
from collections.abc import Mapping

from boilerkit.dom import Head

HEAD_TAGS = frozenset(("html", "meta", "title", "script"))
"""Elements that say something of the page."""

_LONGEST_SCRIPT = 5_000_000
"""Code points of a data script beyond which it is not kept."""


_STATE = re.compile(r"\s*+(?:(?:window|self|globalThis)\s?[.\[]\s?[\"']?|var )__[A-Z]\w{1,40}")
"""A script that does nothing but hand the framework its data: `window.__INITIAL_STATE__ = {…}`."""


class HeadReader:
    """Takes those events of the parser that are about the head, wherever they come."""

    def __init__(self) -> None:
        self._title: str | None = None
        self._meta: dict[str, str] = {}
        self._lang = ""
        self._json_ld: list[str] = []
        self._state: list[str] = []
        self._pieces: list[str] = []
        self._reading = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """One of `HEAD_TAGS` begins."""
        if tag == "html":
            self._lang = self._lang or attributes.get("lang", "").replace("_", "-").partition("-")[0].lower()
        elif tag == "meta":
            name = attributes.get("property") or attributes.get("name")
            if name:
                self._meta.setdefault(name.lower(), attributes.get("content", ""))
        elif tag == "title":
            self._reading = "title" if self._title is None else ""
        elif tag == "script":
            self._reading = "" if "src" in attributes else _kind_of_script(attributes.get("type", "").lower())

    def data(self, text: str) -> None:
        """Some text of the element that began last."""
        if self._reading:
            self._pieces.append(text)

    def end(self) -> None:
        """The element that began last ends."""
        text = "".join(self._pieces) if self._reading else ""
        if self._reading == "title":
            self._title = " ".join(text.split())
        elif self._reading and len(text) <= _LONGEST_SCRIPT:
            if self._reading == "json_ld":
                self._json_ld.append(text)
            elif self._reading == "state" or _STATE.match(text):
                self._state.append(text)
        self._pieces.clear()
        self._reading = ""

    def head(self) -> Head:
        """What was read."""
        return Head(self._title or "", self._meta, self._lang, tuple(self._json_ld), tuple(self._state))


def _kind_of_script(kind: str) -> str:
    """What to read a script as: JSON-LD, data, or a script, which may hold data."""
    if "ld+json" in kind:
        return "json_ld"
    if kind == "application/json":
        return "state"
    return "script" if kind in ("", "text/javascript", "application/javascript") else ""
