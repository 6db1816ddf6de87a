"""The page around the data: head with its strict policy, overview and charts, and the forms that the script fills."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib import resources
from string import Template
from urllib.parse import urlencode

from boilerkit.finding import CATEGORIES
from boilerkit.report.html.charts import Bar, bar_chart
from boilerkit.report.html.facts import BINS, Odd, Overview
from boilerkit.report.visible import visible

_SCRIPTS = ("core.js", "text.js", "marks.js", "list.js", "view.js", "main.js")
_MOST_BARS = 12
_LEAST_SHOWN = 0.0005


def head(overview: Overview, odd: Sequence[Odd], digest: str) -> bytes:
    """Everything before the data.

    Raises:
        BoilerkitError: the chart library is not installed.
    """
    style, script = _file("report.css"), _script()
    page = Template(_file("report.html")).substitute(
        policy=escape(_policy(style, script)),
        style=style,
        digest=digest,
        versions=_text(", ".join(sorted(overview.versions)) or "no rules"),
        figures=_figures(overview),
        charts="".join(_charts(overview)),
        odd=_odd(odd),
        categories="".join(f'<option value="{name}">{name}</option>' for name in CATEGORIES),
    )
    return page.encode("utf-8", "replace")


def foot() -> bytes:
    """Everything after the data."""
    return f"<script>{_script()}</script>\n</body>\n</html>\n".encode()


def _policy(style: str, script: str) -> str:
    """Only the one script and the one style of this page, and nothing from anywhere."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _script() -> str:
    parts = "".join(_file(f"js/{name}") for name in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


@cache
def _file(name: str) -> str:
    return resources.files("boilerkit.report.html").joinpath(name).read_text("utf-8").replace("\r\n", "\n")


def _figures(overview: Overview) -> str:
    pages = overview.pages
    figures = {
        "pages": f"{len(pages):,}",
        "characters": f"{overview.length:,}",
        "removed": _percent(overview.removed, overview.length),
        "cuts": f"{sum(page.cuts for page in pages):,}",
        "failed": f"{sum(bool(page.error) for page in pages):,}",
        "without their text": f"{sum(bool(page.problem) for page in pages):,}",
    }
    optional = ("failed", "without their text")
    shown = [(name, figure) for name, figure in figures.items() if figure != "0" or name not in optional]
    items = "".join(f"<div><dt>{name}</dt><dd>{figure}</dd></div>" for name, figure in shown)
    events = Counter(kind for page in pages for kind in page.events)
    notes = ", ".join(f"{kind}: {count:,}" for kind, count in events.most_common())
    return f'<dl class="figures">{items}</dl>' + (f'<p class="note">{_text(notes)}</p>' if notes else "")


def _charts(overview: Overview) -> list[str]:
    def bars(kind: str, counts: Counter[str], whole: Counter[str] | int) -> list[Bar]:
        found = []
        for name, removed in counts.items():
            all_of_it = whole if isinstance(whole, int) else whole[name]
            value = removed / all_of_it if all_of_it else 0.0
            colour = f"c-{name.partition('.')[0]}" if kind != "site" else ""
            found.append(Bar(name, value, _percent(removed, all_of_it), _pages_where(**{kind: name}), colour))
        return sorted(found, key=lambda bar: (-bar.value, bar.label))[:_MOST_BARS]

    cleaned = sum(overview.bins)
    tenths = [
        Bar(
            f"{at * 100 // BINS}–{(at + 1) * 100 // BINS} %",
            count,
            f"{count:,} ({_percent(count, cleaned)})",
            _pages_where(min=str(at * 100 // BINS), max=str((at + 1) * 100 // BINS)),
        )
        for at, count in enumerate(overview.bins)
    ]
    of_all, first = "Share of all characters", f"; the first {_MOST_BARS}"
    return [
        bar_chart(
            "by-category",
            "Removed, by category",
            of_all + first * (len(overview.categories) > _MOST_BARS),
            bars("category", overview.categories, overview.length),
        ),
        bar_chart("tenths", "Pages, by removed share", "How much of a page went", tenths if overview.length else ()),
        bar_chart(
            "by-rule",
            "Removed, by rule",
            of_all + first * (len(overview.rules) > _MOST_BARS),
            bars("rule", overview.rules, overview.length),
        ),
        bar_chart(
            "by-site",
            "Removed, by site",
            "Share of the site's characters" + first * (len(overview.sites) > _MOST_BARS),
            bars("site", overview.sites, overview.site_length),
        ),
    ]


def _pages_where(**filters: str) -> str:
    return f"#{urlencode({'view': 'pages', **filters}, errors='replace')}"


def _odd(odd: Sequence[Odd]) -> str:
    if not odd:
        return '<p class="note">None: no page failed, and none stands out.</p>'
    items = "".join(
        f'<li><a href="#view=page&amp;n={each.page.number}" dir="auto">{_text(each.page.id)}</a> '
        f'<span class="note">{_text(each.why)}</span></li>'
        for each in odd
    )
    return f'<ul class="odd">{items}</ul>'


def _percent(part: int, whole: int) -> str:
    if part and part / whole < _LEAST_SHOWN:
        return "<0.1%"
    return f"{part / whole:.1%}" if whole else "0.0%"


def _text(text: str) -> str:
    return escape(visible(text))
