"""The judge: trees as tables, what they add up to, the cut, and the words it finds for what it cuts."""

import math
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerkit import Pipeline, clean
from boilerkit.content.contributions import contributions
from boilerkit.content.cut import keep_by_expected_f1
from boilerkit.content.judge import LENIENCY, Judge, read_judge, shipped_judge, write_judge
from boilerkit.content.letters import count_letters
from boilerkit.content.measures import Measures
from boilerkit.content.tokens import GROUPS, Tokens
from boilerkit.content.trees import Trees
from boilerkit.parse.html import parse_html
from boilerkit.parse.text import parse_text

ARTICLE = """
<html><head><title>The bridge reopens - The Gazette</title></head><body>
<nav class="main-menu"><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/politics">Politics</a></nav>
<main><article class="post">
<h1>The bridge reopens</h1>
<p>The old bridge over the river reopened to traffic on Monday after two years of repairs, the city said.</p>
<p>Engineers had found cracks in three of its piers, and for months nobody knew whether they could be saved at all.</p>
<p>“We had expected worse,” said the head of the works department, who walked across it at dawn with her family.</p>
<p>The repairs cost four million, a third more than planned, because steel became dearer while the work went on.</p>
</article></main>
<aside class="related-posts"><h3>Related articles</h3><ul>
<li><a href="/a">Ferry to run until autumn</a></li><li><a href="/b">Who pays for the new piers?</a></li></ul></aside>
<footer class="site-footer"><p>© The Gazette. All rights reserved.</p><a href="/privacy">Privacy policy</a></footer>
</body></html>
"""


def random_trees(seed: int, count: int = 5, depth: int = 4, features: int = 6) -> Trees:
    generator = np.random.default_rng(seed)
    return Trees(
        tuple(f"feature {number}" for number in range(features)),
        generator.integers(0, features, (count, depth)).astype(np.int32),
        generator.normal(size=(count, depth)).astype(np.float32),
        generator.normal(size=(count, 1 << depth)).astype(np.float32),
        generator.random((count, 1 << depth)).astype(np.float32),
        float(generator.normal()),
    )


def walked(trees: Trees, row: np.ndarray) -> float:
    """The score of one row, question by question."""
    total = trees.bias
    for features, thresholds, leaves in zip(trees.features, trees.thresholds, trees.leaves, strict=True):
        place = 0
        for level, (feature, threshold) in enumerate(zip(features, thresholds, strict=True)):
            place |= int(row[feature] > threshold) << level
        total += float(leaves[place])
    return total


@given(st.integers(0, 10_000), st.integers(1, 600))
def test_trees_score_a_matrix_as_if_each_were_walked(seed: int, rows: int) -> None:
    trees = random_trees(seed)
    matrix = np.random.default_rng(seed + 1).normal(size=(rows, 6)).astype(np.float32)
    assert trees.scores(matrix) == pytest.approx([walked(trees, row) for row in matrix], abs=1e-4)


@given(st.integers(0, 10_000))
def test_contributions_add_up_to_the_score(seed: int) -> None:
    trees = random_trees(seed)
    row = np.random.default_rng(seed + 1).normal(size=6).astype(np.float32)
    average, added = contributions(trees, row)
    assert average + sum(added.values()) == pytest.approx(walked(trees, row), abs=1e-4)


def test_a_feature_no_tree_asks_about_adds_nothing() -> None:
    trees = random_trees(3)
    asked = {trees.names[feature] for feature in trees.features.ravel()}
    _, added = contributions(trees, np.zeros(6, dtype=np.float32))
    assert set(added) == asked


@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0.5, 300)), min_size=1, max_size=60),
    st.floats(0.1, 4),
    st.floats(0.1, 4),
)
def test_more_leniency_keeps_no_less(blocks: list[tuple[float, float]], one: float, other: float) -> None:
    chances, words = (np.array(column) for column in zip(*blocks, strict=True))
    less = keep_by_expected_f1(chances, words, min(one, other))
    more = keep_by_expected_f1(chances, words, max(one, other))
    assert not (less & ~more).any()


