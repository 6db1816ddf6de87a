"""Last paragraphs that tell of the world stay, whatever words of boxes they hold.

`tests/ordinary` has a file a language, made up for this: the beginning of a story, and then, a line each, sentences
that could end it. Each of them holds a phrase that also stands in notes of publishers: “in cooperation with”, “without
permission”, “in her spare time”.
"""

from pathlib import Path

import pytest

from boilerkit import clean

LANGUAGES = [pytest.param(file, id=file.stem) for file in sorted(Path(__file__).with_name("ordinary").glob("*.txt"))]


@pytest.mark.parametrize("file", LANGUAGES)
def test_a_last_paragraph_of_the_story_stays(file: Path) -> None:
    beginning, *endings = file.read_text(encoding="utf-8").splitlines()
    assert len(endings) > 20
    lost = [ending for ending in endings if clean(f"{beginning}\n\n{ending}").text != f"{beginning}\n\n{ending}"]
    assert lost == []
