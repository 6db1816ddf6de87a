"""What the tags and attributes of HTML mean for the text in an element: inline, left out, a landmark, hidden …"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from boilerkit import dom
from boilerkit.parse.head import HEAD_TAGS

_INLINE_TAGS = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q rb rp rt rtc ruby "
    "s samp small span strike strong sub sup time tt u var wbr button".split()
)
_WITHOUT_TEXT = frozenset(
    "img style svg math iframe object embed applet canvas audio video map area input textarea select datalist link "
    "base param source track progress meter noframes frame frameset basefont".split()
)
_LOOKED_AT_TAGS = _WITHOUT_TEXT | HEAD_TAGS | {"a", "template"}

INLINE, LOOKED_AT, LINE_BREAK, ROW, CELL, WHOLE_PAGE = 1, 2, 4, 8, 16, 32
_KINDS = {
    **dict.fromkeys(_INLINE_TAGS, INLINE),
    **dict.fromkeys(_LOOKED_AT_TAGS, LOOKED_AT),
    "a": INLINE | LOOKED_AT,
    "html": LOOKED_AT | WHOLE_PAGE,
    "body": WHOLE_PAGE,
    "br": LINE_BREAK,
    "tr": ROW,
    "td": CELL,
    "th": CELL,
}

LINK, BOLD, ITALIC, BUTTON, CODE = 1, 2, 4, 8, 16
STYLE_COUNT = 5
_STYLES = {
    "a": LINK,
    "b": BOLD,
    "strong": BOLD,
    "i": ITALIC,
    "em": ITALIC,
    "button": BUTTON,
    "code": CODE,
    "kbd": CODE,
    "samp": CODE,
}
style_of = _STYLES.get
STYLES_IN = tuple(tuple(style for style in range(STYLE_COUNT) if bits >> style & 1) for bits in range(1 << STYLE_COUNT))
"""Of each sum of styles the numbers of those in it."""

_FLAGS = {
    **{tag: dom.FLAGS[tag] for tag in "noscript details form table pre nav header footer aside main".split()},
    **{tag: dom.FLAGS[tag] for tag in "article dialog figure section".split()},
    "fieldset": dom.FORM,
    "ul": dom.LIST,
    "ol": dom.LIST,
    "dl": dom.LIST,
    "blockquote": dom.QUOTE,
}

_OTHER_TAGS = frozenset(
    "div p li dt dd h1 h2 h3 h4 h5 h6 thead tbody tfoot caption figcaption summary center address hr head".split()
)
meaning_of = {
    tag: (tag, _KINDS.get(tag, 0), _FLAGS.get(tag, 0)) for tag in _KINDS.keys() | _FLAGS.keys() | _OTHER_TAGS
}.get
"""Of each usual tag its name, one string for all elements of it; what a reader does with it; and what it says of all
that stands in the element, as flags of `Dom`.

A reader lets the text of an `INLINE` tag go on in a line, looks at a tag before it reads on, ends a line, or has a row
of a table, a cell of one or the whole page before it. All others hold blocks.
"""

_ROLE_FLAGS: Mapping[str, int] = MappingProxyType(
    {
        "main": dom.MAIN,
        "navigation": dom.NAV,
        "banner": dom.HEADER,
        "contentinfo": dom.FOOTER,
        "complementary": dom.ASIDE,
        "article": dom.ARTICLE,
        "dialog": dom.DIALOG,
        "alertdialog": dom.DIALOG,
        "menu": dom.NAV,
        "search": dom.FORM,
    }
)
_BODY_PROPERTIES = frozenset(("articleBody", "text", "description", "reviewBody"))
_NAMING = ("class", "id", "role", "itemprop", "data-testid", "data-component", "itemtype")
_TELLING = frozenset((*_NAMING, "style", "hidden", "aria-hidden", "aria-modal", "aria-label"))
_HEADING_LINKS = frozenset(("headerlink", "header-anchor", "heading-anchor", "hash-link", "anchorjs-link"))
"""Classes of the link with a “¶” or “#” that Sphinx, VitePress, Docusaurus and AnchorJS put behind a heading."""

_LONGEST_LABEL = 40
_HIDING_STYLE = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)


def is_heading_link(attributes: Mapping[str, str]) -> bool:
    """Whether the attributes are those of a link with which a heading points at itself."""
    return "class" in attributes and not _HEADING_LINKS.isdisjoint(attributes["class"].split())


def names_and_flags(attributes: Mapping[str, str]) -> tuple[str, int]:
    """What the attributes say the element is for: as words, and as flags."""
    if len(attributes) == 1 and "class" in attributes:  # as most have it
        return attributes["class"], 0
    flags, names = 0, []
    for name, value in attributes.items():
        if name not in _TELLING:
            continue
        if name in ("class", "id"):
            names.append(value)
        elif name in _NAMING:
            names.append(f"{name}_{value}" if name in ("role", "itemprop") else value)
            if name == "role":
                flags |= _ROLE_FLAGS.get(value, 0)
            elif name == "itemprop" and value in _BODY_PROPERTIES:
                flags |= dom.BODY_PROPERTY
        elif name == "style":
            if _HIDING_STYLE.search(value):
                flags |= dom.HIDDEN
        elif name == "hidden":
            flags |= dom.HIDDEN if value != "until-found" else 0
        elif name == "aria-hidden":
            flags |= dom.ARIA_HIDDEN if value == "true" else 0
        elif name == "aria-modal":
            flags |= dom.DIALOG if value == "true" else 0
        elif len(value) < _LONGEST_LABEL:
            names.append(value)
    return " ".join(names), flags
