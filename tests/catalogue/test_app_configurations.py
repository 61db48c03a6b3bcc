"""App configurations in the back office."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.catalogue.factories import make_product
from tests.catalogue.forms import form_values
from tests.catalogue.pictures import picture

from monogram.catalogue.models.app_configurations import AppConfiguration
from monogram.companies.models import Company
from monogram.files import services as files

LIST = "/admin/catalogue/appconfiguration/"


def add(client: Client, **changes: Any) -> Any:
    values = form_values(client.get(f"{LIST}add/").content.decode())
    return client.post(f"{LIST}add/", {**values, "name": "engraving", **changes}, follow=True)


def words(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_configuration_is_added_with_a_logo_through_the_door(admin_client: Client) -> None:
    logo = SimpleUploadedFile("our logo.png", picture(90))

    add(
        admin_client,
        tabs="product, text",
        off=["curve", "price"],
        logo=logo,
        logo_alt="Thistle & Post",
        theme="accent: #7a1f2b\nradius-card: 4px",
        frame_ancestors="https://Shop.example/\n\nhttps://b.example:8443\n",
    )

    made = AppConfiguration.objects.get()
    assert (made.name, made.tabs, made.off) == ("engraving", ["product", "text"], ["curve", "price"])
    assert made.theme == {"accent": "#7a1f2b", "radius-card": "4px"}
    assert made.frame_ancestors == ["https://shop.example", "https://b.example:8443"]
    assert files.read(made.logo.name).startswith(b"\x89PNG")
    assert "engraving" in admin_client.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"name": "two words"}, "valid “slug”"),
        ({"tabs": "text, games"}, "There is no tab “games”."),
        ({"tabs": "text, text"}, "Name each tab once."),
        ({"off": ["everything"]}, "not one of the available choices"),
        ({"theme": "accent: red"}, "“accent”: write a colour as #rrggbb"),
        ({"theme": "accent"}, "“accent”: write a name, a colon and a value, such as accent: #7a1f2b."),
        ({"theme": "ink: #000000\nink: #111111"}, "“ink” is there twice."),
        (
            {"frame_ancestors": "https://a.example\n*"},
            "“*” is not the origin of a site. Write it as https://shop.example",
        ),
        ({"frame_ancestors": "https://a.example/page"}, "“https://a.example/page” is not the origin of a site."),
        ({"logo": SimpleUploadedFile("a.png", b"MZ")}, "This file is not a picture that we can print."),
        ({"logo": SimpleUploadedFile("a.png", picture(9))}, "Say what the logo shows"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(admin_client: Client, changes: dict[str, Any], word: str) -> None:
    assert word in words(add(admin_client, **changes))
    assert not AppConfiguration.objects.exists()


def test_what_is_kept_is_shown_as_it_is_written(admin_client: Client) -> None:
    made = AppConfiguration.objects.create(
        name="engraving",
        theme={"ink": "#000000", "accent": "#7a1f2b"},
        frame_ancestors=["https://a.example", "http://b"],
    )
    address = f"{LIST}{made.pk}/change/"

    values = form_values(admin_client.get(address).content.decode())
    admin_client.post(address, values)

    assert values["theme"] == ["ink: #000000\naccent: #7a1f2b"]
    assert values["frame_ancestors"] == ["https://a.example\nhttp://b"]
    same = AppConfiguration.objects.get()
    assert (same.theme, same.frame_ancestors) == (made.theme, made.frame_ancestors)


def test_a_company_names_its_sites_one_a_line(admin_client: Client, retailer: Company) -> None:
    address = f"/admin/companies/company/{retailer.pk}/change/"
    values = form_values(admin_client.get(address).content.decode())

    admin_client.post(address, {**values, "frame_origins": "https://a.example\nhttps://b.example"})
    retailer.refresh_from_db()
    assert retailer.frame_origins == ["https://a.example", "https://b.example"]

    assert "is not the origin of a site" in words(admin_client.post(address, {**values, "frame_origins": "a.example"}))


def test_a_theme_that_cannot_be_read_is_kept_with_a_warning(admin_client: Client) -> None:
    page = words(add(admin_client, theme="accent: #ffe14d"))

    made = AppConfiguration.objects.get()
    assert "The accent on paper, light scheme: 1.2 : 1, and 4.5 : 1 is needed." in page
    assert "Hard to read:" in words(admin_client.get(f"{LIST}{made.pk}/change/"))
    assert "3 too weak" in words(admin_client.get(LIST))


def test_the_designer_opens_with_it(admin_client: Client, retailer: Company) -> None:
    made = AppConfiguration.objects.create(name="engraving", owner=retailer)
    address = f"{LIST}{made.pk}/designer/"
    assert admin_client.get(address)["Location"] == f"{LIST}{made.pk}/change/"

    product = make_product(retailer)

    opened = admin_client.get(address)["Location"]
    assert opened == f"/s/app/acp3_2/en_GB/engraving.html#p={product.pk}&guid={retailer.pk}"
