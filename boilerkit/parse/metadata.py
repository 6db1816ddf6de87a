"""What a page says of itself: author, date, site, title. By trafilatura, which knows how pages say it."""

from __future__ import annotations

import re

from boilerkit.parse.bounded import bounded
from boilerkit.record import Metadata

_LATEST = "2100-01-01"
"""Day after which no page is dated; a fixed one, where trafilatura takes today, so that a record stays the same."""

_LANGUAGE = re.compile(r"[a-z]{2,3}")


def read_metadata(markup: str, url: str | None = None, lang: str = "") -> Metadata:
    """What trafilatura's `extract_metadata` finds, its dates by htmldate.

    Args:
        markup: the page.
        url: its address, which may name site and date.
        lang: language of `<html lang>`.
    """
    from trafilatura.metadata import extract_metadata
    from trafilatura.settings import Document

    dates = {"original_date": True, "extensive_search": True, "max_date": _LATEST}
    try:
        found = extract_metadata(bounded(markup), default_url=url, date_config=dates)
    except Exception:  # bugs of trafilatura on broken pages are many, and a page without metadata is no error
        found = Document()
    language = next((code for code in (lang, (found.language or "")[:2].lower()) if _LANGUAGE.fullmatch(code)), None)
    return Metadata(found.title or None, found.author or None, found.date or None, found.sitename or None, language)
