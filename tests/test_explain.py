"""`boilerkit explain`: what the report says of a page, in a terminal."""

from pathlib import Path

import pytest

from boilerkit.cli import main

PROSE = (
    "The council approved the new bridge on Monday, and work on it will begin in spring, the mayor said. "
    "The ferry will run until the bridge is open."
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(f"Old bridge reopens\n\n{PROSE}\n\nShare this article\n#bridge #city\n", "utf-8")
    return path


def test_facts_list_all_that_the_record_says_of_each_cut(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(page), "--facts"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "33 of 199 characters removed (16.6%) in 2 cuts"
    assert lines[1] == "title: Old bridge reopens"
    assert lines[2].startswith("rules: default@")
    assert lines[4:8] == [
        "1. share.button, 166-185, certain, confidence 0.95",
        "   why: “Share this article” is a button to share or follow",
        "   evidence: Share this article",
        "",
    ]
    assert lines[8].startswith("2. tags.hashtag-trailer, 185-199, ")


def test_a_cut_on_suspicion_says_so(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page.write_text(f"{PROSE}\nSee also: Ten walks", "utf-8")
    assert main(["explain", str(page), "--favor", "precision"]) == 0
    assert "(on suspicion, 0." in capsys.readouterr().out
