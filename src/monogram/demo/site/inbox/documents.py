"""The orders that a supplier has been sent: kept as they came, whichever way, and read for the page."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monogram.demo.site import store
from monogram.demo.world import Channel

DISPATCHED, CANCELLED = 8, 128
TABS = {"open": "To make", "dispatched": "Dispatched", "cancelled": "Cancelled"}


@dataclass(frozen=True)
class Asset:
    """One file of a line: a print-ready picture or a thumbnail of the product with it."""

    name: str
    description: str
    url: str
    sha256: str
    width: int
    height: int
    dpi: float

    @property
    def is_output(self) -> bool:
        return self.name.startswith("output")

    @property
    def size_in_mm(self) -> str:
        """What the picture measures in print."""
        if not (self.width and self.height and self.dpi):
            return ""
        return f"{self.width / self.dpi * 25.4:.0f} × {self.height / self.dpi * 25.4:.0f} mm"


@dataclass(frozen=True)
class InboxItem:
    """One line to make."""

    ref: str
    description: str
    sku: str
    mapped_sku: str
    quantity: int
    colour: str
    size: str
    attributes: tuple[tuple[str, str], ...]
    assets: tuple[Asset, ...]

    @property
    def outputs(self) -> list[Asset]:
        return [asset for asset in self.assets if asset.is_output]

    @property
    def thumbnails(self) -> list[Asset]:
        return [asset for asset in self.assets if not asset.is_output]

    @property
    def picture(self) -> Asset | None:
        """What stands for the line in a table."""
        return next(iter(self.thumbnails or self.outputs), None)


@dataclass(frozen=True)
class Receipt:
    """A document as it came: `name` is a file's path or the address of the request, `size` is in bytes."""

    channel: Channel
    name: str
    size: int
    text: str
    received_at: datetime
    signature: str = ""

    @property
    def proof(self) -> str:
        """How the supplier knows that it comes from the platform."""
        return {
            Channel.PUSH: "HMAC verified",
            Channel.SFTP: "Read from our SFTP folder",
            Channel.FTPS: "Read from our FTPS folder",
            Channel.S3: "Read from our S3 bucket",
            Channel.PULL: "Fetched with our key",
        }[self.channel]

    @property
    def pretty(self) -> str:
        """The document, JSON indented for reading."""
        if self.text[:1] not in {"{", "["}:
            return self.text
        return json.dumps(json.loads(self.text), indent=2, ensure_ascii=False)


@dataclass(frozen=True)
class InboxOrder:
    """One order as it was received last, with what has become of it here."""

    supplier: int
    platform_id: int
    status: int
    tracking: str
    times_received: int
    received_at: datetime
    document: dict[str, Any]
    items: tuple[InboxItem, ...]

    @property
    def is_open(self) -> bool:
        return self.status not in {DISPATCHED, CANCELLED}

    @property
    def is_cancelled_by_shop(self) -> bool:
        """Whether the platform itself has said that it is cancelled."""
        return bool(self.document["status"] == CANCELLED)

    @property
    def badge(self) -> tuple[str, str]:
        """The word and the tone of the badge."""
        return {DISPATCHED: ("Dispatched", "success"), CANCELLED: ("Cancelled", "danger")}.get(
            self.status, ("To make", "accent")
        )

    @property
    def pieces(self) -> int:
        return sum(item.quantity for item in self.items)

    @property
    def address(self) -> list[str]:
        """The delivery address, line by line."""
        keys = ["customer_name", "shipping_company", *(f"shipping_address_{n}" for n in range(1, 6))]
        lines = [str(self.document.get(key) or "") for key in (*keys, "shipping_postcode")]
        country = self.document.get("shipping_country") or self.document.get("shipping_country_code") or ""
        return [line for line in (*lines, str(country)) if line]

    @property
    def lines_to_leave(self) -> list[int]:
        """The numbers of the lines of which pieces are still to leave."""
        return [int(item["id"]) for item in self.document["items"] if str(item.get("quantity_outstanding")) != "0"]

    @property
    def file_stem(self) -> str:
        """What files about it begin with."""
        return str(self.document.get("ref") or self.platform_id)


