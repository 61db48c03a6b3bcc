"""Whoever changes virtual products, or puts other designs in the place of theirs, holds the products meanwhile."""

from __future__ import annotations

from django.db.models import QuerySet

from monogram.catalogue.models import Product


def in_turn(products: QuerySet[Product]) -> QuerySet[Product]:
    """These, locked in the order of their numbers: who wants several waits for no one who waits for him.

    Orders for them, which only name them, need not wait.
    """
    return products.select_for_update(no_key=True).order_by("pk")
