"""Reading HTML: which lines the text of a page has."""

import pytest

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
    assert read_page(f"<html><body><table>{rows}</table></body></html>", format="html").page.source == text
