"""The one exception of the library."""

from __future__ import annotations


class BoilerkitError(Exception):
    """Input, configuration or a rule that boilerkit cannot work with.

    The message names what was given, what is wrong with it and what to do about it.
    """
