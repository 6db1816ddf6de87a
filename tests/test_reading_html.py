"""Reading HTML: which lines the text of a page has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerkit.parse.source import read_page


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ("<tr><td>Year</td><td>Cost</td></tr><tr><td>2024</td><td>40,000</td></tr>", "Year\tCost\n2024\t40,000"),
        ("<tr><td>Mon<br>Tue</td><td>9 to 5</td></tr>", "Mon\tTue\t9 to 5"),
        ("<tr><td>Menu</td><td><h1>Bridge</h1><p>It is open.</p></td></tr>", "Menu\nBridge\nIt is open."),
        ("<tr><td>Menu</td><td>It is open.<br><br>Ships pass.</td></tr>", "Menu\nIt is open.\nShips pass."),
        (
            "<tr><td>Menu</td><td><p>Costs</p><table><tr><td>2024</td><td>9</td></tr></table></td></tr>",
            "Menu\nCosts\n2024\t9",
        ),
    ],
)
def test_tabs_part_the_cells_of_data_and_lines_those_of_a_layout(rows: str, text: str) -> None:
    assert table(rows) == text


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (
            "<tr><th></th><th>May</th><th>June</th></tr><tr><th>Ada</th><td>12</td><td>9</td></tr>",
            "\tMay\tJune\nAda\t12\t9",
        ),
        ("<tr><td>Ada</td><td> </td><td>9</td><td></td></tr>", "Ada\t\t9"),
        ("<tr><th colspan=2>Spring</th><th>Summer</th></tr>", "Spring\t\tSummer"),
        ("<tr><td></td><td>Only</td></tr>", "Only"),
        ("<tr><td>Ada</td><td colspan=999999999>12</td><td>9</td></tr>", "Ada\t12\t9"),
        ("<tr><td>Ada</td><td colspan=999>12</td><td>9</td><td>7</td></tr>", "Ada\t12" + 39 * "\t" + "9\t7"),
        ("<tr><td>Ada</td><td colspan='-1'>12</td><td colspan='x'>9</td><td>7</td></tr>", "Ada\t12\t9\t7"),
        ("<tr><td>Ada</td><td><table><tr><td></td><td>12</td><td>9</td></tr></table></td></tr>", "Ada\n\t12\t9"),
    ],
    ids=["corner", "empty", "spanning", "alone", "absurd", "wide", "negative", "nested"],
)
def test_columns_of_data_stay_columns(rows: str, text: str) -> None:
    assert table(rows) == text


@given(st.lists(st.lists(st.sampled_from(["", "12", "Ada"]), min_size=1, max_size=5), min_size=1, max_size=4))
def test_every_cell_with_text_stands_in_its_column(rows: list[list[str]]) -> None:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    lines = [line.split("\t") for line in table("".join(f"<tr>{row}</tr>" for row in cells)).split("\n")]
    several = [row for row in rows if sum(map(bool, row)) > 1]
    assert [line for line in lines if len(line) > 1] == [without_last_empty(row) for row in several]


def without_last_empty(row: list[str]) -> list[str]:
    return row[: max(index for index, cell in enumerate(row) if cell) + 1]


def table(rows: str) -> str:
    return read_page(f"<html><body><table>{rows}</table></body></html>", format="html").page.source
