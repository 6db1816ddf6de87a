"""Clean HTML → Markdown, by markdownify."""

from __future__ import annotations

import re
from typing import Any

_BLANK_LINES = re.compile(r"\n{3,}")


def markdown_of(markup: str) -> str:
    """The Markdown of clean markup: headings with `#`, lists with `-`, tables, fenced code, links and images."""
    if not markup:
        return ""
    from markdownify import markdownify

    text: str = markdownify(
        markup, heading_style="ATX", bullets="-", strong_em_symbol="*", code_language_callback=_language
    )
    return _BLANK_LINES.sub("\n\n", text).strip()


def _language(element: Any) -> str:
    """The language that a `<pre>` or the `<code>` in it names, as `class="language-python"`."""
    inner = element.find("code")
    classes = [*(element.get("class") or ()), *((inner.get("class") if inner else None) or ())]
    return next((name.partition("-")[2] for name in classes if name.startswith(("language-", "lang-"))), "")
