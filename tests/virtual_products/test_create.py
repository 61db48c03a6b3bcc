"""Virtual products made together: all or none."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.catalogue.factories import make_text_area
from tests.common.receiver import Receiver, answer
from tests.virtual_products.conftest import MakeDraft, MakeImage

from monogram.catalogue.models import AspectOption, Category, Product, VirtualState
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.designs.errors import InvalidDesignError
from monogram.designs.models import VirtualDesign
from monogram.designs.placing import Placement, picture_of
from monogram.images.models import Image
from monogram.jobs.testing import run_due_jobs
from monogram.virtual_products import services, skus, writing
from monogram.virtual_products.errors import (
    BlankError,
    CategoryNotFoundError,
    DraftError,
    SkuTakenError,
    TooManyDraftsError,
)
from monogram.virtual_products.models import Approval
from monogram.virtual_products.queries import created_document, snapshots_of
from monogram.virtual_products.services import create_virtual_products


@pytest.fixture
def create(retailer: Company, category: Category) -> Any:
    def make(*drafts: Any, **fields: Any) -> list[Product]:
        return create_virtual_products(company=retailer, drafts=drafts, **{"category": category.pk, **fields})

    return make


def test_a_draft_becomes_a_product_with_its_design(
    create: Any, make_draft: MakeDraft, retailer: Company, shirt: Product, category: Category
) -> None:
    (product,) = create(make_draft(sku="FOX-1", description=" Red. ", placement=Placement(scale=0.5)))

    product.refresh_from_db()
    assert (product.name, product.description, product.sku) == ("Fox", "Red.", "FOX-1")
    assert (product.owner, product.base, product.virtual_state) == (retailer, shirt, VirtualState.APPROVED)
    assert (product.is_active, product.may_personalise, product.price) == (True, True, None)
    assert product.search_text == " fox 1"
    assert list(category.products.all()) == [product]
    design = VirtualDesign.objects.get(virtual=product)
    assert (design.company, design.product, design.is_current) == (retailer, shirt, True)
    assert design.document["areas"][0]["layers"][0]["width"] == 48  # clear of the edge that is cut
    assert design.placement["scale"] == 0.5


def test_pictures_are_drawn_by_a_job(create: Any, make_draft: MakeDraft) -> None:
    (product,) = create(make_draft())
    assert snapshots_of([product])[product.pk].small is None

    run_due_jobs()

    pictures = snapshots_of([product])[product.pk]
    assert pictures.small is not None
    assert pictures.large is not None
    assert created_document(product) == {
        "id": product.pk,
        "name": "Fox",
        "description": "",
        "retail_sku": product.sku,
        "snapshots": {"small": pictures.small, "large": pictures.large},
        "base_product": {"id": product.base_id, "productCode": "SHIRT"},
    }


def test_with_a_category_to_wait_in_they_wait_for_approval(
    create: Any, make_draft: MakeDraft, category: Category
) -> None:
    desk = Category.objects.create(name="Desk")

    (product,) = create(make_draft(), pending_category=desk.pk)

    assert (product.virtual_state, product.is_active) == (VirtualState.PENDING, False)
    assert (list(desk.products.all()), list(category.products.all())) == ([product], [])
    assert Approval.objects.get(product=product).category == category


def everything_there() -> list[int]:
    return [model.objects.count() for model in (Product, VirtualDesign, Approval, Image)]


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"blank": 999_999}, 7303, "blank"),
        ({"blank": -1}, 7303, "blank"),
        ({"name": "  "}, 7302, "name"),
        ({"name": "x" * 121}, 7302, "name"),
        ({"description": "x" * 10_001}, 7302, "description"),
        ({"image": ""}, 7302, "image"),
        ({"image": "f" * 32}, 7302, "image"),
        ({"options": [999_999]}, 7302, "options"),
        ({"sku": "FÜCHSE"}, 7306, "sku"),
        ({"sku": "{nothing}"}, 7306, "sku"),
        ({"sku": "X" * 73}, 7306, "sku"),
        ({"sku": "SHIRT"}, 7305, "sku"),
        ({"sku": "SHIRT-BLACK-M"}, 7305, "sku"),
        ({"placement": Placement(scale=0)}, 7108, "placement.scale"),
        ({"placement": Placement(area="Sleeve")}, 7108, "placement.area"),
    ],
)
def test_one_draft_that_cannot_be_made_makes_none(
    create: Any, make_draft: MakeDraft, fields: dict[str, Any], code: int, path: str
) -> None:
    before = everything_there()

    with pytest.raises(MonogramError) as refusal:
        create(make_draft(), make_draft(**fields))

    assert (refusal.value.code, refusal.value.path) == (code, f"drafts[1].{path}")
    assert everything_there() == before
    assert run_due_jobs() == 0


def test_the_longest_sku_leaves_room_for_its_variants(create: Any, make_draft: MakeDraft) -> None:
    (product,) = create(make_draft(sku="X" * 72))

    assert len(f"{product.sku}-WHITE-M") == 80


@pytest.mark.parametrize("kind", ["textual", "stock"])
def test_only_what_is_personalised_bears_artwork(create: Any, make_draft: MakeDraft, card: Product, kind: str) -> None:
    Product.objects.filter(pk=card.pk).update(kind=kind)

    with pytest.raises(BlankError, match="No artwork can be put on this product"):
        create(make_draft(blank=card.pk))


def test_a_virtual_product_is_no_blank(create: Any, make_draft: MakeDraft) -> None:
    (product,) = create(make_draft())

    with pytest.raises(BlankError):
        create(make_draft(blank=product.pk))


def test_blanks_pictures_and_categories_of_another_company_are_not_there(
    create: Any, make_draft: MakeDraft, make_image: MakeImage, supplier: Company, card: Product
) -> None:
    theirs = Category.objects.create(name="Theirs", owner=supplier)
    Product.objects.filter(pk=card.pk).update(owner=supplier)

    with pytest.raises(CategoryNotFoundError) as refusal:
        create(make_draft(), category=theirs.pk)
    assert refusal.value.path == "category"
    with pytest.raises(CategoryNotFoundError) as refusal:
        create(make_draft(), pending_category=theirs.pk)
    assert refusal.value.path == "pending_category"
    with pytest.raises(BlankError):
        create(make_draft(blank=card.pk))
    with pytest.raises(DraftError, match="picture was not found"):
        create(make_draft(image=make_image(company=supplier).pk))


def test_what_preflight_blocks_is_not_made(create: Any, make_draft: MakeDraft, shirt: Product) -> None:
    Product.objects.filter(pk=shirt.pk).update(preflight={"resolution": "block"})

    with pytest.raises(InvalidDesignError) as refusal:
        create(make_draft())

    assert refusal.value.path == "drafts[0].areas[0].layers[0]"
    assert refusal.value.data["rule"] == "resolution"


def test_what_shoppers_fill_in_may_be_open_unless_they_may_not(
    create: Any, make_draft: MakeDraft, shirt: Product
) -> None:
    make_text_area(shirt, is_required=True)

    (product,) = create(make_draft())
    assert [verdict["rule"] for verdict in VirtualDesign.objects.get(virtual=product).preflight][-1] == "required_text"
    with pytest.raises(InvalidDesignError, match="“Name” needs a text"):
        create(make_draft(may_personalise=False))


def test_the_default_sku_is_the_suppliers_with_a_code(create: Any, make_draft: MakeDraft, card: Product) -> None:
    shirt_product, card_product = create(make_draft(), make_draft(blank=card.pk))

    assert re.fullmatch(r"SHIRT-[A-Z2-9]{6}", shirt_product.sku)
    assert re.fullmatch(r"C-1-[A-Z2-9]{6}", card_product.sku)


def test_a_pattern_makes_each_its_own(create: Any, make_draft: MakeDraft) -> None:
    products = create(*(make_draft(name=name, sku="{blank}-{name}-{number}") for name in ("Crème brûlée!", "Ōkami")))

    assert [product.sku for product in products] == ["SHIRT-CREME-BRULEE-1", "SHIRT-OKAMI-2"]


def test_two_with_one_sku_are_refused(create: Any, make_draft: MakeDraft) -> None:
    with pytest.raises(SkuTakenError, match="FOX-1") as refusal:
        create(make_draft(sku="FOX-1"), make_draft(sku="FOX-1"))
    assert refusal.value.path == "drafts[1].sku"


def test_a_sku_that_is_another_ones_variant_is_taken(create: Any, make_draft: MakeDraft) -> None:
    create(make_draft(sku="FOX"))

    with pytest.raises(SkuTakenError):
        create(make_draft(sku="FOX-WHITE-M"))


def test_a_sku_whose_variant_another_one_has_is_taken(create: Any, make_draft: MakeDraft, card: Product) -> None:
    create(make_draft(sku="FOX-WHITE-M", blank=card.pk))

    with pytest.raises(SkuTakenError):
        create(make_draft(sku="FOX"))


def test_a_code_drawn_before_is_drawn_again(
    create: Any, make_draft: MakeDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = iter(["AAAAAA", "AAAAAA", "BBBBBB"])
    monkeypatch.setattr(skus, "new_code", lambda: next(codes))

    products = create(make_draft()) + create(make_draft())

    assert [product.sku for product in products] == ["SHIRT-AAAAAA", "SHIRT-BBBBBB"]


def test_options_on_offer_are_kept_in_the_blanks_order(create: Any, make_draft: MakeDraft, shirt: Product) -> None:
    black, medium = (AspectOption.objects.get(aspect__product=shirt, code=code).pk for code in ("BLACK", "M"))

    (product,) = create(make_draft(options=[medium, black, medium]))

    assert product.offered_options == [black, medium]


def test_options_that_are_not_made_together_are_refused(create: Any, make_draft: MakeDraft, shirt: Product) -> None:
    chosen = [AspectOption.objects.get(aspect__product=shirt, code=code).pk for code in ("BLACK", "L")]

    with pytest.raises(DraftError, match="not made in these options together"):
        create(make_draft(options=chosen))


def test_pictures_at_addresses_are_asked_for_once(
    create: Any, make_draft: MakeDraft, shirt: Product, card: Product, host: Receiver
) -> None:
    url = f"{host.origin}/fox.png"
    drafts = [make_draft(image="", artwork_url=url, blank=blank.pk) for blank in (shirt, card)]

    products = create(*drafts)

    assert len(host.received) == 1
    image = Image.objects.get(source_url=url)
    designs = [VirtualDesign.objects.get(virtual=product) for product in products]
    assert [picture_of(design.document) for design in designs] == [image.pk, image.pk]


def test_an_address_without_a_picture_leaves_nothing(create: Any, make_draft: MakeDraft, host: Receiver) -> None:
    drafts = [make_draft(), make_draft(image="", artwork_url=f"{host.origin}/fox.png")]
    host.behaviour = answer(404)
    before = everything_there()

    with pytest.raises(DraftError, match="no picture that we can read") as refusal:
        create(*drafts)

    assert (refusal.value.path, refusal.value.data["code"]) == ("drafts[1].artwork_url", 9008)
    assert everything_there() == before


def test_a_draft_refused_for_its_sku_leaves_no_picture(create: Any, make_draft: MakeDraft, host: Receiver) -> None:
    draft = make_draft(image="", artwork_url=f"{host.origin}/fox.png", sku="SHIRT")
    before = everything_there()

    with pytest.raises(SkuTakenError):
        create(draft)

    assert everything_there() == before


def test_artwork_of_too_many_addresses_is_left_to_a_task(create: Any, make_draft: MakeDraft) -> None:
    many = [
        make_draft(image="", artwork_url=f"https://shop.example/{number}.png", name=f"Fox {number}")
        for number in range(services.MOST_ADDRESSES + 1)
    ]
    before = everything_there()

    with pytest.raises(TooManyDraftsError, match="100 addresses"):
        create(*many)

    assert everything_there() == before


@pytest.mark.parametrize("count", [0, services.MOST_DRAFTS + 1])
def test_nothing_or_too_much_at_once_is_refused(create: Any, make_draft: MakeDraft, count: int) -> None:
    with pytest.raises(TooManyDraftsError):
        create(*[make_draft()] * count)


def test_as_many_statements_for_many_as_for_few(
    create: Any, make_draft: MakeDraft, shirt: Product, card: Product, make_image: MakeImage
) -> None:
    few = [make_draft(), make_draft(blank=card.pk)]
    many = [make_draft(blank=blank.pk, image=make_image().pk) for blank in (shirt, card) for _ in range(8)]

    with CaptureQueriesContext(connection) as for_few:
        create(*few)
    with CaptureQueriesContext(connection) as for_many:
        create(*many)

    assert len(for_many) == len(for_few)


def test_a_rival_that_takes_the_sku_meanwhile_is_noticed(
    create: Any, make_draft: MakeDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = writing.write_products

    def after_the_rival(*arguments: Any, **fields: Any) -> list[Product]:
        monkeypatch.setattr(services, "write_products", write)
        create(make_draft(sku="FOX-1"))
        return write(*arguments, **fields)

    monkeypatch.setattr(services, "write_products", after_the_rival)
    with pytest.raises(SkuTakenError) as refusal:
        create(make_draft(sku="FOX-2"), make_draft(sku="FOX-1"))

    assert refusal.value.path == "drafts[1].sku"
    assert [product.sku for product in Product.objects.filter(base__isnull=False)] == ["FOX-1"]
