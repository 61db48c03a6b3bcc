"""`/s/data/saved-designs` and `/s/data/samples`: put aside, ready-made, and opened again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from tests.catalogue.factories import make_font, make_product, make_shirt, make_text_area, options_of
from tests.designs.documents import document, image_layer, text_layer
from tests.designs.test_validation import make_image

from monogram.catalogue.models import Font, Product
from monogram.companies.models import Company
from monogram.designs.models import PrintJob, Sample, SavedDesign
from monogram.embed import limits

ADDRESS = "/s/data/saved-designs"


def save(client: Client, shop: Company, product: Product, **changes: Any) -> Any:
    body = {"company": str(shop.pk), "product_id": product.pk, "document": document(product), "options": []}
    body |= {"quantity": 2, "request_key": "r1", **changes}
    return client.post(ADDRESS, data=json.dumps(body), content_type="application/json")


def test_a_design_is_put_aside_with_its_pictures(client: Client, retailer: Company) -> None:
    shirt = make_shirt(retailer)
    options = options_of(shirt, "BLACK", "M")

    response = save(client, retailer, shirt, options=options)

    assert response.status_code == 201
    answer, saved = response.json(), SavedDesign.objects.get()
    assert (answer["ref"], answer["product_id"], answer["sku"], answer["quantity"]) == (
        saved.ref, shirt.pk, "SHIRT-BLACK-M", 2,
    )  # fmt: skip
    assert [picture["name"] for picture in answer["thumbnails"]][:2] == ["thumbnail", "thumbnail_60"]
    assert all(client.get(picture["url"][21:]).status_code == 200 for picture in answer["thumbnails"])
    assert answer["variant"]["aspect_option_1_name"] == "Black"
    assert answer["extra"]["state"]["aspects"] == options
    assert not PrintJob.objects.exists()


def test_it_opens_again_as_it_was(client: Client, retailer: Company, card: Product) -> None:
    picture = make_image(retailer)
    design = document(card, text_layer(), image_layer(picture.pk))
    SavedDesign.objects.create(company=retailer, product=card, document=design, quantity=3)
    ref = SavedDesign.objects.get().ref

    opened = client.get(f"{ADDRESS}/{ref.lower()}?company={retailer.pk}").json()

    assert (opened["ref"], opened["product_id"], opened["quantity"]) == (ref, card.pk, 3)
    assert (opened["document"], opened["options"], opened["fonts"]) == (design, [], [])
    assert list(opened["images"]) == [picture.pk]


def test_the_same_request_again_saves_nothing_twice(client: Client, retailer: Company, card: Product) -> None:
    first, again = (save(client, retailer, card) for _ in range(2))

    assert again.json() == first.json()
    assert SavedDesign.objects.count() == 1
    other = save(client, retailer, card, document=document(card, text_layer("Other")))
    assert (other.status_code, other.json()["error"]["code"]) == (409, 7105)


def test_an_unfinished_design_is_saved_though_it_could_not_be_ordered(
    client: Client, retailer: Company, card: Product
) -> None:
    make_text_area(card, "Name", is_required=True)

    assert save(client, retailer, card).status_code == 201
    empty = {"version": 2, "product_id": card.pk, "areas": []}
    assert save(client, retailer, card, document=empty, request_key="r2").status_code == 201


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"company": ""}, 400, 7201),
        ({"product_id": 424242}, 404, 7001),
        ({"document": None}, 400, 7102),
        ({"document": {"version": 2, "product_id": 1, "areas": [{}]}}, 400, 7102),
        ({"options": [{"aspect_id": 1, "option_id": 1}]}, 400, 7002),
        ({"quantity": 0}, 400, 7104),
        ({"request_key": "x" * 65}, 400, 7201),
    ],
)
def test_what_is_no_design_leaves_no_trace(
    client: Client, retailer: Company, card: Product, changes: dict[str, Any], status: int, code: int
) -> None:
    response = save(client, retailer, card, **changes)

    assert (response.status_code, response.json()["error"]["code"]) == (status, code)
    assert not SavedDesign.objects.exists()


def test_another_companys_photo_is_as_good_as_gone(
    client: Client, retailer: Company, rival: Company, card: Product
) -> None:
    foreign = make_image(rival)

    response = save(client, retailer, card, document=document(card, image_layer(foreign.pk)))

    assert (response.status_code, response.json()["error"]["code"]) == (400, 7102)
    assert not SavedDesign.objects.exists()


@pytest.mark.parametrize(("address", "kind"), [(ADDRESS, SavedDesign), ("/s/data/samples", Sample)])
def test_another_companys_design_is_unknown(
    client: Client, retailer: Company, rival: Company, card: Product, address: str, kind: type[SavedDesign | Sample]
) -> None:
    ref = kind.objects.create(company=retailer, product=card, document=document(card)).ref

    assert client.get(f"{address}/{ref}?company={retailer.pk}").status_code == 200
    for asked in (f"{ref}?company={rival.pk}", f"{'0' * 18}?company={retailer.pk}", f"%00?company={retailer.pk}"):
        response = client.get(f"{address}/{asked}")
        assert response.status_code == 404
        assert response.json() == {"error": {"code": 7101, "message": "This design could not be found."}}
    assert client.get(f"{address}/{ref}").json()["error"]["path"] == "company"


@pytest.mark.parametrize("kind", [PrintJob, SavedDesign, Sample])
def test_an_old_design_brings_the_fonts_that_its_product_has_no_more(
    client: Client, retailer: Company, kind: type[PrintJob | SavedDesign | Sample]
) -> None:
    card = make_product(retailer)
    bold, regular = make_font("inter-bold"), make_font("inter-regular")
    design = document(card, text_layer(font="inter-bold"))
    ref = kind.objects.create(company=retailer, product=card, document=design).ref
    name = {PrintJob: "print-jobs", SavedDesign: "saved-designs", Sample: "samples"}[kind]
    address = f"/s/data/{name}/{ref}?company={retailer.pk}"
    assert client.get(address).json()["fonts"] == []

    card.fonts.set([regular])

    [font] = client.get(address).json()["fonts"]
    assert (font["id"], font["family"], font["style"]) == ("inter-bold", "inter-bold", "Regular")
    assert font["url"].endswith(bold.file.name)
    body = {"company": retailer.pk, "product_id": card.pk, "document": design, "options": []}
    ordered = client.post("/s/data/print-jobs", data=json.dumps(body), content_type="application/json")
    assert ordered.status_code == 201
    Font.objects.filter(pk="inter-bold").delete()
    assert client.get(address).json()["fonts"] == []


@pytest.mark.usefixtures("still_clock")
def test_too_many_at_once(client: Client, retailer: Company, card: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SAVED_DESIGNS", limits.Limit("saved design", 600, per_address=9, per_company=1))
    assert save(client, retailer, card).status_code == 201

    assert save(client, retailer, card, request_key="r2").status_code == 429
    assert SavedDesign.objects.count() == 1
