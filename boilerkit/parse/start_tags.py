"""Start tags as clean markup has them: which attributes stay, and which addresses may be written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from types import MappingProxyType
from urllib.parse import urljoin, urlsplit

_KEPT_ATTRIBUTES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "a": ("href", "title"),
        "img": ("src", "alt", "title", "width", "height"),
        "td": ("colspan", "rowspan"),
        "th": ("colspan", "rowspan", "scope"),
        "ol": ("start",),
        "time": ("datetime",),
        "abbr": ("title",),
        "code": ("class",),
        "pre": ("class",),
    }
)
_LAZY = ("data-src", "data-lazy-src", "data-original", "srcset", "data-srcset")
_SCHEMES = frozenset(("", "http", "https", "mailto", "tel", "ftp"))


def start_tag(tag: str, attributes: Mapping[str, str], base: str) -> str:
    """The start tag with what stays of its attributes; addresses are absolute where that of the page is known."""
    return f"<{tag}{''.join(_attributes(tag, attributes, base))}>"


def image_tag(attributes: Mapping[str, str], base: str) -> str:
    """The tag of an image, also of one that a script would load later; "" without an address that may be written."""
    source = attributes.get("src", "")
    if not source or source.startswith("data:"):
        source = next((attributes[name] for name in _LAZY if attributes.get(name)), "").strip().partition(" ")[0]
    return start_tag("img", {**attributes, "src": source}, base) if source and _address(source, base) else ""


def _attributes(tag: str, attributes: Mapping[str, str], base: str) -> Iterable[str]:
    for name in _KEPT_ATTRIBUTES.get(tag, ()):
        value = attributes.get(name, "")
        if name in ("href", "src") and value:
            value = _address(value, base)
        elif name == "class":
            value = " ".join(word for word in value.split() if word.startswith(("language-", "lang-")))
        if value:
            yield f' {name}="{escape(value)}"'
    for name in ("lang", "dir"):
        if attributes.get(name):
            yield f' {name}="{escape(attributes[name])}"'


def _address(value: str, base: str) -> str:
    """The address, absolute where the page's is known; "" when it is of a kind that could run something."""
    value = "".join(char for char in value.strip() if char >= " ")
    address = absolute(base, value)
    try:
        return address if urlsplit(address).scheme.lower() in _SCHEMES else ""
    except ValueError:
        return ""


def absolute(base: str, address: str) -> str:
    """The address as it is from a base; as it stands when there is none, and "" when it is no address at all."""
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return ""
