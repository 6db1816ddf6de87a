"""Packages that only some runs need: imported when they are, with a message that says what to install."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from typing import Any

from boilerkit.errors import BoilerkitError


def need(module: str, extra: str, purpose: str) -> Any:
    """The module, imported now.

    Args:
        module: its name.
        extra: the extra of boilerkit that brings it.
        purpose: what it is needed for, as the subject of a sentence: "Parquet".

    Raises:
        BoilerkitError: it is not installed; the message says how to install it.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise _missing(module, extra, purpose, str(error)) from error


def see(module: str, extra: str, purpose: str) -> None:
    """See that a module's package is there, without the threads that some start when they are imported.

    Takes what `need` takes, and raises the same error.
    """
    package = module.partition(".")[0]
    try:
        found = find_spec(package) is not None
    except ValueError:  # what stands in its place has no spec
        found = False
    if not found:
        raise _missing(module, extra, purpose, f"No module named {package!r}")


def _missing(module: str, extra: str, purpose: str, why: str) -> BoilerkitError:
    package = module.partition(".")[0]
    return BoilerkitError(
        f"{purpose} needs the package {package} ({why}); install it with: pip install 'boilerkit[{extra}]'"
    )
