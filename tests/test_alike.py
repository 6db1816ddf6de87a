"""Blocks alike: a score leans on those of its like, and the comments below an article go together."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerkit import clean
from boilerkit.content.alike import leaning
from boilerkit.content.lexicon_features import Surroundings

NOTHING = np.zeros(0, dtype=np.int64)

BLOCKS = st.lists(st.tuples(st.floats(-9, 9), st.integers(0, 200), st.integers(0, 4)), min_size=1, max_size=30)

PARAGRAPHS = (
    "The old bridge over the river reopened to traffic on Monday after two years of repairs, the city said.",
    "Engineers had found cracks in three of its piers, and for months nobody knew whether they could be saved at all.",
    "“We had expected worse,” said the head of the works department, who walked across it at dawn with her family.",
    "The repairs cost four million, a third more than planned, because steel became dearer while the work went on.",
    "Buses will use it again from Thursday, and the ferry that ran in their stead goes back to the lake for good.",
    "The ferryman is not unhappy about it: on the lake he has fewer passengers, but nobody there is ever in a hurry.",
)
COMMENTS = (
    "I have walked across this bridge every day for thirty years, and the two without it were the longest of my life.",
    "Nobody asked us whether we wanted it. The ferry was quicker, and one could read the paper on it in the morning.",
    "Well done, all of you! My grandfather helped to build it, and he always said the third pier would be trouble.",
)
LONG_COMMENTS = tuple(f"{one} {other}" for one, other in pairwise((*COMMENTS, COMMENTS[0])))
POSTING = '<script type="application/ld+json">{"@type": "BlogPosting", "headline": "The bridge reopens"}</script>'
PUBLISHED = '<meta property="article:published_time" content="2026-05-04T08:00:00Z">'


def around(words: list[int], paths: list[int]) -> Surroundings:
    return Surroundings(np.array(words, float), NOTHING, NOTHING, NOTHING, NOTHING, np.array(paths))


@given(BLOCKS)
def test_a_score_moves_towards_those_of_its_like_and_never_past_them(blocks: list[tuple[float, int, int]]) -> None:
    scores, words, paths = (list(column) for column in zip(*blocks, strict=True))
    for index, leant in enumerate(leaning(np.array(scores), around(words, paths))):
        like = [scores[other] for other in range(len(blocks)) if other != index and paths[other] == paths[index]]
        if like:
            bounds = [*like, scores[index]]
            assert min(bounds) - 1e-9 <= leant <= max(bounds) + 1e-9
        else:
            assert leant == scores[index]


def test_one_comment_among_many_goes_where_they_go() -> None:
    scores = np.array([-3.0, -2.5, 0.4, -2.0, 3.0])
    leant = leaning(scores, around([30, 40, 25, 50, 60], [1, 1, 1, 1, 2]))
    assert (leant[:4] < 0).all()
    assert leant[4] == 3.0


def test_few_words_say_little_of_a_block() -> None:
    one_word = leaning(np.array([2.0, -2.0]), around([50, 1], [1, 1]))
    many = leaning(np.array([2.0, -2.0]), around([50, 300], [1, 1]))
    assert 2.0 > one_word[0] > many[0]


def page(head: str, article: Sequence[str] = PARAGRAPHS, tag: str = "div", name: str = "comment") -> str:
    comments = "".join(
        f'<{tag} class="{name}">{"".join(f"<p>{text}</p>" for text in thread)}</{tag}>'
        for thread in (LONG_COMMENTS, LONG_COMMENTS[::-1], LONG_COMMENTS[1:])
    )
    paragraphs = "".join(f"<p>{text}</p>" for text in article)
    return (
        f"<html><head><title>The bridge reopens</title>{head}</head><body><article><h1>The bridge reopens</h1>"
        f"{paragraphs}</article><section>{comments}</section></body></html>"
    )


@pytest.mark.parametrize("tag", ["div", "li", "blockquote"])
@pytest.mark.parametrize("name", ["comment", "comment-text", "reader-comment", "kommentar", "commentaire"])
@pytest.mark.parametrize("head", [POSTING, PUBLISHED])
def test_of_a_page_that_calls_itself_an_article_the_comments_go_and_it_stays(head: str, name: str, tag: str) -> None:
    result = clean(page(head, tag=tag, name=name))
    assert result.text.splitlines() == ["The bridge reopens", *PARAGRAPHS]
    assert {cut.category for cut in result.removals} == {"comments"}


def test_comments_on_no_text_are_what_the_page_is_about() -> None:
    assert COMMENTS[0] in clean(page(POSTING, article=[])).text
    assert COMMENTS[0] in clean(page("")).text


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="generator" content="Discourse 3.4.0 - https://github.com/discourse/discourse">',
        '<meta property="og:url" content="https://community.halm.example/topic/43227/the-bridge-reopens">',
        '<meta property="og:site_name" content="Halm Forum">',
        '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>',
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "QAPage"}</script>',
    ],
)
def test_a_thread_of_a_forum_keeps_its_replies_though_it_calls_itself_an_article(head: str) -> None:
    assert COMMENTS[0] in clean(page(PUBLISHED + head)).text


def test_who_wants_recall_may_read_the_comments_too() -> None:
    assert COMMENTS[0] in clean(page(POSTING), favor="recall").text
