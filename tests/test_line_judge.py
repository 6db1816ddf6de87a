"""The judge of raw text: what it sees of lines, how rules' hints come in, what it removes and how it says so."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import pages

from boilerkit import Pipeline, clean
from boilerkit.content.kinds import kinds
from boilerkit.content.line_features import line_features
from boilerkit.content.line_judge import LineJudge, read_line_judge, shipped_line_judge, write_line_judge
from boilerkit.content.lines import LineMeasures
from boilerkit.finding import CERTAIN, HINT, STRONG, Finding, Span
from boilerkit.page import Page
from boilerkit.parse.text import parse_text
from boilerkit.rules.base import Rule, rule
from boilerkit.turns import FEWEST_LINES, judged

BODY = [
    "The old bridge over the river reopened to traffic on Monday after two years of repairs, the city said.",
    "Engineers had found cracks in three of its piers, and for months nobody knew whether they could be saved at all.",
    "“We had expected worse,” said the head of the works department, who walked across it at dawn with her family.",
    "The repairs cost four million, a third more than planned, because steel became dearer while the work went on.",
    "Buses will use it again from Thursday, and the ferry that ran in their stead goes back to the lake on Friday.",
]
MENU = ["Home", "News", "Sport", "Weather", "Politics", "Culture", "Travel", "Sign in"]
PAGE = "\n".join([*MENU, "Old bridge reopens", "", *("\n".join((line, "")) for line in BODY), *MENU, "© The Gazette"])


def measured(text: str) -> LineMeasures:
    page = parse_text(text)
    return LineMeasures(page)


@given(pages().filter(str.strip))
def test_every_feature_is_a_finite_number_a_line_or_one_for_the_page(text: str) -> None:
    measures = measured(text)
    columns = line_features(measures).columns
    matrix = columns.matrix(columns, len(measures.page))
    assert matrix.shape == (len(measures.page), len(columns))
    assert np.isfinite(matrix).all()


@given(pages().filter(str.strip), st.data())
def test_a_line_that_is_cut_leaves_the_features_of_a_text_without_it(text: str, data: st.DataObject) -> None:
    page = parse_text(text)
    gone = page.blocks[data.draw(st.integers(0, len(page) - 1))]
    left = page.without([gone.span])
    cleaned = clean(text, format="text", pipeline=Pipeline((_cutting(gone.text, certain=True),)))
    if cleaned.text.strip() and [block.text for block in left.blocks] == [
        block.text for block in parse_text(cleaned.text).blocks
    ]:
        view, anew = (line_features(LineMeasures(seen)).columns for seen in (left, parse_text(cleaned.text)))
        for name in view:
            assert np.asarray(view[name], dtype=float) == pytest.approx(np.asarray(anew[name], dtype=float)), name


def test_a_menu_around_an_article_goes_and_the_article_stays() -> None:
    result = clean(PAGE, format="text")
    assert [line for line in result.text.splitlines() if line] == ["Old bridge reopens", *BODY]
    assert "nav" in {removal.category for removal in result.removals}
    assert all(removal.reason for removal in result.removals)


def test_the_line_that_opens_a_text_stays_though_others_look_like_headlines_too() -> None:
    head = ["Old bridge reopens", "Repairs | Brayford | The Gazette of the County", "What the Engineers Have Taught Us"]
    result = clean("\n\n".join([*head, *BODY, *MENU]), format="text")
    assert result.text.startswith(head[0])
    assert all(line in result.text for line in BODY)


def test_without_judges_nothing_learned_decides() -> None:
    rules_alone = clean(PAGE, format="text", pipeline=Pipeline.default().without_judges())
    assert not [removal for removal in rules_alone.removals if removal.rule.endswith(".judge")]


def _cutting(text: str, *, certain: bool, rule_id: str = "ad.sample") -> Rule:
    """A rule that finds the lines of a text."""

    @rule(rule_id)
    def find(page: Page) -> list[Finding]:
        return [
            Finding(block.span, "a sample", block.span, certain, CERTAIN if certain else STRONG)
            for block in page.blocks
            if block.text == text
        ]

    return find


def _judging(*texts: str, confidence: float = STRONG, rule_id: str = "ad.judge") -> Rule:
    """A judge that removes the lines of some texts."""

    @rule(rule_id)
    def judge(page: Page) -> list[Finding]:
        return [
            Finding(block.span, "a verdict", block.span, confidence >= CERTAIN, confidence)
            for block in page.blocks
            if block.text in texts
        ]

    return judge


LINES = "\n".join(f"line {number}" for number in range(FEWEST_LINES + 2))


def test_a_hint_is_cut_as_far_as_the_judge_agrees_and_owns_what_it_found() -> None:
    page = parse_text(LINES)
    rules = [_cutting("line 1", certain=False, rule_id="ad.one"), _cutting("line 2", certain=False, rule_id="ad.two")]
    found = judged(_judging("line 1"), rules, page, parse_text).told()
    assert {finding.rule for finding in found} == {"ad.one", "ad.judge"}
    assert found[0].rule == "ad.one"


@pytest.mark.parametrize(
    ("rule_id", "owner"), [("ad.sample", "ad.sample"), ("ad.below", "share.judge"), ("share.below", "share.below")]
)
def test_a_rule_that_goes_by_the_place_owns_only_what_the_judge_takes_for_the_same_kind(
    rule_id: str, owner: str
) -> None:
    rules = [_cutting("line 1", certain=False, rule_id=rule_id)]
    found = judged(_judging("line 1", rule_id="share.judge"), rules, parse_text(LINES), parse_text).told()
    assert found[0].rule == owner


def test_a_rule_that_goes_by_another_line_owns_only_what_the_judge_takes_for_the_same_kind() -> None:
    @rule("ad.sample")
    def by_the_line_above(page: Page) -> list[Finding]:
        lines = {block.text: block.span for block in page.blocks}
        return [Finding(lines["line 1"], "a sample", lines["line 0"], False, STRONG)] if "line 1" in lines else []

    for judge_id, owner in (("share.judge", "share.judge"), ("ad.judge", "ad.sample")):
        found = judged(_judging("line 1", rule_id=judge_id), [by_the_line_above], parse_text(LINES), parse_text).told()
        assert found[0].rule == owner


def test_a_hint_stays_in_one_piece_where_neighbours_go_for_several_reasons() -> None:
    @rule("ad.sample")
    def three_lines(page: Page) -> list[Finding]:
        blocks = [block for block in page.blocks if block.text in ("line 1", "line 2", "line 3")]
        span = Span(blocks[0].start, blocks[-1].end) if blocks else Span(0, 0)
        return [Finding(span, "a sample", span, False, STRONG)] if blocks else []

    page = parse_text(LINES)
    found = judged(_judging("line 1", "line 2"), [three_lines], page, parse_text).told()
    pieces = [page.source[finding.span.start : finding.span.end] for finding in found if finding.rule == "ad.sample"]
    assert pieces == ["line 1\nline 2"]


def test_a_certain_finding_is_cut_whatever_the_judge_says() -> None:
    found = judged(_judging(), [_cutting("line 1", certain=True)], parse_text(LINES), parse_text).told()
    assert [finding.rule for finding in found] == ["ad.sample"]


def test_a_hint_is_no_surer_than_the_verdict_on_it() -> None:
    verdict = _judging("line 1", confidence=HINT)
    hint, _ = judged(verdict, [_cutting("line 1", certain=False)], parse_text(LINES), parse_text).told()
    assert hint.rule == "ad.sample"
    assert hint.confidence == HINT


def test_of_few_lines_the_rules_decide_alone() -> None:
    few = parse_text("\n".join(f"line {number}" for number in range(FEWEST_LINES - 1)))
    found = judged(_judging("line 3"), [_cutting("line 1", certain=False)], few, parse_text).told()
    assert [finding.rule for finding in found] == ["ad.sample"]


def test_a_line_that_a_rule_suspects_is_of_its_kind() -> None:
    page = parse_text(LINES)
    hint = Finding(page.blocks[2].span, "a sample", page.blocks[2].span, False, STRONG, "paywall.sample")
    cut = [index == 2 for index in range(len(page))]
    ((index, kind),) = kinds(replace(page, hints=(hint,)), cut)
    assert (index, kind.category, kind.reason, kind.evidence) == (2, "paywall", "a sample", page.blocks[2].span)


def test_a_line_that_a_rule_suspects_for_what_stands_elsewhere_is_of_the_likeliest_kind() -> None:
    page = parse_text(f"{LINES}\nWe use cookies on this site. Accept all cookies")
    last = len(page) - 1
    for rule_id, evidence, category in (
        ("paywall.sample", Span(0, 4), "cookie"),
        ("paywall.sample", page.blocks[last].span, "paywall"),
        ("paywall.box", page.blocks[last].span, "cookie"),
    ):
        hint = Finding(page.blocks[last].span, "a sample", evidence, False, STRONG, rule_id)
        ((_, kind),) = kinds(replace(page, hints=(hint,)), [index == last for index in range(len(page))])
        assert kind.category == category


def test_weights_that_are_written_and_read_are_the_same(tmp_path: Path) -> None:
    write_line_judge(shipped_line_judge(), tmp_path)
    assert read_line_judge(tmp_path).digest == shipped_line_judge().digest
    first = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    write_line_judge(read_line_judge(tmp_path), tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == first


def test_another_judge_of_text_makes_another_version() -> None:
    shipped = shipped_line_judge()
    other = LineJudge(shipped.lexicon, shipped.first, replace(shipped.second, bias=shipped.second.bias + 1))
    assert clean(PAGE, pipeline=Pipeline.default().with_judges(line_judge=other)).rules != clean(PAGE).rules


CHROME = [
    "Find a doctor",
    "Find a location",
    "Patient portal and medical records",
    "Help paying your bill",
    "Careers at our clinic",
]


@pytest.mark.parametrize(
    "headline", ["The link between exercise and mental health", "34 top walking trends of the year"]
)
def test_a_headline_stays_and_is_the_title_whatever_menu_stands_above_it(headline: str) -> None:
    text = " ".join(["Exercise and walking help the mind, doctors say; the link to mental health is an old trend."] * 2)
    page = "\n".join([*CHROME, headline, "By Ann Brayford", "June 13, 2025", text, *BODY, *MENU])
    result = clean(page, format="text")
    assert headline in result.text.splitlines()
    assert result.title == headline


@pytest.mark.parametrize(
    "line",
    ["# Old bridge reopens", "## **Old bridge reopens**", "[Old bridge reopens](/bridge)", "# _Old bridge reopens_ #"],
)
def test_the_title_of_markdown_is_without_its_marks(line: str) -> None:
    result = clean("\n\n".join([line, *BODY]), format="text")
    assert result.title == "Old bridge reopens"
    assert result.text.startswith(line)
    assert result.body.startswith(BODY[0])


def test_what_markdown_draws_under_a_line_stays_with_it() -> None:
    table = "| Part | State |\n| --- | :-: |\n| Hull | sound |\n| Chain | worn |"
    menu = "\n".join(f"* [{name}](/{name})" for name in ("Home", "News", "Sport", "Weather", "Contact", "Shop"))
    above, below = "\n\n".join(BODY[:3]), "\n\n".join(BODY[3:])
    page = f"{menu}\n\nOld bridge reopens\n======\n\n{above}\n\nThe piers\n---\n\n{table}\n\n{below}\n"
    kept = clean(page, format="text").text
    assert "reopens\n======\n" in kept
    assert "piers\n---\n" in kept
    assert table in kept
    assert "Weather" not in kept


def test_of_a_headline_that_stands_there_twice_one_stays() -> None:
    page = "\n".join(["Old bridge reopens", *CHROME, "Old bridge reopens", *BODY, *MENU])
    assert clean(page, format="text").text.splitlines().count("Old bridge reopens") == 1
