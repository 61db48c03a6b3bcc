"""The shop's orders: what was bought, the parcels that the platform made of it, and what it has said since."""

from __future__ import annotations

import json
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monogram.common import clock
from monogram.demo import world
from monogram.demo.site import platform, settings, store
from monogram.demo.site.catalogue import DeliveryChoice, ItemType
from monogram.demo.site.platform import PlatformRefusedError
from monogram.demo.site.shop import cart as carts
from monogram.demo.site.shop.cart import CartLine
from monogram.demo.site.shop.words import DISPATCHED, IN_MOTION, status_words

_REF_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no letters that look like digits


@dataclass(frozen=True)
class OrderLine:
    """One line as it was bought."""

    ref: str
    name: str
    photo: str
    detail: str
    thumbnail: str
    quantity: int
    price_pence: int


@dataclass(frozen=True)
class Callback:
    """One status callback, as it was received."""

    webhook_id: str
    sequence: int
    status: int
    status_name: str
    tracking: str
    carrier: str
    is_stale: bool
    body: str
    received_at: datetime

    @property
    def title(self) -> str:
        return status_words(self.status)[0]

    @property
    def state(self) -> str:
        """How the timeline draws it."""
        if self.status in DISPATCHED:
            return "done"
        return "bad" if self.status == 128 else ""


@dataclass(frozen=True)
class Parcel:
    """One order on the platform: the lines that one supplier makes and sends."""

    platform_id: int
    ref: str
    status: int
    status_name: str
    tracking: str
    carrier: str
    error: str
    sequence: int
    lines: tuple[OrderLine, ...]
    callbacks: tuple[Callback, ...]

    @property
    def title(self) -> str:
        return status_words(self.status)[0]

    @property
    def tone(self) -> str:
        return status_words(self.status)[1]

    @property
    def is_in_motion(self) -> bool:
        return self.status in IN_MOTION

    @property
    def is_dispatched(self) -> bool:
        return self.status in DISPATCHED


@dataclass(frozen=True)
class ShopOrder:
    """One order as the customer knows it."""

    external_ref: str
    customer: dict[str, str]
    lines: tuple[OrderLine, ...]
    parcels: tuple[Parcel, ...]
    delivery_pence: int
    total_pence: int
    placed_at: datetime

    @property
    def leading_parcel(self) -> Parcel | None:
        """The parcel that speaks for the order: one that needs care, else the one that is least far."""
        waiting = [parcel for parcel in self.parcels if parcel.is_in_motion]
        return next(iter(waiting or self.parcels), None)

    @property
    def version(self) -> str:
        """Changes whenever the page would."""
        return "-".join(f"{len(parcel.callbacks)}.{parcel.sequence}.{parcel.status}" for parcel in self.parcels)


def new_external_ref() -> str:
    """A number that can be read out over the telephone."""
    return "TP-" + "".join(secrets.choice(_REF_ALPHABET) for _ in range(6))


def is_external_ref(text: str) -> bool:
    """Whether a form's order number has the shape of ours."""
    return len(text) == 9 and text.startswith("TP-") and set(text[3:]) <= set(_REF_ALPHABET)


def submission(
    external_ref: str, customer: dict[str, str], lines: list[CartLine], delivery: DeliveryChoice
) -> dict[str, Any]:
    """The order as `POST /order` wants it (`contract.md §2`)."""
    return {
        "external_ref": external_ref,
        "company_ref_id": world.RETAILER_ID,
        "sale_datetime": clock.now().strftime("%Y-%m-%d %H:%M:%S"),
        "customer_name": customer["name"],
        "customer_email": customer["email"],
        "customer_telephone": customer["telephone"],
        "shipping_company": customer["company"],
        "shipping_address_1": customer["address_1"],
        "shipping_address_2": customer["address_2"],
        "shipping_address_4": customer["town"],
        "shipping_address_5": customer["region"],
        "shipping_postcode": customer["postcode"],
        "shipping_country_code": customer["country"],
        "shipping_method": delivery.method,
        "shipping_price_inc_tax": f"{delivery.price_pence / 100:.2f}",
        "billing_customer_name": customer["name"],
        "currency_code": "GBP",
        "payment_type": "Demo",
        "payment_trans_id": f"DEMO-{external_ref}",
        "status_callback_url": f"{settings.SITES_URL}/shop/callback",
        "items": [_submitted_item(external_ref, number, line) for number, line in enumerate(lines, 1)],
    }


