"""clean(): decode, parse, run the pipeline."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from boilerkit.errors import BoilerkitError
from boilerkit.parse.linked import linked_result
from boilerkit.parse.source import Format, read_page
from boilerkit.pipeline import Pipeline
from boilerkit.record import Result
from boilerkit.settle import FAVORS, Favor


def clean(
    source: str | bytes,
    *,
    format: Format = "auto",
    encoding: str | None = None,
    url: str | None = None,
    favor: Favor = "balanced",
    pipeline: Pipeline | None = None,
) -> Result:
    """Remove the boilerplate of a page and say what was removed and why.

    Args:
        source: the page: text as a scraper got it, or its bytes.
        format: "text", "html", or "auto" to tell by the first tag.
        encoding: what the server says of bytes: the name of an encoding, or its `Content-Type`. A byte order mark and
            sound UTF-8 go before it, a declaration in the markup comes after it.
        url: address of the page, for absolute links in `Result.html` and `Result.markdown`.
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
    if url is not None and not isinstance(url, str):
        raise BoilerkitError(f"url={url!r}: pass the address of the page as str")
    if pipeline is not None and not isinstance(pipeline, Pipeline):
        raise BoilerkitError(f"pipeline={pipeline!r}: pass a Pipeline, such as Pipeline.default().without('byline')")
    parsed = read_page(source, format=format, encoding=encoding, url=url)
    result = (pipeline or Pipeline.default()).run(parsed.page, favor, parsed.events)
    if parsed.unlinked is not None:
        return linked_result(parsed.unlinked, result)
    return replace(result, document=parsed.document) if parsed.document is not None else result
