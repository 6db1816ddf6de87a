"""Residual text with labels: word F1, harm and leftover against doing nothing, and what each rule hits."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boilerkit
from benchmarks import snippets
from benchmarks.data import rows
from benchmarks.measures import bootstrap, lost, mean, removed, word_f1
from benchmarks.peers import PEERS
from benchmarks.reasons import score as score_reasons
from benchmarks.seeds import prediction
from benchmarks.text.pages import fold_of_page
from boilerkit.settle import Favor
from training.judges import text_pipeline

SETS = ("dev", "dev_col")
HEAD = (
    f"{'set':8} {'what':18} {'word F1':>8} {'gain':>8} {'95 % interval':>18} {'harm':>7} {'leftover':>9} "
    f"{'P':>6} {'R':>6} {'F1':>6} {'worse':>6}"
)
"""Harm: wanted words lost. Leftover: share of what is kept that should go. P, R, F1: of the words removed."""


@dataclass
class Tally:
    """What a rule cut: how often, and characters of lines that go and of lines that stay."""

    cuts: int = 0
    right: int = 0
    wrong: int = 0
    examples: list[str] = field(default_factory=list)


def main(favor: Favor, wrong: str | None, peers: bool, judge: Path | None) -> int:
    """Print the tables."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    print(HEAD)
    ours = f"boilerkit {favor}"
    for name in SETS:
        pages = list(rows(f"residual/{name}.jsonl.gz"))
        results = [_cleaned(page, favor, judge) for page in pages]
        for page, result in zip(pages, results, strict=True):
            count(page, result, tallies)
        texts = {"nothing": [page["raw"] for page in pages]}
        texts |= {peer: [run(page["raw"]) for page in pages] for peer, run in PEERS.items() if peers}
        texts[ours] = [result.text for result in results]
        scores = {what: score(name, what, pages, kept) for what, kept in texts.items()}
        for what, found in scores.items() if peers else ():
            if what != ours:
                against(name, what, scores[ours], found)
    prose_harm(favor)
    rules_table(tallies, wrong)
    print()
    snippets.main(favor)
    reasons(favor, judge)
    return 0


def _cleaned(page: dict[str, Any], favor: Favor, judge: Path | None) -> boilerkit.Result:
    pipeline = text_pipeline(judge, fold_of_page(page["id"]))
    return boilerkit.clean(page["raw"], format="text", favor=favor, pipeline=pipeline)


def score(name: str, what: str, pages: list[dict[str, Any]], texts: list[str]) -> list[float]:
    """Print a row, and return the pages' word F1: the gain over doing nothing, what is lost, what is left."""
    pairs = [(text, page["raw"], page["gold"]) for page, text in zip(pages, texts, strict=True)]
    after = [word_f1(text, gold) for text, _, gold in pairs]
    gains = [score - word_f1(raw, gold) for score, (_, raw, gold) in zip(after, pairs, strict=True)]
    total = sum((removed(*pair) for pair in pairs), Counter[str]())
    precision, recall = total["right"] / max(1, total["gone"]), total["right"] / max(1, total["unwanted"])
    both = 2 * precision * recall / max(1e-9, precision + recall)
    low, high = bootstrap(gains)
    print(
        f"{name:8} {what:18} {mean(after):8.4f} {mean(gains):+8.4f} [{low:+.4f} {high:+.4f}] "
        f"{mean([lost(*pair) for pair in pairs]):7.4f} {(total['unwanted'] - total['right']) / total['kept']:9.4f} "
        f"{precision:6.3f} {recall:6.3f} {both:6.3f} {sum(gain < -0.005 for gain in gains):6}"
    )
    return after


def against(name: str, what: str, ours: list[float], others: list[float]) -> None:
    """Print how much more word F1 we have than another, page by page."""
    differences = [our - other for our, other in zip(ours, others, strict=True)]
    low, high = bootstrap(differences)
    print(f"{name:8} against {what:18} {mean(differences):+8.4f} [{low:+.4f} {high:+.4f}]")


def count(page: dict[str, Any], result: boilerkit.Result, tallies: dict[str, Tally]) -> None:
    """Add a page's removals to the rules' tallies, by the page's line labels."""
    for cut in result.removals:
        tally = tallies[cut.rule]
        tally.cuts += 1
        for line in page["line_labels"]:
            common = min(cut.end, line["end"]) - max(cut.start, line["start"])
            if common > 0 and line["keep"]:
                tally.wrong += common
                tally.examples.append(
                    f"{page['id']}: {page['raw'][cut.start : cut.end].strip()[:110]!r} ({cut.reason})"
                )
            elif common > 0:
                tally.right += common


def prose_harm(favor: Favor) -> None:
    """What is cut from the gold texts of articles, from which nothing should go."""
    size = gone = pages = 0
    for page in rows("wcxb/gold.jsonl"):
        if page["type"] == "article" and page["gold"]:
            result = boilerkit.clean(page["gold"], format="text", favor=favor)
            size, gone = size + len(page["gold"]), gone + len(page["gold"]) - len(result.text)
            pages += bool(result.removals)
    print(f"gold texts of articles: {100 * gone / size:.3f} % of the characters cut, on {pages} pages")


def rules_table(tallies: dict[str, Tally], wrong: str | None) -> None:
    """Per rule: cuts, precision, share of all characters removed."""
    total = sum(tally.right + tally.wrong for tally in tallies.values())
    print(f"\n{'rule':26} {'cuts':>6} {'precision':>9} {'share':>6}")
    for rule, tally in sorted(tallies.items(), key=lambda item: -item[1].right):
        size = max(1, tally.right + tally.wrong)
        print(f"{rule:26} {tally.cuts:6} {tally.right / size:9.3f} {size / max(1, total):6.3f}")
        if wrong and wrong in (rule, rule.partition(".")[0]):
            print("\n".join(f"    {example}" for example in tally.examples))


def reasons(favor: Favor, judge: Path | None) -> None:
    """The hand-labelled pages, judged by the scorer that comes with them."""
    pages = rows("residual/reasons_dev.jsonl")
    print("\n" + score_reasons(prediction(page["id"], _cleaned(page, favor, judge)) for page in pages))
