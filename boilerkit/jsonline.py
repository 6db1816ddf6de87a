"""Objects as lines of JSON: readable in any script, the same bytes for the same data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from json.encoder import encode_basestring
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False)

quote: Callable[[str], str] = encode_basestring
"""A string as JSON has it."""


def to_json_line(data: Mapping[str, Any]) -> str:
    """One line of JSON, escaped only where a lone surrogate would not survive UTF-8."""
    return _safe(_ENCODER.encode(data)).decode()


def record_line(head: Mapping[str, Any], removals: Iterable[str], tail: Mapping[str, Any]) -> bytes:
    """A record as `to_json_line` would write it, in UTF-8, from removals that are JSON already.

    Args:
        head: what stands before the removals; not empty.
        removals: each as an object.
        tail: what stands behind them; not empty.
    """
    line = f'{_ENCODER.encode(head)[:-1]}, "removals": [{", ".join(removals)}], {_ENCODER.encode(tail)[1:]}'
    return _safe(line)


def _safe(line: str) -> bytes:
    try:
        return line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(json.loads(line)).encode("ascii")
