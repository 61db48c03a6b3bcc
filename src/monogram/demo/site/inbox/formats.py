"""Order files read, and news files written, as `docs/guides/files.md` has them: XML, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Xml
from xml.sax.saxutils import escape

from defusedxml.ElementTree import fromstring

_LISTS = ("items", "attributes", "assets", "texts", "pdfs")


def read_order(content: bytes, kind: str) -> dict[str, Any]:
    """The order in a file, in the shape of a push; all of its values are texts unless the file is JSON.

    Raises ValueError for what is no order.
    """
    try:
        order = _READERS[kind](content)
        order["id"], order["status"] = int(order["id"]), int(order["status"])
    except (KeyError, TypeError, IndexError, SyntaxError) as error:  # SyntaxError: what XML's parser raises
        raise ValueError(f"this is no order: {error!r}") from error
    if not isinstance(order.get("items"), list):
        raise ValueError("this is no order: it has no items")
    return order


def _read_xml(content: bytes) -> dict[str, Any]:
    root = fromstring(content, forbid_dtd=True)
    order = _of_element(root.find("order"))
    return order if isinstance(order, dict) else {}


def _of_element(element: Xml.Element | None) -> Any:
    """An element with elements in it is an object, or a list if they are its singulars: `<items><item>`."""
    if element is None:
        return {}
    if element.tag in _LISTS:
        return [_of_element(child) for child in element]
    if len(element):
        return {child.tag: _of_element(child) for child in element}
    return element.text or ""


def _read_csv(content: bytes) -> dict[str, Any]:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    order: dict[str, Any] = {
        name[6:]: _of_cell(name[6:], cell) for name, cell in rows[0].items() if name.startswith("order.")
    }
    order["items"] = [
        {name[5:]: _of_cell(name[5:], cell) for name, cell in row.items() if name.startswith("item.")} for row in rows
    ]
    return order


def _of_cell(name: str, cell: str) -> Any:
    return json.loads(cell or "[]") if name in _LISTS else cell


def _read_json(content: bytes) -> dict[str, Any]:
    order = json.loads(content)
    return order if isinstance(order, dict) else {}


_READERS: Mapping[str, Callable[[bytes], dict[str, Any]]] = {"xml": _read_xml, "csv": _read_csv, "json": _read_json}


@dataclass(frozen=True)
class News:
    """One entry of a file for the platform. `lists` are the entry's items."""

    of: str
    each: str
    values: Mapping[str, str | int]
    items: Sequence[Mapping[str, str | int]] = ()


def shipment(tracking: str, lines: Iterable[int]) -> News:
    """All that is still to leave of some lines has left."""
    return News("shipments", "shipment", {"tracking": tracking}, [{"order_item_id": line} for line in lines])


def cancellation(lines: Iterable[int]) -> News:
    """Some lines will not be made."""
    return News("cancellations", "cancellation", {}, [{"order_item_id": line} for line in lines])


def stock(sku: str, quantity: int) -> News:
    """What there is of a SKU."""
    return News("stock", "item", {"sku": sku, "quantity_available": quantity})


def write_news(entries: Sequence[News], kind: str) -> bytes:
    """The file of one or several entries of the same sort."""
    return _WRITERS[kind](entries)


def _write_xml(entries: Sequence[News]) -> bytes:
    of = entries[0].of
    written = [f"  <{entry.each}>{_elements(entry.values)}{_items(entry)}</{entry.each}>" for entry in entries]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<{of}>", *written, f"</{of}>", ""]
    return "\n".join(lines).encode()


def _items(entry: News) -> str:
    items = "".join(f"<item>{_elements(item)}</item>" for item in entry.items)
    return f"<items>{items}</items>" if items else ""


def _elements(values: Mapping[str, str | int]) -> str:
    return "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in values.items())


def _write_csv(entries: Sequence[News]) -> bytes:
    rows = [{**entry.values, **item} for entry in entries for item in entry.items or [{}]]
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, fieldnames=list(rows[0]))
    table.writeheader()
    table.writerows(rows)
    return text.getvalue().encode()


def _write_json(entries: Sequence[News]) -> bytes:
    told = [{**entry.values, **({"items": list(entry.items)} if entry.items else {})} for entry in entries]
    return json.dumps({entries[0].of: told}, indent=2).encode()


_WRITERS: Mapping[str, Callable[[Sequence[News]], bytes]] = {"xml": _write_xml, "csv": _write_csv, "json": _write_json}
