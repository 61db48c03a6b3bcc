"""The cart: lines in the store under an id that the visitor's signed cookie holds."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from monogram.common import refs
from monogram.demo.site import settings, store
from monogram.demo.site.catalogue import ItemType, ShopProduct
from monogram.demo.site.shop import made

MAX_QUANTITY = 99
_PRINT_JOB_REF = re.compile(r"[0-9A-F]{18}")
_SKU = re.compile(r"[!-~]+(?: [!-~]+)*")
_LONGEST_SKU = 100


class CartError(Exception):
    """What was put in the cart is not something that the shop sells."""


@dataclass(frozen=True)
class CartLine:
    """One line of the cart. `texts` are the words on a textual item, by text area."""

    id: int
    product: ShopProduct
    sku: str
    print_job_ref: str
    detail: str
    texts: tuple[tuple[str, str], ...]
    thumbnail: str
    quantity: int

    @property
    def price_pence(self) -> int:
        return self.product.price_pence * self.quantity

    @property
    def is_editable(self) -> bool:
        return bool(self.print_job_ref)


def cart_id(request: HttpRequest) -> str:
    """The visitor's cart; made when first asked for."""
    if "cart" not in request.session:
        request.session["cart"] = refs.new_public_id()
    return str(request.session["cart"])


def lines_of(cart: str) -> list[CartLine]:
    """What is in a cart, in the order in which it was put there, as far as the shop still sells it."""
    rows = store.rows("SELECT * FROM cart_lines WHERE cart = ? ORDER BY id", cart)
    return [line for row in rows if (line := _line(row))]


def line_of(cart: str, line_id: int) -> CartLine | None:
    """One line, if it is in this cart."""
    row = store.row("SELECT * FROM cart_lines WHERE cart = ? AND id = ?", cart, line_id)
    return _line(row) if row else None


def put_design(cart: str, product: ShopProduct, item: dict[str, Any], *, replaces: int | None = None) -> int:
    """A cart item of the designer (`contract.md §8`), as a new line or in the place of the one it was edited from.

    The item came through the visitor's browser, so nothing in it is believed: prices are the shop's own, the
    picture must be the platform's, and whether the design may be ordered is for the platform to say. Raises CartError.
    """
    ref, sku = str(item.get("ref", "")), str(item.get("sku") or product.sku)
    if product.type is not ItemType.PRINT_JOB or not _PRINT_JOB_REF.fullmatch(ref) or not _is_sku(sku):
        raise CartError("The design could not be added to the cart")
    values = (product.slug, sku, ref, _detail(item), _thumbnail(item), _quantity(item.get("quantity", 1)))
    with store.transaction() as connection:
        if replaces is not None:
            changed = connection.execute(
                "UPDATE cart_lines SET product = ?, sku = ?, print_job_ref = ?, detail = ?, thumbnail = ?, quantity = ?"
                " WHERE id = ? AND cart = ? RETURNING id",
                (*values, replaces, cart),
            ).fetchone()
            if changed:
                return int(changed["id"])
        return int(
            connection.execute(
                "INSERT INTO cart_lines (product, sku, print_job_ref, detail, thumbnail, quantity, cart)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (*values, cart),
            ).fetchone()["id"]
        )


def put_product(cart: str, product: ShopProduct, *, texts: dict[str, str], quantity: object) -> None:
    """A thing that needs no designer, with the words on it if it takes any. Raises CartError for missing words."""
    for field in product.text_fields:
        text = texts.get(field.name, "")
        if field.required and not text:
            raise CartError(f"Write something for the {field.label.lower()}")
        if len(text) > field.max_length:
            raise CartError(f"The {field.label.lower()} has room for {field.max_length} characters")
    kept = [[field.name, texts[field.name]] for field in product.text_fields if texts.get(field.name)]
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO cart_lines (cart, product, sku, detail, texts, quantity) VALUES (?, ?, ?, ?, ?, ?)",
            (
                cart,
                product.slug,
                product.sku,
                " · ".join(f"“{text}”" for _, text in kept),
                json.dumps(kept),
                _quantity(quantity),
            ),
        )


def change_quantity(cart: str, line_id: int, quantity: object) -> None:
    """Set how many of a line; 0 takes it out."""
    wanted = _quantity(quantity, least=0)
    with store.transaction() as connection:
        if wanted == 0:
            connection.execute("DELETE FROM cart_lines WHERE id = ? AND cart = ?", (line_id, cart))
        else:
            connection.execute("UPDATE cart_lines SET quantity = ? WHERE id = ? AND cart = ?", (wanted, line_id, cart))


def empty(connection: sqlite3.Connection, cart: str) -> None:
    """Take everything out, in the caller's transaction."""
    connection.execute("DELETE FROM cart_lines WHERE cart = ?", (cart,))


def _line(row: sqlite3.Row) -> CartLine | None:
    product = made.find(row["product"])
    if product is None:
        return None
    return CartLine(
        id=row["id"],
        product=product,
        sku=row["sku"],
        print_job_ref=row["print_job_ref"],
        detail=row["detail"],
        texts=tuple((name, text) for name, text in json.loads(row["texts"])),
        thumbnail=row["thumbnail"],
        quantity=row["quantity"],
    )


def _is_sku(text: str) -> bool:
    return len(text) <= _LONGEST_SKU and bool(_SKU.fullmatch(text))


def _quantity(given: object, *, least: int = 1) -> int:
    text = str(given).strip()
    number = int(text) if text.isdecimal() and len(text) < 6 else 1
    return max(least, min(MAX_QUANTITY, number))


def _thumbnail(item: dict[str, Any]) -> str:
    """The first thumbnail of the item that the platform serves."""
    for thumbnail in item.get("thumbnails") or []:
        url = str(thumbnail.get("url", "")) if isinstance(thumbnail, dict) else ""
        if url.startswith(f"{settings.PLATFORM_URL}/"):
            return url
    return ""


def _detail(item: dict[str, Any]) -> str:
    """The chosen options in words, such as `White · M`."""
    variant = item.get("variant")
    if not isinstance(variant, dict):
        return ""
    names = [str(variant[f"aspect_option_{n}_name"]) for n in range(1, 9) if variant.get(f"aspect_option_{n}_name")]
    return " · ".join(names)[:200]
