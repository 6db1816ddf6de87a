"""The laws of the house, each as a property."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import clean_prose, pages

from boilerkit import BoilerkitError, Pipeline, Result, Span, clean
from boilerkit.content.explain import line_parts
from boilerkit.content.line_features import line_features
from boilerkit.content.line_judge import shipped_line_judge
from boilerkit.content.lines import LineMeasures
from boilerkit.jsonline import to_json_line
from boilerkit.page import Page
from boilerkit.parse.text import parse_text
from boilerkit.settle import FAVORS, Favor

IDS = Pipeline.default().ids
FOOTER = (
    "Share this article",
    "#bridge #city",
    "Source link",
    "Please enter your comment!\nPlease enter your name here",
    "Must read\n\nTen walks for the autumn\n\n0\nThe best paths around the lake start at the old mill and…",
    "Subscribe to our newsletter",
    "Tags: bridge, city",
)


def visible(text: str, spans: list[Span]) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}


def cut(result: Result) -> set[int]:
    return visible(result.source, [Span(removal.start, removal.end) for removal in result.removals])


@given(pages(), st.sampled_from(FAVORS))
@example("", "balanced")
@example("\n\n \n", "balanced")
@example("Advertisement", "precision")
@example("\ufeffAdvertisement\r\n\r\n\U0001f600 Ja.", "precision")
def test_law_1_kept_and_removed_are_the_source(page: str, favor: Favor) -> None:
    result = clean(page, format="text", favor=favor)
    spans = sorted([*result.kept, *(Span(removal.start, removal.end) for removal in result.removals)])
    assert result.source == page
    assert all(start < end for start, end in spans)
    assert [start for start, _ in spans] == [0, *(end for _, end in spans)][: len(spans)]
    assert (spans[-1].end if spans else 0) == len(page)
    assert "".join(page[start:end] for start, end in result.kept) == result.text
    assert result.restore() == page


@given(pages())
def test_law_1_a_removed_line_takes_its_line_break_and_doubles_no_blank_line(page: str) -> None:
    def blank_runs(text: str) -> list[int]:
        lines = ["x", *text.splitlines(), "x"]
        marks = [index for index, line in enumerate(lines) if line.strip()]
        return [later - earlier - 1 for earlier, later in pairwise(marks)]

    result = clean(page, format="text")
    whole_lines = all(
        removal.start == 0
        or page[: removal.start].splitlines(keepends=True)[-1] != page[: removal.start].splitlines()[-1]
        for removal in result.removals
    )
    if whole_lines and result.text.strip():
        assert max(blank_runs(result.text)) <= max(blank_runs(page))


@given(pages(), st.sampled_from(FAVORS))
def test_law_2_offsets_count_code_points_of_the_source(page: str, favor: Favor) -> None:
    plain, shifted = clean(page, format="text", favor=favor), clean("\U0001f600\n\n" + page, format="text", favor=favor)
    for result in (plain, shifted):
        for removal in result.removals:
            assert 0 <= removal.start < removal.end <= len(result.source)
            assert 0 <= removal.evidence.start < removal.evidence.end <= len(result.source)
            assert result.source[removal.start : removal.end].strip()
            assert removal.rule.split(".")[0] == removal.category
            assert removal.reason
        if result.headline:
            line = result.source[slice(*result.headline)]
            assert "](" in line or (result.title and result.title in line)


@given(st.lists(pages(), min_size=1, max_size=4))
def test_law_3_the_record_is_the_same_in_any_order_and_thread(batch: list[str]) -> None:
    def record(page: str) -> str:
        return clean(page, format="text").to_json()

    forwards = [record(page) for page in batch]
    backwards = [record(page) for page in reversed(batch)][::-1]
    with ThreadPoolExecutor(2) as threads:
        assert forwards == backwards == list(threads.map(record, batch))


def test_law_3_the_record_is_the_same_in_any_process() -> None:
    page = "Old bridge reopens\n\nShare\nFacebook Twitter\n" + "\n\n".join(FOOTER)
    code = f"import boilerkit; print(ascii(boilerkit.clean({page!r}).to_json()))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert outputs == {(ascii(clean(page).to_json()) + "\n").encode()}


@given(pages())
def test_law_4_cleaning_twice_removes_nothing_more(page: str) -> None:
    once = clean(page, format="text").text
    assert clean(once, format="text").text == once


@given(clean_prose(), st.sampled_from(FAVORS))
def test_law_5_nothing_is_removed_from_clean_prose(text: str, favor: Favor) -> None:
    result = clean(text, favor=favor)
    assert result.text == text
    assert result.removals == ()
    assert result.title == text.splitlines()[0]
    assert result.body == text.partition("\n\n")[2]


@given(clean_prose(), st.lists(st.sampled_from(FOOTER), unique=True, min_size=1, max_size=4))
def test_law_5_a_footer_below_clean_prose_goes_and_nothing_else(text: str, footer: list[str]) -> None:
    result = clean("\n\n".join([text, *footer]))
    assert result.text.rstrip() == text


def calls_of(work: Callable[[], object]) -> int:
    """How many functions, ours and the interpreter's, are called: time without a clock."""
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


