"""`/artists/data/…`: where it starts, blanks to choose from, and the artwork."""

from __future__ import annotations

from typing import Any

import pytest
import pyvips
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.catalogue.factories import make_product, make_shirt
from tests.catalogue.pictures import picture
from tests.embed.creating import Creator

from monogram.catalogue.models import AspectOption, Category, PrintArea, Product
from monogram.companies.models import Company
from monogram.files import services as files
from monogram.images.models import Image
from monogram.images.services import accept_upload
from monogram.virtual_products.models import Artwork


def test_where_it_starts(creator: Creator) -> None:
    creator.blanks.products.add(make_product(creator.company))
    waiting = Category.objects.create(name="Waiting", owner=creator.company)
    creator.open(pending_pc=waiting.pk, artist="ada")

    assert creator.get("start").json() == {
        "company": {"name": "Retailer"},
        "artist": "ada",
        "approved": {"id": creator.approved.pk, "name": "Ours"},
        "pending": {"id": waiting.pk, "name": "Waiting"},
        "blanks": {"id": creator.blanks.pk, "name": "Blanks", "count": 1},
        "product": None,
        "sku_pattern": "{supplier_sku}-{code}",
        "limits": {"products": 500, "file_bytes": 40_000_000},
    }


def test_a_category_that_is_gone_meanwhile(creator: Creator) -> None:
    creator.open()
    creator.blanks.delete()

    response = creator.get("start")

    assert (response.status_code, response.json()["error"]["code"]) == (404, 7406)


def test_blanks_are_the_categorys_that_artwork_can_be_put_on(creator: Creator, rival: Company) -> None:
    card, shirt = make_product(creator.company, supplier_sku="S-1", description="Thick."), make_shirt()
    without_area = Product.objects.create(name="Bare", sku="BARE")
    others = [
        make_product(rival),
        make_product(creator.company, kind="stock"),
        make_product(creator.company, is_active=False),
        make_product(creator.company, is_template=True),
        without_area,
        Product.objects.create(name="Sun", sku="SUN", base=card, virtual_state="approved", owner=creator.company),
    ]
    creator.blanks.products.add(card, shirt, *others)
    make_product(creator.company, name="Elsewhere")
    creator.open()

    found = creator.get("blanks").json()

    white, black = AspectOption.objects.filter(aspect__name="Colour").order_by("position")
    assert [blank["name"] for blank in found["blanks"]] == ["Card", "Shirt"]
    thumbnail = found["blanks"][0].pop("thumbnail")
    assert thumbnail["url"].startswith("http://127.0.0.1:8000/files/")
    assert found["blanks"][0] == {
        "id": card.pk,
        "name": "Card",
        "description": "Thick.",
        "sku": "CARD",
        "supplier_sku": "S-1",
        "price": {"amount": "4.50", "currency": "GBP"},
        "colours": [],
        "areas": [{"name": "Front", "width": 100.0, "height": 125.0}],
    }
    assert found["blanks"][1]["colours"] == [
        {"option_id": white.pk, "name": "White", "colour": "#ffffff"},
        {"option_id": black.pk, "name": "Black", "colour": "#000000"},
    ]
    assert (found["total"], found["next"]) == (2, None)
    assert found["facets"] == {
        "colours": [
            {"name": "Black", "colour": "#000000", "count": 1},
            {"name": "White", "colour": "#ffffff", "count": 1},
        ]
    }


def test_blanks_are_found_by_words_and_by_colour(creator: Creator) -> None:
    shirt = make_shirt(creator.company)
    creator.blanks.products.add(make_product(creator.company), shirt)
    creator.open()

    def names(**query: str) -> list[str]:
        return [blank["name"] for blank in creator.get("blanks", **query).json()["blanks"]]

    assert names(q="shi") == ["Shirt"]
    assert names(q="mug") == []
    assert names(colour="white") == ["Shirt"]
    assert names(colour="Green") == []
    assert names(q="card", colour="White") == []
    assert [one["name"] for one in creator.get("blanks", colour="White").json()["facets"]["colours"]] == [
        "Black", "White",
    ]  # fmt: skip


