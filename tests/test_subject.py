"""What a page is about is not boilerplate on it, whatever other pages do with the same words."""

import pytest

import boilerkit
from boilerkit.parse.source import read_page
from boilerkit.pipeline import Pipeline

ARTICLE = [
    "The old bridge over the river reopened to traffic on Monday after two years of work, the city said.",
    "Engineers had found cracks in three of its piers in the spring of 2021 and closed both lanes at once.",
    "The mayor thanked those who had taken the ferry in the meantime, which will go on running until the summer.",
]
COOKIES = "We use cookies to remember your language and what is in your basket. You can switch them off."
LETTERS = "If you sign up for our newsletter, we keep your e-mail address until you unsubscribe."


def html_page(title: str, headline: str, paragraphs: list[str]) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<html><head><title>{title}</title></head><body><nav><a href='/'>Home</a> <a href='/ships'>Ships</a></nav>"
        f"<main><h1>{headline}</h1>{body}</main><footer><a href='/privacy'>Privacy</a></footer></body></html>"
    )


@pytest.mark.parametrize(
    "title",
    [
        "Privacy Policy",
        "Our Privacy Policy",
        "PRIVACY POLICY –",
        "Privacy policy of the Harbour Museum",
        "Datenschutzerklärung",
    ],
)
def test_a_policy_keeps_what_it_says_of_cookies_and_newsletters(title: str) -> None:
    text = "\n\n".join([title, *ARTICLE, COOKIES, LETTERS, "All rights reserved."])
    result = boilerkit.clean(text, format="text")
    assert result.text.strip() == text
    assert {event.kind for event in result.events} <= {"subject"}


def test_the_title_of_html_says_what_a_page_is_about() -> None:
    page = html_page("Privacy policy | Harbour Museum", "How we treat your data", [*ARTICLE, COOKIES, LETTERS])
    kept = boilerkit.clean(page).text
    assert COOKIES in kept
    assert LETTERS in kept
    assert [event.kind for event in boilerkit.clean(page).events] == ["subject"]


def test_elsewhere_the_same_words_go() -> None:
    page = html_page("Bridge reopened | Harbour Post", "Bridge reopened", [COOKIES, *ARTICLE, LETTERS])
    result = boilerkit.clean(page)
    assert COOKIES not in result.text
    assert LETTERS not in result.text
    assert not result.events


def test_a_link_to_the_policy_does_not_make_the_page_one() -> None:
    text = "\n\n".join(["The bridge reopened on Monday", *ARTICLE, "Privacy Policy", COOKIES])
    assert COOKIES not in boilerkit.clean(text, format="text").text


def test_a_banner_above_raw_text_does_not_either() -> None:
    text = "\n\n".join(["Newsletter", "Sign up for our newsletter.", "The bridge reopened on Monday", *ARTICLE])
    assert "Sign up" not in boilerkit.clean(text, format="text").text


def test_a_page_about_its_author_keeps_who_that_is() -> None:
    bio = "Lena Hartmann is a journalist and author living in Halm. She writes about ports and ships."
    text = "\n\n".join(["About the author", bio, "Follow her on Mastodon.", *ARTICLE])
    assert boilerkit.clean(text, format="text").text.strip() == text


BIO = "Lena Hartmann is a journalist and author living in Halm. She writes about ports, ships and those on them."


@pytest.mark.parametrize("as_html", [True, False])
def test_a_profile_keeps_who_that_is(as_html: bool) -> None:
    paragraphs = [BIO, *ARTICLE, "You can follow her on Mastodon."]
    text = "\n\n".join(["Lena Hartmann", *paragraphs])
    page = html_page("Lena Hartmann | Harbour Post", "Lena Hartmann", paragraphs) if as_html else text
    assert boilerkit.clean(page).text.split() == text.split()


def test_who_wrote_an_article_goes_where_the_author_has_named_the_site() -> None:
    page = html_page("The bridge reopened on Monday | Lena Hartmann", "The bridge reopened on Monday", [*ARTICLE, BIO])
    assert BIO not in boilerkit.clean(page).text


def test_a_page_about_the_team_keeps_who_they_are() -> None:
    paragraphs = [ARTICLE[0], BIO, "Jon Brandt is our reporter on the coast. He writes about fish.", ARTICLE[1]]
    text = "\n".join(["Our team", *paragraphs])
    assert boilerkit.clean(html_page("Our team – Harbour Post", "Our team", paragraphs)).text.strip() == text


def test_questions_about_newsletters_stay_among_others() -> None:
    answers = ["Do you have a newsletter?", f"Yes. {LETTERS}", "Can I bring my dog?", "Yes, on a leash."]
    text = "\n\n".join(["Frequently asked questions", *answers, *ARTICLE])
    assert boilerkit.clean(text, format="text").text.strip() == text


@pytest.mark.parametrize("headline", ["About us", "Careers", "Accessibility", "Terms", "Contact us"])
def test_the_headline_stays_where_the_title_says_the_same(headline: str) -> None:
    page = html_page(f"{headline} - Harbour Museum", headline, ARTICLE)
    assert boilerkit.clean(page).text.startswith(headline)


def test_a_long_title_that_names_a_policy_is_that_of_an_article() -> None:
    title = "Privacy policy of the ferry company breaks the law, a court in the capital has found"
    page = html_page(title, title, [COOKIES, *ARTICLE])
    assert COOKIES not in boilerkit.clean(page).text


@pytest.mark.parametrize(
    "headline",
    [
        "Datenschutz: EU beschließt neue Regeln",
        "Facebook changes its privacy policy",
        "Disclaimer: I was not paid",
        "Was im Impressum stehen muss",
    ],
)
def test_an_article_that_names_a_policy_in_its_headline_is_none(headline: str) -> None:
    text = "\n\n".join([headline, *ARTICLE, COOKIES])
    assert COOKIES not in boilerkit.clean(text, format="text").text
    assert not boilerkit.clean(html_page(f"{headline} | Harbour Post", headline, [COOKIES, *ARTICLE])).events


def test_phrases_about_the_subject_are_not_found() -> None:
    page = read_page("\n\n".join(["Privacy Policy", *ARTICLE, COOKIES]), format="text").page
    phrased = Pipeline.default().phrased(page)
    assert not any(rule.startswith("cookie.") for rule in phrased.found.by_rule)