@given(pages().filter(str.strip))
def test_law_6_work_of_the_rules_grows_with_the_length_of_the_page(text: str) -> None:
    rules, once, thrice = Pipeline.default().without_judges(), f"{text}\n" * 30, f"{text}\n" * 90
    work, more = (calls_of(partial(clean, page, format="text", pipeline=rules)) for page in (once, thrice))
    assert more <= 3.6 * work


@given(pages().filter(str.strip))
@example("Sign up for our newsletter and get the best of the city every day in your inbox\n")
def test_law_6_work_of_the_judge_grows_with_the_length_of_the_page(text: str) -> None:
    def weigh_and_name_all(page: Page) -> None:
        measures = LineMeasures(page)
        shipped_line_judge().chances(measures, line_features(measures))
        assert list(line_parts(page, [True] * len(page)))

    once, thrice = (Pipeline.default().weighed(parse_text(f"{text}\n" * copies)) for copies in (30, 90))
    if once.blocks and len(thrice) == 3 * len(once):
        work, more = (calls_of(partial(weigh_and_name_all, page)) for page in (once, thrice))
        assert more <= 3.6 * work


@given(st.one_of(st.text(), st.binary(), pages()), st.sampled_from(("auto", "text", "html")), st.sampled_from(FAVORS))
@example("\ud800 Advertisement", "text", "balanced")
@example(b"\xff\xfe\x00", "auto", "balanced")
@example(b"\x00", "auto", "balanced")
def test_law_7_any_input_gives_a_result_or_one_clear_error(source: str | bytes, format: str, favor: Favor) -> None:
    try:
        result = clean(source, format=format, favor=favor)  # type: ignore[arg-type]
    except BoilerkitError as error:
        message = str(error)
        assert len(message) > 20
    else:
        assert Result.from_dict(result.to_dict()) == result
        assert result.to_json().encode() == result.to_line() == to_json_line(result.to_dict()).encode()


@given(pages(), st.sampled_from(IDS))
def test_turning_a_rule_off_loses_its_cuts_and_nothing_else(page: str, rule: str) -> None:
    everything = clean(page, format="text")
    without = clean(page, format="text", pipeline=Pipeline.default().without(rule))
    own = visible(page, [Span(r.start, r.end) for r in everything.removals if r.rule == rule])
    assert cut(without) <= cut(everything)
    assert cut(everything) - cut(without) <= own
    assert rule not in {removal.rule for removal in without.removals}


@given(pages(), st.sampled_from(IDS))
def test_a_rule_alone_cuts_what_it_would_cut_among_the_others(page: str, rule: str) -> None:
    alone = clean(page, format="text", pipeline=Pipeline.default().only(rule))
    everything = clean(page, format="text")
    claimed = [Span(r.start, r.end) for r in everything.removals if rule in (r.rule, *r.also)]
    assert cut(alone) <= visible(page, claimed)


@given(pages())
def test_favoring_recall_cuts_least_and_precision_most(page: str) -> None:
    recall, balanced, precision = (
        cut(clean(page, format="text", favor=f)) for f in ("recall", "balanced", "precision")
    )
    assert recall <= balanced <= precision


def test_an_unknown_option_is_named() -> None:
    for options in ({"favor": "speed"}, {"format": "pdf"}):
        with pytest.raises(BoilerkitError, match=next(iter(options.values()))):
            clean("x", **options)  # type: ignore[arg-type]
    for name, value in (("url", 5), ("pipeline", "default"), ("pipeline", Pipeline)):
        with pytest.raises(BoilerkitError, match=f"{name}=.*: pass "):
            clean("x", **{name: value})  # type: ignore[arg-type]
    with pytest.raises(BoilerkitError, match="int"):
        clean(3)  # type: ignore[arg-type]
    with pytest.raises(BoilerkitError, match=r"Path; .*; read the file first"):
        clean(Path("page.html"))  # type: ignore[arg-type]
