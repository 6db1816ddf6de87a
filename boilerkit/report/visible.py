"""Text from a page, made fit for a terminal: nothing in it can move the cursor, recolour or reorder what is shown."""

from __future__ import annotations

import re

# Controls but the tab, line and paragraph separators, the overrides and isolates of the bidirectional algorithm, and
# lone surrogates, which cannot be encoded. Joiners and direction marks stay: Persian, Hindi and emoji need them.
_HOSTILE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with every hostile character as the escape that names it, such as `\\x1b`."""
    return _HOSTILE.sub(lambda match: ascii(match.group())[1:-1], text)
