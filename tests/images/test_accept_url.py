"""Pictures at addresses that a shop names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.common.receiver import Receiver, answer, receiving
from tests.images import pictures

from monogram.common import addresses
from monogram.companies.models import Company
from monogram.files import services as files
from monogram.images import errors
from monogram.images.models import Image
from monogram.images.queries import image_by_id, image_for, images_by_id
from monogram.images.services import accept_upload, accept_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(settings: Settings, tmp_path: Path) -> Iterator[Receiver]:
    settings.MEDIA_ROOT = tmp_path
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    addresses.cache.clear()
    with receiving(answer(body=pictures.encoded("PNG"))) as server:
        yield server


def test_a_picture_is_fetched_and_remembers_where_it_was(retailer: Company, host: Receiver) -> None:
    url = f"{host.origin}/photos/my%20dog.png?size=large"

    image = accept_url(company=retailer, url=url)

    assert (image.file_name, image.source_url, image.width) == ("my dog.png", url, pictures.WIDTH)
    assert files.read(image.original) == pictures.encoded("PNG")


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (301, "The host redirects (status 301), which is not followed: give the address that it leads to"),
        (404, "The host answered with status 404"),
        (500, "The host answered with status 500"),
    ],
)
def test_an_address_without_a_picture(retailer: Company, host: Receiver, status: int, reason: str) -> None:
    host.behaviour = answer(status)

    with pytest.raises(errors.ImageAddressError) as caught:
        accept_url(company=retailer, url=f"{host.origin}/a.png")

    assert (caught.value.code, caught.value.path) == (9008, "url")
    assert caught.value.text == f"There is no picture that we can read at this address. {reason}"
    assert not Image.objects.exists()


def test_a_page_instead_of_a_picture(retailer: Company, host: Receiver) -> None:
    host.behaviour = answer(body=b"<html>Sign in</html>")

    with pytest.raises(errors.NotAnImageError):
        accept_url(company=retailer, url=f"{host.origin}/a.png")


def test_a_file_beyond_the_limit_is_not_read_to_its_end(retailer: Company, host: Receiver, settings: Settings) -> None:
    settings.MONOGRAM_UPLOAD_MAX_BYTES = 1000
    host.behaviour = answer(body=bytes(5000))

    with pytest.raises(errors.ImageTooLargeError):
        accept_url(company=retailer, url=f"{host.origin}/a.png")


@pytest.mark.parametrize("host_name", ["169.254.169.254", "localhost", "nobody.invalid"])
def test_private_addresses_are_none_of_a_shops_business_nor_where_names_lead(
    retailer: Company, settings: Settings, host_name: str
) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = []

    with pytest.raises(errors.ImageAddressError) as caught:
        accept_url(company=retailer, url=f"http://{host_name}/latest/meta-data")

    why = "There is no picture that we can read at this address. The host has no public address"
    assert caught.value.text == why


def test_a_company_sees_its_own_pictures_alone(
    retailer: Company, supplier: Company, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    image = accept_upload(company=retailer, file_name="a.png", content=pictures.encoded("PNG"))

    assert image_for(retailer, image.pk) == image
    assert image_by_id(image.pk) == image
    assert images_by_id([image.pk, "0" * 32]) == {image.pk: image}
    with pytest.raises(errors.ImageNotFoundError):
        image_for(supplier, image.pk)
    with pytest.raises(errors.ImageNotFoundError):
        image_by_id("0" * 32)
