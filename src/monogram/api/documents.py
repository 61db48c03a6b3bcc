"""Orders and lines with their files, as the REST API answers."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import DatabaseError

from monogram.artwork import queries as artwork
from monogram.companies.models import Company
from monogram.orders.documents import ItemDocument, OrderDocument, item_document, order_document
from monogram.orders.models import Order, OrderItem


def document_of(order: Order, reader: Company) -> OrderDocument:
    """The whole order, as one of the companies that may see it reads it."""
    return order_document(order, artwork.assets_of_order(order.pk, supplier_id=reader.pk))


def documents_of(orders: Sequence[Order], reader: Company | None = None) -> list[OrderDocument]:
    """Whole orders, with one query for all their files. Whoever makes an order gets the links that count downloads."""
    assets = artwork.assets_of_orders([order.pk for order in orders], supplier_id=reader.pk if reader else None)
    return [order_document(order, assets) for order in orders]


def documents_of_placed(orders: Sequence[Order]) -> list[OrderDocument]:
    """Orders that have just been taken. They are kept by now: should the database be away at this very moment, they are
    confirmed all the same, without the files that those may have which are there already, by their Idempotency-Key."""
    try:
        return documents_of(orders)
    except DatabaseError:
        return [order_document(order, {}) for order in orders]


def documents_of_items(items: Sequence[OrderItem], reader: Company) -> list[ItemDocument]:
    """Lines of any orders, in the order given."""
    assets = artwork.assets_of_orders({item.order_id for item in items}, supplier_id=reader.pk)
    return [item_document(item, assets.get(item.pk, ())) for item in items]
