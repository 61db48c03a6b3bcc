"""`/s/data/images`: shoppers' photos."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from tests.catalogue.pictures import picture

from monogram.companies.models import Company
from monogram.embed import limits
from monogram.images.models import Image
from monogram.layout.drawing import DrawingShape, load_drawing

ADDRESS = "/s/data/images"


def upload(client: Client, company: object, content: bytes, name: str = "cat.png") -> Any:
    return client.post(ADDRESS, {"company": str(company), "file": SimpleUploadedFile(name, content)})


def test_a_photo_is_taken_and_shown_again(client: Client, retailer: Company) -> None:
    response = upload(client, retailer.pk, picture(120), r"C:\photos\cat.png")

    assert response.status_code == 201
    document = response.json()
    assert (document["width"], document["height"], document["has_alpha"]) == (400, 400, False)
    assert document["file_name"] == "cat.png"
    assert document["working"]["url"].startswith("http://127.0.0.1:8000/files/")
    assert (document["working"]["width"], document["working"]["height"]) == (400, 400)
    assert document["drawing"] is None
    assert Image.objects.get(pk=document["id"]).company == retailer
    assert client.get(f"{ADDRESS}/{document['id']}").json() == document
    assert not response.cookies


def test_a_drawing_comes_with_the_address_of_its_lines(client: Client, retailer: Company) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><path d="M0 0h30v20z" fill="#123456"/></svg>'
    document = upload(client, retailer.pk, svg, "flag.svg").json()

    assert document["drawing"].startswith("http://127.0.0.1:8000/files/")
    content = client.get(document["drawing"].removeprefix("http://127.0.0.1:8000")).getvalue()
    (shape,) = load_drawing(content).shapes
    assert isinstance(shape, DrawingShape)
    assert shape.fill == "#123456"


def test_a_file_that_is_no_picture(client: Client, retailer: Company) -> None:
    response = upload(client, retailer.pk, b"MZ this is a program")

    assert response.status_code in {400, 415}
    assert response.json()["error"]["message"]
    assert Image.objects.count() == 0


def test_a_file_too_large_is_refused_before_it_is_read(client: Client, retailer: Company, settings: Settings) -> None:
    settings.MONOGRAM_UPLOAD_MAX_BYTES = 1_000_000

    announced = upload(client, retailer.pk, b"\x00" * 1_100_000)
    hidden = upload(client, retailer.pk, b"\x00" * 1_000_001)

    for response in (announced, hidden):
        assert response.status_code == 413
        assert response.json()["error"]["message"] == "This picture is larger than 1 MB. Choose a smaller one."
    assert Image.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({}, "file"),
        ({"company": "51000"}, "file"),
        ({"company": "51000", "file": "words"}, "file"),
        ({"file": SimpleUploadedFile("a.png", b"x")}, "company"),
        ({"company": "x", "file": SimpleUploadedFile("a.png", b"x")}, "company"),
    ],
)
def test_incomplete_forms(client: Client, retailer: Company, fields: dict[str, Any], path: str) -> None:
    response = client.post(ADDRESS, fields)

    assert (response.status_code, response.json()["error"]["path"]) == (400, path)


def test_a_form_that_is_none(client: Client, retailer: Company) -> None:
    for content_type in ("multipart/form-data", "multipart/form-data; boundary=x"):
        response = client.post(ADDRESS, data=b"nonsense", content_type=content_type)
        assert response.status_code == 400
        assert response.json()["error"]["code"] in {7201, 7204}


def test_a_body_without_a_length(client: Client, retailer: Company) -> None:
    response = client.generic("POST", ADDRESS, b"", CONTENT_LENGTH="", content_type="application/json")

    assert (response.status_code, response.json()["error"]["code"]) == (411, 7203)


@pytest.mark.parametrize("url", [None, "", 7, "x" * 2001])
def test_an_address_that_is_none(client: Client, retailer: Company, url: object) -> None:
    body = json.dumps({"company": retailer.pk, "url": url})
    response = client.post(ADDRESS, data=body, content_type="application/json")

    assert (response.status_code, response.json()["error"]["path"]) == (400, "url")


def test_an_address_inside_our_own_network_is_not_fetched(
    client: Client, retailer: Company, settings: Settings
) -> None:
    settings.MONOGRAM_DEMO = False
    body = json.dumps({"company": retailer.pk, "url": "http://127.0.0.1:9/cat.png"})
    response = client.post(ADDRESS, data=body, content_type="application/json")

    assert 400 <= response.status_code < 500
    assert Image.objects.count() == 0


@pytest.mark.parametrize("image_id", ["0" * 32, "x", "%00", "A" * 32])
def test_an_unknown_picture(client: Client, db: None, image_id: str) -> None:
    assert client.get(f"{ADDRESS}/{image_id}").status_code == 404


@pytest.mark.usefixtures("still_clock")
def test_too_many_uploads(client: Client, retailer: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UPLOADS", limits.Limit("upload", seconds=600, per_address=9, per_company=1))
    assert upload(client, retailer.pk, picture(10)).status_code == 201

    assert upload(client, retailer.pk, picture(20)).status_code == 429
    assert Image.objects.count() == 1


def test_other_methods(client: Client, db: None) -> None:
    refused = client.get(ADDRESS)
    assert (refused.status_code, refused["Allow"]) == (405, "POST, OPTIONS")
    preflight = client.options(ADDRESS)
    assert preflight["Access-Control-Allow-Methods"] == "POST, OPTIONS"
