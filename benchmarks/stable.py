"""Law 4 on real pages: how many change when a cleaned text is cleaned again."""

from __future__ import annotations

from collections import Counter

import boilerkit
from benchmarks.data import rows

SETS = ("dev", "dev_col", "traf_dev")


def main() -> int:
    """Print the share of stable pages and the rules that cut in the second pass."""
    pages, unstable, again = 0, 0, Counter[str]()
    for name in SETS:
        for page in rows(f"residual/{name}.jsonl.gz"):
            second = boilerkit.clean(boilerkit.clean(page["raw"], format="text").text, format="text")
            pages += 1
            unstable += bool(second.removals)
            again.update({removal.rule for removal in second.removals})
    print(f"{pages} pages, {unstable} lose more when cleaned again ({100 * unstable / pages:.2f} %)")
    for rule, count in again.most_common():
        print(f"  {rule:24} {count}")
    return 0
