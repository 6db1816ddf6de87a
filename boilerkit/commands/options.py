"""What several commands share: the options that say which rules cut, and the configuration that comes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from boilerkit.config import Config, find_config
from boilerkit.errors import BoilerkitError
from boilerkit.settle import FAVORS, Favor

SOME_FAILED = 1
"""Exit code of a run that was done and did not come out well."""

F = TypeVar("F", bound=Callable[..., Any])
PATH = click.Path(path_type=Path)


def pipeline_options(command: F) -> F:
    """Add the options that say which rules cut, and how eagerly."""
    favor = "Of the kept text: recall keeps whatever is in doubt, precision cuts on suspicion.  [default: balanced]"
    select = "Only these rules or categories may cut. Takes the place of the config's select and ignore."
    ignore = "Rules or categories that may not cut; adds to the config's. Repeat it, or separate names by commas."
    config = "Instead of the nearest boilerkit.toml or pyproject.toml with [tool.boilerkit], here or above."
    for option in (
        click.option("--config", "config_file", type=PATH, metavar="FILE", help=config),
        click.option("--ignore", multiple=True, metavar="NAME", help=ignore),
        click.option("--select", multiple=True, metavar="NAME", help=select),
        click.option("--favor", type=click.Choice(FAVORS), help=favor),
    ):
        command = option(command)
    return command


def read_config(
    config_file: Path | None,
    favor: Favor | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Config:
    """The settings of the config file with those of the command line over them; all names in them are known.

    Raises:
        BoilerkitError: the file is broken, or a rule is unknown.
    """
    path = config_file or find_config(Path.cwd())
    config = Config.load(path) if path else Config()
    try:
        config.pipeline()
    except BoilerkitError as error:
        raise BoilerkitError(f"{path}: {error}") from error
    config = config.override(favor, split_names("--select", select), split_names("--ignore", ignore))
    config.pipeline()
    return config


def split_names(option: str, values: Sequence[str]) -> tuple[str, ...]:
    """The names that an option was given, which may stand in one value, separated by commas.

    Raises:
        click.UsageError: a name is empty.
    """
    names = tuple(name.strip() for value in values for name in value.split(","))
    if not all(names):
        raise click.UsageError(f"{option} got an empty name; name rules or categories, separated by commas.")
    return names
