"""Many pages: where they come from, how they are cleaned side by side, where text and record go."""

from boilerkit.corpus.destination import Destination, find_destination
from boilerkit.corpus.encode import Encoder, Row, Summary
from boilerkit.corpus.limits import Limits
from boilerkit.corpus.run import Outcome, clean_page, run
from boilerkit.corpus.sinks import open_sinks
from boilerkit.corpus.sources import Fields, Inputs, PageFile, Source, find_inputs

__all__ = [
    "Destination",
    "Encoder",
    "Fields",
    "Inputs",
    "Limits",
    "Outcome",
    "PageFile",
    "Row",
    "Source",
    "Summary",
    "clean_page",
    "find_destination",
    "find_inputs",
    "open_sinks",
    "run",
]
