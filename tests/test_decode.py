"""Bytes of any encoding become the text they hold; what was guessed, corrected or damaged is on record."""

import pytest

from boilerkit import BoilerkitError, clean
from boilerkit.parse.decode import decode
from boilerkit.parse.source import Format

GERMAN = "Die Fähre fährt über den Fluss, sagte Jürgen Größmann; für Fußgänger ändert sich nichts. Schön wäre es. " * 3
RUSSIAN = "Паром будет ходить до мая, решил совет в понедельник, и никто не был против. Паромщик был рад. " * 3
GREEK = "Το πορθμείο θα λειτουργεί μέχρι τον Μάιο, αποφάσισε το συμβούλιο τη Δευτέρα. " * 3
POLISH = (
    "Prom będzie pływał do maja, zdecydowała rada w poniedziałek, i nikt się nie sprzeciwił. Żółta łódź płynęła. " * 3
)
JAPANESE = "市議会は月曜日に、渡し船を五月まで動かすことを決めた。反対する人はいなかった。船頭は喜んでいる。" * 3
CHINESE = "市议会星期一决定，渡船将运行到五月，没有人反对。船夫很高兴，因为他担心自己的船。" * 3
KOREAN = "시의회는 월요일에 나룻배를 오월까지 운행하기로 결정했으며 아무도 반대하지 않았다. " * 3


def kinds(content: bytes, encoding: str | None = None, *, markup: bool = False) -> tuple[str, list[str]]:
    text, events, _ = decode(content, encoding, markup=markup)
    return text, [event.kind for event in events]


def declared(name: str, text: str) -> str:
    return f'<!DOCTYPE html><html><head><title>x</title><meta charset="{name}"></head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (GERMAN, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (GREEK, "cp1253"),
        (POLISH, "cp1250"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        (KOREAN, "cp949"),
    ],
)
def test_undeclared_text_is_read_by_a_guess_that_is_on_record(text: str, codec: str) -> None:
    assert kinds(text.encode(codec)) == (text, ["encoding guessed"])


@pytest.mark.parametrize(
    ("name", "codec", "text"),
    [
        ("ISO-8859-1", "cp1252", "“Fähre” – 5 €"),
        ("latin1", "cp1252", GERMAN),
        ("windows-1251", "cp1251", RUSSIAN),
        ("gb2312", "gb18030", CHINESE + "镕"),
        ("GBK", "gbk", CHINESE),
        ("Shift_JIS", "cp932", JAPANESE + "①"),
        ("x-sjis", "cp932", JAPANESE),
        ("euc-kr", "cp949", KOREAN + "똠"),
        ("big5", "big5", "市議會決定"),
        ("ISO-2022-JP", "iso2022_jp", JAPANESE),
        ("utf-8", "utf-8", RUSSIAN),
    ],
)
def test_markup_is_read_as_it_says_by_the_names_browsers_know(name: str, codec: str, text: str) -> None:
    page = declared(name, text)
    assert kinds(page.encode(codec), markup=True) == (page, [])
    assert kinds(text.encode(codec), f"text/html; charset={name}") == (text, [])
    old = page.replace(f'charset="{name}"', f'http-equiv="Content-Type" content="text/html; charset={name}"')
    assert kinds(old.encode(codec), markup=True) == (old, [])


def test_the_server_goes_before_the_markup_and_a_comment_says_nothing() -> None:
    page = declared("iso-8859-1", RUSSIAN)
    assert kinds(page.encode("cp1251"), "windows-1251", markup=True) == (page, [])
    page = f'<html><!-- <meta charset="koi8-r"> --><meta charset="windows-1251"><p>{RUSSIAN}'
    assert kinds(page.encode("cp1251"), markup=True) == (page, [])


def test_text_that_quotes_a_declaration_is_not_read_by_it() -> None:
    text = f'{GERMAN}\nWrite <meta charset="koi8-r"> into the head.'
    assert clean(text.encode("cp1252"), format="text").source == text


@pytest.mark.parametrize("name", ["ascii", "iso-8859-1", "windows-1251", "shift_jis"])
def test_sound_utf8_is_read_as_utf8_whatever_is_declared(name: str) -> None:
    page = declared(name, GERMAN)
    assert kinds(page.encode(), markup=True) == (page, ["encoding corrected"])


def test_a_few_letters_that_happen_to_be_utf8_are_read_as_declared() -> None:
    accident = b"\xc4\xa3"  # sound in both
    page = declared("gbk", accident.decode("gbk"))
    assert kinds(page.encode("gbk"), markup=True) == (page, [])


def test_declared_utf8_that_is_something_else_is_guessed() -> None:
    page = declared("utf-8", RUSSIAN)
    assert kinds(page.encode("cp1251"), markup=True) == (page, ["encoding guessed"])


