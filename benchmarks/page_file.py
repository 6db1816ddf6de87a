"""A page as its file has it, gzipped or not."""

from __future__ import annotations

import gzip
from pathlib import Path


def read_page(file: Path) -> bytes:
    """The bytes of a page."""
    data = file.read_bytes()
    return gzip.decompress(data) if file.suffix == ".gz" else data
