"""A virtual product in the designer: its artwork to begin with, into the cart and back again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from tests.catalogue.factories import make_font, make_product, make_shirt, make_text_area, options_of
from tests.designs.documents import document, image_layer, text_layer
from tests.designs.test_validation import make_image
from tests.designs.virtuals import make_artwork, make_virtual

from monogram.catalogue.models import Category, Product
from monogram.companies.models import Company
from monogram.designs.models import PrintJob, SavedDesign, VirtualDesign
from monogram.files import services as files

TIGER = text_layer("Tiger", id="artwork")
ADA = text_layer("Ada")


@pytest.fixture
def shirt(retailer: Company) -> Product:
    return make_shirt(retailer)


@pytest.fixture
def tiger(shirt: Product) -> Product:
    return make_virtual(shirt, TIGER, name="Tiger shirt", price="19.90")


@pytest.fixture
def fixed(shirt: Product) -> Product:
    """One that comes as it is."""
    make_text_area(shirt)
    return make_virtual(shirt, TIGER, sku="FIXED", may_personalise=False)


def shown(client: Client, company: Company, product: Product) -> dict[str, Any]:
    response = client.get(f"/s/data/products/{product.pk}?company={company.pk}")
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


def post(client: Client, company: Company, product: Product, **fields: Any) -> Any:
    """Into the cart, in white and M, unless something else is said."""
    address = fields.pop("address", "/s/data/print-jobs")
    base = product.base or product
    body = {"company": company.pk, "product_id": product.pk, "options": options_of(base, "WHITE", "M"), **fields}
    return client.post(address, data=json.dumps(body), content_type="application/json")


def refusal(response: Any) -> tuple[int, int, str | None]:
    assert not PrintJob.objects.exists()
    error = response.json()["error"]
    return response.status_code, error["code"], error.get("path")


def test_the_designer_gets_the_base_as_what_is_sold(client: Client, retailer: Company, shirt: Product) -> None:
    tiger = make_virtual(shirt, TIGER, name="Tiger shirt", price="19.90", offered=["WHITE"])

    plain, product = shown(client, retailer, shirt), shown(client, retailer, tiger)

    own = {"id", "base_product_id", "name", "sku", "price", "aspects", "variants", "design"}
    assert {name for name in plain if plain[name] != product[name]} == own
    assert (product["id"], product["base_product_id"]) == (tiger.pk, shirt.pk)
    assert (product["name"], product["sku"]) == ("Tiger shirt", "VP")
    assert product["price"] == {"amount": "19.90", "currency": "GBP"}
    assert [variant["sku"] for variant in product["variants"]] == ["VP-WHITE-L", "VP-WHITE-M"]
    assert [len(aspect["options"]) for aspect in product["aspects"]] == [1, 2]
    assert (plain["base_product_id"], plain["may_personalise"], plain["design"]) == (None, True, None)


def test_its_design_brings_pictures_and_fonts_along(client: Client, retailer: Company, shirt: Product) -> None:
    image = make_image(retailer)
    bold = make_font("inter-bold")
    shirt.fonts.set([make_font("inter-regular")])
    tiger = make_virtual(shirt, image_layer(image.pk, id="artwork"), text_layer(font=bold.pk))

    design = shown(client, retailer, tiger)["design"]

    stored = VirtualDesign.objects.get(virtual=tiger)
    assert (design["ref"], design["document"]) == (stored.ref, stored.document)
    assert list(design["images"]) == [image.pk]
    assert design["images"][image.pk]["working"]["url"].startswith("http://127.0.0.1:8000/files/")
    assert [font["id"] for font in design["fonts"]] == ["inter-bold"]


def test_what_comes_as_it_is_has_nothing_to_fill_in(client: Client, retailer: Company, fixed: Product) -> None:
    product = shown(client, retailer, fixed)

    assert (product["may_personalise"], product["is_template"]) == (False, True)
    assert [(area["text_areas"], area["image_areas"]) for area in product["areas"]] == [([], [])]
    assert product["design"]["document"]["areas"][0]["layers"][0]["text"] == "Tiger"


def test_the_older_address_gives_the_same(client: Client, retailer: Company, tiger: Product) -> None:
    response = client.get(f"/acp/api/p/1/product/?id={tiger.pk}&company={retailer.pk}")

    assert response.json() == shown(client, retailer, tiger)


@pytest.mark.parametrize("state", ["pending", "removed"])
def test_only_approved_ones_are_shown(client: Client, retailer: Company, shirt: Product, state: str) -> None:
    virtual = make_virtual(shirt, virtual_state=state)

    assert client.get(f"/s/data/products/{virtual.pk}?company={retailer.pk}").status_code == 404


def test_another_company_s_artwork_is_not_shown(client: Client, retailer: Company, tiger: Product) -> None:
    rival = Company.objects.create(name="Rival")

    assert client.get(f"/s/data/products/{tiger.pk}?company={rival.pk}").status_code == 404
    assert post(client, rival, tiger).status_code == 404


def test_what_is_added_goes_into_the_cart_over_the_artwork(
    client: Client, retailer: Company, shirt: Product, tiger: Product
) -> None:
    response = post(client, retailer, tiger, document=document(shirt, TIGER, ADA), quantity=2)

    assert response.status_code == 201
    item = response.json()
    job = PrintJob.objects.get()
    assert (item["ref"], item["sku"], item["quantity"]) == (job.ref, "VP-WHITE-M", 2)
    assert item["extra"]["state"]["product_id"] == tiger.pk
    assert (job.product, job.virtual, job.sku) == (shirt, tiger, "VP-WHITE-M")
    assert [layer["text"] for layer in job.document["areas"][0]["layers"]] == ["Tiger", "Ada"]


def test_without_a_document_it_is_the_artwork_alone(
    client: Client, retailer: Company, shirt: Product, tiger: Product
) -> None:
    assert post(client, retailer, tiger).status_code == 201
    assert PrintJob.objects.get().document == VirtualDesign.objects.get(virtual=tiger).document
    assert post(client, retailer, shirt).json()["error"]["code"] == 7102


@pytest.mark.parametrize(
    "layers",
    [
        [ADA],
        [ADA, TIGER],
        [{**TIGER, "transform": [1, 0, 0, 1, 50, 61]}],
        [{**TIGER, "text": "Lion"}],
        [{**TIGER, "opacity": 0.5}, ADA],
    ],
)
def test_the_artwork_stays_as_it_is(
    client: Client, retailer: Company, shirt: Product, tiger: Product, layers: list[dict[str, Any]]
) -> None:
    response = post(client, retailer, tiger, document=document(shirt, *layers))

    assert refusal(response) == (409, 7109, "areas[0]")


def test_other_artwork_since_asks_for_the_page_again(
    client: Client, retailer: Company, shirt: Product, tiger: Product
) -> None:
    make_artwork(tiger, text_layer("Lion", id="artwork"))

    response = post(client, retailer, tiger, document=document(shirt, TIGER, ADA))

    assert refusal(response) == (409, 7109, "areas[0]")


def test_an_area_with_artwork_is_not_left_out(
    client: Client, retailer: Company, shirt: Product, tiger: Product
) -> None:
    bare = {"version": 2, "product_id": shirt.pk, "areas": []}

    assert refusal(post(client, retailer, tiger, document=bare)) == (409, 7109, "areas")


def test_nothing_is_added_to_what_comes_as_it_is(
    client: Client, retailer: Company, shirt: Product, fixed: Product
) -> None:
    words = document(shirt, TIGER, ADA)
    coloured = document(shirt, TIGER, background="#ff0000")

    assert refusal(post(client, retailer, fixed, document=words)) == (400, 7103, "areas[0]")
    assert refusal(post(client, retailer, fixed, document=coloured)) == (400, 7103, "areas[0]")
    saved = post(client, retailer, fixed, document=words, address="/s/data/saved-designs")
    assert saved.json()["error"]["code"] == 7103
    older = post(client, retailer, fixed, document=words, address="/acp/api/p/2/print-job")
    assert refusal(older) == (400, 7103, "areas[0]")


def test_what_comes_as_it_is_is_bought_in_any_option_and_quantity(
    client: Client, retailer: Company, shirt: Product, fixed: Product
) -> None:
    design = {**document(shirt, TIGER), "fallback_fonts": [make_font("twemoji").pk]}
    options = options_of(shirt, "BLACK", "M")

    response = post(client, retailer, fixed, document=design, options=options, quantity=7)

    assert response.status_code == 201
    assert (response.json()["sku"], response.json()["quantity"]) == ("FIXED-BLACK-M", 7)
    assert PrintJob.objects.get().document_hash == VirtualDesign.objects.get().document_hash


def test_options_that_are_not_on_offer_are_refused(client: Client, retailer: Company, shirt: Product) -> None:
    whites = make_virtual(shirt, TIGER, offered=["WHITE"])

    response = post(client, retailer, whites, document=document(shirt, TIGER), options=options_of(shirt, "BLACK", "M"))

    assert refusal(response) == (400, 7002, "options")


def test_a_template_s_fields_are_filled_over_the_artwork(client: Client, retailer: Company, shirt: Product) -> None:
    Product.objects.filter(pk=shirt.pk).update(is_template=True)
    field = make_text_area(shirt, font_id=make_font().pk)
    tiger = make_virtual(shirt, TIGER)
    box = {"width": 100, "height": 60, "fit": "shrink", "vertical_align": "middle"}
    words = text_layer(
        "Ada", text_area="Name", box=box, size=field.size, colour=field.colour, align=field.align,
        transform=[1, 0, 0, 1, 50, 30],
    )  # fmt: skip

    assert refusal(post(client, retailer, tiger, document=document(shirt, TIGER, ADA)))[1] == 7102
    assert post(client, retailer, tiger, document=document(shirt, TIGER, words)).status_code == 201


def test_a_print_job_opens_again_as_what_it_was_begun_from(
    client: Client, retailer: Company, shirt: Product, tiger: Product
) -> None:
    ref = post(client, retailer, tiger, document=document(shirt, TIGER, ADA)).json()["ref"]

    again = client.get(f"/s/data/print-jobs/{ref}?company={retailer.pk}").json()

    assert again["product_id"] == tiger.pk
    assert again["document"]["product_id"] == shirt.pk


def test_a_saved_design_opens_again_as_what_it_was_begun_from(
    client: Client, retailer: Company, shirt: Product, tiger: Product
) -> None:
    saved = post(client, retailer, tiger, document=document(shirt, TIGER, ADA), address="/s/data/saved-designs").json()
    again = client.get(f"/s/data/saved-designs/{saved['ref']}?company={retailer.pk}").json()

    assert (saved["product_id"], again["product_id"]) == (tiger.pk, tiger.pk)
    assert SavedDesign.objects.get().virtual == tiger


def test_the_same_request_for_the_base_is_another(
    client: Client, retailer: Company, shirt: Product, tiger: Product
) -> None:
    design = document(shirt, TIGER)
    first = post(client, retailer, tiger, document=design, request_key="r1")
    again = post(client, retailer, tiger, document=design, request_key="r1")
    other = post(client, retailer, shirt, document=design, request_key="r1")

    assert first.json()["ref"] == again.json()["ref"]
    assert (other.status_code, other.json()["error"]["code"]) == (409, 7105)


def test_the_selector_shows_it_as_it_is_sold(client: Client, retailer: Company, shirt: Product, tiger: Product) -> None:
    plain = make_virtual(make_product(retailer), name="Without a picture", sku="NEW")
    key = files.store(b"jpeg", folder="thumbnails", suffix="jpg")
    snapshots = [{"name": "small", "key": key, "description": "Front"}]
    VirtualDesign.objects.filter(virtual=tiger).update(snapshots=snapshots)

    category = Category.objects.create(name="All", owner=retailer)
    category.products.set(Product.objects.all())

    listed = client.get(f"/s/data/products?company={retailer.pk}&pc={category.pk}").json()["products"]

    by_id = {product["id"]: product for product in listed}
    assert by_id[tiger.pk]["thumbnail"] == {"url": files.public_url(key), "width": 600, "height": 600}
    assert by_id[tiger.pk]["price"] == {"amount": "19.90", "currency": "GBP"}
    assert by_id[tiger.pk]["base_product_id"] == shirt.pk
    assert by_id[shirt.pk]["base_product_id"] is None
    assert by_id[plain.pk]["thumbnail"] == by_id[plain.base_id]["thumbnail"]
    assert by_id[plain.pk]["price"] == {"amount": "4.50", "currency": "GBP"}


def test_what_cannot_be_made_is_not_listed(client: Client, retailer: Company, shirt: Product, tiger: Product) -> None:
    category = Category.objects.create(name="All", owner=retailer)
    category.products.set([shirt, tiger])
    Product.objects.filter(pk=shirt.pk).update(is_active=False)

    assert client.get(f"/s/data/products?company={retailer.pk}&pc={category.pk}").json()["products"] == []


def test_where_no_category_is_named_only_blanks_are_listed(
    client: Client, retailer: Company, shirt: Product, tiger: Product
) -> None:
    listed = client.get(f"/s/data/products?company={retailer.pk}").json()["products"]

    assert [product["id"] for product in listed] == [shirt.pk]
