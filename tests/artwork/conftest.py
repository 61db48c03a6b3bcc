"""A shirt with a design on it, and order lines that buy it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings
from tests.catalogue.factories import make_shirt, options_of
from tests.designs.documents import document

from monogram.catalogue.models import Product
from monogram.companies.models import Company
from monogram.designs.models import PrintJob
from monogram.designs.services import create_print_job
from monogram.orders.models import ItemType, Order, OrderItem, Submission

MakeItem = Callable[..., OrderItem]


@pytest.fixture(autouse=True)
def storage(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def shirt(retailer: Company) -> Product:
    return make_shirt(retailer)


@pytest.fixture
def make_item(retailer: Company) -> MakeItem:
    """A line of an order of its own."""

    def make(**fields: Any) -> OrderItem:
        count = Submission.objects.count()
        submission = Submission.objects.create(
            company=retailer, external_ref=f"T{count}", body={}, body_sha256="0" * 64
        )
        order = Order.objects.create(
            submission=submission,
            company=retailer,
            external_ref=submission.external_ref,
            shipping_address_1="1 High Street",
            shipping_postcode="AB1 2CD",
            shipping_country_code="GB",
        )
        return OrderItem.objects.create(**{"order": order, "external_ref": "1", "quantity": 1, **fields})

    return make


@pytest.fixture
def make_print_job(retailer: Company, shirt: Product) -> Callable[..., PrintJob]:
    def make(*layers: dict[str, Any], colour: str = "WHITE", **area: Any) -> PrintJob:
        return create_print_job(
            company=retailer,
            product=shirt,
            document=document(shirt, *layers, **area),
            options=options_of(shirt, colour, "M"),
        )

    return make


@pytest.fixture
def bought(make_item: MakeItem, make_print_job: Callable[..., PrintJob]) -> OrderItem:
    """A line that buys the shirt with one word on it."""
    job = make_print_job()
    return make_item(type=ItemType.PRINT_JOB, product=job.product, print_job=job)
