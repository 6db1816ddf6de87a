"""The model that names what a removed block is: what it adds up, what it sees around, and how it is kept."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import pages

from boilerkit.content.kind_model import (
    KindModel,
    read_kind_model,
    rounded,
    seen_around,
    shipped_kind_model,
    write_kind_model,
)
from boilerkit.content.kind_tokens import KindTokens
from boilerkit.content.kinds import kinds, removed_blocks
from boilerkit.finding import CATEGORIES
from boilerkit.page import Page
from boilerkit.parse.text import parse_text

COUNT = len(CATEGORIES)


def model(**weights: int) -> KindModel:
    """A model of tokens that each say something for the category of that number, with a second look that agrees."""
    first = np.zeros((len(weights) + 1, COUNT), dtype=np.float32)
    first[range(len(weights)), list(weights.values())] = 2.0
    width = seen_around(np.zeros((1, COUNT), dtype=np.float32), np.zeros(1, dtype=np.int64)).shape[1]
    second = np.zeros((width + 1, COUNT), dtype=np.float32)
    second[:COUNT] = np.eye(COUNT)
    return rounded(list(weights), first, second, 0.0)


def test_what_more_tokens_speak_for_is_likelier() -> None:
    named = model(menu=3, home=3, share=5)
    chances = named.chances(named.known([{"menu", "home", "share"}, {"share"}, {"unheard of"}]), [0, 1, 2])
    assert chances[:2].argmax(axis=1).tolist() == [3, 5]
    assert chances.sum(axis=1) == pytest.approx(1)
    assert np.ptp(chances[2]) == pytest.approx(0, abs=1e-6)


def test_a_word_tells_a_category_as_far_as_it_says_less_for_any_other() -> None:
    first = np.zeros((2, COUNT), dtype=np.float32)
    first[0, 3], first[0, 5] = 2.0, 1.5
    told = rounded(["menu"], first, np.zeros((1, COUNT), dtype=np.float32), 0.0)
    assert [told.tells("menu", category) for category in (3, 5, 0)] == [0.5, -0.5, -2.0]
    assert told.tells("unheard of", 3) == 0


def test_of_no_blocks_there_are_no_chances() -> None:
    assert model(menu=3).chances([], []).shape == (0, COUNT)


def test_a_block_that_stays_hides_what_is_beyond_it() -> None:
    chances = np.eye(COUNT, dtype=np.float32)[:4]
    near = seen_around(chances, np.array([0, 1, 5, 6]))[:, COUNT : 3 * COUNT]
    above, below = near[:, :COUNT], near[:, COUNT:]
    assert above.any(axis=1).tolist() == [False, True, False, True]
    assert below.any(axis=1).tolist() == [True, False, True, False]
    assert above[1].tolist() == chances[0].tolist()


def own_tokens(page: Page) -> list[set[str]]:
    """Of each block what its own words and looks give it, if all of a page goes."""
    cut = [True] * len(page)
    found = removed_blocks(page, cut, KindTokens(page, cut, str))
    return [{token for token in block.tokens if token.startswith(("word ", "look "))} for block in found]


def test_of_many_blocks_each_is_told_like_one_of_few() -> None:
    lines = [f"{name}\n" for name in ("Sign in", "Share this article", "© The Gazette of Brayford")]
    few, many = parse_text("".join(lines)), parse_text("".join(lines * 1500))
    assert len(list(kinds(many, [True] * len(many)))) == len(many)
    assert own_tokens(many)[:3] == own_tokens(many)[-3:] == own_tokens(few)


@pytest.mark.parametrize("is_html", [True, False])
def test_a_model_that_is_written_and_read_is_the_same(tmp_path: Path, is_html: bool) -> None:
    first, second = tmp_path / "first.npz", tmp_path / "second.npz"
    write_kind_model(shipped_kind_model(is_html), first)
    write_kind_model(read_kind_model(first), second)
    assert first.read_bytes() == second.read_bytes()


@given(pages(), st.data())
def test_each_block_that_goes_has_a_kind_and_no_other(text: str, data: st.DataObject) -> None:
    page = parse_text(text)
    cut = data.draw(st.lists(st.booleans(), min_size=len(page), max_size=len(page)))
    gone = [index for index, goes in enumerate(cut) if goes]
    found = list(kinds(page, cut))
    assert [index for index, _ in found] == gone
    assert all(kind.category in CATEGORIES and kind.reason for _, kind in found)
    assert [block.place for block in removed_blocks(page, cut, KindTokens(page, cut, str))] == gone
