"""Two who change the same virtual products at the same time: each finds what the other has left, and neither fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection  # noqa: F401 - by a mark
from tests.common.rivals import Rival, rival
from tests.virtual_products.conftest import MakeDraft, MakeImage

from monogram.catalogue.models import Category, PrintArea, Product
from monogram.companies.models import Company
from monogram.designs.models import PrintJob, VirtualDesign
from monogram.designs.placing import picture_of
from monogram.graphql_api import changing
from monogram.graphql_api.changing import Change
from monogram.jobs.testing import run_due_jobs
from monogram.virtual_products import changes, renewal, services
from monogram.virtual_products.checking import place_artwork
from monogram.virtual_products.services import create_virtual_products, update_virtual_product

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def make(retailer: Company, category: Category, make_draft: MakeDraft) -> Callable[[int], list[Product]]:
    """So many products on the shirt, with their pictures."""

    def several(count: int) -> list[Product]:
        drafts = [make_draft(sku=f"FOX-{number}") for number in range(count)]
        made = create_virtual_products(company=retailer, drafts=drafts, category=category.pk)
        run_due_jobs()
        return made

    return several


def comes_before(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, other: Rival) -> None:
    """Let a rival come whenever a function is about to be called."""
    original = getattr(module, name)

    def after_the_rival(*args: Any, **kwargs: Any) -> Any:
        other.come()
        return original(*args, **kwargs)

    monkeypatch.setattr(module, name, after_the_rival)


def current_designs(*products: Product) -> list[VirtualDesign]:
    return [VirtualDesign.objects.get(virtual=product, is_current=True) for product in products]


def widen(blank: Product) -> None:
    """Another print area: what lies on it has to be placed anew."""
    PrintArea.objects.filter(product=blank).update(width=200, height=100)


def test_artwork_is_changed_while_its_blank_has_it_placed_anew(
    monkeypatch: pytest.MonkeyPatch, make: Any, retailer: Company, shirt: Product, make_image: MakeImage
) -> None:
    (product,) = make(1)
    other = make_image(grey=200)
    widen(shirt)

    with rival(renewal.renew_what_changed.call) as renewing:
        comes_before(monkeypatch, changes, "place_artwork", renewing)
        update_virtual_product(company=retailer, product=product, image=other.pk)
    assert renewing.outcome is None

    monkeypatch.undo()
    renewal.renew_what_changed.call()
    (design,) = current_designs(product)
    assert picture_of(design.document) == other.pk
    assert VirtualDesign.objects.filter(virtual=product).count() == 2


def test_a_blank_has_artwork_placed_anew_that_is_changed_meanwhile(
    monkeypatch: pytest.MonkeyPatch, make: Any, retailer: Company, shirt: Product, make_image: MakeImage
) -> None:
    (product,) = make(1)
    other = make_image(grey=200)
    widen(shirt)

    with rival(lambda: update_virtual_product(company=retailer, product=product, image=other.pk)) as changing_it:
        comes_before(monkeypatch, renewal, "artwork_design", changing_it)
        renewal.renew_what_changed.call()
    assert changing_it.outcome == product

    (design,) = current_designs(product)
    assert picture_of(design.document) == other.pk
    assert VirtualDesign.objects.filter(virtual=product).count() == 3


def test_two_programs_name_the_same_products_in_another_order(
    monkeypatch: pytest.MonkeyPatch, make: Any, retailer: Company
) -> None:
    products = make(2)

    def rename(name: str, some: list[Product]) -> list[Product]:
        return changing.carry_out(retailer, [Change(retailer, one, {"name": name}, "", "") for one in some])

    with rival(lambda: rename("Wolf", products[::-1])) as other:
        wanted = iter([lambda: None, other.come])
        update = services.update_virtual_product

        def with_the_rival_before_the_second(**fields: Any) -> Product:
            next(wanted, lambda: None)()
            changed: Product = update(**fields)
            return changed

        monkeypatch.setattr(services, "update_virtual_product", with_the_rival_before_the_second)
        assert [product.name for product in rename("Owl", products)] == ["Owl", "Owl"]
    assert [product.name for product in other.outcome] == ["Wolf", "Wolf"]

    assert set(Product.objects.filter(base__isnull=False).values_list("name", flat=True)) == {"Wolf"}


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer")
def test_a_shopper_puts_a_product_into_the_cart_while_it_is_changed(
    monkeypatch: pytest.MonkeyPatch, make: Any, retailer: Company, shirt: Product, make_image: MakeImage
) -> None:
    (product,) = make(1)

    def put_into_cart() -> PrintJob:
        return PrintJob.objects.create(
            ref="CF1", company=retailer, product=shirt, virtual=product, document={}, document_hash=""
        )

    had_to_wait = []
    with rival(put_into_cart) as shopper:

        def and_look(*args: Any, **kwargs: Any) -> Any:
            shopper.come()
            had_to_wait.append(not shopper.is_done)
            return place_artwork(*args, **kwargs)

        monkeypatch.setattr(changes, "place_artwork", and_look)
        update_virtual_product(company=retailer, product=product, image=make_image(grey=200).pk)

    assert had_to_wait == [False]
    assert shopper.outcome.virtual == product
