"""What removed blocks are called, and the words that say why."""

from boilerkit import Pipeline, Result, clean
from boilerkit.content.kinds import kinds
from boilerkit.parse.text import parse_text

PROSE = "The council approved the new bridge on Monday, and work on it will begin in spring, the mayor said at noon."
BODY = f"<article><h1>Old bridge reopens</h1><p>{PROSE}</p><p>{PROSE.replace('noon', 'night')}</p></article>"


def kind(result: Result, text: str) -> tuple[str, str]:
    """Category and reason of the cut that a text is in."""
    at = result.source.index(text)
    cut = next(cut for cut in result.removals if cut.start <= at < cut.end)
    return cut.category, cut.reason


def test_a_list_that_a_view_of_the_database_makes_is_no_counter() -> None:
    teasers = "".join(f'<li><a href="/{n}">The ferry of the town, part {n}</a></li>' for n in "abcdef")
    aside = f'<aside><div class="block-views-popular"><h3>Bridges</h3><ul>{teasers}</ul></div></aside>'
    assert kind(clean(f"<html><body>{BODY}{aside}</body></html>"), "Bridges")[0] == "related"


def test_signs_alone_are_no_number() -> None:
    foot = '<div class="foot"><span>***</span></div><footer><a href="/imprint">Imprint</a></footer>'
    category, reason = kind(clean(f"<html><body>{BODY}{foot}</body></html>"), "***")
    assert (category, "number" in reason) == ("other", False)


def test_a_sentence_that_opens_like_a_by_line_is_none() -> None:
    note = "By checking out, you agree to our Terms of Use and Privacy Policy."
    page = Pipeline.default().weighed(parse_text(f"{note}\n{PROSE}\n"))
    assert [found.category for _, found in kinds(page, [True, False])] != ["byline"]


def test_a_menu_that_stands_twice_is_no_table_of_contents() -> None:
    menu = "Home\nWeather\nHoroscopes\nGardens\nTravels\nMotors\n"
    page = f"{menu}\nOld bridge reopens\n\n{PROSE}\n\n{PROSE.replace('noon', 'night')}\n\nFooter\n{menu}"
    result = clean(page)
    assert kind(result, "Horoscopes")[0] == "nav"
    assert not any("table of contents" in cut.reason for cut in result.removals)
