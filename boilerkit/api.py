"""clean(): decode, parse, run the pipeline."""

from __future__ import annotations

from typing import Literal, get_args

from boilerkit.errors import BoilerkitError
from boilerkit.parse.decode import decode, looks_like_html
from boilerkit.parse.html import parse_html
from boilerkit.parse.text import parse_text
from boilerkit.pipeline import Pipeline
from boilerkit.record import Event, Result
from boilerkit.settle import FAVORS, Favor

Format = Literal["auto", "text", "html"]


def clean(
    source: str | bytes,
    *,
    format: Format = "auto",
    url: str | None = None,
    favor: Favor = "balanced",
    pipeline: Pipeline | None = None,
) -> Result:
    """Remove the boilerplate of a page and say what was removed and why.

    Args:
        source: the page: text as a scraper got it, or its bytes.
        format: "text", "html", or "auto" to tell by the first tag.
        url: address of the page; rules and site packs may use it.
        favor: of the kept text. "recall" keeps whatever is in doubt and cuts only what is certain, "precision"
            cuts on suspicion.
        pipeline: rules to run; by default `Pipeline.default()`.

    Raises:
        BoilerkitError: the input is neither str nor bytes, is no text, or an option has an unknown value.
    """
    if format not in get_args(Format):
        raise BoilerkitError(f"format={format!r}: use one of {', '.join(get_args(Format))}")
    if favor not in FAVORS:
        raise BoilerkitError(f"favor={favor!r}: use one of {', '.join(FAVORS)}")
    events: tuple[Event, ...] = ()
    if isinstance(source, bytes | bytearray | memoryview):
        text, events = decode(bytes(source))
    elif isinstance(source, str):
        text = source
    else:
        raise BoilerkitError(f"source is of type {type(source).__name__}; pass the page as str or bytes")
    if format == "html" or (format == "auto" and looks_like_html(text)):
        page, cut_off = parse_html(text)
        events += cut_off
    else:
        page = parse_text(text)
    return (pipeline or Pipeline.default()).run(page, favor, events)
