"""The order document, whose exact text is that of the push, as a file (`contract.md §6`).

All three say the same. XML has the document's keys as elements, in their order, and CSV a row for each line of the
order, with the lists in a line (`assets`…) as JSON in their cells. In both, yes and no are `true` and `false`, and
what nobody gave is empty.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from monogram.common.json_text import json_text
from monogram.suppliers.formats import FileFormat

# Whatever XML 1.0 has no character for, not even by number.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def order_file(body: str, file_format: FileFormat) -> bytes:
    """The file that stands for a push's text."""
    return _WRITERS[file_format](body)


def _json(body: str) -> bytes:
    return body.encode()


def _xml(body: str) -> bytes:
    root = etree.Element("orders")
    _put(root, "order", json.loads(body))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _put(parent: etree._Element, name: str, value: object) -> None:
    element = etree.SubElement(parent, name)
    if isinstance(value, Mapping):
        for key, member in value.items():
            _put(element, key, member)
    elif isinstance(value, list):
        for member in value:
            _put(element, name.removesuffix("s"), _named(member) if name == "attributes" else member)
    else:
        element.text = _NOT_IN_XML.sub("\ufffd", _plain(value)) or None


def _named(attribute: Mapping[str, Any]) -> Mapping[str, str]:
    """An attribute's name and value. A shop may keep anything else in it, under names that XML cannot have."""
    return {"name": _plain(attribute.get("name")), "value": _plain(attribute.get("value"))}


def _csv(body: str) -> bytes:
    document = json.loads(body)
    items = document.pop("items")
    of_order = {f"order.{key}": _plain(value) for key, value in document.items()}
    rows = [of_order | {f"item.{key}": _plain(value) for key, value in item.items()} for item in items]
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, fieldnames=list((rows or [of_order])[0]))
    table.writeheader()
    table.writerows(rows or [of_order])
    return text.getvalue().encode("utf-8-sig")


def _plain(value: object) -> str:
    """A value as it stands in an element or a cell."""
    if isinstance(value, str):
        return value
    return "" if value is None else json_text(value)


_WRITERS: Mapping[FileFormat, Callable[[str], bytes]] = {
    FileFormat.XML: _xml,
    FileFormat.JSON: _json,
    FileFormat.CSV: _csv,
}
