"""Files that are no text at all, told by how they begin."""

from __future__ import annotations

_SIGNATURES = (
    (b"%PDF-1.", "a PDF file"),
    (b"%PDF-2.", "a PDF file"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"PK\x03\x04", "a ZIP archive, as office documents are"),
    (b"\x1f\x8b\x08", "packed by gzip"),
    (b"\x28\xb5\x2f\xfd", "packed by Zstandard"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
"""The first bytes by the files' own specifications; none begins a text in any encoding."""


def binary(source: bytes) -> str:
    """What these bytes are, in words, when they begin as a file does that is no text; "" when they do not."""
    return next((name for signature, name in _SIGNATURES if source.startswith(signature)), "")
