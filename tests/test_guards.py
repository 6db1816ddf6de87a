"""Guards of the judges: what stays or goes with what stands by it."""

import numpy as np
import pytest

from boilerkit.content.guards import Guards
from boilerkit.content.judge import shipped_judge
from boilerkit.content.line_guards import keep_tables
from boilerkit.content.measures import Measures
from boilerkit.finding import CERTAIN, HINT, STRONG
from boilerkit.page import Page
from boilerkit.parse.headline import headline_of
from boilerkit.parse.html import parse_html
from boilerkit.parse.text import parse_text

TEXT = "First make a folder for the project, and tell git that it is one, so that nothing is ever lost again."
CODE = "git init\ngit add ."
TUTORIAL = f"""<html><head><title>Begin with git</title></head><body><main><h1>Begin with git</h1><p>{TEXT}</p>
<div{{}}><pre>{CODE}</pre></div><p>{TEXT} All of these commands have options, and hardly anybody knows them.</p>
<div><pre>make clean</pre></div></main></body></html>"""


def guards_of(page: Page, confidence: np.ndarray) -> Guards:
    return Guards(shipped_judge().features(Measures(page)).tree, confidence)


def texts_kept(page: Page, confidence: np.ndarray) -> list[str]:
    return [block.text for block, sure in zip(page.blocks, confidence, strict=True) if sure < STRONG]


@pytest.mark.parametrize("sure", [STRONG, CERTAIN])
def test_code_between_paragraphs_stays_and_below_them_it_is_for_the_trees_to_say(sure: float) -> None:
    page, _ = parse_html(TUTORIAL.format(""))
    confidence = np.array([0.0, 0.0, sure, 0.0, sure])
    guards_of(page, confidence).keep_code()
    assert confidence.tolist() == [0, 0, 0, 0, sure]


def test_code_that_its_name_speaks_against_may_go() -> None:
    page, _ = parse_html(TUTORIAL.format(' class="newsletter-signup"'))
    confidence = np.array([0.0, 0.0, STRONG, 0.0, 0.0])
    guards_of(page, confidence).keep_code()
    assert confidence[2] == STRONG


def test_the_headline_goes_only_where_all_below_it_does() -> None:
    page, _ = parse_html(TUTORIAL.format(""))
    for below in ([0.0, STRONG, STRONG, STRONG], [HINT] * 4, [CERTAIN] * 4):
        confidence = np.array([CERTAIN, *below])
        guards_of(page, confidence).keep_headline(headline_of(page))
        assert confidence.tolist() == [min(below), *below]


def test_paragraphs_that_stay_by_default_do_not_save_all_others() -> None:
    teaser = "The council has not said yet who is going to pay for the second bridge, or when it will be built at all."
    markup = f"<main><p>{TEXT}</p><p>{TEXT}</p></main><section>{f'<div><p>{teaser}</p></div>' * 3}</section>"
    page, _ = parse_html(markup)
    confidence = np.array([HINT, HINT, STRONG, STRONG, STRONG])
    guards_of(page, confidence).keep_prose()
    assert texts_kept(page, confidence) == [TEXT, TEXT]


TABLE = """<main><p>{}</p><table{}><tr><th>Month</th><th>Last year</th></tr><tr><td>May</td><td>Twelve ferries</td></tr>
</table></main>"""


@pytest.mark.parametrize(
    ("name", "sure", "cut"),
    [
        ("", [0, STRONG, STRONG, STRONG, 0], []),
        ("", [0, STRONG, STRONG, 0, STRONG], ["Month", "Last year", "Twelve ferries"]),
        ("", [0, STRONG, STRONG, STRONG, STRONG], ["Month", "Last year", "May", "Twelve ferries"]),
        (' class="newsletter-signup"', [0, STRONG, STRONG, STRONG, 0], ["Month", "Last year", "May"]),
    ],
)
def test_a_table_stays_whole_where_a_fair_part_of_it_does(name: str, sure: list[float], cut: list[str]) -> None:
    page, _ = parse_html(TABLE.format(TEXT, name))
    confidence = np.array(sure, dtype=np.float64)
    guards_of(page, confidence).keep_tables()
    assert [block.text for block in page.blocks if block.text not in texts_kept(page, confidence)] == cut


def test_a_table_that_lays_out_the_page_is_no_table_of_data() -> None:
    cells = f"<td><p>Log in</p><p>Menu</p></td><td><p>{TEXT}</p><p>{TEXT}</p></td>"
    page, _ = parse_html(f"<table><tr>{cells}</tr></table>")
    confidence = np.array([STRONG, STRONG, 0, 0])
    guards_of(page, confidence).keep_tables()
    assert confidence.tolist() == [STRONG, STRONG, 0, 0]


@pytest.mark.parametrize(
    ("text", "gaps", "sure", "kept"),
    [
        ("Month\tFerries\nMay\t12\nJune\t14", [0, 1, 1], [0, STRONG, STRONG], [0, 0, 0]),
        ("Month\tFerries\nMay\t12\nJune\t14", [0, 1, 1], [STRONG] * 3, [STRONG] * 3),
        ("Month\tFerries\nLog in\nHome\tNews", [0, 1, 1], [0, STRONG, STRONG], [0, STRONG, STRONG]),
        ("Month\tFerries\n\nHome\tNews", [0, 2], [0, STRONG], [0, STRONG]),
        ("A column of code:\n\n\tx\nLog in", [0, 2, 1], [0, 0, STRONG], [0, 0, STRONG]),
    ],
    ids=["a fair part stays", "none stays", "a line between", "a blank line between", "no rows"],
)
def test_rows_of_a_table_in_text_stay_together(
    text: str, gaps: list[float], sure: list[float], kept: list[float]
) -> None:
    page = parse_text(text)
    confidence = np.array(sure, dtype=np.float64)
    keep_tables(page, np.array(gaps), np.full(len(page), 2.0), confidence)
    assert confidence.tolist() == kept
