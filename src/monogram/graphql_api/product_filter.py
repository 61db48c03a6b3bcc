"""`products(filter, order)`: loose JSON, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntFlag
from typing import Any

from monogram.catalogue.models import Product, ProductKind, VirtualState
from monogram.catalogue.pages import ProductsWanted, SortKey
from monogram.graphql_api.arguments import Readers, number, numbers, read_filter, read_order, text
from monogram.graphql_api.errors import ArgumentError


class ProductType(IntFlag):
    """`type` of a product; the sum of several is `type_flags` of a filter."""

    PERSONALISED = 1
    TEXTUAL = 2
    STOCK = 4
    VIRTUAL = 8


_TYPES = {
    ProductKind.PERSONALISED: ProductType.PERSONALISED,
    ProductKind.TEXTUAL: ProductType.TEXTUAL,
    ProductKind.STOCK: ProductType.STOCK,
}
_ALL = sum(ProductType)
_SORT_KEYS: Mapping[str, SortKey] = {"id": "id", "name": "name"}


def type_of(product: Product) -> ProductType:
    """What a product is, whatever it is made on."""
    return ProductType.VIRTUAL if product.base_id else _TYPES[ProductKind(product.kind)]


def products_wanted(filters: object, order: object) -> ProductsWanted:
    """Which products, in which order. Raises ArgumentError that names what is wrong."""
    key, descending = read_order(order, _SORT_KEYS)
    return ProductsWanted(sort_key=_SORT_KEYS[key], descending=descending, **read_filter(filters, _READERS))


def _types(value: object, path: str) -> dict[str, Any]:
    flags = number(value, path)
    if not flags or flags > _ALL:
        raise ArgumentError(f"type_flags is a sum of {', '.join(str(each.value) for each in ProductType)}", path=path)
    kinds = [kind for kind, flag in _TYPES.items() if flags & flag]
    return {"kinds": kinds, "with_virtual": bool(flags & ProductType.VIRTUAL)}


def _state(value: object, path: str) -> dict[str, Any]:
    states = [VirtualState.PENDING, VirtualState.APPROVED]
    if value not in states:
        raise ArgumentError(f"state is one of {', '.join(states)}", path=path)
    return {"state": VirtualState(str(value))}


_READERS: Readers = {
    "category_id": lambda value, path: {"categories": numbers(value, path)},
    "term": lambda value, path: {"term": text(value, path)},
    "type_flags": _types,
    "id": lambda value, path: {"ids": numbers(value, path)},
    "base_product_id": lambda value, path: {"bases": numbers(value, path)},
    "retail_sku": lambda value, path: {"sku": text(value, path)},
    "state": _state,
}
