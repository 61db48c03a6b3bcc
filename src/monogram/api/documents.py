"""Orders and lines with their files, as the REST API answers."""

from __future__ import annotations

from collections.abc import Sequence

from monogram.artwork import queries as artwork
from monogram.orders.documents import ItemDocument, OrderDocument, item_document, order_document
from monogram.orders.models import Order, OrderItem


def document_of(order: Order) -> OrderDocument:
    """The whole order."""
    return order_document(order, artwork.assets_of_order(order.pk))


def documents_of(orders: Sequence[Order]) -> list[OrderDocument]:
    """Whole orders, with one query for all their files."""
    assets = artwork.assets_of_orders([order.pk for order in orders])
    return [order_document(order, assets) for order in orders]


def documents_of_items(items: Sequence[OrderItem]) -> list[ItemDocument]:
    """Lines of any orders, in the order given."""
    assets = artwork.assets_of_orders({item.order_id for item in items})
    return [item_document(item, assets.get(item.pk, ())) for item in items]
