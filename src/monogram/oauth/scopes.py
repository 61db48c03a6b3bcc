"""What a client may be allowed to do: the names of the scopes, what they mean, and other spellings of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from oauth2_provider.scopes import BaseScopes

PRODUCTS_CREATE = "products.customisable.create"
PRODUCTS_VIEW = "products.customisable.view"
PRODUCTS_LIST = "products.customisable.list"
PRODUCTS_UPDATE = "products.customisable.update"
PRODUCTS_DELETE = "products.customisable.delete"
CATEGORIES_VIEW = "products.categories.view"
ORDERS_VIEW = "order-it.order-manager.view"
ORDER_ITEMS_EXPORT = "export-api.order-item-details"
PRINT_JOBS_VIEW = "print-jobs.view"
BATCHES_VIEW = "batches.view"
STOCK_VIEW = "stock.view"
IMAGES_CREATE = "images.create"
MOCKUPS_CREATE = "mockups.create"

DESCRIPTIONS: dict[str, str] = {
    PRODUCTS_CREATE: "Create virtual products",
    PRODUCTS_VIEW: "See one product with all its details",
    PRODUCTS_LIST: "List and search products",
    PRODUCTS_UPDATE: "Change virtual products, and approve them",
    PRODUCTS_DELETE: "Delete virtual products",
    CATEGORIES_VIEW: "See product categories",
    ORDERS_VIEW: "See orders",
    ORDER_ITEMS_EXPORT: "See the lines of orders with their artwork",
    PRINT_JOBS_VIEW: "See print jobs",
    BATCHES_VIEW: "See batch templates",
    STOCK_VIEW: "See suppliers' stock",
    IMAGES_CREATE: "Store images",
    MOCKUPS_CREATE: "Have mock-ups made",
}
"""Every scope by its name, in the order in which people are shown them."""


def canonical(name: str) -> str:
    """The scope's own name. Documents also write `product.…` (`contract.md §10`). Unknown names stay as they are."""
    return f"products.{name.removeprefix('product.')}" if name.startswith("product.") else name


def read_scopes(text: str) -> list[str]:
    """The scopes of a request, each once, by their own names; spaces of any kind and number stand between them."""
    return list(dict.fromkeys(canonical(name) for name in text.split()))


def in_order(names: Iterable[str]) -> list[str]:
    """Those of the names that are scopes, each once, in the order of `DESCRIPTIONS`."""
    given = {canonical(name) for name in names}
    return [name for name in DESCRIPTIONS if name in given]


class ClientScopes(BaseScopes):
    """What the OAuth library asks: a client may have the scopes that it was given, and has them by default."""

    def get_all_scopes(self) -> dict[str, str]:
        return DESCRIPTIONS

    def get_available_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        return list(DESCRIPTIONS) if application is None else in_order(application.scopes)

    def get_default_scopes(self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any) -> list[str]:
        return self.get_available_scopes(application)
