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

_FORMULA = re.compile(r"[=+\-@\t\r]")


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it."""
    return f"'{text}" if _FORMULA.match(text) else text


def as_written(cell: str) -> str:
    """The cell again, without that apostrophe and the spaces around it."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


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
