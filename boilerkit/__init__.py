"""boilerkit removes the boilerplate of scraped pages and says what it removed and why."""

from boilerkit.api import clean
from boilerkit.blocks import Block
from boilerkit.errors import BoilerkitError
from boilerkit.finding import CATEGORIES, Finding, Span
from boilerkit.page import Page
from boilerkit.pipeline import Pipeline
from boilerkit.record import Event, Result
from boilerkit.removal import Removal
from boilerkit.rules.base import Rule, rule

__version__ = "0.1.0"

__all__ = [
    "CATEGORIES",
    "Block",
    "BoilerkitError",
    "Event",
    "Finding",
    "Page",
    "Pipeline",
    "Removal",
    "Result",
    "Rule",
    "Span",
    "__version__",
    "clean",
    "rule",
]
