"""Gold texts that the judge of HTML makes for pages without one: what it keeps, as people's snippets mend it."""

from boilerkit.pipeline import Pipeline
from training.pages import GoldPage
from training.taught import Marked, taught_text

TEXTS = [
    "The old bridge over the river reopened to traffic on Monday after two years of repairs, the city said.",
    "Engineers had found cracks in three of its piers, and for months nobody knew whether they could be saved.",
    "Buses will use it again from Thursday, and the ferry that ran in their stead goes back to the lake.",
]
MARKUP = (
    '<html><body><nav class="menu"><a href="/">Home</a> <a href="/sport">Sport</a></nav>'
    f"<article><h1>Old bridge reopens</h1>{''.join(f'<p>{text}</p>' for text in TEXTS)}</article>"
    '<footer class="footer"><a href="/imprint">Imprint</a></footer></body></html>'
).encode()
PAGE = GoldPage("bridge", "https://example.org/bridge", "example.org", "article", MARKUP, "")


def test_without_snippets_it_is_what_the_judge_keeps() -> None:
    assert taught_text(Marked(PAGE, [], []), Pipeline.default()).split("\n") == ["Old bridge reopens", *TEXTS]


def test_a_block_with_a_wanted_snippet_stays_and_one_with_an_unwanted_goes() -> None:
    taught = taught_text(Marked(PAGE, ["Imprint"], ["cracks in  three"]), Pipeline.default())
    assert taught.split("\n") == ["Old bridge reopens", TEXTS[0], TEXTS[2], "Imprint"]