def _submitted_item(external_ref: str, number: int, line: CartLine) -> dict[str, Any]:
    product = line.product
    item: dict[str, Any] = {
        "external_ref": f"{external_ref}-{number}",
        "sku": line.sku,
        "description": product.name,
        "quantity": line.quantity,
        "type": int(product.type),
        "unit_sale_price_inc_tax": f"{product.price_pence / 100:.2f}",
    }
    if product.type is ItemType.PRINT_JOB:
        item["print_job_ref"] = line.print_job_ref
    elif product.type is ItemType.PRINT_ON_DEMAND:
        item["print_on_demand_ref"] = product.sample_ref
    elif product.type is ItemType.TEXTUAL:
        item["textual_product_id"] = product.product_id
        item["attributes"] = [{"name": name, "value": text} for name, text in line.texts]
    return item


def place(
    *, cart: str, customer: dict[str, str], lines: list[CartLine], delivery: DeliveryChoice, external_ref: str
) -> None:
    """Order a cart's lines on the platform, keep what it made of them, and empty the cart.

    `external_ref` is also the idempotency key, so that a form sent twice is one order. Where the platform did not
    answer, it may have the order all the same: it is then asked with the very body of before. Raises
    PlatformRefusedError.
    """
    attempt = _attempt(external_ref, customer, lines, delivery)
    try:
        answer = platform.place_order(
            company=world.RETAILER_ID,
            key=world.RETAILER_KEY,
            submission=json.loads(attempt["submission"]),
            request_key=external_ref,
        )
    except PlatformRefusedError as refusal:
        if refusal.is_answer:
            _forget_attempt(external_ref)
        raise
    with store.transaction() as connection:
        connection.execute(
            "INSERT OR IGNORE INTO orders SELECT external_ref, customer, lines, delivery_pence, total_pence, ?"
            " FROM attempts WHERE external_ref = ?",
            (store.timestamp(), external_ref),
        )
        connection.execute("DELETE FROM attempts WHERE external_ref = ?", (external_ref,))
        for order in answer:
            _keep_parcel(connection, external_ref, order)
        carts.empty(connection, cart)


def _attempt(
    external_ref: str, customer: dict[str, str], lines: list[CartLine], delivery: DeliveryChoice
) -> sqlite3.Row:
    """What is sent under this reference: the body of the first time for as long as that has no answer."""
    bought = [
        {
            "ref": f"{external_ref}-{number}",
            "name": line.product.name,
            "photo": line.product.photo,
            "detail": line.detail,
            "thumbnail": line.thumbnail,
            "quantity": line.quantity,
            "price_pence": line.price_pence,
        }
        for number, line in enumerate(lines, 1)
    ]
    total = sum(line.price_pence for line in lines) + delivery.price_pence
    body = json.dumps(submission(external_ref, customer, lines, delivery))
    with store.transaction() as connection:
        connection.execute(
            "INSERT OR IGNORE INTO attempts VALUES (?, ?, ?, ?, ?, ?)",
            (external_ref, body, json.dumps(customer), json.dumps(bought), delivery.price_pence, total),
        )
        attempt: sqlite3.Row = connection.execute(
            "SELECT * FROM attempts WHERE external_ref = ?", (external_ref,)
        ).fetchone()
    return attempt


