"""build_report(): records and texts in, one self-contained page of HTML out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from boilerkit.corpus.records import Record, Texts, read_records
from boilerkit.corpus.sinks import replacing
from boilerkit.errors import BoilerkitError
from boilerkit.report.html.data import Chunks, index_of, packed
from boilerkit.report.html.facts import Overview, facts_of
from boilerkit.report.html.page import foot, head

FILE_NAME = "index.html"


@dataclass(frozen=True)
class Built:
    """What was built.

    Attributes:
        path: the file.
        overview: the figures in it.
        problems: ids of pages whose text cannot be shown, each with the reason.
    """

    path: Path
    overview: Overview
    problems: tuple[tuple[str, str], ...]


def build_report(records: Path, sources: Sequence[Path], out: Path) -> Built:
    """Write the report of a run into a folder, whole or not at all.

    A page whose text is missing or has changed is in the report with its figures and reasons, and says so.

    Args:
        records: what the run wrote, `*.jsonl`.
        sources: where the pages are, unless the records hold their texts.
        out: the folder.

    Raises:
        BoilerkitError: the records cannot be read, none of their texts is there, or the folder cannot be written to.
    """
    if out.exists() and not out.is_dir():
        raise BoilerkitError(f"-o {out} is a file; name a folder for the report")
    texts, overview, digest = Texts(sources), Overview(), hashlib.sha256()
    with closing(Chunks()) as chunks:
        for number, record in enumerate(read_records(records)):
            text, problem = _text(record, texts)
            overview.add(facts_of(number, record, problem), record.get("rules", ""))
            chunks.add(record | ({"problem": problem} if problem else {}), text)
            digest.update(repr((record["id"], record.get("sha256"), record.get("rules"))).encode("utf-8", "replace"))
        problems = tuple((page.id, page.problem) for page in overview.pages if page.problem)
        _check_some_text(records, sources, overview, len(problems))
        odd = overview.odd()
        index = index_of(overview.pages, chunks.places, {each.page.number for each in odd})
        path = out / FILE_NAME
        with replacing(path) as file:
            file.write(head(overview, odd, digest.hexdigest()[:16]))
            file.write(b'<script type="text/plain" id="index">%s</script>\n' % packed(index))
            for element in chunks.elements():
                file.write(element)
            file.write(foot())
    return Built(path, overview, problems)


def _text(record: Record, texts: Texts) -> tuple[str | None, str]:
    """The text of a page, or why there is none; a page that failed has no text and no problem."""
    if "error" in record:
        return None, ""
    try:
        return texts.result(record).source, ""
    except BoilerkitError as error:
        return None, str(error)


def _check_some_text(records: Path, sources: Sequence[Path], overview: Overview, problems: int) -> None:
    cleaned = sum(not page.error for page in overview.pages)
    if not cleaned or problems < cleaned:
        return
    first = next(page for page in overview.pages if page.problem)
    if sources:
        where = " or ".join(map(str, sources))
        raise BoilerkitError(f"{records} and {where} do not belong together: {first.id}: {first.problem}")
    raise BoilerkitError(
        f"{records} holds no texts; name the pages it was made from: boilerkit report {records} PAGES -o report/"
    )
