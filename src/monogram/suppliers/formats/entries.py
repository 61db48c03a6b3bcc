"""What XML, JSON and CSV from outside have in common: a list of entries with named values, some with items.

All values are texts here; "" is one that is not given.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from monogram.common.csv_text import decoded, separator_of
from monogram.suppliers.errors import UnreadableFileError
from monogram.suppliers.formats import FileFormat
from monogram.suppliers.formats.safe_xml import MAX_DEPTH, Node, read_xml

MAX_ENTRIES = 50_000
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """`where` names it for people: `shipment 3`, `line 4`."""

    where: str
    values: Mapping[str, str]
    items: Sequence[Entry] = field(default=())

    def text(self, name: str, limit: int = 255) -> str:
        """A value. Raises UnreadableFileError for one that is too long."""
        value = self.values.get(name, "")
        if len(value) > limit:
            raise self.refused(f"{name} is longer than {limit} characters")
        return value

    def integer(self, name: str, *, least: int) -> int:
        """A value that must be there, and a whole number. Raises UnreadableFileError."""
        value = self.values.get(name, "")
        if not re.fullmatch(r"-?[0-9]{1,18}", value):
            said = f"is {value[:30]!r}" if value else "is missing"
            raise self.refused(f"{name} {said}: it must be a whole number")
        if int(value) < least:
            raise self.refused(f"{name} is {value}: it must be at least {least}")
        return int(value)

    def refused(self, why: str) -> UnreadableFileError:
        """The error that says where it is."""
        return UnreadableFileError(f"{self.where}: {why}", path=self.where)


def read_entries(content: bytes, file_format: FileFormat, *, of: str, each: str) -> list[Entry]:
    """The entries of a file of `of`, such as `shipments`, in their order; `each` is a `shipment`.

    XML has `<shipments><shipment>…<items><item>`, JSON such a list, alone or as `{"shipments": […]}`. The entries of
    CSV are its rows, which have no items. Raises UnreadableFileError.
    """
    entries = list(_READERS[file_format](content, of, each))
    if sum(max(1, len(entry.items)) for entry in entries) > MAX_ENTRIES:
        raise UnreadableFileError(f"The file has more than {MAX_ENTRIES:,} entries: send it in smaller parts")
    return entries


def _xml(content: bytes, of: str, each: str) -> Iterator[Entry]:
    root = read_xml(content)
    if root.name != of:
        raise UnreadableFileError(f"The file begins with <{root.name[:50]}> where <{of}> is expected")
    for number, node in enumerate((node for node in root.children if node.name == each), 1):
        yield _of_node(node, f"{each} {number}")


def _of_node(node: Node, where: str) -> Entry:
    values = {child.name: child.text for child in reversed(node.children)}
    held = node.child("items")
    items = (
        [_of_node(item, f"{where}, item {number}") for number, item in enumerate(held.all("item"), 1)] if held else []
    )
    return Entry(where, values, items)


def _json(content: bytes, of: str, each: str) -> Iterator[Entry]:
    try:
        told = json.loads(content.decode("utf-8-sig"), parse_int=str, parse_float=str)
    except (UnicodeDecodeError, ValueError) as error:
        raise UnreadableFileError(f"This is not JSON: {error}") from None
    except RecursionError:
        raise UnreadableFileError(f"It is nested more than {MAX_DEPTH} levels deep") from None
    if isinstance(told, dict):
        told = told.get(of)
    if not isinstance(told, list):
        raise UnreadableFileError(f'The file must be a list, or {{"{of}": […]}}')
    for number, one in enumerate(told, 1):
        yield _of_object(one, f"{each} {number}")


def _of_object(told: object, where: str) -> Entry:
    if not isinstance(told, dict):
        raise UnreadableFileError(f"{where}: this must be an object")
    values = {key: _text(value, where, key) for key, value in told.items() if not isinstance(value, dict | list)}
    if isinstance(told.get("data"), dict):  # as stock is reported by the API
        values |= _of_object(told["data"], where).values
    items = told.get("items") or []
    if not isinstance(items, list):
        raise UnreadableFileError(f"{where}: items must be a list")
    return Entry(where, values, [_of_object(item, f"{where}, item {number}") for number, item in enumerate(items, 1)])


def _csv(content: bytes, of: str, each: str) -> Iterator[Entry]:
    for number, row in read_table(content):
        yield Entry(f"line {number}", row)


def read_table(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """A CSV file's rows by column names in small letters, each with the number of the line where it ends.

    As spreadsheets write it: UTF-8 or Windows' western characters, separated by commas, semicolons or tabs. Empty
    rows are left out. Raises UnreadableFileError.
    """
    try:
        text = decoded(content)
    except UnicodeDecodeError:
        raise UnreadableFileError("This is neither UTF-8 nor Windows-1252") from None
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    try:
        names = [name.strip().lower() for name in next(rows, [])]
        if not any(names) or len(set(filter(None, names))) < len(list(filter(None, names))):
            raise UnreadableFileError("The first line must name the columns, each once")
        for row in rows:
            where = f"line {rows.line_num}"
            if len(row) > len(names):
                raise UnreadableFileError(f"{where}: there are {len(row)} cells for {len(names)} columns")
            if any(cell.strip() for cell in row):
                yield (
                    rows.line_num,
                    {name: _text(cell, where, name) for name, cell in zip(names, row, strict=False) if name},
                )
    except csv.Error as error:
        raise UnreadableFileError(f"line {rows.line_num}: {error}") from None


def _text(value: object, where: str, name: str) -> str:
    text = "" if value is None else str(value).strip()
    if _UNSTORABLE.search(text):
        raise UnreadableFileError(f"{where}: {name} holds a character that cannot be kept")
    return text


def _each(name: str) -> str:
    return name.removesuffix("s")


_READERS = {FileFormat.XML: _xml, FileFormat.JSON: _json, FileFormat.CSV: _csv}