def test_many_blanks_come_a_page_at_a_time_and_in_so_many_statements(
    creator: Creator, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        made = Product.objects.create(name=f"Blank {number:02}", sku=f"B{number}", owner=creator.company)
        PrintArea.objects.create(product=made, name="Front", width=10, height=10)
        creator.blanks.products.add(made)
    creator.open()

    with django_assert_num_queries(8):
        first = creator.get("blanks").json()
    with django_assert_num_queries(7):
        second = creator.get("blanks", page=2).json()

    assert [blank["name"] for blank in first["blanks"]] == [f"Blank {number:02}" for number in range(24)]
    assert [blank["name"] for blank in second["blanks"]] == [f"Blank {number:02}" for number in range(24, 30)]
    assert (first["total"], first["next"], second["next"]) == (30, 2, None)
    assert (first["facets"], second["facets"]) == ({"colours": []}, None)


def test_a_blank_as_the_designer_gets_it_without_fonts(creator: Creator) -> None:
    shirt = make_shirt(creator.company)
    creator.blanks.products.add(shirt)
    creator.open()

    document = creator.get(f"blanks/{shirt.pk}").json()

    designers = Client().get(f"/s/data/products/{shirt.pk}?company={creator.company.pk}").json()
    assert len(designers["fonts"]) == 1
    assert {**document, "design": None} == {**designers, "fonts": [], "fallback_fonts": []}


def test_no_other_product_is_shown(creator: Creator, rival: Company) -> None:
    elsewhere, theirs = make_product(creator.company), make_product(rival)
    creator.blanks.products.add(theirs)
    creator.open()

    for number in (elsewhere.pk, theirs.pk, 900_000, "x", "١", "9" * 30):
        assert creator.get(f"blanks/{number}").json()["error"]["code"] == 7001


def test_the_blank_that_the_link_names_need_not_be_of_the_category(creator: Creator) -> None:
    card = make_product(creator.company)
    creator.open(product_id=card.pk)

    blank = creator.get("start").json()["product"]["blank"]
    assert (blank["id"], blank["name"], blank["areas"]) == (
        card.pk, "Card", [{"name": "Front", "width": 100.0, "height": 125.0}],
    )  # fmt: skip
    assert creator.get(f"blanks/{card.pk}").json()["name"] == "Card"


def upload(creator: Creator, content: bytes, name: str = "sun.png") -> Any:
    file = SimpleUploadedFile(name, content)
    return creator.client.post("/artists/data/images", {"file": file}, headers=creator.headers)


def test_artwork_is_taken_and_offered_again(creator: Creator) -> None:
    creator.open()

    response = upload(creator, picture(120))

    assert response.status_code == 201
    taken = response.json()
    assert (taken["width"], taken["height"], taken["file_name"]) == (400, 400, "sun.png")
    assert Image.objects.get(pk=taken["id"]).company == creator.company
    assert creator.get("images").json() == {"images": [taken], "next": None}


def test_artwork_has_a_small_copy_for_the_shelf(creator: Creator) -> None:
    creator.open()

    taken = upload(creator, pyvips.Image.black(2400, 1000, bands=3).pngsave_buffer()).json()

    thumbnail = taken["thumbnail"]
    assert (thumbnail["width"], thumbnail["height"]) == (360, 150)
    shown = pyvips.Image.new_from_buffer(files.read(Artwork.objects.get().thumbnail), "")
    assert (shown.width, shown.height) == (360, 150)
    assert thumbnail["url"] == files.public_url(Artwork.objects.get().thumbnail)


def test_artwork_that_was_brought_before_gets_its_small_copy_on_the_shelf(creator: Creator) -> None:
    creator.open()
    taken = upload(creator, picture(120)).json()
    Artwork.objects.update(thumbnail="", thumbnail_width=0, thumbnail_height=0)

    assert creator.get("images").json()["images"] == [taken]
    kept = Artwork.objects.get()
    assert (kept.thumbnail_width, kept.thumbnail_height) == (360, 360)


def test_artwork_whose_file_is_gone_keeps_no_other_from_the_shelf(creator: Creator) -> None:
    creator.open()
    upload(creator, picture(120))
    upload(creator, picture(40), "moon.png")
    Artwork.objects.update(thumbnail="")
    files.delete(Image.objects.get(file_name="moon.png").working_copy)

    moon, sun = creator.get("images").json()["images"]

    assert (moon["file_name"], moon["thumbnail"]) == ("moon.png", None)
    assert (sun["file_name"], sun["thumbnail"]["width"]) == ("sun.png", 360)


def test_the_same_picture_again_is_offered_once_and_first(creator: Creator) -> None:
    creator.open()
    upload(creator, picture(120))
    upload(creator, picture(40), "moon.png")
    upload(creator, picture(120), "sun again.png")

    assert [one["file_name"] for one in creator.get("images").json()["images"]] == ["sun again.png", "moon.png"]


def test_nobody_sees_a_shoppers_photo_or_another_artists_work(creator: Creator) -> None:
    accept_upload(company=creator.company, file_name="shopper.png", content=picture(10))
    creator.open(artist="ada")
    upload(creator, picture(120), "ada.png")
    creator.open(artist="ben", nonce="b")
    upload(creator, picture(120), "ben.png")
    other = Category.objects.create(name="Other", owner=creator.company)
    creator.open(artist="ben", nonce="c", approved_pc=other.pk)
    assert creator.get("images").json()["images"] == []
    creator.open(nonce="d")
    assert creator.get("images").json()["images"] == []

    creator.open(artist="ben", nonce="e")

    assert [one["file_name"] for one in creator.get("images").json()["images"]] == ["ben.png"]


def test_artwork_that_cannot_be_taken(creator: Creator) -> None:
    creator.open()

    assert upload(creator, b"MZ this is a program").json()["error"]["code"] == 9001
    assert creator.send("POST", "images", {"url": "http://127.0.0.1:9/x.png"}).json()["error"]["code"] == 9008
    assert creator.send("POST", "images", {}).json()["error"] == {
        "code": 7201, "message": "“url” must be a text of at most 2000 characters.", "path": "url",
    }  # fmt: skip
    assert creator.get("images").json()["images"] == []


@pytest.mark.parametrize("path", ["start", "blanks", "blanks/1", "images"])
def test_nothing_is_told_without_a_session(creator: Creator, path: str) -> None:
    response = creator.get(path)

    assert (response.status_code, response.json()["error"]["code"]) == (401, 7408)
    assert response["Cache-Control"] == "no-store"
    refused = creator.client.delete(f"/artists/data/{path}")
    assert (refused.status_code, refused.json()["error"]["code"]) == (405, 7206)
