"""Packages that only some runs need: imported when they are, with a message that says what to install."""

from __future__ import annotations

import importlib
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
        package = module.partition(".")[0]
        raise BoilerkitError(
            f"{purpose} needs the package {package} ({error}); install it with: pip install 'boilerkit[{extra}]'"
        ) from error
