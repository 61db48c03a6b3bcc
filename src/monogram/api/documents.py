"""Orders and lines with their files, as the REST API answers."""

from __future__ import annotations

from collections.abc import Iterable

from monogram.artwork import queries as artwork
from monogram.orders.documents import ItemDocument, OrderDocument, item_document, order_document
from monogram.orders.models import Order, OrderItem


def document_of(order: Order) -> OrderDocument:
    """The whole order."""
    return order_document(order, artwork.assets_of_order(order.pk))


def documents_of_items(items: Iterable[OrderItem]) -> list[ItemDocument]:
    """Lines of any orders, in the order given."""
    items = list(items)
    assets = {
        item_id: views
        for order_id in {item.order_id for item in items}
        for item_id, views in artwork.assets_of_order(order_id).items()
    }
    return [item_document(item, assets.get(item.pk, ())) for item in items]
