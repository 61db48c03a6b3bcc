"""`/s/data/images/{id}/without-background`."""

from __future__ import annotations

import json
from typing import Any

import pytest
import pyvips
from django.test import Client
from tests.designs.test_validation import make_image
from tests.embed.test_images import upload
from tests.images.test_background import BLUE, ring

from monogram.companies.models import Company
from monogram.embed import limits
from monogram.files import services as files
from monogram.images import services
from monogram.images.models import Image

pytestmark = pytest.mark.any_database

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><path d="M0 0h30v20z" fill="#123456"/></svg>'


def take_away(client: Client, image_id: str, company: object, **changes: Any) -> Any:
    body = {"company": company, "colour": None, "tolerance": 20, **changes}
    address = f"/s/data/images/{image_id}/without-background"
    return client.post(address, data=json.dumps(body), content_type="application/json")


@pytest.fixture
def logo(client: Client, retailer: Company) -> str:
    """A ring on white, uploaded."""
    return upload_ring(client, retailer, side=200)


def upload_ring(client: Client, retailer: Company, side: int) -> str:
    image_id: str = upload(client, retailer.pk, ring(side=side).pngsave_buffer(), "ring.png").json()["id"]
    return image_id


def test_a_new_picture_as_fine_as_the_first(client: Client, retailer: Company) -> None:
    logo = upload_ring(client, retailer, side=2000)

    response = take_away(client, logo, retailer.pk)

    assert response.status_code == 201
    cut = response.json()
    assert cut["id"] != logo
    assert (cut["width"], cut["height"], cut["has_alpha"], cut["file_name"]) == (2000, 2000, True, "ring.png")
    assert (cut["working"]["width"], cut["drawing"]) == (1600, None)
    row = Image.objects.get(pk=cut["id"])
    printed = pyvips.Image.new_from_buffer(files.read(row.print_copy), "")
    assert (printed.width, printed.height, printed.bands) == (2000, 2000, 4)
    assert printed.getpoint(40, 40)[3] == 0
    assert printed.getpoint(1000, 400) == [*BLUE, 255]
    assert printed.getpoint(1000, 1000)[3] == 255
    assert pyvips.Image.new_from_buffer(files.read(row.working_copy), "").getpoint(32, 32)[3] == 0
    assert not Image.objects.get(pk=logo).has_alpha


def test_the_same_request_gives_the_same_picture(client: Client, retailer: Company, logo: str) -> None:
    first, again = (take_away(client, logo, retailer.pk, colour="#FFFFFF") for _ in range(2))
    lower = take_away(client, logo, retailer.pk, colour="#ffffff")

    assert first.json() == again.json() == lower.json()
    assert Image.objects.count() == 2
    assert take_away(client, logo, retailer.pk, colour="#ffffff", tolerance=30).json()["id"] != first.json()["id"]


def test_what_was_made_can_be_uploaded_as_well(client: Client, retailer: Company, logo: str) -> None:
    made = Image.objects.get(pk=take_away(client, logo, retailer.pk).json()["id"])

    assert upload(client, retailer.pk, files.read(made.original)).status_code == 201


@pytest.mark.parametrize(
    ("changes", "status", "code", "path"),
    [
        ({"company": None}, 400, 7201, "company"),
        ({"tolerance": 101}, 400, 7201, "tolerance"),
        ({"tolerance": None}, 400, 7201, "tolerance"),
        ({"tolerance": -1}, 400, 7201, "tolerance"),
        ({"colour": "white"}, 400, 7201, "colour"),
        ({"colour": "#fff"}, 400, 7201, "colour"),
        ({"colour": 7}, 400, 7201, "colour"),
        ({"colour": ""}, 400, 7201, "colour"),
        ({"colour": "#00ff00"}, 400, 9013, None),
    ],
)
def test_what_cannot_be_asked(
    client: Client, retailer: Company, logo: str, changes: dict[str, Any], status: int, code: int, path: str | None
) -> None:
    response = take_away(client, logo, **{"company": retailer.pk, **changes})

    error = response.json()["error"]
    assert (response.status_code, error["code"], error.get("path")) == (status, code, path)
    assert Image.objects.count() == 1


def test_nothing_would_be_left_of_an_empty_sheet(client: Client, retailer: Company) -> None:
    sheet = pyvips.Image.black(300, 200, bands=3).copy(interpretation="srgb").pngsave_buffer()
    image_id = upload(client, retailer.pk, sheet).json()["id"]

    response = take_away(client, image_id, retailer.pk)

    assert (response.status_code, response.json()["error"]["code"]) == (400, 9012)


def test_a_drawing_has_no_background(client: Client, retailer: Company) -> None:
    image_id = upload(client, retailer.pk, SVG, "flag.svg").json()["id"]

    assert take_away(client, image_id, retailer.pk).json()["error"]["code"] == 9010


def test_a_photo_of_too_many_pixels(
    client: Client, retailer: Company, logo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_CUT_PIXELS", 39_999)

    response = take_away(client, logo, retailer.pk)

    assert (response.status_code, response.json()["error"]["code"]) == (413, 9011)


@pytest.mark.parametrize("image_id", ["0" * 32, "x", "A" * 32, "%00"])
def test_an_unknown_picture(client: Client, retailer: Company, image_id: str) -> None:
    response = take_away(client, image_id, retailer.pk)

    assert (response.status_code, response.json()["error"]["code"]) == (404, 9009)


def test_another_companys_picture_is_unknown(client: Client, retailer: Company, rival: Company) -> None:
    foreign = make_image(rival)

    response = take_away(client, foreign.pk, retailer.pk)

    assert (response.status_code, response.json()["error"]["code"]) == (404, 9009)
    assert Image.objects.count() == 1


@pytest.mark.usefixtures("still_clock")
def test_too_many_at_once(client: Client, retailer: Company, logo: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CUT_OUTS", limits.Limit("cut-out", 600, per_address=1, per_company=9))
    assert take_away(client, logo, retailer.pk).status_code == 201

    assert take_away(client, logo, retailer.pk, tolerance=40).status_code == 429
    assert Image.objects.count() == 2
