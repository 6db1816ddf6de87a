"""Bar charts as SVG without script or style of its own: the page's stylesheet colours them, links filter the pages."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

from boilerkit.errors import BoilerkitError
from boilerkit.report.visible import visible

_WIDTH = 400
_BAR, _FRAME = 26, 24
_FONT = 13
_LABEL_LENGTH = 22
_CHARACTER, _PLOT = 9, 190
"""Widths of a character and of the longest bar, with something to spare."""
_XLINK = "{http://www.w3.org/1999/xlink}"


class Bar(NamedTuple):
    """A bar: its label, its length, what to say of it, where it leads, and a class for its colour."""

    label: str
    value: float
    shown: str
    href: str
    colour: str = ""


def bar_chart(chart_id: str, heading: str, note: str, bars: Sequence[Bar]) -> str:
    """A chart with heading, note, and the same figures as a table, as HTML.

    Raises:
        BoilerkitError: the chart library is not installed.
    """
    if not bars:
        return ""
    rows = "".join(
        f'<tr><th scope="row"><a href="{escape(bar.href)}">{_text(bar.label)}</a></th><td>{_text(bar.shown)}</td></tr>'
        for bar in bars
    )
    return (
        f'<figure class="card chart" aria-labelledby="{chart_id}">'
        f'<figcaption><h3 id="{chart_id}">{_text(heading)}</h3><p class="note">{_text(note)}</p></figcaption>'
        f"{_svg(heading, bars)}"
        f"<details><summary>The same as a table</summary><table><caption>{_text(heading)}</caption>{rows}</table>"
        "</details></figure>"
    )


def _svg(heading: str, bars: Sequence[Bar]) -> str:
    chart = _new_chart(len(bars))
    upwards = list(reversed(bars))  # the library draws from the bottom
    chart.x_labels = [_shortened(visible(bar.label)) for bar in upwards]
    room = max(len(bar.shown) for bar in bars) * _CHARACTER / _PLOT  # for the figure behind the longest bar
    chart.range = (0, max(bar.value for bar in bars) * (1 + room) or 1)
    chart.add("", [{"value": bar.value, "xlink": {"href": bar.href, "target": "_self"}} for bar in upwards])
    return _inert(chart.render_tree(), heading, upwards)


def _new_chart(bars: int) -> Any:
    try:
        import pygal
        from pygal.style import Style
    except ImportError as error:
        raise BoilerkitError(
            "the report's charts need pygal, which is not installed; pip install 'boilerkit[report]'"
        ) from error
    style = Style(label_font_size=_FONT, major_label_font_size=_FONT, value_font_size=_FONT)
    return pygal.HorizontalBar(
        js=(),
        css=(),
        style=style,
        width=_WIDTH,
        height=bars * _BAR + _FRAME,
        margin=2,
        margin_left=10,
        spacing=6,
        show_legend=False,
        show_x_labels=False,
        show_x_guides=False,
        show_y_guides=False,
        print_values=False,
        show_y_labels=True,
    )


def _inert(root: Any, heading: str, bars: Sequence[Bar]) -> str:
    """The drawing, reduced to shapes, texts and links, each bar named and coloured."""
    from lxml import etree

    for node in list(root.iter(etree.Comment)):
        node.getparent().remove(node)
    for node in list(root.iter("defs", "desc", "title", "script", "style")):
        node.getparent().remove(node)
    for node in [node for node in root.iter() if "tooltip-overlay" in node.get("class", "")]:
        node.getparent().remove(node)
    for node in root.iter():
        node.attrib.pop("style", None)
        node.attrib.pop("id", None)
    root.attrib.update({"role": "group", "aria-label": heading, "class": "bars"})
    for link, bar in zip(list(root.iter("a")), bars, strict=True):
        link.attrib.clear()
        link.set("href", bar.href)
        link.set("aria-label", f"{visible(bar.label)}: {bar.shown}")
        link.set("class", f"bar {bar.colour}".strip())
        (shape,) = link.iter("rect")
        shape.set("class", "shape")
        shape.set("width", shape.get("width", "0"))  # a bar of nothing comes without
        figure = etree.SubElement(link, "text")
        figure.set("x", f"{float(shape.get('x')) + float(shape.get('width')) + 5:.1f}")
        figure.set("y", f"{float(shape.get('y')) + float(shape.get('height')) / 2 + _FONT * 0.36:.1f}")
        figure.set("class", "figure")
        figure.text = bar.shown
    return str(etree.tostring(root, encoding="unicode"))


def _shortened(label: str) -> str:
    return label if len(label) <= _LABEL_LENGTH else f"{label[: _LABEL_LENGTH - 1]}…"


def _text(text: str) -> str:
    return escape(visible(text))
