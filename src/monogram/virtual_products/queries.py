"""Reads of virtual products. `virtual_products` is the one door through which a company's are seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from monogram.catalogue.models import Product, VirtualState
from monogram.companies.models import Company
from monogram.designs.models import VirtualDesign
from monogram.files import services as files
from monogram.virtual_products.errors import TaskNotFoundError, VirtualProductNotFoundError
from monogram.virtual_products.models import CreationTask, TaskState
from monogram.virtual_products.progress import GOING_ON

ON_SALE_OR_WAITING = (VirtualState.PENDING, VirtualState.APPROVED)
_LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Snapshots:
    """Addresses of a virtual product's pictures: 600 × 600 pixels, and up to 1,600; None until they are drawn."""

    small: str | None = None
    large: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a task is, and of how many products: asked for, made, not made for a reason that is known, pictured."""

    state: TaskState
    total: int
    made: int
    failed: int
    pictured: int

    @property
    def is_over(self) -> bool:
        """Whether no more comes of it by itself: each product has its pictures, or a reason why not."""
        return self.state not in GOING_ON


def virtual_products(company: Company, *, states: Collection[VirtualState] = ON_SALE_OR_WAITING) -> QuerySet[Product]:
    """A company's own, in these states, with their bases; the newest first."""
    own = Product.objects.filter(owner=company, base__isnull=False, virtual_state__in=states)
    return own.select_related("base").order_by("-pk")


def virtual_product(company: Company, product_id: int) -> Product:
    """One that waits or is approved. Raises VirtualProductNotFoundError, also for another company's."""
    number = product_id if 0 <= product_id <= _LARGEST_ID else 0
    found = virtual_products(company).filter(pk=number).first()
    if found is None:
        raise VirtualProductNotFoundError(product_id=product_id)
    return found


def creation_task(company: Company, task_id: str) -> CreationTask:
    """A company's task. Raises TaskNotFoundError, also for another company's."""
    found = CreationTask.objects.filter(company=company, pk=task_id).first()
    if found is None:
        raise TaskNotFoundError(task_id=task_id)
    return found


def progress_of(task: CreationTask) -> Progress:
    """How far a task is now, in one statement: its state and its counts agree, whatever a worker does meanwhile."""
    has_product, has_error = Q(lines__product__isnull=False), Q(lines__error__isnull=False)
    counted = CreationTask.objects.annotate(
        total=Count("lines"),
        made=Count("lines", filter=has_product),
        failed=Count("lines", filter=has_error & ~has_product),
        pictured=Count("lines", filter=Q(lines__has_snapshots=True)),
    )
    state, *counts = counted.values_list("state", "total", "made", "failed", "pictured").get(pk=task.pk)
    return Progress(TaskState(state), *counts)


def products_of(task: CreationTask) -> list[Product]:
    """What a task has made so far, in the order in which it was asked for, with their bases."""
    lines = task.lines.filter(product__isnull=False).select_related("product__base").order_by("position")
    return [line.product for line in lines.defer("draft") if line.product is not None]


def snapshots_of(products: Iterable[Product]) -> dict[int, Snapshots]:
    """The pictures of virtual products by their numbers, in one statement. Of one that has none both are None."""
    numbers = {product.pk for product in products}
    designs = VirtualDesign.objects.filter(virtual__in=numbers, is_current=True).order_by()
    found = dict.fromkeys(numbers, Snapshots())
    for number, pictures in designs.values_list("virtual_id", "snapshots"):
        found[number] = Snapshots(
            **{picture["name"]: files.public_url(picture["key"]) for picture in pictures},
        )
    return found


def created_document(product: Product, snapshots: Snapshots | None = None) -> dict[str, Any]:
    """An element of `PRODUCTS_CREATED` (`contract.md §9`). `snapshots`: from `snapshots_of`, where they are at hand.

    `base_product.productCode` is the blank's retail SKU.
    """
    pictures = snapshots or snapshots_of([product])[product.pk]
    base = product.base
    return {
        "id": product.pk,
        "name": product.name,
        "description": product.description,
        "retail_sku": product.sku,
        "snapshots": {"small": pictures.small, "large": pictures.large},
        "base_product": {"id": base.pk, "productCode": base.sku} if base else None,
    }
