"""What becomes of virtual products: changes, approval, removal, and other blanks beneath them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.catalogue.pictures import picture
from tests.virtual_products.conftest import MakeDraft, MakeImage

from monogram.catalogue.models import AspectOption, Category, PrintArea, Product, View, VirtualState
from monogram.common import clock
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.designs.models import VirtualDesign
from monogram.designs.placing import Placement, picture_of
from monogram.files import services as files
from monogram.jobs.testing import run_due_jobs
from monogram.virtual_products.errors import VirtualProductNotFoundError
from monogram.virtual_products.models import Approval
from monogram.virtual_products.queries import snapshots_of, virtual_product, virtual_products
from monogram.virtual_products.renewal import renew_what_changed
from monogram.virtual_products.services import approve, create_virtual_products, remove, update_virtual_product


@pytest.fixture
def make(retailer: Company, category: Category, make_draft: MakeDraft) -> Any:
    def one(pending: Category | None = None, **fields: Any) -> Product:
        (product,) = create_virtual_products(
            company=retailer,
            drafts=[make_draft(**fields)],
            category=category.pk,
            pending_category=pending.pk if pending else None,
        )
        return product

    return one


def current_design(product: Product) -> VirtualDesign:
    return VirtualDesign.objects.get(virtual=product, is_current=True)


def test_words_sku_and_price_change_without_another_design(make: Any, retailer: Company) -> None:
    product = make()
    run_due_jobs()

    update_virtual_product(
        company=retailer, product=product, name=" Owl ", description="Wise.", sku="OWL-1", price=Decimal("7.50")
    )

    product.refresh_from_db()
    assert (product.name, product.description, product.sku, product.price) == ("Owl", "Wise.", "OWL-1", Decimal("7.50"))
    assert product.search_text == " owl 1"
    assert VirtualDesign.objects.filter(virtual=product).count() == 1
    assert run_due_jobs() == 0
    update_virtual_product(company=retailer, product=product, price=None)
    product.refresh_from_db()
    assert (product.price, product.name) == (None, "Owl")


def test_its_own_sku_is_not_taken(make: Any, retailer: Company) -> None:
    product = make(sku="FOX")

    update_virtual_product(company=retailer, product=product, sku="FOX")
    update_virtual_product(company=retailer, product=product, sku="FOX-WHITE-M")

    product.refresh_from_db()
    assert product.sku == "FOX-WHITE-M"


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"name": ""}, 7302, "name"),
        ({"sku": "SHIRT"}, 7305, "sku"),
        ({"sku": "{nothing}"}, 7306, "sku"),
        ({"price": Decimal("-1")}, 7302, "price"),
        ({"options": [999_999]}, 7302, "options"),
        ({"image": "f" * 32}, 9009, "image"),
        ({"placement": Placement(area="Sleeve")}, 7108, "placement.area"),
    ],
)
def test_a_change_that_cannot_be_leaves_all_as_it_was(
    make: Any, retailer: Company, fields: dict[str, Any], code: int, path: str
) -> None:
    product = make(sku="FOX-1")

    with pytest.raises(MonogramError) as refusal:
        update_virtual_product(company=retailer, product=product, **({"name": "Owl"} | fields))

    assert (refusal.value.code, refusal.value.path) == (code, path)
    product.refresh_from_db()
    assert (product.name, product.sku, product.price) == ("Fox", "FOX-1", None)


def test_another_picture_or_place_is_another_design(make: Any, retailer: Company, make_image: MakeImage) -> None:
    product = make(placement=Placement(scale=0.5))
    first, other = current_design(product), make_image(grey=20)
    run_due_jobs()
    before = snapshots_of([product])[product.pk]

    update_virtual_product(company=retailer, product=product, image=other.pk)
    run_due_jobs()

    second = current_design(product)
    assert (first.pk != second.pk, picture_of(second.document)) == (True, other.pk)
    assert second.placement["scale"] == 0.5
    assert snapshots_of([product])[product.pk] != before
    update_virtual_product(company=retailer, product=product, placement=Placement(scale=0.25))
    assert (picture_of(current_design(product).document), VirtualDesign.objects.count()) == (other.pk, 3)
    first.refresh_from_db()
    assert (first.is_current, first.document_hash != second.document_hash) == (False, True)


def test_the_colour_on_offer_is_the_one_shown(make: Any, retailer: Company, shirt: Product) -> None:
    product = make()
    run_due_jobs()
    white = snapshots_of([product])[product.pk]
    black = AspectOption.objects.get(aspect__product=shirt, code="BLACK").pk

    update_virtual_product(company=retailer, product=product, options=[black])
    run_due_jobs()

    product.refresh_from_db()
    assert product.offered_options == [black]
    assert snapshots_of([product])[product.pk] != white


def test_a_change_of_another_companys_is_refused(make: Any, supplier: Company) -> None:
    product = make()

    with pytest.raises(VirtualProductNotFoundError):
        update_virtual_product(company=supplier, product=product, name="Mine")
    with pytest.raises(VirtualProductNotFoundError):
        remove(company=supplier, products=[product])
    assert list(virtual_products(supplier)) == []


def test_approval_puts_on_sale_what_waited(make: Any, retailer: Company, category: Category) -> None:
    desk = Category.objects.create(name="Desk")
    product, on_sale = make(desk), make(name="Owl")

    assert approve(company=retailer, products=[product, on_sale]) == [product]

    product.refresh_from_db()
    assert (product.virtual_state, product.is_active) == (VirtualState.APPROVED, True)
    assert (list(desk.products.all()), set(category.products.all())) == ([], {product, on_sale})
    assert not Approval.objects.exists()
    assert approve(company=retailer, products=[product]) == []


def test_what_is_removed_is_gone_from_sale_and_its_sku_free(make: Any, retailer: Company, category: Category) -> None:
    product = make(sku="FOX-1")

    remove(company=retailer, products=[product])

    product.refresh_from_db()
    assert (product.virtual_state, product.is_active) == (VirtualState.REMOVED, False)
    assert (list(category.products.all()), list(virtual_products(retailer))) == ([], [])
    with pytest.raises(VirtualProductNotFoundError):
        virtual_product(retailer, product.pk)
    with pytest.raises(VirtualProductNotFoundError):
        approve(company=retailer, products=[product])
    assert make(sku="FOX-1").pk != product.pk


def test_one_that_is_not_ours_keeps_all_from_being_removed(make: Any, retailer: Company, shirt: Product) -> None:
    product = make()

    with pytest.raises(VirtualProductNotFoundError):
        remove(company=retailer, products=[product, shirt])

    product.refresh_from_db()
    assert product.virtual_state == VirtualState.APPROVED


def test_pictures_are_drawn_anew_when_the_blanks_photo_is_another(make: Any, shirt: Product) -> None:
    product = make()
    run_due_jobs()
    before, design = snapshots_of([product])[product.pk], current_design(product)
    renew_what_changed.call()
    assert run_due_jobs() == 0

    view = View.objects.get(product=shirt)
    view.photo = files.store(picture(60), folder="products", suffix="png")
    view.save()
    renew_what_changed.call()
    run_due_jobs()

    assert snapshots_of([product])[product.pk] != before
    assert current_design(product) == design


def test_artwork_is_placed_anew_when_the_blanks_area_is_another(make: Any, shirt: Product) -> None:
    product = make()
    run_due_jobs()
    before = current_design(product)

    PrintArea.objects.filter(product=shirt).update(width=200, height=100)
    renew_what_changed.call()
    run_due_jobs()

    now = current_design(product)
    area = now.document["areas"][0]
    assert now.pk != before.pk
    assert (area["width"], area["height"], area["layers"][0]["transform"][4:]) == (200, 100, [100, 50])
    assert snapshots_of([product])[product.pk].small
    renew_what_changed.call()
    assert run_due_jobs() == 0


def test_what_has_never_got_pictures_gets_them_in_the_end(make: Any) -> None:
    product = make()
    VirtualDesign.objects.update(created_at=clock.now() - timedelta(hours=2))

    renew_what_changed.call()

    assert run_due_jobs() == 3  # small ones twice, of which the second has nothing to do, and large ones
    assert snapshots_of([product])[product.pk].small


def test_what_was_removed_is_not_drawn_anew(make: Any, retailer: Company, shirt: Product) -> None:
    product = make()
    run_due_jobs()
    remove(company=retailer, products=[product])

    PrintArea.objects.filter(product=shirt).update(width=200)
    renew_what_changed.call()

    assert run_due_jobs() == 0