def _forget_attempt(external_ref: str) -> None:
    """It was refused: what is mended may be sent under the same reference."""
    with store.transaction() as connection:
        connection.execute("DELETE FROM attempts WHERE external_ref = ?", (external_ref,))


def _keep_parcel(connection: sqlite3.Connection, external_ref: str, order: dict[str, Any]) -> None:
    """A parcel of the answer; if a callback was quicker than we are, what it said is applied."""
    platform_id = int(order["id"])
    connection.execute(
        "INSERT OR IGNORE INTO parcels (platform_id, external_ref, ref, status, status_name, error, line_refs)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            platform_id,
            external_ref,
            str(order["ref"]),
            int(order.get("status", 1)),
            str(order.get("status_name", "")),
            str(order.get("error_message", "") if order.get("has_error") else ""),
            json.dumps([item["external_ref"] for item in order.get("items", [])]),
        ),
    )
    latest = connection.execute(
        "SELECT * FROM callbacks WHERE platform_id = ? ORDER BY sequence DESC LIMIT 1", (platform_id,)
    ).fetchone()
    if latest:
        apply_callback(connection, platform_id=platform_id, callback=dict(latest))


def apply_callback(connection: sqlite3.Connection, *, platform_id: int, callback: dict[str, Any]) -> None:
    """Bring a parcel to what a callback says, unless a later one has been applied."""
    connection.execute(
        "UPDATE parcels SET status = ?, status_name = ?, tracking = ?, carrier = ?, sequence = ?"
        " WHERE platform_id = ? AND sequence < ?",
        (
            callback["status"],
            callback["status_name"],
            callback["tracking"],
            callback["carrier"],
            callback["sequence"],
            platform_id,
            callback["sequence"],
        ),
    )


def order_for(external_ref: str) -> ShopOrder | None:
    """One order with its parcels and callbacks."""
    row = store.row("SELECT * FROM orders WHERE external_ref = ?", external_ref)
    return _order(row) if row else None


def recent_orders(limit: int = 100) -> list[ShopOrder]:
    """The latest orders, newest first."""
    return [
        _order(row) for row in store.rows("SELECT * FROM orders ORDER BY placed_at DESC, rowid DESC LIMIT ?", limit)
    ]


def _order(row: sqlite3.Row) -> ShopOrder:
    lines = tuple(OrderLine(**line) for line in json.loads(row["lines"]))
    parcels = store.rows("SELECT * FROM parcels WHERE external_ref = ? ORDER BY platform_id", row["external_ref"])
    return ShopOrder(
        external_ref=row["external_ref"],
        customer=json.loads(row["customer"]),
        lines=lines,
        parcels=tuple(_parcel(parcel, lines) for parcel in parcels),
        delivery_pence=row["delivery_pence"],
        total_pence=row["total_pence"],
        placed_at=datetime.fromisoformat(row["placed_at"]),
    )


def _parcel(row: sqlite3.Row, lines: tuple[OrderLine, ...]) -> Parcel:
    line_refs = set(json.loads(row["line_refs"]))
    callbacks = store.rows("SELECT * FROM callbacks WHERE platform_id = ? ORDER BY sequence", row["platform_id"])
    return Parcel(
        platform_id=row["platform_id"],
        ref=row["ref"],
        status=row["status"],
        status_name=row["status_name"],
        tracking=row["tracking"],
        carrier=row["carrier"],
        error=row["error"],
        sequence=row["sequence"],
        lines=tuple(line for line in lines if line.ref in line_refs),
        callbacks=tuple(_callback(callback) for callback in callbacks),
    )


def _callback(row: sqlite3.Row) -> Callback:
    return Callback(
        webhook_id=row["webhook_id"],
        sequence=row["sequence"],
        status=row["status"],
        status_name=row["status_name"],
        tracking=row["tracking"],
        carrier=row["carrier"],
        is_stale=bool(row["is_stale"]),
        body=row["body"],
        received_at=datetime.fromisoformat(row["received_at"]),
    )
