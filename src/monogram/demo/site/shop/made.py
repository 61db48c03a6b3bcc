"""Products that artists have made in the platform's creator, as far as the shop has heard of them."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from monogram.demo.site import settings, store
from monogram.demo.site.catalogue import BLANKS, BY_SLUG, ItemType, ShopProduct

PREFIX = "made-"
MOST_AT_ONCE = 500
_SKU = re.compile(r"[!-~ ]{1,80}")
_LONGEST_NAME = 120
_LONGEST_DESCRIPTION = 2000
_MOST_SHOWN = 200


class NotSellableError(Exception):
    """What the creator's message held is not something that the shop can sell."""


def find(slug: str) -> ShopProduct | None:
    """A product of the shop's own or one that an artist has made."""
    return BY_SLUG.get(slug) or product(slug)


def product(slug: str) -> ShopProduct | None:
    """One that an artist has made."""
    number = slug.removeprefix(PREFIX)
    if slug == number or not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    row = store.row("SELECT * FROM made_products WHERE product_id = ?", int(number))
    return _product(row) if row else None


def products() -> list[ShopProduct]:
    """All of them, the newest first."""
    rows = store.rows("SELECT * FROM made_products ORDER BY rowid DESC LIMIT ?", _MOST_SHOWN)
    return [_product(row) for row in rows]


def keep(body: Any) -> int:
    """Take what PRODUCTS_CREATED told (`contract.md §9`); how many. One told again is what it is now.

    It came through the visitor's browser, so nothing in it is believed: prices are the shop's own, the picture must be
    the platform's, and whether it can be ordered is for the platform to say. Raises NotSellableError.
    """
    if not isinstance(body, list) or not 1 <= len(body) <= MOST_AT_ONCE:
        raise NotSellableError("It was told of no products.")
    rows = [_row(entry) for entry in body]
    with store.transaction() as connection:
        connection.executemany(
            "INSERT INTO made_products (product_id, name, description, sku, picture, blank) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (product_id) DO UPDATE SET name = excluded.name, description = excluded.description,"
            " sku = excluded.sku, picture = excluded.picture",
            rows,
        )
    return len(rows)


def _row(entry: Any) -> tuple[int, str, str, str, str, str]:
    try:
        number, name, sku = int(entry["id"]), str(entry["name"]).strip(), str(entry["retail_sku"])
        description, picture = str(entry.get("description") or ""), str(entry["snapshots"].get("small") or "")
        blank = str(entry["base_product"]["productCode"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotSellableError("It was told of a product in words that it does not know.") from error
    if not 0 < number < 2**63 or not 0 < len(name) <= _LONGEST_NAME or not _SKU.fullmatch(sku):
        raise NotSellableError("It was told of a product that cannot be one.")
    if blank not in BLANKS:
        raise NotSellableError(f"It has no price for {blank[:80]}.")
    if not picture.startswith(f"{settings.PLATFORM_URL}/"):
        picture = ""
    return number, name, description[:_LONGEST_DESCRIPTION], sku, picture, blank


def _product(row: sqlite3.Row) -> ShopProduct:
    blank = BLANKS[row["blank"]]
    return ShopProduct(
        slug=f"{PREFIX}{row['product_id']}",
        product_id=row["product_id"],
        sku=row["sku"],
        type=ItemType.PRINT_JOB,
        name=row["name"],
        price_pence=blank.price_pence,
        line=blank.name,
        story=row["description"] or f"An artist’s own, on our {blank.name.lower()}. Add your words if you like.",
        facts=blank.facts,
        photo=blank.photo,
        picture=row["picture"],
    )
