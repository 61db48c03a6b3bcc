"""What lies on a supplier's shelf, for those that count it."""

from __future__ import annotations

from monogram.demo import world
from monogram.demo.site import store
from monogram.demo.site.inbox import news

MOST = 1_000_000


def counts_stock(supplier: int) -> bool:
    """Whether it counts what it has."""
    return supplier in world.STOCK


def shelf_of(supplier: int) -> dict[str, int]:
    """How many there are of each SKU, as counted last."""
    counted = {row["sku"]: row["quantity"] for row in store.rows("SELECT * FROM shelf WHERE supplier = ?", supplier)}
    return {sku: counted.get(sku, quantity) for sku, quantity in world.STOCK[supplier].items()}


def report(supplier: int, quantities: dict[str, int]) -> None:
    """Keep what was counted, and tell the platform by a file."""
    with store.transaction() as connection:
        connection.executemany(
            "INSERT INTO shelf (supplier, sku, quantity) VALUES (?, ?, ?)"
            " ON CONFLICT (supplier, sku) DO UPDATE SET quantity = excluded.quantity",
            [(supplier, sku, quantity) for sku, quantity in quantities.items()],
        )
    news.tell_stock(supplier, quantities)
