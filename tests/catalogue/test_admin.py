"""Setting up products in the back office, without a shell."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
import pyvips
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from tests.catalogue.factories import FONTS, make_product, make_shirt, make_text_area
from tests.catalogue.forms import form_values
from tests.catalogue.pictures import picture

from monogram.catalogue.font_files import LARGEST_FILE
from monogram.catalogue.models import Font, PrintArea, Product, TextArea, View
from monogram.companies.models import Company

pytestmark = pytest.mark.any_database

LIST = "/admin/catalogue/product/"
ADD = f"{LIST}add/"


def change_page(product: Product) -> str:
    return f"{LIST}{product.pk}/change/"


def send(client: Client, address: str, **changes: Any) -> Any:
    """Open a page, change fields, and send it."""
    values = form_values(client.get(address).content.decode())
    return client.post(address, {**values, **changes})


def words(response: Any) -> str:
    """The text of a page that refused something."""
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()).replace("&#x27;", "'")


def test_the_list_is_found_by_any_sku(admin_client: Client, supplier: Company) -> None:
    shirt, card = make_shirt(), make_product(name="Postcard", supplier=supplier)

    page = admin_client.get(LIST, {"q": "S-WHITE-L"}).content.decode()

    assert str(shirt.pk) in page
    assert "Postcard" not in page
    assert f"/files/{card.views.get().photo_copy}" in admin_client.get(LIST).content.decode()


def test_a_new_product_with_a_view(admin_client: Client) -> None:
    photo = {"views-TOTAL_FORMS": "1", "views-0-name": "Front", "views-0-position": "0"}
    photo["views-0-displacement"] = "2.5"
    photo["views-0-photo"] = SimpleUploadedFile("front.png", picture(100))  # type: ignore[assignment]  # a file among the texts of the form

    response = send(admin_client, ADD, name="Tote bag", sku="TOTE", **photo)

    assert response.status_code == 302, words(response)
    view = View.objects.get(product__sku="TOTE")
    assert (view.width, view.copy_width, view.displacement) == (400, 400, 2.5)
    assert view.photo_copy


def test_a_print_area_with_a_text_area_on_one_page(admin_client: Client) -> None:
    product = make_product()
    area: dict[str, str | list[str]] = {
        "print_areas-TOTAL_FORMS": "2",
        "print_areas-1-name": "Back",
        "print_areas-1-position": "1",
        "print_areas-1-width": "50",
        "print_areas-1-height": "60",
        "print_areas-1-dpi": "300",
        "print_areas-1-bleed": "0",
        "print_areas-1-safe_margin": "2",
        "print_areas-1-process": "screen",
        "print_areas-1-output_format": "png",
        "print_areas-1-inks": ["white", "foil"],
        "print_areas-1-view": str(product.views.get().pk),
        "print_areas-1-quad": "[[100, 100], [300, 100], [300, 340], [100, 340]]",
    }
    text = {
        "name": "Line", "position": "0", "x": "0", "y": "0", "width": "50", "height": "20", "size": "5",
        "max_length": "20", "colour": "#1c1b1a", "align": "center", "default_text": "", "font": "",
    }  # fmt: skip
    nested = {f"print_areas-0-text_areas-0-{field}": value for field, value in text.items()}
    nested["print_areas-0-text_areas-TOTAL_FORMS"] = "1"
    for kind in ("text_areas", "image_areas"):
        nested[f"print_areas-1-{kind}-TOTAL_FORMS"] = nested[f"print_areas-1-{kind}-INITIAL_FORMS"] = "0"

    response = send(admin_client, change_page(product), **area, **nested)

    assert response.status_code == 302, words(response)
    back = PrintArea.objects.get(name="Back")
    assert back.quad == [[100, 100], [300, 100], [300, 340], [100, 340]]
    assert (back.process, back.inks, back.max_colours, back.min_line) == ("screen", ["white", "foil"], None, None)
    assert PrintArea.objects.get(name="Front").inks == []
    assert TextArea.objects.get(name="Line").print_area.name == "Front"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"print_areas-0-quad": "[[1, 2]]"}, "These must be four points"),
        ({"print_areas-0-quad": "[[10, 10], [500, 10], [300, 300], [10, 300]]"}, "is outside the photo"),
        ({"print_areas-0-width": "0"}, "This must be from 1 to 20,000 mm."),
        ({"print_areas-0-view": ""}, "Choose the view on whose photo these corners lie."),
        ({"print_areas-0-text_areas-0-width": "400"}, "The box ends 300 mm outside the print area."),
        ({"print_areas-0-text_areas-0-colour": "blue"}, "'blue' is not a colour."),
        ({"colours": '["blue"]'}, "'blue' is not a colour."),
        ({"colours": "{"}, "Enter a valid JSON."),
        ({"price": "-1"}, "A price is not below 0."),
        ({"print_areas-0-max_colours": "0"}, "This must be at least 1."),
        ({"print_areas-0-min_line": "11"}, "This must be from 0.01 to 10 mm."),
        ({"print_areas-0-inks": "gold"}, "Select a valid choice. gold is not one of the available choices."),
        ({"preflight": '{"bled": "off"}'}, "“bled” is not a rule. The rules are picture_missing, upload_unfinished,"),
        ({"preflight": '{"bleed": "maybe"}'}, "The severity of “bleed” must be one of off, inform, warn, block."),
        (
            {"preflight": '{"resolution": {"minimum": 9000}}'},
            "“minimum” of “resolution” must be a number from 1 to 2400 dpi.",
        ),
    ],
)
def test_mistakes_are_told_where_they_are(admin_client: Client, changes: dict[str, str], message: str) -> None:
    product = make_product()
    make_text_area(product)
    before = Product.objects.filter(pk=product.pk).values().get()

    response = send(admin_client, change_page(product), **changes)

    assert message in words(response)
    assert Product.objects.filter(pk=product.pk).values().get() == before
    assert PrintArea.objects.get().quad == [[100, 100], [300, 100], [300, 350], [100, 350]]


def test_a_product_says_what_preflight_does_and_the_page_shows_all_rules(admin_client: Client) -> None:
    product = make_product()
    settings = '{"bleed": "block", "resolution": {"minimum": 200, "block_below": 72}}'

    response = send(admin_client, change_page(product), preflight=settings)

    assert response.status_code == 302, words(response)
    product.refresh_from_db()
    assert product.preflight == {"bleed": "block", "resolution": {"minimum": 200, "block_below": 72}}
    page = words(admin_client.get(change_page(product)))
    assert "24 rules" in page
    assert "Resolution of photos resolution warn minimum 200 dpi, block_below 72 dpi" in page
    assert "Bleed not covered bleed block" in page
    assert "Lines too thin thin_line warn minimum: what the process takes" in page
    assert "Nothing designed empty_design block" in page


def test_only_suppliers_supply(admin_client: Client, retailer: Company, supplier: Company) -> None:
    product = make_product()

    assert "Retailer is not a supplier." in words(send(admin_client, change_page(product), supplier=str(retailer.pk)))
    assert send(admin_client, change_page(product), supplier=str(supplier.pk)).status_code == 302
    product.refresh_from_db()
    assert product.supplier == supplier


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"nothing", "This file is not a picture that can be read."),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "Use a JPEG, PNG, WebP or TIFF picture."),
    ],
)
def test_a_mask_that_is_no_picture(admin_client: Client, content: bytes, message: str) -> None:
    product = make_product()
    before = View.objects.values().get()

    response = send(
        admin_client, change_page(product), **{"views-0-tint_mask": SimpleUploadedFile("mask.png", content)}
    )

    assert message in words(response)
    assert View.objects.values().get() == before


def test_a_new_mask_gets_its_copy(admin_client: Client) -> None:
    product = make_product()
    before = View.objects.get()

    response = send(
        admin_client, change_page(product), **{"views-0-tint_mask": SimpleUploadedFile("m.png", picture(7))}
    )

    assert response.status_code == 302, words(response)
    assert View.objects.get().tint_mask_copy != before.tint_mask_copy
    assert View.objects.get().photo_copy == before.photo_copy


def test_a_displacement_map_is_looked_into_and_kept(admin_client: Client) -> None:
    product = make_product()

    def upload(content: bytes, **fields: str) -> Any:
        file = SimpleUploadedFile("folds.png", content)
        return send(admin_client, change_page(product), **{"views-0-displacement_map": file, **fields})

    assert "This must have the photo's proportions" in words(upload(pyvips.Image.black(40, 20).pngsave_buffer()))
    assert "This must be from -20 to 20 mm." in words(upload(picture(7), **{"views-0-displacement": "20.5"}))
    assert not View.objects.get().displacement_map

    assert upload(picture(7)).status_code == 302
    view = View.objects.get()
    assert view.displacement_map.name.endswith(".png")
    assert view.displacement == 1


def test_variants_for_every_combination(admin_client: Client) -> None:
    shirt = make_shirt()
    Product.objects.update(supplier_sku="S")

    response = admin_client.get(f"{LIST}{shirt.pk}/make-variants/", follow=True)

    assert "1 variants made." in words(response)
    variant = shirt.variants.get(sku="SHIRT-BLACK-L")
    assert (variant.supplier_sku, variant.options.count()) == ("S-BLACK-L", 2)
    again = admin_client.get(f"{LIST}{shirt.pk}/make-variants/", follow=True)
    assert "Every combination of options has its variant already." in words(again)
    assert shirt.variants.count() == 4


def test_a_product_is_tried_in_the_designer(admin_client: Client, retailer: Company, supplier: Company) -> None:
    owner = Company.objects.create(name="Owner")
    shared, owned = make_product(), make_product(owner)

    for product, company in ((shared, owner), (owned, owner)):
        response = admin_client.get(f"{LIST}{product.pk}/designer/")
        assert response["Location"] == f"/s/app/acp3_2/en_GB/default.html#p={product.pk}&guid={company.pk}"

    Company.objects.exclude(pk=supplier.pk).update(is_active=False)
    refused = admin_client.get(f"{LIST}{shared.pk}/designer/", follow=True)
    assert "Add a company that may order first." in words(refused)


def test_a_model_must_be_a_binary_gltf(admin_client: Client) -> None:
    product = make_product()
    model = {"model-TOTAL_FORMS": "1", "model-0-print_area": str(product.print_areas.get().pk)}
    model["model-0-print_mesh"] = "print_area"

    def upload(content: bytes) -> Any:
        file = SimpleUploadedFile("mug.glb", content)
        return send(admin_client, change_page(product), **{**model, "model-0-file": file})

    assert "This is not a binary glTF file (.glb)." in words(upload(b"solid mug"))
    assert upload(b"glTF\x02\x00\x00\x00").status_code == 302
    product.refresh_from_db()
    assert product.model.print_mesh == "print_area"


def upload_font(admin_client: Client, content: bytes, name: str) -> Any:
    fields = {"id": "inter-bold", "family": "Inter", "style": "Bold", "is_fallback": "on", "position": "3"}
    return send(admin_client, "/admin/catalogue/font/add/", **fields, file=SimpleUploadedFile(name, content))


def test_fonts_are_looked_into_and_unpacked(admin_client: Client) -> None:
    woff = BytesIO()
    font = TTFont(FONTS / "inter-bold.ttf")
    font.flavor = "woff2"
    font.save(woff)

    assert upload_font(admin_client, woff.getvalue(), "inter.woff2").status_code == 302

    kept = Font.objects.get()
    assert kept.file.name.endswith(".ttf")
    assert (len(kept.sha256), kept.is_fallback, kept.position) == (64, True, 3)
    assert kept.coverage.startswith("20-7e,a0-")
    plain = TTFont(kept.file.path)
    assert plain.flavor is None
    assert plain.getBestCmap() == font.getBestCmap()


def without_outlines() -> bytes:
    font, file = TTFont(FONTS / "inter-bold.ttf"), BytesIO()
    del font["glyf"], font["loca"]
    font.save(file)
    return file.getvalue()


def with_a_broken_table() -> bytes:
    font, file = TTFont(FONTS / "inter-bold.ttf"), BytesIO()
    substitutions = DefaultTable("GSUB")
    substitutions.data = b"\x00\x01\x00\x00" + b"\xff" * 60
    font["GSUB"] = substitutions
    font.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"OTTO nonsense", "not a TrueType or OpenType font with outlines, or it is broken"),
        ((FONTS / "inter-bold.ttf").read_bytes()[:90_000], "or it is broken"),
        (without_outlines(), "or it is broken"),
        (with_a_broken_table(), "or it is broken"),
        (b"ttcf\x00\x01\x00\x00", "several fonts"),
        (b"\x00\x01\x00\x00" + bytes(LARGEST_FILE), "24 MB at most"),
    ],
    ids=["empty", "nonsense", "cut off", "no outlines", "broken table", "collection", "too large"],
)
def test_what_is_no_whole_font_is_refused(admin_client: Client, content: bytes, told: str) -> None:
    assert told in words(upload_font(admin_client, content, "font.ttf"))
    assert not Font.objects.exists()


def test_only_staff_come_in(client: Client, db: None) -> None:
    assert client.get(LIST).status_code == 302
