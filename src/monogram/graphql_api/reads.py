"""What a company may see of things that are named by their numbers. What it may not see is as good as not there."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from monogram.catalogue.errors import ProductNotFoundError
from monogram.catalogue.models import Product, VirtualState
from monogram.catalogue.queries import visible_products
from monogram.companies.models import Company
from monogram.designs.models import PrintJob
from monogram.designs.queries import orderable_print_jobs


def product_seen(company: Company, product_id: int) -> Product:
    """A product that the company may use, or one of its own that waits for approval. Raises ProductNotFoundError."""
    waiting = Product.objects.filter(owner=company, virtual_state=VirtualState.PENDING)
    found = visible_products(company).filter(pk=product_id).first() or waiting.filter(pk=product_id).first()
    if found is None:
        raise ProductNotFoundError(product_id=product_id)
    return found


def products_seen(company: Company, numbers: Iterable[int | None]) -> list[Product]:
    """Those of the numbers that are products which the company may use."""
    wanted = {number for number in numbers if number is not None}
    return list(visible_products(company).filter(pk__in=wanted)) if wanted else []


def print_jobs_seen(company: Company, numbers: Iterable[int | None]) -> list[PrintJob]:
    """Those of the numbers that are print jobs of the company's, or made for it; without their documents."""
    wanted = {number for number in numbers if number is not None}
    return list(listed_print_jobs(company).filter(pk__in=wanted)) if wanted else []


def listed_print_jobs(company: Company) -> QuerySet[PrintJob]:
    """All print jobs of the company's, and those made for it, as far as lists tell of them."""
    return orderable_print_jobs(company).select_related(None).defer("document", "preflight")
