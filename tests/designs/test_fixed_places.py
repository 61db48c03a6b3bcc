"""What a product fixes of its designs."""

from __future__ import annotations

from typing import Any

import pytest
from tests.catalogue.factories import make_print_size, make_product, make_text_area
from tests.designs.documents import document, image_layer, text_layer
from tests.designs.test_choices import check, refusal
from tests.designs.test_validation import SHAPE, make_image

from monogram.catalogue.models import ImageArea, Product
from monogram.companies.models import Company

pytestmark = pytest.mark.any_database

LARGE = {"width": 200, "height": 250}
FIGURE = {**SHAPE, "transform": [1, 0, 0, 1, 50, 60]}


@pytest.fixture
def card(retailer: Company) -> Product:
    """A template: a name that keeps its place and looks, a line that may be restyled, a photo that stays."""
    product = make_product(retailer, is_template=True)
    box = {"x": 10, "width": 80, "size": 8, "font_id": "inter-regular"}
    make_text_area(product, "Name", y=5, height=20, may_restyle=False, may_move=False, **box)
    make_text_area(product, "Line", y=100, height=20, may_move=False, position=1, **box)
    ImageArea.objects.create(
        print_area=product.print_areas.get(), name="Photo", x=10, y=30, width=80, height=60, may_move=False
    )
    make_image(retailer)
    return product


def name(**fields: Any) -> dict[str, Any]:
    box = {"width": 80, "height": 20, "fit": "shrink"}
    place = {"id": "n", "size": 8, "align": "center", "text_area": "Name", "transform": [1, 0, 0, 1, 50, 15]}
    return text_layer("Ada", **{"box": box, **place, **fields})


def line(**fields: Any) -> dict[str, Any]:
    return name(**{"id": "l", "text_area": "Line", "transform": [1, 0, 0, 1, 50, 110], **fields})


def photo(**fields: Any) -> dict[str, Any]:
    place = {"id": "p", "width": 80, "height": 60, "image_area": "Photo", "transform": [1, 0, 0, 1, 50, 60]}
    return image_layer("a" * 32, **{**place, **fields})


def test_a_template_is_filled_in(card: Product) -> None:
    crop = {"x": 0.2, "y": 0.1, "width": 0.5, "height": 0.6}

    check(card, document(card, photo(crop=crop), name(), line(colour="#0f6b66", size=12, letter_spacing=0.1)))


@pytest.mark.parametrize(
    ("layers", "path"),
    [
        ([FIGURE], "areas[0].layers[0]"),
        ([text_layer("More")], "areas[0].layers[0]"),
        ([name(), name(id="n2")], "areas[0].layers[1]"),
        ([photo(), photo(id="p2", image_area=None)], "areas[0].layers[1]"),
        ([{"id": "g", "type": "group", "layers": [name()], "transform": [1, 0, 0, 1, 0, 0]}], "areas[0].layers[0]"),
    ],
)
def test_nothing_is_added_to_a_template(card: Product, layers: list[dict[str, Any]], path: str) -> None:
    error = refusal(card, document(card, *layers))

    assert (error.code, error.path) == (7102, path)
    assert error.text == "Nothing can be added to this product: fill in its texts and pictures."


def test_a_template_keeps_its_background(card: Product) -> None:
    assert refusal(card, document(card, name(), background="#ffffff")).path == "areas[0].background"


@pytest.mark.parametrize(
    "layer",
    [
        name(transform=[1, 0, 0, 1, 50.1, 15]),
        name(transform=[1, 0, 0, 1, 50, 15.1]),
        name(transform=[1.1, 0, 0, 1.1, 50, 15]),
        name(transform=[0, 1, -1, 0, 50, 15]),
        name(box={"width": 90, "height": 20, "fit": "shrink"}),
        name(box=None),
        line(box={"width": 80, "height": 25, "fit": "shrink"}),
        photo(width=70),
        photo(transform=[1, 0, 0, 1, 51, 60]),
    ],
)
def test_what_may_not_be_moved_stays(card: Product, layer: dict[str, Any]) -> None:
    error = refusal(card, document(card, layer))

    assert (error.code, error.path) == (7102, "areas[0].layers[0]")
    assert error.text.endswith("stays where it is and as large as it is.")


def test_rounding_is_no_move(card: Product) -> None:
    check(card, document(card, name(transform=[1.0004, 0, 0, 1, 50.04, 14.96])))


@pytest.mark.parametrize(
    "change",
    [
        {"size": 9},
        {"colour": "#ff0000"},
        {"align": "left"},
        {"letter_spacing": 0.2},
        {"line_height": 2},
        {"opacity": 0.5},
        {"blend": "multiply"},
        {"stroke": {"colour": "#ff0000", "width": 1}},
        {"shadow": {"colour": "#000000", "opacity": 0.5, "dx": 1, "dy": 1, "blur": 1}},
        {"box": {"width": 80, "height": 20, "fit": "grow"}},
    ],
)
def test_what_may_not_be_restyled_keeps_its_looks(card: Product, change: dict[str, Any]) -> None:
    error = refusal(card, document(card, name(**change)))

    assert (error.code, error.text) == (7102, "“Name” keeps its font, size and colour.")
    check(card, document(card, line(**change)))


def test_a_text_that_may_be_restyled_may_be_bent_in_its_place(card: Product) -> None:
    check(card, document(card, line(box=None, arc={"radius": 30})))


def test_places_are_kept_without_a_template_too(card: Product) -> None:
    Product.objects.update(is_template=False)
    grouped = {"id": "g", "type": "group", "layers": [name()], "transform": [1, 0, 0, 1, 0, 0]}

    check(card, document(card, name(), FIGURE, text_layer("More")))
    assert refusal(card, document(card, grouped)).path == "areas[0].layers[0].layers[0]"


def test_places_grow_with_the_print_size_about_its_middle(card: Product) -> None:
    size = make_print_size(card)
    grown = name(
        size=16, transform=[1, 0, 0, 1, 100, 30], box={"width": 160, "height": 40, "fit": "shrink"}
    )  # twice as large

    check(card, document(card, grown, **LARGE), print_size=size.pk)
    assert refusal(card, document(card, name(), **LARGE), print_size=size.pk).code == 7102

    wide = make_print_size(card, "Wide", width=300, height=125, position=1)
    centred = name(transform=[1, 0, 0, 1, 150, 15])
    check(card, document(card, centred, width=300, height=125), print_size=wide.pk)