def test_clear_blocks_are_told_apart_whatever_the_leniency() -> None:
    chances, words = np.array([0.99, 0.01, 0.98, 0.02]), np.array([50.0, 40.0, 60.0, 30.0])
    for leniency in LENIENCY.values():
        assert keep_by_expected_f1(chances, words, leniency).tolist() == [True, False, True, False]


def test_a_page_without_anything_likely_keeps_nothing() -> None:
    assert not keep_by_expected_f1(np.full(5, 0.01), np.full(5, 10.0)).any()


def test_letters_are_counted_block_by_block() -> None:
    page = parse_text("Two words.\nЧто это? Да!\n日本語の文。\n1,234 | 5")
    letters = count_letters(page.blocks)
    assert letters.words.tolist() == [2.0, 3.0, 2.5, 3.0]
    assert letters.sentences.tolist() == [1, 2, 1, 0]
    assert letters.capitals.tolist() == [1, 2, 0, 0]
    assert letters.digits.tolist() == [0, 0, 0, 5]
    assert letters.ends_sentence.tolist() == [True, True, True, False]


def test_each_of_thousands_of_lines_is_counted_like_a_line_alone() -> None:
    lines = [f"Ferry {number}, at {number % 24}:05; “why not?” she said." for number in range(5000)]
    letters = count_letters(parse_text("\n".join(lines)).blocks)
    for number in (0, 1, 2047, 2048, 2049, 4095, 4096, 4999):
        alone = count_letters(parse_text(lines[number]).blocks)
        for column in ("length", "words", "sentences", "commas", "separators", "digits", "capitals", "short_words"):
            assert getattr(letters, column)[number] == getattr(alone, column)[0], (column, lines[number])


@given(st.text(max_size=200))
def test_any_text_can_be_counted(text: str) -> None:
    page = parse_text(text)
    assert len(count_letters(page.blocks).words) == len(page)


def test_sums_of_the_lexicon_are_those_of_the_tokens_listed() -> None:
    page, _ = parse_html(ARTICLE)
    assert page.dom is not None
    judge = shipped_judge()
    features = judge.features(Measures(page))
    tokens = Tokens(features.tree, features.headings)
    sums = np.array(list(tokens.sums(judge.lexicon.weights)))
    for block, listed in enumerate(tokens.of_blocks()):
        for group in range(len(GROUPS)):
            weights = (judge.lexicon.weight(token) for token in listed if token[0] == group)
            assert sums[group, block] == pytest.approx(sum(weights), abs=1e-4)


def test_a_judge_is_read_as_it_was_written(tmp_path: Path) -> None:
    judge = shipped_judge()
    write_judge(judge, tmp_path)
    again = read_judge(tmp_path)
    assert again.lexicon == judge.lexicon
    assert np.array_equal(again.trees.leaves, judge.trees.leaves)
    page, _ = parse_html(ARTICLE)
    assert list(again.look(page)) == list(judge.look(page))


def test_what_people_are_told_is_what_was_decided() -> None:
    page, _ = parse_html(ARTICLE)
    judge = shipped_judge()
    chances = judge.probabilities(judge.features(Measures(page)), len(page))
    told = list(judge.weigh(page))
    assert [weighed.chance for weighed in told] == pytest.approx(chances, abs=1e-3)
    assert all(math.isfinite(added) for weighed in told for _, _, added in weighed.contributions)


def test_every_cut_has_a_kind_and_a_reason_from_the_page() -> None:
    result = clean(ARTICLE, url="https://gazette.example/bridge")
    assert result.title == "The bridge reopens"
    assert "Engineers had found cracks" in result.text
    cuts = {result.source[cut.start : cut.end].split("\n")[0]: cut for cut in result.removals}
    menu = cuts["Home Sport Politics"]
    assert (menu.rule, menu.reason) == ("nav.judge", "menu: 3 links in 3 words inside “main-menu”")
    assert cuts["Related articles"].category == "related"
    assert {cut.category for cut in result.removals} == {"nav", "related", "footer"}


