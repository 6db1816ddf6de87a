"""Page and Blocks: what is left once spans are cut."""

from boilerkit import Finding, Page, Pipeline, Span, clean, rule
from boilerkit.parse.text import parse_text


def left(source: str, *spans: tuple[int, int]) -> list[str]:
    return [block.text for block in parse_text(source).without([Span(*span) for span in spans]).blocks]


def test_a_block_that_loses_an_end_is_shorter() -> None:
    assert left("one two three", (0, 4)) == ["two three"]
    assert left("one two three", (7, 13)) == ["one two"]
    assert left("one two three", (0, 4), (7, 13)) == ["two"]
    assert left("one two three", (0, 3), (3, 7)) == ["three"]


def test_a_block_cut_in_its_middle_stays_one_line() -> None:
    assert left("one two three\nfour", (4, 8)) == ["one two three", "four"]
    assert left("one two three four", (0, 4), (8, 14)) == ["two three four"]


def test_a_cut_over_several_blocks_takes_those_between() -> None:
    assert left("one two\nthree\nfour five", (4, 18)) == ["one", "five"]
    assert left("one two\nthree\nfour five", (4, 18), (19, 23)) == ["one"]
    assert left("one\ntwo\nthree", (0, 13)) == []


def test_a_cut_inside_a_block_does_not_keep_the_rules_busy() -> None:
    looks = 0

    def look(page: Page) -> list[Finding]:
        nonlocal looks
        looks += 1
        return []

    pipeline = Pipeline.default().add(rule("other.counter")(look))
    page = "The bridge reopened on Monday.AdvertisementThe ferry stops in May, when the river is high enough again."
    assert clean(page, pipeline=pipeline).text == page.replace("Advertisement", "")
    assert looks == 1
