"""Pictures that are stored to be named later: one per content, private, within a quota, gone when nobody uses them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests.common.receiver import Receiver, answer, receiving
from tests.images import pictures

from monogram.common import addresses, clock
from monogram.companies.models import Company
from monogram.files import services as files
from monogram.images import errors, examination, hosting
from monogram.images.jobs import delete_expired_images, delete_leftovers_of_hosting
from monogram.images.models import HostedImage, Image
from monogram.images.services import accept_upload, accept_url, pictures_at

pytestmark = pytest.mark.django_db

PNG = pictures.encoded("PNG")
JPEG = pictures.encoded("JPEG")


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    settings.MONOGRAM_PUBLIC_URL = "https://print.example"
    return tmp_path


@pytest.fixture
def host(settings: Settings) -> Iterator[Receiver]:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    addresses.cache.clear()
    with receiving(answer(body=PNG)) as server:
        yield server


def stored(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def path_of(url: str) -> str:
    return url.removeprefix("https://print.example")


def test_an_upload_has_three_addresses_with_a_signature_each(retailer: Company) -> None:
    hosted = hosting.host_upload(company=retailer, file_name="C:\\dog.png", content=PNG)

    told = hosting.addresses_of(hosted)
    assert list(told) == ["original", "preview", "processed"]
    assert len({url.split("/")[-2] for url in told.values()}) == 3
    assert [url.rpartition("/")[2] for url in told.values()] == ["original.png", "preview.png", "processed.png"]
    assert (hosted.file_name, hosted.width) == ("dog.png", pictures.WIDTH)
    file = hosting.file_at(path_of(told["original"]))
    assert files.read(file.key) == PNG
    assert hosted.expires_at
    assert timedelta(days=29) < hosted.expires_at - clock.now() <= timedelta(days=30)


def test_no_file_is_to_be_had_but_by_its_address(retailer: Company) -> None:
    hosted = hosting.host_upload(company=retailer, file_name="dog.png", content=PNG)
    told = hosting.addresses_of(hosted)
    preview, original = path_of(told["preview"]), path_of(told["original"])
    guessed = [
        original.replace("original.png", "preview.png"),
        preview.replace("preview.png", "original.png"),
        original.replace(hosted.pk, "0" * 32),
        f"{original}/",
        original.replace("original.png", "drawing.png"),
    ]
    for path in guessed:
        with pytest.raises(errors.ImageNotFoundError):
            hosting.file_at(path)
    assert Client().get(f"/files/{hosted.original}").status_code == 404


def test_a_picture_at_an_address_is_fetched(retailer: Company, host: Receiver) -> None:
    hosted = hosting.host_url(company=retailer, url=f"{host.origin}/my%20dog.png?size=large")

    assert (hosted.file_name, hosted.source_url) == ("my dog.png", f"{host.origin}/my%20dog.png?size=large")
    assert [request.path for request in host.received] == ["/my%20dog.png?size=large"]


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_redirect_or_an_error_is_no_picture_and_leaves_nothing(
    retailer: Company, host: Receiver, status: int, media: Path
) -> None:
    host.behaviour = answer(status, Location=f"{host.origin}/other.png")
    with pytest.raises(errors.ImageAddressError):
        hosting.host_url(company=retailer, url=f"{host.origin}/a.png")
    assert len(host.received) == 1
    assert (stored(media), HostedImage.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/a.png", "http://[::1]/a.png", "http://169.254.169.254/a", "file:///x"]
)
def test_a_private_address_is_not_asked(retailer: Company, url: str, media: Path) -> None:
    with pytest.raises(errors.ImageAddressError):
        hosting.host_url(company=retailer, url=url)
    assert stored(media) == []


def test_what_is_no_picture_leaves_nothing(retailer: Company, media: Path) -> None:
    with pytest.raises(errors.NotAnImageError):
        hosting.host_upload(company=retailer, file_name="a.png", content=b"<html>")
    assert (stored(media), HostedImage.objects.count()) == ([], 0)


def test_the_same_bytes_are_one_picture_with_its_life_before_it(
    retailer: Company, supplier: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = hosting.host_upload(company=retailer, file_name="a.png", content=PNG)
    later = clock.now() + timedelta(days=20)
    monkeypatch.setattr(clock, "now", lambda: later)

    again = hosting.host_upload(company=retailer, file_name="b.png", content=PNG)
    others = hosting.host_upload(company=supplier, file_name="a.png", content=PNG)

    assert (again.pk, again.expires_at) == (first.pk, later + timedelta(days=30))
    assert others.pk != first.pk
    assert HostedImage.objects.count() == 2


def test_the_same_bytes_may_come_again_as_soon_as_they_have_expired(
    retailer: Company, monkeypatch: pytest.MonkeyPatch, media: Path
) -> None:
    first = hosting.host_upload(company=retailer, file_name="a.png", content=PNG)
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)

    again = hosting.host_upload(company=retailer, file_name="a.png", content=PNG)

    assert (list(HostedImage.objects.all()), again.expires_at) == ([again], later + timedelta(days=30))
    assert not any(first.pk in path.name for path in stored(media))


def test_a_rival_with_the_same_bytes_is_no_accident(
    retailer: Company, monkeypatch: pytest.MonkeyPatch, media: Path
) -> None:
    look = examination.examine_image
    rivals: list[HostedImage] = []

    def look_while_a_rival_is_quicker(content: bytes) -> object:
        if not rivals:
            monkeypatch.setattr(hosting, "examine_image", look)
            rivals.append(hosting.host_upload(company=retailer, file_name="a.png", content=content))
        return look(content)

    monkeypatch.setattr(hosting, "examine_image", look_while_a_rival_is_quicker)
    hosted = hosting.host_upload(company=retailer, file_name="a.png", content=PNG)

    assert [hosted.pk] == [rival.pk for rival in rivals]
    assert all(hosted.pk in path.name for path in stored(media))


def test_a_company_has_so_much_room(retailer: Company, supplier: Company) -> None:
    retailer.hosted_image_megabytes = 0
    with pytest.raises(errors.HostedRoomFullError) as caught:
        hosting.host_upload(company=retailer, file_name="a.png", content=PNG)
    assert (caught.value.code, caught.value.http_status) == (9014, 400)
    assert caught.value.text.startswith("There is no room for more hosted images: 0 of 0 MB are taken")

    retailer.hosted_image_megabytes = 1
    hosting.host_upload(company=retailer, file_name="a.png", content=PNG)
    HostedImage.objects.update(byte_size=999_900)
    with pytest.raises(errors.HostedRoomFullError):
        hosting.host_upload(company=retailer, file_name="a.jpg", content=JPEG)
    assert hosting.host_upload(company=supplier, file_name="a.jpg", content=JPEG).company == supplier


def test_without_a_company_a_picture_is_smaller_and_lives_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    hosted = hosting.host_upload(company=None, file_name="a.png", content=PNG)
    assert hosted.expires_at
    assert hosted.expires_at - clock.now() <= timedelta(days=1)
    monkeypatch.setattr(hosting, "LARGEST_WITHOUT_COMPANY", len(JPEG) - 1)
    with pytest.raises(errors.ImageTooLargeError):
        hosting.host_upload(company=None, file_name="a.jpg", content=JPEG)


def test_a_picture_at_an_address_that_is_too_large_is_refused_with_the_limit(
    retailer: Company, host: Receiver, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(hosting, "LARGEST_WITHOUT_COMPANY", 20)
    settings.MONOGRAM_UPLOAD_MAX_BYTES = 30
    with pytest.raises(errors.ImageTooLargeError, match=r"Without credentials an image has at most 20 bytes\Z"):
        hosting.host_url(company=None, url=f"{host.origin}/a.png")
    with pytest.raises(errors.ImageTooLargeError, match=r"An image has at most 30 bytes\Z"):
        hosting.host_url(company=retailer, url=f"{host.origin}/a.png")


def test_pictures_without_a_company_that_stay_take_no_room_from_those_that_come(
    retailer: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosting, "ROOM_WITHOUT_COMPANY", max(len(PNG), len(JPEG)))
    hosted = hosting.host_upload(company=None, file_name="a.png", content=PNG)
    with pytest.raises(errors.HostedRoomFullError):
        hosting.host_upload(company=None, file_name="a.jpg", content=JPEG)

    accept_url(company=retailer, url=hosting.addresses_of(hosted)["original"])

    assert hosting.host_upload(company=None, file_name="a.jpg", content=JPEG).company is None


def test_what_nobody_uses_is_deleted_in_time(retailer: Company, monkeypatch: pytest.MonkeyPatch, media: Path) -> None:
    hosted = hosting.host_upload(company=retailer, file_name="a.png", content=PNG)
    path = path_of(hosting.addresses_of(hosted)["original"])
    began = clock.now()

    monkeypatch.setattr(clock, "now", lambda: began + timedelta(days=29))
    delete_expired_images.call()
    assert hosting.file_at(path).image == hosted

    monkeypatch.setattr(clock, "now", lambda: began + timedelta(days=30, seconds=1))
    with pytest.raises(errors.ImageNotFoundError):
        hosting.file_at(path)
    delete_expired_images.call()
    assert (stored(media), HostedImage.objects.count()) == ([], 0)


def test_files_of_a_picture_whose_row_was_never_written_are_deleted(retailer: Company, media: Path) -> None:
    """As whoever is killed between the two leaves them."""
    kept = hosting.host_upload(company=retailer, file_name="a.png", content=PNG)
    files_of_kept = stored(media)
    killed = hosting.host_upload(company=retailer, file_name="a.jpg", content=JPEG)
    HostedImage.objects.filter(pk=killed.pk).delete()
    all_files = stored(media)

    with clock.frozen(clock.now()):
        clock.advance(timedelta(hours=23))
        delete_leftovers_of_hosting.call()
        assert sorted(stored(media)) == sorted(all_files)
        clock.advance(timedelta(hours=2))
        delete_leftovers_of_hosting.call()

    assert sorted(stored(media)) == sorted(files_of_kept)
    assert files.read(kept.original) == PNG


def test_a_hosted_picture_is_taken_in_without_a_request_and_stays(
    retailer: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    hosted = hosting.host_upload(company=retailer, file_name="a.jpg", content=JPEG)
    url = hosting.addresses_of(hosted)["original"]

    def nobody_asks(*arguments: object, **named: object) -> bytes:
        raise AssertionError("a request left")

    monkeypatch.setattr("monogram.images.services.fetch", nobody_asks)
    monkeypatch.setattr("monogram.images.services.examine_image", nobody_asks)

    image = accept_url(company=retailer, url=url)
    [several] = pictures_at(company=retailer, urls=[url]).values()

    assert isinstance(several, Image)
    assert (image.sha256, image.width, several.original) == (hosted.sha256, hosted.width, image.original)
    assert files.read(image.original) == JPEG
    assert files.read(image.working_copy) == files.read(hosted.working_copy)
    assert image.original.startswith("images/")
    began = clock.now()
    monkeypatch.setattr(clock, "now", lambda: began + timedelta(days=400))
    delete_expired_images.call()
    hosted.refresh_from_db()
    assert hosted.expires_at is None


def test_its_preview_is_taken_in_as_what_it_shows(retailer: Company) -> None:
    hosted = hosting.host_upload(company=None, file_name="a.png", content=PNG)
    image = accept_url(company=retailer, url=hosting.addresses_of(hosted)["preview"])
    assert files.read(image.original) == files.read(hosted.working_copy)


def test_an_expired_picture_cannot_be_used(retailer: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    hosted = hosting.host_upload(company=retailer, file_name="a.png", content=PNG)
    url = hosting.addresses_of(hosted)["original"]
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)

    with pytest.raises(errors.ImageAddressError) as caught:
        accept_url(company=retailer, url=url)
    [refusal] = pictures_at(company=retailer, urls=[url]).values()

    assert caught.value.path == "url"
    assert caught.value.text.endswith(". No image is stored here at exactly this address, or no longer")
    assert isinstance(refusal, errors.ImageAddressError)
    assert not Image.objects.exists()


def test_an_upload_of_a_shopper_is_not_a_hosted_picture(retailer: Company) -> None:
    accept_upload(company=retailer, file_name="a.png", content=PNG)
    assert HostedImage.objects.count() == 0