PARAGRAPHS = (
    "The old bridge over the river reopened to traffic on Monday after two years of repairs, the city said.",
    "Engineers had found cracks in three of its piers, and for months nobody knew whether they could be saved at all.",
    "The repairs cost four million, a third more than planned, because steel became dearer while the work went on.",
)


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>The bridge reopens</title></head>"
        "<body><article><h1>The bridge reopens</h1>{}</article></body></html>",
        "<html><body>{}</body></html>",
        "<div>{}</div>",
    ],
)
def test_a_page_of_nothing_but_an_article_loses_nothing(page: str, count: int) -> None:
    markup = page.format("".join(f"<p>{text}</p>" for text in PARAGRAPHS[:count]))
    assert not clean(markup, format="html").removals


def test_short_sentences_and_their_heading_stay_too() -> None:
    text = "<p>The bridge reopened on Monday.</p><p>Cars may use it again.</p>"
    markup = f"<article><h1>Bridge opens</h1>{text}</article>"
    assert clean(markup).text == "Bridge opens\nThe bridge reopened on Monday.\nCars may use it again."


def test_a_category_turned_off_loses_its_cuts_and_no_others() -> None:
    without = clean(ARTICLE, pipeline=Pipeline.default().without("nav"))
    assert "Sport" in without.text
    assert "Related articles" not in without.text


def test_favor_keeps_more_or_less() -> None:
    lengths = [len(clean(ARTICLE, favor=favor).text) for favor in ("precision", "balanced", "recall")]
    assert lengths == sorted(lengths)


def test_another_judge_can_take_the_seat() -> None:
    other = Judge(shipped_judge().lexicon, replace(random_trees(1, features=1), names=("words",)))
    assert clean(ARTICLE, pipeline=Pipeline.default().with_judges(other)).rules != clean(ARTICLE).rules


def test_trafilatura_can_be_followed_with_a_record() -> None:
    result = clean(ARTICLE, pipeline=Pipeline.trafilatura())
    assert "Engineers had found cracks" in result.text
    assert "Sport" not in result.text
    assert result.restore() == result.source
    assert {cut.rule.partition(".")[2] for cut in result.removals} == {"trafilatura"}
    text = "Plain text without any markup."
    assert clean(text, pipeline=Pipeline.trafilatura()).text == text


POST = (
    "<div class='post'><p>The old bridge over the Wen reopened to traffic on Monday, an hour late, for a gull "
    "slept on the control panel and nobody woke it.</p><p>The mayor cut a blue ribbon and crossed on foot, "
    "along with the six joiners who had worked below the deck all winter.</p></div>"
)


@pytest.mark.parametrize(
    ("title", "blog"),
    [
        ("Old bridge reopens after a year – Anna writes", "Anna writes"),
        ("Reopens | annawritesfromtheriver.org", "annawritesfromtheriver.org"),
        ("Reopened – Notes from the river and its banks", "Notes from the river and its banks"),
    ],
)
def test_the_headline_is_the_part_of_the_title_that_is_not_the_sites_name(title: str, blog: str) -> None:
    headline = re.split(" [–|] ", title)[0]
    result = clean(
        f"<html><head><title>{title}</title></head><body><div id='header'><a href='/'>{blog}</a></div>"
        f"<h2>{headline}</h2>{POST}</body></html>",
        format="html",
    )
    assert result.title == headline
    assert headline in result.text


def test_a_post_has_its_headline_where_the_blog_calls_itself_the_first() -> None:
    menu = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in ("Archive", "Photos", "Links", "Imprint"))
    result = clean(
        "<html><head><title>Old bridge reopens after a year – Anna writes</title></head><body>"
        f"<div id='header'><h1>Anna writes</h1><ul>{menu}</ul></div>"
        f"<div class='nav-above'><h3>Old bridge reopens after a year</h3></div>{POST}</body></html>",
        format="html",
    )
    assert result.title == "Old bridge reopens after a year"
    assert "Archive" not in result.text
