"""A page with its cuts marked, line by line, each with its rule and reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from boilerkit.finding import STRONG
from boilerkit.record import Result
from boilerkit.removal import Removal
from boilerkit.report.tally import counted
from boilerkit.report.terminal import can_style
from boilerkit.report.visible import visible

_LONGEST_EVIDENCE = 200


class Piece(NamedTuple):
    """A stretch of a line, kept or cut as a whole."""

    text: str
    cut: Removal | None


class Line(NamedTuple):
    """A line of the page without its break, and the cuts that are first seen in it."""

    pieces: tuple[Piece, ...]
    notes: tuple[Removal, ...]

    @property
    def fate(self) -> str:
        """`" "` for kept, `"-"` for cut, `"~"` for cut in part; white space alone makes no part."""
        seen = [piece for piece in self.pieces if piece.text.strip()] or self.pieces
        cut = sum(piece.cut is not None for piece in seen)
        return " " if not cut else "-" if cut == len(seen) else "~"


def lines_of(result: Result) -> Iterator[Line]:
    """The lines of a result's source, in order."""
    start, first = 0, 0
    noted: Removal | None = None
    cuts = result.removals
    for line in result.source.splitlines(keepends=True):
        while first < len(cuts) and cuts[first].end <= start:
            first += 1
        pieces = tuple(_pieces(line.splitlines()[0], start, cuts, first))
        notes: list[Removal] = []
        for piece in pieces:
            if piece.cut and piece.cut is not noted and piece.text.strip():
                noted = piece.cut
                notes.append(noted)
        yield Line(pieces, tuple(notes))
        start += len(line)


def show(result: Result, console: Console) -> None:
    """Print a page: struck through and dim what was cut, or marked in plain text where that cannot be shown."""
    if can_style(console):
        for line in lines_of(result):
            console.print(_styled(line), soft_wrap=True)
    else:
        for line in lines_of(result):
            console.file.write(f"{plain(line)}\n")
        console.file.flush()


def show_facts(result: Result, console: Console) -> None:
    """Print what the record says of a page and of each cut, in the words of the report."""
    removed = sum(cut.end - cut.start for cut in result.removals)
    share = removed / max(1, len(result.source))
    cuts = counted(len(result.removals), "cut")
    _say(console, f"{removed:,} of {counted(len(result.source), 'character')} removed ({share:.1%}) in {cuts}")
    _say(console, f"title: {result.title or '(none)'}")
    _say(console, f"rules: {result.rules}")
    for number, cut in enumerate(result.removals, 1):
        certainty = "certain" if cut.certain else "not certain"
        _say(console, "")
        _say(console, f"{number}. {cut.rule}, {cut.start}-{cut.end}, {certainty}, confidence {cut.confidence:g}")
        _say(console, f"   why: {cut.reason}")
        evidence = " / ".join(result.source[slice(*cut.evidence)].split("\n"))
        _say(console, f"   evidence: {evidence[:_LONGEST_EVIDENCE]}{'…' * (len(evidence) > _LONGEST_EVIDENCE)}")
        if cut.also:
            _say(console, f"   also claimed by: {', '.join(cut.also)}")


def plain(line: Line) -> str:
    """The line with `- ` before it when it was cut, `~ ` and `[-…-]` when a part of it was."""
    fate = line.fate
    text = "".join(
        f"[-{visible(piece.text)}-]" if piece.cut and fate == "~" else visible(piece.text) for piece in line.pieces
    )
    notes = " ".join(f"[{_note(cut)}]" for cut in line.notes)
    return f"{fate} {text}{'  ' if notes else ''}{notes}".rstrip()


def _styled(line: Line) -> Text:
    text = Text()
    for piece in line.pieces:
        text.append(visible(piece.text), "strike dim" if piece.cut else "")
    for cut in line.notes:
        text.append(f"  {_note(cut)}", "cyan")
    return text


def _note(cut: Removal) -> str:
    doubt = "" if cut.certain or cut.confidence >= STRONG else f" (on suspicion, {cut.confidence:g})"
    return visible(f"{cut.rule}: {cut.reason}{doubt}")


def _say(console: Console, line: str) -> None:
    console.print(visible(line), markup=False, emoji=False, soft_wrap=True)


def _pieces(text: str, start: int, cuts: Sequence[Removal], first: int) -> Iterator[Piece]:
    """The stretches of a line that begins at `start`; an empty line is one empty stretch."""
    end, at = start + len(text), start
    for index in range(first, len(cuts)):
        cut = cuts[index]
        if cut.start >= max(end, start + 1):
            break
        if at < cut.start:
            yield Piece(text[at - start : cut.start - start], None)
        at = min(cut.end, end)
        yield Piece(text[max(cut.start, start) - start : at - start], cut)
        if at >= end:
            return
    if at < end or not text:
        yield Piece(text[at - start :], None)
