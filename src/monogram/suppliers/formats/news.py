"""What suppliers tell by files: parcels, cancellations, stock, and that they have an order (`contract.md §6`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from monogram.suppliers.errors import StockRowError, UnreadableFileError
from monogram.suppliers.formats import FileFormat
from monogram.suppliers.formats.entries import Entry, read_entries
from monogram.suppliers.services.stock import StockRow

_MOST_PIECES = 2**31 - 1


@dataclass(frozen=True, slots=True)
class ShipmentNews:
    """A parcel that left. `pieces` by the line's number; None is all that are still to leave."""

    where: str
    tracking: str
    carrier: str
    method: str
    tracking_url: str
    pieces: dict[int, int | None]


@dataclass(frozen=True, slots=True)
class CancellationNews:
    """Lines, by number, that the supplier will not make."""

    where: str
    items: Sequence[int]


@dataclass(frozen=True, slots=True)
class AcknowledgementNews:
    """The supplier has the order of this number, or of this `ref`."""

    where: str
    order_id: int | None
    ref: str


@dataclass(frozen=True, slots=True)
class StockNews:
    """What there is of some SKUs, and which rows say nothing that could be meant."""

    rows: Sequence[StockRow]
    errors: Sequence[StockRowError] = field(default=())


def read_shipments(content: bytes, file_format: FileFormat) -> list[ShipmentNews]:
    """The parcels. Rows of CSV with the same tracking, carrier and method are one. Raises UnreadableFileError."""
    entries = read_entries(content, file_format, of="shipments", each="shipment")
    if file_format is FileFormat.CSV:
        entries = _grouped(entries, by=("tracking", "carrier", "method", "tracking_url"))
    return [_shipment(entry) for entry in _some(entries, "shipment")]


def _shipment(entry: Entry) -> ShipmentNews:
    pieces: dict[int, int | None] = {}
    for item in _items_of(entry):
        number = item.integer("order_item_id", least=1)
        if number in pieces:
            raise item.refused(f"order_item_id {number} stands twice in one shipment")
        quantity = item.integer("quantity", least=1) if item.values.get("quantity") else None
        if quantity is not None and quantity > _MOST_PIECES:
            raise item.refused(f"quantity is {quantity}: so many pieces are in no order")
        pieces[number] = quantity
    return ShipmentNews(
        entry.where,
        entry.text("tracking"),
        entry.text("carrier"),
        entry.text("method"),
        entry.text("tracking_url", 2000),
        pieces,
    )


def read_cancellations(content: bytes, file_format: FileFormat) -> list[CancellationNews]:
    """The cancellations; each row of CSV is one. Raises UnreadableFileError."""
    entries = read_entries(content, file_format, of="cancellations", each="cancellation")
    if file_format is FileFormat.CSV:
        entries = _grouped(entries, by=("order_item_id",))
    return [
        CancellationNews(entry.where, [item.integer("order_item_id", least=1) for item in _items_of(entry)])
        for entry in _some(entries, "cancellation")
    ]


def read_acknowledgements(content: bytes, file_format: FileFormat) -> list[AcknowledgementNews]:
    """The orders that the supplier has, by `order_id` or `ref`. Raises UnreadableFileError."""
    entries = read_entries(content, file_format, of="acknowledgements", each="acknowledgement")
    return [_acknowledgement(entry) for entry in _some(entries, "acknowledgement")]


def _acknowledgement(entry: Entry) -> AcknowledgementNews:
    if entry.values.get("order_id"):
        return AcknowledgementNews(entry.where, entry.integer("order_id", least=1), "")
    ref = entry.text("ref")
    if not ref:
        raise entry.refused("it must name the order by order_id or ref")
    return AcknowledgementNews(entry.where, None, ref)


def read_stock(content: bytes, file_format: FileFormat) -> StockNews:
    """The rows, and those that cannot be meant. JSON is as the API's. Raises UnreadableFileError for no such file."""
    rows: list[StockRow] = []
    errors: list[StockRowError] = []
    for entry in read_entries(content, file_format, of="stock", each="item"):
        try:
            rows.append(_stock_row(entry))
        except UnreadableFileError as error:
            errors.append(StockRowError(error.text.partition(": ")[2], path=entry.where))
    return StockNews(rows, errors)


def _stock_row(entry: Entry) -> StockRow:
    sku, barcode = entry.text("sku", 80), entry.text("barcode", 100)
    if not sku and not barcode:
        raise entry.refused("it must name a sku or a barcode")
    quantity = entry.integer("quantity_available", least=0)
    if quantity > _MOST_PIECES:
        raise entry.refused(f"quantity_available is {quantity}: at most {_MOST_PIECES} are kept")
    return StockRow(sku, barcode, quantity, entry.where)


def _grouped(rows: Iterable[Entry], *, by: Sequence[str]) -> list[Entry]:
    """Rows with the same values as one entry, whose items they are."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for row in rows:
        groups.setdefault(tuple(row.values.get(name, "") for name in by), []).append(row)
    return [Entry(items[0].where, items[0].values, items) for items in groups.values()]


def _some(entries: Sequence[Entry], name: str) -> Sequence[Entry]:
    if not entries:
        raise UnreadableFileError(f"There is no {name} in the file")
    return entries


def _items_of(entry: Entry) -> Sequence[Entry]:
    if not entry.items:
        raise entry.refused("it has no items")
    return entry.items
