"""Print files and pictures in the back office."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.images import pictures

from monogram.artwork.models import Artwork, ItemAsset
from monogram.artwork.services import prepare_item
from monogram.companies.models import Company, User
from monogram.files import services as files
from monogram.images.services import accept_upload
from monogram.orders.models import OrderItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("staff@monogram.example", "a password of tests"))
    return client


def test_lists_and_pages_show_what_was_made(staff: Client, bought: OrderItem) -> None:
    output, thumbnail = prepare_item(bought)
    pages = [reverse(f"admin:artwork_{name}_changelist") for name in ("artwork", "itemasset")]
    pages += [reverse("admin:artwork_artwork_change", args=[output.artwork.pk])]
    pages += [reverse("admin:artwork_itemasset_change", args=[thumbnail.pk])]

    texts = [staff.get(page).content.decode() for page in pages]

    assert output.artwork.sha256 in texts[0]
    assert files.public_url(thumbnail.artwork.file) in texts[1]
    assert files.public_url(output.artwork.file) in texts[2]
    assert bought.order.ref in texts[3]


@pytest.mark.parametrize(
    ("comparison", "words"),
    [
        ({"ssim": 0.99912, "shift": 0.004, "share_over_8": 0.001}, "Yes (99.91 % alike, 0.00 px aside)"),
        ({"ssim": 0.981, "shift": 0.004, "share_over_8": 0.001}, "No: look at it (98.10 % alike, 0.00 px aside)"),
        (None, "–"),
    ],
)
def test_a_print_says_whether_it_is_what_was_shown(
    staff: Client, bought: OrderItem, comparison: dict[str, float] | None, words: str
) -> None:
    prepare_item(bought)
    Artwork.objects.update(comparison=comparison)

    assert words in staff.get(reverse("admin:artwork_artwork_changelist")).content.decode()


@pytest.mark.parametrize("model", [Artwork, ItemAsset])
def test_nobody_adds_changes_or_deletes(staff: Client, bought: OrderItem, model: type[Artwork | ItemAsset]) -> None:
    prepare_item(bought)
    name = f"artwork_{model._meta.model_name}"
    pk = model._default_manager.values_list("pk", flat=True)[0]

    answers = [
        staff.post(reverse(f"admin:{name}_add"), {}),
        staff.post(reverse(f"admin:{name}_change", args=[pk]), {"name": "x"}),
        staff.post(reverse(f"admin:{name}_delete", args=[pk]), {"post": "yes"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert model._default_manager.count() == 2


def test_pictures_are_shown_and_found(staff: Client, retailer: Company) -> None:
    image = accept_upload(company=retailer, file_name="dog.png", content=pictures.encoded("PNG"))

    listed = staff.get(reverse("admin:images_image_changelist"), {"q": "dog"}).content.decode()
    page = staff.get(reverse("admin:images_image_change", args=[image.pk])).content.decode()

    assert files.public_url(image.working_copy) in listed
    assert files.public_url(image.original) in page
    assert staff.post(reverse("admin:images_image_add"), {}).status_code == 403
