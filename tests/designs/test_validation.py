"""Which designs a product takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings
from tests.catalogue.factories import make_font, make_product, make_shirt, make_text_area, options_of
from tests.designs.documents import document, image_layer, text_layer

from monogram.catalogue.errors import OptionsError
from monogram.catalogue.models import Font, ImageArea, Product, ProductKind
from monogram.catalogue.queries import full_product_for
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.designs.errors import InvalidDesignError, NotPersonalisedError
from monogram.designs.services import ValidDesign, validate_design
from monogram.files import services as files
from monogram.images.models import Image

SHAPE = {"id": "s1", "type": "shape", "shape": "ellipse", "width": 10, "height": 10, "fill": "#0f6b66"}


def check(company: Company, product_id: int, design: object, options: object = ()) -> ValidDesign:
    product = full_product_for(company, product_id)
    return validate_design(company=company, product=product, document=design, options=list(options or []))  # type: ignore[call-overload]  # also what is no list is tried


def refusal(company: Company, product_id: int, design: object, options: object = ()) -> MonogramError:
    with pytest.raises(MonogramError) as caught:
        check(company, product_id, design, options)
    return caught.value


def make_image(company: Company, image_id: str = "a" * 32) -> Image:
    return Image.objects.create(
        id=image_id, company=company, sha256="0" * 64, media_type="image/png", byte_size=1, width=1, height=1,
        original="o", print_copy="p", working_copy="w", working_width=1, working_height=1,
    )  # fmt: skip


def test_a_design_is_stored_as_it_was_loaded(retailer: Company) -> None:
    card = make_product(retailer)

    design = check(retailer, card.pk, document(card))

    assert design.sku == "CARD"
    assert design.options == []
    assert len(design.hash) == 64
    (area,) = design.plain["areas"]
    assert area["background"] is None
    assert area["layers"][0]["line_height"] == design.document.areas[0].layers[0].line_height  # type: ignore[union-attr]  # a text layer


def test_the_variant_is_found_by_its_options_in_any_order_and_spelling(retailer: Company) -> None:
    shirt = make_shirt(retailer)
    colour, size = options_of(shirt, "BLACK", "M")
    as_text = {key: str(value) for key, value in size.items()}

    design = check(retailer, shirt.pk, document(shirt), [as_text, colour])

    assert design.sku == "SHIRT-BLACK-M"
    assert design.options == [colour, size]


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        ([], "Choose a colour."),
        (["WHITE"], "Choose a size."),
        (["BLACK", "L"], "This combination is not available."),
        (["BLACK", "WHITE", "M"], "Choose one option of a kind."),
    ],
)
def test_options_must_be_complete_and_made(retailer: Company, codes: list[str], message: str) -> None:
    shirt = make_shirt(retailer)

    error = refusal(retailer, shirt.pk, document(shirt), options_of(shirt, *codes))

    assert isinstance(error, OptionsError)
    assert error.text == message


@pytest.mark.parametrize(
    "options", ["WHITE", [None], [{"aspect_id": 1}], [{"aspect_id": True, "option_id": 1}], [{"aspect_id": 1.5}]]
)
def test_options_of_the_wrong_shape(retailer: Company, options: object) -> None:
    shirt = make_shirt(retailer)

    with pytest.raises(OptionsError):
        validate_design(
            company=retailer,
            product=full_product_for(retailer, shirt.pk),
            document=document(shirt),
            options=options,
        )


def test_an_option_of_another_product(retailer: Company) -> None:
    shirt, other = make_shirt(retailer), make_shirt(retailer)
    colour, size = options_of(shirt, "WHITE", "M")
    strange = {"aspect_id": colour["aspect_id"], "option_id": options_of(other, "WHITE")[0]["option_id"]}

    assert refusal(retailer, shirt.pk, document(shirt), [strange, size]).text == "This colour is not available."
    strange = options_of(other, "WHITE")[0]
    assert refusal(retailer, shirt.pk, document(shirt), [strange]).text == "The product has no such choice."


def test_a_document_that_the_loader_refuses_says_where(retailer: Company) -> None:
    card = make_product(retailer)

    error = refusal(retailer, card.pk, document(card, text_layer(size=float("nan"))))

    assert isinstance(error, InvalidDesignError)
    assert error.path == "areas[0].layers[0].size"
    assert isinstance(refusal(retailer, card.pk, None), InvalidDesignError)


def test_a_text_of_20000_characters(retailer: Company) -> None:
    card = make_product(retailer)

    error = refusal(retailer, card.pk, document(card, text_layer("x" * 20_000)))

    assert isinstance(error, InvalidDesignError)
    assert error.path == "areas[0].layers[0].text"


@pytest.mark.any_database
def test_many_long_texts_or_paths_are_more_than_anybody_designs(retailer: Company) -> None:
    shirt = make_shirt(retailer)
    options = options_of(shirt, "WHITE", "M")
    texts = [text_layer("x" * 2_000, id=f"t{number}") for number in range(10)]
    path = "M0 0" + "L1 1" * 19_998
    paths = [
        {**SHAPE, "id": f"s{number}", "shape": "path", "path": path, "transform": [1, 0, 0, 1, 50, 60]}
        for number in range(5)
    ]

    assert check(retailer, shirt.pk, document(shirt, *texts), options)
    assert check(retailer, shirt.pk, document(shirt, *paths), options)
    more_text = refusal(retailer, shirt.pk, document(shirt, *texts, text_layer("x", id="t10")), options)
    more_path = refusal(retailer, shirt.pk, document(shirt, *paths, {**paths[0], "id": "s5"}), options)

    assert more_text.text == "A design takes 20,000 characters at most. Remove some words."
    assert more_path.text == "The drawings of this design are too detailed. Remove some of them."


def test_many_qr_codes_or_detailed_drawings_are_more_than_anybody_designs(
    retailer: Company, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    shirt = make_shirt(retailer)
    options = options_of(shirt, "WHITE", "M")
    base = {"width": 30, "height": 30, "transform": [1, 0, 0, 1, 50, 60]}
    codes = [
        {**base, "id": f"c{number}", "type": "code", "symbology": "qr", "content": "7" * 450} for number in range(5)
    ]
    image = make_image(retailer)
    detailed = {"path": "M0 0" + "L1 1" * 4_998 + "Z", "fill": "#123456"}
    drawing = {"version": 1, "width": 9, "height": 9, "shapes": [detailed, {"shapes": [detailed] * 9}]}
    image.drawing = files.store(json.dumps(drawing).encode(), folder="images", suffix=".json")
    image.save()
    shown = [{**base, "id": f"d{number}", "type": "clipart", "clipart": image.pk} for number in range(5)]

    assert check(retailer, shirt.pk, document(shirt, *codes, shown[0]), options)
    more_codes = refusal(retailer, shirt.pk, document(shirt, *codes, {**codes[0], "id": "c", "content": "7"}), options)
    more_drawn = refusal(retailer, shirt.pk, document(shirt, *shown), options)

    assert more_codes.text == "The QR codes of this design hold too much. Shorten or remove some."
    assert more_drawn.text == "The drawings of this design are too detailed. Remove some of them."


@pytest.mark.parametrize(
    ("area", "path"),
    [
        ({"name": "Sleeve"}, "areas[0].name"),
        ({"width": 101}, "areas[0]"),
        ({"height": 124.9}, "areas[0]"),
    ],
)
def test_a_print_area_that_is_not_the_products(retailer: Company, area: dict[str, Any], path: str) -> None:
    card = make_product(retailer)

    error = refusal(retailer, card.pk, document(card, **area))

    assert isinstance(error, InvalidDesignError)
    assert error.path == path


def test_rounding_of_sizes_is_let_pass(retailer: Company) -> None:
    card = make_product(retailer)

    assert check(retailer, card.pk, document(card, width=100.004)).document.areas[0].width == 100.004


def test_a_design_of_another_product(retailer: Company) -> None:
    card, other = make_product(retailer), make_product(retailer)

    assert refusal(retailer, card.pk, document(other)).path == "product_id"


def test_a_stock_item_has_nothing_to_design(retailer: Company) -> None:
    box = make_product(retailer, kind=ProductKind.STOCK)

    assert isinstance(refusal(retailer, box.pk, document(box)), NotPersonalisedError)


def test_a_textual_product_takes_text_only(retailer: Company) -> None:
    pen = make_product(retailer, kind=ProductKind.TEXTUAL)

    check(retailer, pen.pk, document(pen))

    shape = {**SHAPE, "transform": [1, 0, 0, 1, 50, 50]}
    assert refusal(retailer, pen.pk, document(pen, shape)).text == "This product takes text only."


def test_members_of_groups_are_checked_as_any_layer(retailer: Company) -> None:
    card, pen = make_product(retailer), make_product(retailer, name="Pen", kind=ProductKind.TEXTUAL)

    def grouped(product: Product, *members: dict[str, Any]) -> dict[str, Any]:
        group = {"id": "g1", "type": "group", "layers": list(members), "transform": [1, 0, 0, 1, 0, 0]}
        return {**document(product, group), "version": 2}

    check(retailer, card.pk, grouped(card, text_layer()))
    check(retailer, pen.pk, grouped(pen, text_layer()))
    shape = {**SHAPE, "transform": [1, 0, 0, 1, 50, 50]}
    assert refusal(retailer, pen.pk, grouped(pen, shape)).path == "areas[0].layers[0].layers[0]"
    strange = refusal(retailer, card.pk, grouped(card, text_layer(), text_layer(id="t2", font="nobody")))
    assert strange.path == "areas[0].layers[0].layers[1].font"
    long = [text_layer("x" * 2_000, id=f"t{number}") for number in range(11)]
    assert refusal(retailer, card.pk, grouped(card, *long)).path == "areas"


def test_a_font_may_have_left_the_offer_but_not_the_catalogue(retailer: Company) -> None:
    card = make_product(retailer)
    make_font("inter-bold")
    card.fonts.set(Font.objects.filter(pk="inter-bold"))

    check(retailer, card.pk, document(card))

    error = refusal(retailer, card.pk, document(card, text_layer(font="nobody")))
    assert (error.code, error.path) == (7102, "areas[0].layers[0].font")
    stand_in = {**document(card), "fallback_fonts": ["nobody"]}
    assert refusal(retailer, card.pk, stand_in).path == "fallback_fonts"


def test_text_areas_hold_so_many_characters(retailer: Company) -> None:
    card = make_product(retailer)
    make_text_area(card, "Name", max_length=5)

    check(retailer, card.pk, document(card, text_layer("Hello", text_area="Name")))

    error = refusal(retailer, card.pk, document(card, text_layer("Hello!", text_area="Name")))
    assert error.text == "“Name” takes 5 characters at most; these are 6."
    error = refusal(retailer, card.pk, document(card, text_layer(text_area="Title")))
    assert error.path == "areas[0].layers[0].text_area"


def test_required_places_must_be_filled(retailer: Company) -> None:
    card = make_product(retailer)
    make_text_area(card, "Name", is_required=True)

    assert refusal(retailer, card.pk, document(card)).text == "“Name” needs a text."
    assert refusal(retailer, card.pk, document(card, text_layer("  ", text_area="Name"))).text == "“Name” needs a text."
    check(retailer, card.pk, document(card, text_layer("Ada", text_area="Name")))


def test_a_required_print_area_must_not_be_empty(retailer: Company) -> None:
    card = make_product(retailer)
    card.print_areas.update(is_required=True)
    nothing = {"version": 1, "product_id": card.pk, "areas": []}

    assert refusal(retailer, card.pk, nothing).text == "Front needs a design."
    card.print_areas.update(is_required=False)
    assert refusal(retailer, card.pk, nothing).text == "Add a text or a photo first."


def test_pictures_must_be_the_companys_own(retailer: Company) -> None:
    card = make_product()
    rival = Company.objects.create(name="Rival")
    own, foreign = make_image(retailer), make_image(rival, "b" * 32)

    check(retailer, card.pk, document(card, image_layer(own.pk)))

    for image_id in (foreign.pk, "c" * 32):
        error = refusal(retailer, card.pk, document(card, image_layer(own.pk), image_layer(image_id, id="i2")))
        assert error.text == "This photo is no longer there. Add it again."
        assert error.path == "areas[0].layers[1]"


def test_image_areas(retailer: Company) -> None:
    card = make_product(retailer)
    box = {"x": 0, "y": 0, "width": 50, "height": 50}
    ImageArea.objects.create(print_area=card.print_areas.get(), name="Photo", is_required=True, **box)
    image = make_image(retailer)

    assert refusal(retailer, card.pk, document(card, image_layer(image.pk))).text == "“Photo” needs a photo."
    check(retailer, card.pk, document(card, image_layer(image.pk, image_area="Photo")))
    error = refusal(retailer, card.pk, document(card, image_layer(image.pk, image_area="Logo")))
    assert error.text == "The product has no picture area “Logo”."
