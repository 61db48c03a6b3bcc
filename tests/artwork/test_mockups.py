"""Mock-ups: a product with artwork on it, drawn once and kept by what it shows."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.test import Client
from PIL import Image as Pillow
from pytest_django import Settings
from tests.catalogue.factories import make_view, options_of
from tests.designs.documents import document

from monogram.artwork import drawing
from monogram.artwork.errors import MockupRequestError
from monogram.artwork.jobs import delete_unused_mockups
from monogram.artwork.mockup_requests import MockupRequest, PlacedPicture, read_mockup
from monogram.artwork.mockups import Mockup, delete_unused, make_mockups
from monogram.catalogue.errors import ProductNotFoundError
from monogram.catalogue.models import Product
from monogram.common import clock
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.designs.errors import DesignNotFoundError, PlacementError
from monogram.designs.models import Sample
from monogram.designs.placing import Placement
from monogram.designs.services import create_print_job
from monogram.files import services as files
from monogram.images.errors import ImageAddressError, ImageNotFoundError
from monogram.images.hosting import addresses_of, host_upload
from monogram.images.models import HostedImage, Image
from monogram.images.services import accept_upload

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def flat(colour: str, side: int = 60) -> bytes:
    content = io.BytesIO()
    Pillow.new("RGB", (side, side), colour).save(content, "PNG")
    return content.getvalue()


def red_artwork(company: Company) -> PlacedPicture:
    return PlacedPicture(image=host_upload(company=company, file_name="a.png", content=flat("#ff0000")).pk)


def pixels_of(mockup: Mockup, settings: Settings) -> Any:
    path = Path(settings.MEDIA_ROOT) / mockup.url.partition("/files/")[2]
    return np.asarray(Pillow.open(path).convert("RGB")).astype(int)


def share_of_red(mockup: Mockup, settings: Settings) -> float:
    pixels = pixels_of(mockup, settings)
    return float(((pixels[..., 0] - pixels[..., 1]) > 60).mean())


def refused(company: Company, wanted: MockupRequest, kind: type[MonogramError]) -> str:
    with pytest.raises(kind) as caught:
        make_mockups(company=company, wanted=wanted)
    return caught.value.path


def test_artwork_is_shown_on_the_product(retailer: Company, shirt: Product, settings: Settings) -> None:
    wanted = MockupRequest(product_id=shirt.pk, artwork=(red_artwork(retailer),), size=400)

    [mockup] = make_mockups(company=retailer, wanted=wanted)

    assert (mockup.view, mockup.width, mockup.height) == ("Front", 400, 400)
    assert mockup.url.startswith("http://127.0.0.1:8000/files/mockups/")
    assert mockup.url.endswith(".jpg")
    assert pixels_of(mockup, settings).shape == (400, 400, 3)
    assert share_of_red(mockup, settings) > 0.1


def test_a_smaller_scale_shows_less_of_it(retailer: Company, shirt: Product, settings: Settings) -> None:
    artwork = red_artwork(retailer)
    small = PlacedPicture(image=artwork.image, placement=Placement(scale=0.5))

    [whole] = make_mockups(company=retailer, wanted=MockupRequest(product_id=shirt.pk, artwork=(artwork,)))
    [half] = make_mockups(company=retailer, wanted=MockupRequest(product_id=shirt.pk, artwork=(small,)))

    ratio = share_of_red(half, settings) / share_of_red(whole, settings)
    assert ratio == pytest.approx(0.25, abs=0.02)


def test_the_chosen_colour_is_that_of_the_product(retailer: Company, shirt: Product, settings: Settings) -> None:
    artwork = (red_artwork(retailer),)
    options = tuple(option["option_id"] for option in options_of(shirt, "BLACK"))

    [plain] = make_mockups(company=retailer, wanted=MockupRequest(product_id=shirt.pk, artwork=artwork))
    [black] = make_mockups(
        company=retailer, wanted=MockupRequest(product_id=shirt.pk, artwork=artwork, options=options)
    )

    assert pixels_of(black, settings).mean() < pixels_of(plain, settings).mean() - 5


def test_the_same_again_draws_nothing(retailer: Company, shirt: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make_mockups(company=retailer, wanted=MockupRequest(product_id=shirt.pk, artwork=(red_artwork(retailer),)))
    other_row = accept_upload(company=retailer, file_name="b.png", content=flat("#ff0000"))

    def nobody_draws(*arguments: object, **named: object) -> object:
        raise AssertionError("it was drawn again")

    monkeypatch.setattr(drawing, "compose_view", nobody_draws)
    wanted = MockupRequest(product_id=shirt.pk, artwork=(PlacedPicture(image=other_row.pk),))
    assert make_mockups(company=retailer, wanted=wanted) == first

    monkeypatch.undo()
    shirt.views.update(displacement=3)
    changed = make_mockups(company=retailer, wanted=wanted)
    assert changed[0].url != first[0].url


def test_several_pictures_lie_upon_each_other(retailer: Company, shirt: Product, settings: Settings) -> None:
    white = host_upload(company=retailer, file_name="b.png", content=flat("#ffffff"))
    cover = PlacedPicture(image=white.pk, placement=Placement(scale=1.5))
    both = MockupRequest(product_id=shirt.pk, artwork=(red_artwork(retailer), cover))
    [mockup] = make_mockups(company=retailer, wanted=both)
    assert share_of_red(mockup, settings) == 0


def test_views_are_chosen_by_name_and_a_png_is_one(retailer: Company, shirt: Product, settings: Settings) -> None:
    back = make_view(shirt, "Back")
    shirt.print_areas.create(
        name="Back", width=100, height=125, view=back, quad=[[10, 10], [60, 10], [60, 60], [10, 60]]
    )
    artwork = (red_artwork(retailer),)

    both = make_mockups(company=retailer, wanted=MockupRequest(product_id=shirt.pk, artwork=artwork))
    [back_only] = make_mockups(
        company=retailer,
        wanted=MockupRequest(product_id=shirt.pk, artwork=artwork, views=("Back",), format="png"),
    )

    assert [mockup.view for mockup in both] == ["Front", "Back"]
    assert back_only.url.endswith(".png")
    assert share_of_red(back_only, settings) == 0
    unknown = MockupRequest(product_id=shirt.pk, artwork=artwork, views=("Front", "Side"))
    assert refused(retailer, unknown, MockupRequestError) == "views[1]"


def test_a_mock_up_uses_nothing_up(retailer: Company, shirt: Product) -> None:
    hosted = host_upload(company=retailer, file_name="a.png", content=flat("#ff0000"))
    wanted = MockupRequest(product_id=shirt.pk, artwork=(PlacedPicture(image=hosted.pk),))
    make_mockups(company=retailer, wanted=wanted)
    assert HostedImage.objects.get().expires_at == hosted.expires_at
    assert Image.objects.count() == 0


def test_the_address_of_a_hosted_picture_is_read_without_a_request(retailer: Company, shirt: Product) -> None:
    hosted = host_upload(company=retailer, file_name="a.png", content=flat("#ff0000"))
    by_id = MockupRequest(product_id=shirt.pk, artwork=(PlacedPicture(image=hosted.pk),))
    by_url = MockupRequest(product_id=shirt.pk, artwork=(PlacedPicture(url=addresses_of(hosted)["original"]),))
    assert make_mockups(company=retailer, wanted=by_url) == make_mockups(company=retailer, wanted=by_id)
    hosted.refresh_from_db()
    assert hosted.expires_at


def test_a_print_job_and_a_sample_are_shown_as_they_were_designed(retailer: Company, shirt: Product) -> None:
    design = document(shirt)
    options = options_of(shirt, "WHITE", "M")
    job = create_print_job(company=retailer, product=shirt, document=design, options=options)
    sample = Sample.objects.create(
        company=retailer,
        product=shirt,
        name="Fox",
        document=job.document,
        document_hash=job.document_hash,
        options=options,
    )

    of_job = make_mockups(company=retailer, wanted=MockupRequest(print_job_ref=job.ref.lower()))
    of_sample = make_mockups(company=retailer, wanted=MockupRequest(print_on_demand_ref=sample.ref))

    assert [mockup.view for mockup in of_job] == ["Front"]
    assert of_job == of_sample


def test_nothing_of_another_company_is_shown(retailer: Company, supplier: Company, shirt: Product) -> None:
    artwork, options = red_artwork(retailer), options_of(shirt, "WHITE", "M")
    job = create_print_job(company=retailer, product=shirt, document=document(shirt), options=options)
    mine = MockupRequest(product_id=shirt.pk, artwork=(artwork,))
    assert refused(supplier, mine, ProductNotFoundError) == ""
    assert refused(supplier, MockupRequest(print_job_ref=job.ref), DesignNotFoundError) == ""
    assert refused(supplier, MockupRequest(print_on_demand_ref=job.ref), DesignNotFoundError) == ""
    shirt.owner = None
    shirt.save()
    assert refused(supplier, mine, ImageNotFoundError) == "artwork[0].image"


def test_what_cannot_be_is_refused_with_its_place(retailer: Company, shirt: Product) -> None:
    artwork = red_artwork(retailer)
    elsewhere = PlacedPicture(image=artwork.image, placement=Placement(area="Sleeve"))
    private = PlacedPicture(url="http://10.0.0.1/a.png")

    def request(**fields: Any) -> MockupRequest:
        return MockupRequest(product_id=shirt.pk, **fields)

    assert refused(retailer, request(), MockupRequestError) == "artwork"
    assert refused(retailer, request(artwork=(artwork, elsewhere)), PlacementError) == "artwork[1].placement.area"
    assert refused(retailer, request(artwork=(private,)), ImageAddressError) == "artwork[0].url"
    assert refused(retailer, request(artwork=(artwork,), options=(10**6,)), MockupRequestError) == "options[0]"
    [white, black] = [options_of(shirt, code)[0]["option_id"] for code in ("WHITE", "BLACK")]
    both = request(artwork=(artwork,), options=(white, white, black))
    assert refused(retailer, both, MockupRequestError) == "options[2]"


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ([], ""),
        ({}, ""),
        ({"product_id": 1, "print_job_ref": "A"}, ""),
        ({"print_job_ref": "A", "artwork": [{"image": "b"}]}, "artwork"),
        ({"product_id": 1, "colour": "red"}, "colour"),
        ({"product_id": "one"}, "product_id"),
        ({"product_id": True}, "product_id"),
        ({"product_id": 2**63}, "product_id"),
        ({"product_id": 1, "artwork": {}}, "artwork"),
        ({"product_id": 1, "artwork": ["a"]}, "artwork[0]"),
        ({"product_id": 1, "artwork": [{}]}, "artwork[0]"),
        ({"product_id": 1, "artwork": [{"url": "a", "image": "b"}]}, "artwork[0]"),
        ({"product_id": 1, "artwork": [{"url": 5}]}, "artwork[0].url"),
        ({"product_id": 1, "artwork": [{"url": "a", "placment": {}}]}, "artwork[0].placment"),
        ({"product_id": 1, "artwork": [{"url": "a", "placement": {"scale": 0}}]}, "artwork[0].placement.scale"),
        ({"product_id": 1, "artwork": [{"url": "a"}] * 21}, "artwork"),
        ({"product_id": 1, "options": ["x"]}, "options[0]"),
        ({"product_id": 1, "views": [1]}, "views[0]"),
        ({"product_id": 1, "size": 59}, "size"),
        ({"product_id": 1, "size": 1601}, "size"),
        ({"product_id": 1, "size": 1e400}, "size"),
        ({"product_id": 1, "format": "gif"}, "format"),
    ],
)
def test_a_request_that_cannot_be_read_names_its_place(body: object, path: str) -> None:
    with pytest.raises(MonogramError) as caught:
        read_mockup(body)
    assert caught.value.path == path


def test_a_request_is_read_with_tolerance() -> None:
    body = {
        "product_id": "12",
        "artwork": [{"url": "https://a.example/b.png", "image": None, "placement": {"scale": 0.5}}],
        "options": [{"aspect_id": 1, "option_id": "7"}, 8],
        "views": None,
        "size": "300",
        "format": "png",
    }
    assert read_mockup(body) == MockupRequest(
        product_id=12,
        artwork=(PlacedPicture(url="https://a.example/b.png", placement=Placement(scale=0.5)),),
        options=(7, 8),
        size=300,
        format="png",
    )


def test_a_picture_stays_while_it_is_used_and_is_made_again_at_its_address(
    retailer: Company, shirt: Product, settings: Settings
) -> None:
    image = accept_upload(company=retailer, file_name="a.png", content=flat("#ff0000"))
    wanted = MockupRequest(product_id=shirt.pk, artwork=(PlacedPicture(image=image.pk),))
    [mockup] = make_mockups(company=retailer, wanted=wanted)
    path = mockup.url.removeprefix("http://127.0.0.1:8000")
    with clock.frozen(clock.now()):
        clock.advance(timedelta(days=29))
        assert Client().get(path).status_code == 200
        clock.advance(timedelta(days=29))
        assert make_mockups(company=retailer, wanted=wanted) == [mockup]
        clock.advance(timedelta(days=29))
        delete_unused_mockups.call()
        assert pixels_of(mockup, settings).shape == (600, 600, 3)

        clock.advance(timedelta(days=2))
        delete_unused_mockups.call()
        gone = Client().get(path)
        assert (gone.status_code, gone["Content-Type"]) == (404, "text/plain; charset=utf-8")
        assert gone.content.decode().startswith("This picture is not kept any more.")

        assert make_mockups(company=retailer, wanted=wanted) == [mockup]
        assert pixels_of(mockup, settings).shape == (600, 600, 3)


def test_only_mockups_are_deleted(retailer: Company, shirt: Product) -> None:
    image = accept_upload(company=retailer, file_name="a.png", content=flat("#ff0000"))
    with clock.frozen(clock.now() + timedelta(days=400)):
        assert delete_unused() == 0

    assert files.exists(image.original)
