"""Is it HTML? Markup is told however it begins, and text that speaks of tags is not taken for it."""

import pytest

from boilerkit.parse.sniff import looks_like_html

DOCTYPE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
)


@pytest.mark.parametrize(
    "source",
    [
        "<!doctype html><p>x",
        f"{DOCTYPE}\n<html><body>x</body></html>",
        f'<?xml version="1.0" encoding="utf-8"?>\n{DOCTYPE}<html>',
        "\ufeff\n\n  <html><body><p>x</p></body></html>",
        f"<!-- {'a long licence -> with arrows. ' * 200} -->\n<!-- another --><html lang=en>",
        "<!--[if IE 7]><html class='ie7'><![endif]--><!--[if !IE]><!--><html><!--<![endif]--><head></head>",
        f'<div class="{"wide " * 400}" data-x="a > b"><p>The ferry runs.</p></div>',
        "<p>The ferry runs.<p>It runs till May.<br>And in June.",
        "<p>The ferry runs.</p>",
        "<b>The ferry</b> runs.<br>Till May.",
        "<a href='/'>Home</a><div>The ferry runs.</div>",
        "<article><h1>x</h1></article>",
        '<meta charset="utf-8"><p>The ferry runs.</p>',
        "<table><tr><td>1</td></tr></table>",
        "<BODY BGCOLOR=white><CENTER>x</CENTER>",
        "<style>p {color: red}</style><p>x</p>",
    ],
)
def test_markup_is_told(source: str) -> None:
    assert looks_like_html(source)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "The ferry runs.",
        "The <p> tag opens a paragraph, and </p> closes it.",
        "<3 this ferry so much! See <a href='x'>here</a>",
        "<John> hello\n<Mary> hello yourself",
        "<div> or <section>: which of them should you use?\nIt depends.",
        "<p> is the tag for a paragraph",
        "<b>The ferry</b> runs.\nTill May.",
        "<i>Halm, 3 May</i> – The ferry runs.\n\nIt will run till June.",
        "<!-- is how a comment begins in HTML",
        '<?xml version="1.0"?><rss><channel><title>x</title></channel></rss>',
        "<svg><path d='x'/></svg>",
        "<html",
        "< p >x</ p >",
        "<pinned> A message </pinned>",
    ],
)
def test_text_is_not_taken_for_markup(source: str) -> None:
    assert not looks_like_html(source)
