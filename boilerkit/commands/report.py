"""`boilerkit report`: a run, as a page to look at."""

from __future__ import annotations

import click


@click.command()
def report() -> None:
    """To be."""
