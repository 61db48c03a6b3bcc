"""CSV as spreadsheets and other people's systems write it: its encoding and its separator. Pure."""

from __future__ import annotations

import codecs
import re

_WITH_MARK = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SEPARATORS = ",;\t"
ROUNDED = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
"""A long number that a spreadsheet has shortened: its last digits are lost."""


def decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, else Windows-1252. Raises UnicodeDecodeError for neither."""
    for mark, encoding in _WITH_MARK.items():
        if content.startswith(mark):
            return content.decode(encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def separator_of(text: str) -> str:
    """Whichever of comma, semicolon and tab the first line has most of."""
    first = text.split("\n", 1)[0]
    return max(_SEPARATORS, key=first.count)
