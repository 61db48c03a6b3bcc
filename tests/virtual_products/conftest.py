"""A retailer's blanks and pictures, of which virtual products are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings
from tests.catalogue.factories import make_product, make_shirt
from tests.catalogue.pictures import SIDE, picture
from tests.common.receiver import Receiver, answer, receiving
from tests.images import pictures

from monogram.catalogue.models import Category, Product
from monogram.common import addresses
from monogram.companies.models import Company
from monogram.files import services as files
from monogram.images.models import Image
from monogram.virtual_products.drafts import VirtualDraft
from monogram.virtual_products.models import CreationTask
from monogram.virtual_products.services import request_virtual_products

MakeImage = Callable[..., Image]
MakeDraft = Callable[..., VirtualDraft]


@pytest.fixture(autouse=True)
def storage(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def shirt(db: None) -> Product:
    """Everybody's shirt: white in M and L, black in M."""
    return make_shirt()


@pytest.fixture
def card(db: None) -> Product:
    return make_product(supplier_sku="C-1")


@pytest.fixture
def category(retailer: Company) -> Category:
    return Category.objects.create(name="New", owner=retailer)


@pytest.fixture
def host(settings: Settings) -> Iterator[Receiver]:
    """A server with a picture."""
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    addresses.cache.clear()
    with receiving(answer(body=pictures.encoded("PNG"))) as server:
        yield server


@pytest.fixture
def make_image(retailer: Company) -> MakeImage:
    """A picture that has not been through the door, since that takes a second."""

    def make(**fields: Any) -> Image:
        key = files.store(picture(fields.pop("grey", 90)), folder="images", suffix="png")
        return Image.objects.create(
            **{
                "company": retailer, "sha256": "0" * 64, "media_type": "image/png", "byte_size": 1, "width": SIDE,
                "height": SIDE, "original": key, "print_copy": key, "working_copy": key, "working_width": SIDE,
                "working_height": SIDE, **fields,
            }
        )  # fmt: skip

    return make


@pytest.fixture
def make_draft(shirt: Product, make_image: MakeImage) -> MakeDraft:
    """A draft of a shirt with one picture that all drafts share."""
    image = make_image()

    def make(**fields: Any) -> VirtualDraft:
        return VirtualDraft(**{"blank": shirt.pk, "name": "Fox", "image": image.pk, **fields})

    return make


@pytest.fixture
def request_products(retailer: Company, category: Category) -> Any:
    """Have products made of drafts by a task."""

    def ask(*drafts: Any, **fields: Any) -> CreationTask:
        return request_virtual_products(
            company=retailer, requested_by="test", drafts=drafts, **{"category": category.pk, **fields}
        )

    return ask