def test_one_broken_place_does_not_change_the_encoding_of_the_rest() -> None:
    content = declared("utf-8", RUSSIAN).encode()
    text, events, _ = decode(content.replace(b"</p>", b"\xd0</p>"), markup=True)
    assert text == declared("utf-8", RUSSIAN).replace("</p>", "\ufffd</p>")
    assert [(event.kind, event.message) for event in events] == [
        ("encoding damaged", "1 places could not be read as utf-8 and are U+FFFD")
    ]


def test_a_few_bytes_are_taken_for_windows_1252() -> None:
    text, events, _ = decode("Ein schönes Café — für alle.".encode("cp1252"))
    assert text == "Ein schönes Café — für alle."
    assert "read as Windows-1252" in events[0].message


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_goes_before_all_else(codec: str) -> None:
    page = declared("koi8-r", RUSSIAN)
    assert kinds(page.encode(codec), "iso-8859-1", markup=True)[0] == page


def test_utf16_without_a_mark_is_told_by_its_nuls() -> None:
    page = declared("utf-16", "The ferry runs.")
    for codec in ("utf-16-le", "utf-16-be"):
        assert kinds(page.encode(codec)) == (page, ["encoding guessed"])


def test_nul_is_left_out_of_markup_and_no_text() -> None:
    assert clean(b"<html><body><p>The fer\0ry runs.</p></body></html>").source == "The ferry runs."
    with pytest.raises(BoilerkitError, match="NUL bytes"):
        clean(b"The fer\0ry runs.")


def test_an_encoding_nobody_knows_is_not_heeded_and_on_record() -> None:
    assert kinds(GERMAN.encode(), "utf8mb4") == (GERMAN, ["encoding unknown"])
    assert kinds(GERMAN.encode(), "base64") == (GERMAN, ["encoding unknown"])
    with pytest.raises(BoilerkitError, match="encoding=3"):
        clean(b"x", encoding=3)  # type: ignore[arg-type]


def test_a_big_page_is_guessed_from_a_sample_of_what_is_beyond_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    import charset_normalizer

    shown: list[int] = []
    original = charset_normalizer.from_bytes

    def watched(sample: bytes, **options: object) -> object:
        shown.append(len(sample))
        return original(sample, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(charset_normalizer, "from_bytes", watched)
    text = "All plain.\n" * 200_000 + f"{RUSSIAN}\n" * 2_000
    assert kinds(text.encode("cp1251"))[0] == text
    assert len(shown) == 1
    assert shown[0] < 20_000


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF file"),
        (b"\x1f\x8b\x08\0\0\0\0\0packed", "packed by gzip"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
    ],
)
@pytest.mark.parametrize("format", ["auto", "text", "html"])
def test_a_file_that_is_no_text_is_called_what_it_is(content: bytes, what: str, format: Format) -> None:
    with pytest.raises(BoilerkitError, match=f"the input is {what} and no text"):
        clean(content, format=format)


def test_bytes_without_a_tag_are_no_page_even_when_it_is_called_one() -> None:
    with pytest.raises(BoilerkitError, match="NUL bytes"):
        clean(b"\0\1\2", format="html")
    assert "Ferry" in clean(b"<p>Ferry\0 sails on, said the council on Monday, and was glad.</p>", format="html").source
    assert "Ferry" in clean("<p>Ferry sails on, said the council.</p>".encode("utf-16-le"), format="html").source


def garbled(text: str) -> str:
    """Read as Windows-1252 what is UTF-8, as a careless program does."""
    return "".join(bytes([b]).decode("latin-1" if b in b"\x81\x8d\x8f\x90\x9d" else "cp1252") for b in text.encode())


@pytest.mark.parametrize("text", [GERMAN, RUSSIAN, GREEK, JAPANESE, KOREAN, "The city’s ferry isn’t old. “It sails.”"])
def test_text_that_was_garbled_before_it_came_is_told_and_not_changed(text: str) -> None:
    page = garbled(text)
    for result in (clean(page, format="text"), clean(page.encode(), format="text")):
        assert result.source == page
        assert [event.kind for event in result.events] == ["mojibake"]
    assert not clean(text, format="text").events


@pytest.mark.parametrize(
    "text",
    [
        "Es war heiß“, sagte er, und „groß” – heiß…",
        "ÚŽASNÉ „CAFÉ“ À… Ö“ Úžas",
        "AMANHÃ » ANÃ» MAÇÃ”",
        "The code turns é into Ã©, once.",
    ],
)
def test_letters_beside_quotation_marks_are_not_garbled(text: str) -> None:
    assert not clean(text, format="text").events


def test_the_event_counts_the_places_and_shows_one() -> None:
    message = clean(garbled("The city’s ferry isn’t old."), format="text").events[0].message
    assert message.startswith("2 places are UTF-8 that somebody read as Windows-1252, such as “â€™” for “’”")
