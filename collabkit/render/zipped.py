"""Parts packed into one zip, the same bytes each time: equal parts are equal files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: all parts have it, and none the hour of writing."""


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Pack parts, by name, in the order in which they stand.

    >>> zipped({"a.txt": "Ask"}) == zipped({"a.txt": b"Ask"})
    True
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            about = zipfile.ZipInfo(name, EPOCH)
            about.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(about, content)
    return out.getvalue()
