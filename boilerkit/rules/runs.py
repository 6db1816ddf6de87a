"""nav.run, related.run: several lines in the same order again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule

_NEXT = 2
_FAR = 8
_LONGEST = 80
_TITLE = 25


@rule("nav.run", "related.run")
def run(page: Page) -> Iterator[Finding]:
    """A list that stands on the page twice.

    What it removes: two or more different lines when the very same lines follow them at once, and eight or more, of 25
    characters on average, that stood further above in the same order; the second time. Short lines are taken for a
    menu, longer ones for teasers.
    Why it is boilerplate: pages hold their lists twice, for wide and for narrow screens.
    What it leaves alone: the first of them, and single lines, which tables and refrains repeat.
    Limits: code and tables that repeat eight lines look the same.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. / Ten walks for the
        autumn / A market for everyone / Ten walks for the autumn / A market for everyone / The ferry will run
        until the new bridge is open, and until then it will be free of charge.
    After: The council approved the new bridge on Monday, and work on it will begin in spring. / Ten walks for the
        autumn / A market for everyone / The ferry will run until the new bridge is open, and until then it will be
        free of charge.
    Near miss: The council approved the new bridge on Monday, and work on it will begin in spring. / Ten walks for
        the autumn / A market for everyone / Ten walks for the autumn / The ferry will run until the new bridge is
        open, and until then it will be free of charge.
    """
    if not page.body or len(page.blocks.repeated) < _NEXT:
        return
    keys = page.blocks.all_keys()
    repeated = page.blocks.repeated
    last: dict[str, int] = {}
    done = 0
    for index in [number for number, key in enumerate(keys) if key in repeated]:
        if index < done:
            continue
        source = last.get(keys[index], -1)
        length = _again(keys, source, index) if source >= 0 else 0
        size = page.blocks.ends[index + length - 1] - page.blocks.starts[index] if length else 0
        if not length or (index > source + length and size < _TITLE * length):
            last[keys[index]] = index
            continue
        kind = "related.run" if size >= _TITLE * length else "nav.run"
        for number in range(length):
            block = page.blocks[index + number]
            last[block.key] = index + number
            found = block.finding(
                f"one of {length} lines that stand on the page already, in this order",
                evidence=page.blocks[source + number].span,
                certain=False,
                confidence=0.85,
            )
            yield found.under(kind)
        done = index + length


def _again(keys: Sequence[str], source: int, index: int) -> int:
    """How many lines from `index` on repeat those from `source` on; 0 when too few do."""
    gap = index - source
    if (
        _NEXT <= gap <= _LONGEST
        and keys[source:index] == keys[index : index + gap]
        and len(set(keys[source:index])) > 1
    ):
        return gap
    length = 0
    while length < gap and index + length < len(keys) and keys[source + length] == keys[index + length]:
        length += 1
    return length if length >= _FAR else 0
