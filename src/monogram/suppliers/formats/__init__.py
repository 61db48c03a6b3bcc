"""Files that pass between us and suppliers: orders as they are written, news as they are read. No database."""

from __future__ import annotations

from enum import StrEnum


class FileFormat(StrEnum):
    """What a file is written in; also the ending of its name."""

    XML = "xml"
    JSON = "json"
    CSV = "csv"
