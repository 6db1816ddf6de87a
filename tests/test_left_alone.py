"""What rules once took for boilerplate and have to leave alone."""

from collections.abc import Iterator

import pytest

import boilerkit
from boilerkit.parse.source import read_page
from boilerkit.rows import cells_of

TEXTS = [
    "The council has compared the three ferries that it could buy for the crossing below the old bridge.",
    "Each of them was tried for a week in autumn, with the tide and against it, and with a full load of cars.",
    "What the ferrymen noted down is in the table, and the council is going to decide about it in the spring.",
]
BELOW = "None of the three is quite what the town had hoped for, the mayor said when the week was over."


def cleaned(middle: str, below: str = "", pipeline: boilerkit.Pipeline | None = None) -> str:
    above = "".join(f"<p>{text}</p>" for text in TEXTS)
    article = f"<h1>Three ferries</h1>{above}{middle}<p>{BELOW}</p>{below}"
    page = f"<html><head><title>Three ferries</title></head><body><article>{article}</article></body></html>"
    return boilerkit.clean(page, format="html", pipeline=pipeline).text


def table(*rows: str) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


@pytest.mark.parametrize(
    "rows",
    [
        ["Ferry|Lights|Heating|Radio|Anchor|Ramp|Crane", "Ada|Yes|No|Yes|No|Yes|No", "Ida|No|Yes|No|Yes|No|Yes"],
        ["Ferry|Home|Away|Share", "Ada|12|9|4 %", "Ida|11|10|3 %"],
        ["Field|Kind|Needed", "name|Text|Yes", "rating|Number|Recommended", "colour|Text of 40 letters|Recommended"],
    ],
    ids=["yes and no", "words of menus", "words of headings"],
)
def test_a_table_of_data_keeps_its_cells_whatever_their_words(rows: list[str]) -> None:
    lines = cleaned(table(*rows)).split("\n")
    assert [line for line in lines if "\t" in line] == [row.replace("|", "\t") for row in rows]


def test_the_line_above_a_table_is_none_of_its_cells() -> None:
    page = read_page(f"<html><body><p>Share</p>{table('|May|June', 'Ada|12|9')}</body></html>", format="html").page
    assert [page.blocks[index].text for index in sorted(cells_of(page))] == ["May", "June", "Ada", "12", "9"]


@boilerkit.rule("other.number")
def numbers(page: boilerkit.Page) -> Iterator[boilerkit.Finding]:
    """Numbers of articles in the stores."""
    yield from (block.finding("the number of an article") for block in page.blocks if block.text.startswith("No. "))


def test_what_a_rule_is_certain_of_goes_from_a_table_too() -> None:
    pipeline = boilerkit.Pipeline.default().add(numbers)
    assert "No. 7719\t12" in cleaned(table("Number|Left", "No. 7719|12"))
    assert "No. 7719" not in cleaned(table("Number|Left", "No. 7719|12"), pipeline=pipeline)


def test_code_is_not_read_as_the_lines_of_a_page() -> None:
    code = "Copyright 1990 Halm Ferries. All rights reserved\nBOOT  1.1\nready\nBOOT  1.1\nready"
    assert code in cleaned(f"<pre>{code}</pre>")


def test_what_a_program_needs_is_no_list_of_other_pages() -> None:
    least = "Minimum:", "Load: 4 tons", "Length: 9 metres", "Depth: 2 metres of water"
    better = "Recommended:", "Load: 9 tons", "Length: 12 metres", "Depth: 3 metres of water"
    text = cleaned("".join(f"<p>{line}</p>" for line in (*least, *better)))
    assert [line for line in better if line in text.split("\n")] == list(better)


def test_few_words_of_a_prompt_below_the_text_are_no_prompt() -> None:
    said = "When they went to sign up for the trial they found out that it had been for members of the yacht club only."
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("Home", "News", "Sport", "Weather", "Contact"))
    assert said in cleaned("", f'<nav><ul class="menu">{menu}</ul></nav><p>{said}</p>')


@pytest.mark.parametrize("line", ["32-40-40-84", "10.0.12.14"])
def test_numbers_that_look_like_dates_are_none(line: str) -> None:
    assert line in boilerkit.clean(f"Three ferries\n{line}\n" + "\n".join([*TEXTS, BELOW]), format="text").text


def test_ratings_are_no_times_of_day() -> None:
    lines = ["The ferry of the year", "by Nora Field", "4.47 avg rating — 11,501,862 ratings", *TEXTS, BELOW]
    pipeline = boilerkit.Pipeline.default().without_judges()
    assert lines[2] in boilerkit.clean("\n".join(lines), format="text", pipeline=pipeline).text


def test_a_title_that_ends_in_another_is_no_path_to_it() -> None:
    titles = "Women's Halm Runner 8", "Men's Halm Runner 8"
    text = boilerkit.clean("\n".join(["Running shoes", *titles, *TEXTS, BELOW]), format="text").text
    assert "\n".join(titles) in text
