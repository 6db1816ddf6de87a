"""Many pages: where they come from, how they are cleaned side by side, where text and record go."""

from boilerkit.corpus.destination import Destination, find_destination
from boilerkit.corpus.run import Outcome, clean_page, run
from boilerkit.corpus.sinks import open_sinks
from boilerkit.corpus.sources import Inputs, PageFile, Source, find_inputs

__all__ = [
    "Destination",
    "Inputs",
    "Outcome",
    "PageFile",
    "Source",
    "clean_page",
    "find_destination",
    "find_inputs",
    "open_sinks",
    "run",
]
