"""Pages as scrapers hand them over, made up: prose, boilerplate of the packs, white space of every kind."""

from hypothesis import strategies as st

from boilerkit.rules.packs import builtin_packs

SENTENCES = (
    "The council approved the new bridge on Monday, and work on it will begin in spring.",
    "Nobody in the village had expected the river to rise so far, least of all the ferryman.",
    "“We will rebuild the mill,” said the mayor, “and we will do it before the winter comes.”",
    "Der Rat hat die neue Brücke am Montag beschlossen, und im Frühjahr beginnen die Arbeiten.",
    "El consejo aprobó el lunes el nuevo puente, y las obras empezarán en primavera.",
    "Advertisement was a word she hated, and she had written a newsletter for nine years.",
    "She asked him to share this story, to follow the path and to read more than one book.",
    "市議会は月曜日に新しい橋を承認し、春に工事を始めることにした。川の水は高く、渡し船は五月まで動いている。",
)
HEADLINES = ("Old bridge reopens after a year of repairs", "Alte Brücke wieder offen", "Mill to be rebuilt by winter")
OTHER_TITLES = ("Ten walks for the autumn", "A market for eight villages", "Was der Winter kostet")
BREAKS = ("\n", "\n\n", "\n\n\n", "\r\n", "\r\n\r\n", "\n \t\n", "\u2028")

PHRASES = tuple(dict.fromkeys(phrase for pack in builtin_packs() for entry in pack.entries for phrase in entry.phrases))


def prose() -> st.SearchStrategy[str]:
    """A paragraph of two to four finished sentences."""
    return st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4).map(" ".join)


def boilerplate() -> st.SearchStrategy[str]:
    """A line that a pack lists, as it is or capitalised, or what a card is made of."""
    listed = st.sampled_from(PHRASES).map(lambda phrase: phrase.replace("#", "3"))
    cards = st.sampled_from(("0", "#bridge #city", "May 3, 2021 at 9:40", "The best paths around the lake start…"))
    return st.one_of(listed, listed.map(str.capitalize), listed.map(str.upper), cards, st.sampled_from(OTHER_TITLES))


def linked() -> st.SearchStrategy[str]:
    """A line or a card that is a link of Markdown."""
    shown = st.one_of(boilerplate(), prose(), st.sampled_from(("", "![](/logo.png)", "![Mill](/mill.jpg) Mill")))
    return st.tuples(st.sampled_from(("[{}](/x)", "* [{}](</x> 'y')", "[\n\n{}\n\n](/x)")), shown).map(
        lambda parts: parts[0].replace("{}", parts[1])
    )


def glued() -> st.SearchStrategy[str]:
    """A paragraph with something stuck inside."""
    stuck = ("Advertisement", " Also read: Ten walks for the autumn", " (Read more: A market for eight villages) ", " ")
    return st.tuples(prose(), st.sampled_from(stuck), prose()).map("".join)


def pages() -> st.SearchStrategy[str]:
    """A page: blocks of all kinds between breaks of all kinds, with white space of any kind around it."""
    block = st.one_of(prose(), prose(), boilerplate(), boilerplate(), linked(), glued(), st.text(max_size=40))
    joined = st.lists(st.tuples(block, st.sampled_from(BREAKS)), max_size=14).map(
        lambda pairs: "".join(text + gap for text, gap in pairs)
    )
    headline = st.sampled_from(("", *(f"{headline}\n\n" for headline in HEADLINES)))
    return st.tuples(headline, joined).map("".join)


def clean_prose() -> st.SearchStrategy[str]:
    """A headline and paragraphs, nothing else, and no paragraph twice."""
    paragraphs = st.lists(prose(), min_size=2, max_size=6, unique=True).map("\n\n".join)
    return st.tuples(st.sampled_from(HEADLINES), paragraphs).map("\n\n".join)
