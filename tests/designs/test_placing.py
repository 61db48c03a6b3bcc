"""Where artwork comes to lie on a blank: the shared vectors, and the documents made of them."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings
from tests.catalogue.factories import make_product

from monogram.catalogue.models import PrintArea, Product
from monogram.designs.errors import PlacementError
from monogram.designs.placing import Placement, artwork_document, placed_box, read_placement
from monogram.images.models import Image
from monogram.layout.canonical import round_number

VECTORS = json.loads((Path(__file__).parents[2] / "spec/placement-vectors.json").read_text())["placements"]
UNIT = [1, 0, 0, 1]


@pytest.fixture
def card(db: None, settings: Settings, tmp_path: Path) -> Product:
    """A card with `Front`, 100 × 125 mm, and `Back`, 50 × 50 mm."""
    settings.MEDIA_ROOT = tmp_path
    product = make_product()
    PrintArea.objects.create(product=product, name="Back", position=1, width=50, height=50)
    return product


def picture(**fields: Any) -> Image:
    return Image(**{"id": "a" * 32, "width": 4000, "height": 3000, "drawing": "", **fields})


def test_pictures_come_to_lie_where_the_vectors_say() -> None:
    assert len(VECTORS) == 144
    for vector in VECTORS:
        width, height = vector["picture"]
        area = PrintArea(**vector["area"])
        box = placed_box(area, picture(width=width, height=height), read_placement(vector["placement"]))
        found = [round_number(number) for number in (box.width, box.height, *box.transform)]
        assert found == [vector["width"], vector["height"], *vector["transform"]]


def test_a_document_has_the_picture_on_the_first_area_and_the_others_empty(card: Product) -> None:
    document = artwork_document(card, picture(), Placement(scale=0.5, offset_y=-0.2))

    assert (document["version"], document["product_id"]) == (2, card.pk)
    assert [(area["name"], len(area["layers"])) for area in document["areas"]] == [("Front", 1), ("Back", 0)]
    layer = document["areas"][0]["layers"][0]
    assert (layer["id"], layer["type"], layer["image"]) == ("artwork", "image", "a" * 32)
    assert (layer["width"], layer["height"], layer["transform"]) == (48, 36, [*UNIT, 50, 37.5])


@pytest.mark.parametrize(
    ("width", "height", "bleed", "came_out"),
    [
        (4000, 3000, 3, (96, 72)),  # seen whole, clear of the edge that is cut
        (4000, 5000, 3, (106, 132.5)),  # of the area's shape: it goes on through the bleed
        (4000, 5000, 0, (100, 125)),
        (4000, 3000, 0, (100, 75)),
    ],
)
def test_a_picture_of_the_areas_shape_fills_it_and_any_other_is_seen_whole(
    card: Product, width: int, height: int, bleed: float, came_out: tuple[float, float]
) -> None:
    card.print_areas.filter(name="Front").update(bleed=bleed, safe_margin=0)

    layer = artwork_document(card, picture(width=width, height=height), Placement())["areas"][0]["layers"][0]

    assert (layer["width"], layer["height"]) == pytest.approx(came_out, abs=1e-6)


def test_a_placement_names_another_area(card: Product) -> None:
    areas = artwork_document(card, picture(), Placement(area="Back", fit="cover"))["areas"]

    assert (areas[0]["layers"], areas[1]["layers"][0]["height"]) == ([], 50)


def test_a_picture_that_is_a_drawing_is_placed_as_one(card: Product) -> None:
    layer = artwork_document(card, picture(drawing="images/aa/a.json"), Placement())["areas"][0]["layers"][0]

    assert (layer["type"], layer["clipart"], layer["width"], layer["height"]) == ("clipart", "a" * 32, 96, 72)


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        ([], "placement"),
        ({"size": 2}, "placement"),
        ({"area": 5}, "placement.area"),
        ({"fit": "stretch"}, "placement.fit"),
        ({"scale": 0.009}, "placement.scale"),
        ({"scale": 20.5}, "placement.scale"),
        ({"scale": "1"}, "placement.scale"),
        ({"scale": True}, "placement.scale"),
        ({"offset_x": -2.1}, "placement.offset_x"),
        ({"offset_y": math.nan}, "placement.offset_y"),
        ({"rotation": math.inf}, "placement.rotation"),
    ],
)
def test_placements_out_of_bounds_are_refused(raw: object, path: str) -> None:
    with pytest.raises(PlacementError) as refusal:
        read_placement(raw)
    assert (refusal.value.code, refusal.value.path) == (7108, path)


def test_what_is_not_given_has_its_default() -> None:
    assert read_placement(None) == read_placement({"scale": None}) == Placement()


def test_an_area_that_the_blank_does_not_have_is_refused(card: Product) -> None:
    with pytest.raises(PlacementError, match="“Card” has no print area “Sleeve”") as refusal:
        artwork_document(card, picture(), Placement(area="Sleeve"))
    assert refusal.value.path == "placement.area"


def test_a_picture_that_would_be_thinner_than_a_layer_may_be_is_refused(card: Product) -> None:
    with pytest.raises(PlacementError, match="too small or too large"):
        artwork_document(card, picture(width=1, height=4000), Placement(scale=0.5))