def keep(
    *, supplier: int, document: dict[str, Any], channel: Channel, name: str, content: bytes, signature: str = ""
) -> bool:
    """Keep an order that came; False if it had been received before. Raises ValueError or KeyError if it is no order.

    `content` is the document as it came. A repetition replaces the order (it may be a newer state) and never undoes
    what was done here; but an order that is cancelled is, and one that is to be made again is to be made.
    """
    platform_id = int(document["id"])
    if not isinstance(document.get("items"), list):
        raise ValueError("items is not a list")
    now = store.timestamp()
    with store.transaction() as connection:
        times = connection.execute(
            "INSERT INTO inbox (supplier, platform_id, status, document, signature, received_at)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (supplier, platform_id) DO UPDATE SET"
            " document = excluded.document, signature = excluded.signature, times_received = times_received + 1,"
            " status = CASE WHEN excluded.status IN (16, 128) THEN excluded.status ELSE status END"
            " RETURNING times_received",
            (supplier, platform_id, int(document["status"]), json.dumps(document), signature, now),
        ).fetchone()["times_received"]
        connection.execute(
            "INSERT INTO receipts (supplier, platform_id, channel, name, size, signature, document, received_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (supplier, platform_id, channel, name, len(content), signature, content.decode("utf-8-sig"), now),
        )
    return bool(times == 1)


def receipts_of(supplier: int, platform_id: int) -> list[Receipt]:
    """Every document about an order, the newest first."""
    found = store.rows(
        "SELECT * FROM receipts WHERE supplier = ? AND platform_id = ? ORDER BY id DESC", supplier, platform_id
    )
    return [
        Receipt(
            channel=Channel(row["channel"]),
            name=row["name"],
            size=row["size"],
            text=row["document"],
            received_at=datetime.fromisoformat(row["received_at"]),
            signature=row["signature"],
        )
        for row in found
    ]


def set_status(*, supplier: int, platform_id: int, status: int, tracking: str) -> None:
    """Note what the platform has accepted."""
    with store.transaction() as connection:
        connection.execute(
            "UPDATE inbox SET status = ?, tracking = ? WHERE supplier = ? AND platform_id = ?",
            (status, tracking, supplier, platform_id),
        )


def order_for(supplier: int, platform_id: int) -> InboxOrder | None:
    """One order of one supplier."""
    row = store.row("SELECT * FROM inbox WHERE supplier = ? AND platform_id = ?", supplier, platform_id)
    return _order(row) if row else None


def orders_of(supplier: int, tab: str) -> list[InboxOrder]:
    """A supplier's orders under one tab, newest first."""
    condition = {"open": "status NOT IN (8, 128)", "dispatched": "status = 8", "cancelled": "status = 128"}[tab]
    found = store.rows(
        f"SELECT * FROM inbox WHERE supplier = ? AND {condition} ORDER BY received_at DESC, platform_id DESC LIMIT 200",  # noqa: S608 - a constant of the table above
        supplier,
    )
    return [_order(row) for row in found]


def counts_of(supplier: int) -> dict[str, int]:
    """How many orders are under each tab."""
    row = store.row(
        "SELECT sum(status NOT IN (8, 128)) AS open, sum(status = 8) AS dispatched, sum(status = 128) AS cancelled"
        " FROM inbox WHERE supplier = ?",
        supplier,
    )
    return {tab: int(row[tab] or 0) if row else 0 for tab in TABS}


def _order(row: sqlite3.Row) -> InboxOrder:
    document = json.loads(row["document"])
    return InboxOrder(
        supplier=row["supplier"],
        platform_id=row["platform_id"],
        status=row["status"],
        tracking=row["tracking"],
        times_received=row["times_received"],
        received_at=datetime.fromisoformat(row["received_at"]),
        document=document,
        items=tuple(_item(item) for item in document["items"]),
    )


def _item(item: dict[str, Any]) -> InboxItem:
    return InboxItem(
        ref=str(item.get("ref") or ""),
        description=str(item.get("description") or item.get("sku") or "Item"),
        sku=str(item.get("sku") or ""),
        mapped_sku=str(item.get("mapped_sku") or ""),
        quantity=int(item.get("quantity") or 0),
        colour=str(item.get("colour") or ""),
        size=str(item.get("size") or ""),
        attributes=tuple(
            (str(attribute.get("name", "")), str(attribute.get("value", "")))
            for attribute in item.get("attributes") or []
        ),
        assets=tuple(_asset(asset) for asset in item.get("assets") or [] if _is_web_address(asset.get("url"))),
    )


def _asset(asset: dict[str, Any]) -> Asset:
    return Asset(
        name=str(asset.get("name") or ""),
        description=str(asset.get("description") or ""),
        url=str(asset["url"]),
        sha256=str(asset.get("sha256") or ""),
        width=int(asset.get("width") or 0),
        height=int(asset.get("height") or 0),
        dpi=float(asset.get("dpi") or 0),
    )


def _is_web_address(url: object) -> bool:
    """Only http and https go into a page as links."""
    return isinstance(url, str) and url.startswith(("https://", "http://"))
