"""`/s/data/print-jobs` and its older address: into the cart, and back again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from tests.catalogue.factories import make_shirt, make_text_area, options_of
from tests.designs.documents import document, image_layer, text_layer
from tests.designs.test_validation import make_image

from monogram.catalogue.models import Product
from monogram.companies.models import Company
from monogram.designs.models import PrintJob, Sample
from monogram.embed import limits
from monogram.files import services as files

ADDRESS = "/s/data/print-jobs"


def body_for(shop: Company, product: Product, **changes: Any) -> dict[str, Any]:
    body = {"company": str(shop.pk), "product_id": product.pk, "document": document(product), "options": []}
    return {**body, "quantity": 2, "request_key": "r1", **changes}


def post(client: Client, body: object, address: str = ADDRESS) -> Any:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post(address, data=raw, content_type="text/plain")


def refusal(client: Client, body: object) -> tuple[int, int, str | None]:
    """Status, code and path of a refusal that has left no trace."""
    response = post(client, body)
    assert PrintJob.objects.count() == 0
    error = response.json()["error"]
    assert error["message"]
    return response.status_code, error["code"], error.get("path")


def test_a_design_becomes_a_cart_item(client: Client, retailer: Company) -> None:
    shirt = make_shirt(retailer)
    name = make_text_area(shirt, "Name")
    options = options_of(shirt, "BLACK", "M")
    design = document(shirt, text_layer("Ada", text_area="Name"))

    response = post(client, body_for(retailer, shirt, document=design, options=options))

    assert response.status_code == 201
    item = response.json()
    job = PrintJob.objects.get()
    assert (item["ref"], item["sku"], item["quantity"]) == (job.ref, "SHIRT-BLACK-M", 2)
    assert item["id"] == PrintJob.objects.get(ref=item["ref"]).pk
    assert item["variant"] == {
        "aspect_option_1_name": "Black",
        "aspect_option_2_name": "M",
        "print_size_description": "",
        "attribute_1_name": "",
    }
    state = item["extra"]["state"]
    assert state["product_id"] == shirt.pk
    assert state["aspects"] == options
    assert state["text_areas"] == [{"id": name.pk, "name": "Name", "text": "Ada"}]
    assert state["thumbnails"] == item["thumbnails"]
    assert {"thumbnail", "thumbnail_60"} <= {picture["name"] for picture in item["thumbnails"]}
    for picture in item["thumbnails"]:
        assert picture["url"].startswith("http://127.0.0.1:8000/files/")
    for kept in job.thumbnails:
        assert files.read(kept["key"]).startswith((b"\x89PNG", b"\xff\xd8", b"RIFF"))


def test_a_product_without_choices_still_names_the_first(client: Client, retailer: Company, card: Product) -> None:
    item = post(client, body_for(retailer, card)).json()

    assert item["variant"]["aspect_option_1_name"] == ""
    assert item["sku"] == "CARD"


def test_the_same_request_again_gives_the_same_item(client: Client, retailer: Company, card: Product) -> None:
    first, again = (post(client, body_for(retailer, card)) for _ in range(2))

    assert again.status_code == 201
    assert again.json() == first.json()
    assert PrintJob.objects.count() == 1
    other = post(client, body_for(retailer, card, document=document(card, text_layer("Other"))))
    assert (other.status_code, other.json()["error"]["code"]) == (409, 7105)


def test_the_older_address_takes_the_smartlinks_names(client: Client, retailer: Company, card: Product) -> None:
    body = body_for(retailer, card)
    body["guid"] = body.pop("company")

    response = post(client, body, "/acp/api/p/2/print-job")

    assert response.status_code == 201
    assert response.json()["ref"] == PrintJob.objects.get().ref


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 411, 7203),
        (b" ", 400, 100),
        (b"{", 400, 100),
        (b'{"company": NaN}', 400, 100),
        (b"\xff\xfe", 400, 100),
        (b"[" * 100_000, 400, 7201),
        (b"[]", 400, 7201),
        (b"null", 400, 7201),
        (b" " * 2_000_001, 413, 7202),
    ],
)
def test_bodies_that_are_no_request(client: Client, db: None, body: bytes, status: int, code: int) -> None:
    assert refusal(client, body)[:2] == (status, code)


@pytest.mark.parametrize(
    ("changes", "status", "code", "path"),
    [
        ({"company": None}, 400, 7201, "company"),
        ({"company": [1]}, 400, 7201, "company"),
        ({"company": 123456}, 404, 7207, None),
        ({"product_id": None}, 400, 7201, "product_id"),
        ({"product_id": True}, 400, 7201, "product_id"),
        ({"product_id": {"id": 1}}, 400, 7201, "product_id"),
        ({"product_id": 424242}, 404, 7001, None),
        ({"product_id": 10**20}, 400, 7201, "product_id"),
        ({"document": None}, 400, 7102, None),
        ({"document": []}, 400, 7102, None),
        ({"document": "x"}, 400, 7102, None),
        ({"options": {"aspect_id": 1}}, 400, 7002, "options"),
        ({"options": [{"aspect_id": 1, "option_id": 1}]}, 400, 7002, "options"),
        ({"quantity": 0}, 400, 7104, "quantity"),
        ({"quantity": -1}, 400, 7201, "quantity"),
        ({"quantity": "many"}, 400, 7201, "quantity"),
        ({"quantity": 100_001}, 400, 7104, "quantity"),
        ({"request_key": 7}, 400, 7201, "request_key"),
        ({"request_key": "x" * 65}, 400, 7201, "request_key"),
        ({"request_key": "ключ"}, 400, 7201, "request_key"),
    ],
)
def test_fields_that_are_wrong(
    client: Client, retailer: Company, card: Product, changes: dict[str, Any], status: int, code: int, path: str | None
) -> None:
    found = refusal(client, body_for(retailer, card, **changes))

    assert found[:2] == (status, code)
    if path:
        assert found[2] == path


def test_a_text_of_20000_characters(client: Client, retailer: Company, card: Product) -> None:
    body = body_for(retailer, card, document=document(card, text_layer("x" * 20_000)))

    assert refusal(client, body) == (400, 7102, "areas[0].layers[0].text")


def test_a_character_that_no_database_keeps(client: Client, retailer: Company, card: Product) -> None:
    body = body_for(retailer, card, document=document(card, text_layer("a\x00b")))

    assert refusal(client, body)[0] == 400


def test_a_foreign_product_and_a_foreign_picture(
    client: Client, retailer: Company, rival: Company, card: Product
) -> None:
    assert refusal(client, body_for(rival, card))[:2] == (404, 7001)
    foreign = make_image(rival)
    body = body_for(retailer, card, document=document(card, image_layer(foreign.pk)))
    assert refusal(client, body)[:2] == (400, 7102)


def test_a_print_job_comes_back_to_be_changed(client: Client, retailer: Company, card: Product) -> None:
    ref = post(client, body_for(retailer, card)).json()["ref"]

    response = client.get(f"{ADDRESS}/{ref}?company={retailer.pk}")

    assert response.status_code == 200
    restored = response.json()
    assert (restored["ref"], restored["product_id"], restored["quantity"]) == (ref, card.pk, 2)
    assert restored["document"]["areas"][0]["layers"][0]["text"] == "Hello"
    assert restored["options"] == []
    assert restored["images"] == {}
    again = body_for(retailer, card, document=restored["document"], request_key="r2")
    assert post(client, again).status_code == 201
    assert len(set(PrintJob.objects.values_list("document_hash"))) == 1


def test_a_foreign_print_job_is_unknown(client: Client, retailer: Company, rival: Company, card: Product) -> None:
    ref = post(client, body_for(retailer, card)).json()["ref"]

    for address in (f"{ADDRESS}/{ref}?company={rival.pk}", f"{ADDRESS}/{'0' * 18}?company={retailer.pk}"):
        response = client.get(address)
        assert response.status_code == 404
        assert response.json() == {"error": {"code": 7101, "message": "This design could not be found."}}
    assert client.get(f"{ADDRESS}/{ref}").status_code == 400
    assert client.get(f"{ADDRESS}/%00?company={retailer.pk}").status_code == 404


def test_a_sample_by_its_reference(client: Client, retailer: Company, rival: Company, card: Product) -> None:
    sample = Sample.objects.create(company=retailer, product=card, document=document(card), name="Ready-made")
    address = f"/acp/api/p/1/sample/?id={sample.ref}"

    assert client.get(address).json()["document"] == document(card)
    assert client.get(f"{address}&company={retailer.pk}").json()["name"] == "Ready-made"
    assert client.get(f"{address}&company={rival.pk}").status_code == 404
    assert client.get(f"/acp/api/p/1/sample/?id={sample.pk}").status_code == 404
    assert client.get("/acp/api/p/1/sample/").status_code == 400


@pytest.mark.usefixtures("still_clock")
def test_too_many_at_once(client: Client, retailer: Company, card: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    few = limits.Limit("print job", seconds=600, per_address=2, per_company=100)
    monkeypatch.setattr(limits, "PRINT_JOBS", few)
    for key in ("r1", "r2"):
        assert post(client, body_for(retailer, card, request_key=key)).status_code == 201

    refused = post(client, body_for(retailer, card, request_key="r3"))

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 600
    assert refused.json()["error"] == {
        "code": 7205,
        "message": "That was a lot at once. Wait a little and try again.",
    }
    assert PrintJob.objects.count() == 2
