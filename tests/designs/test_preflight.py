"""Preflight at the door of the server: what blocks is refused without a trace, what does not is kept."""

from __future__ import annotations

from typing import Any

import pytest
from tests.catalogue.factories import make_font, make_product, make_text_area
from tests.designs.documents import document, image_layer, text_layer
from tests.designs.test_validation import make_image

from monogram.catalogue.models import Font, PrintArea, Product
from monogram.catalogue.queries import full_product_for
from monogram.companies.models import Company
from monogram.designs.errors import InvalidDesignError
from monogram.designs.models import PrintJob, Sample
from monogram.designs.services import create_print_job, create_sample

FAR_OUT: dict[str, Any] = {"transform": [1, 0, 0, 1, -80, 60]}
OUTSIDE = {
    "rule": "outside_area",
    "severity": "warn",
    "area": "Front",
    "layer": "t1",
    "values": {},
    "message": "This is outside the print area and will not be printed.",
}


def add(company: Company, product: Product, design: dict[str, Any]) -> PrintJob:
    full = full_product_for(company, product.pk)
    return create_print_job(company=company, product=full, document=design, options=[])


def refusal(company: Company, product: Product, design: dict[str, Any]) -> InvalidDesignError:
    """Why a design is not taken; nothing of it is left."""
    with pytest.raises(InvalidDesignError) as caught:
        add(company, product, design)
    assert PrintJob.objects.count() == 0
    return caught.value


def test_verdicts_are_kept_with_the_print_job(retailer: Company) -> None:
    card = make_product(retailer)

    assert add(retailer, card, document(card)).preflight == []

    job = add(retailer, card, document(card, text_layer(**FAR_OUT)))
    job.refresh_from_db()
    assert job.preflight == [OUTSIDE]


def test_what_blocks_is_refused_and_names_the_place(retailer: Company) -> None:
    card = make_product(retailer, preflight={"outside_area": "block"})
    group = {"id": "g1", "type": "group", "transform": [1, 0, 0, 1, 0, 0], "layers": [text_layer(**FAR_OUT)]}
    design = {**document(card, text_layer(id="t0"), group), "version": 2}

    error = refusal(retailer, card, design)

    assert (error.text, error.path) == (OUTSIDE["message"], "areas[0].layers[1].layers[0]")
    Product.objects.update(preflight={"outside_area": "inform"})
    assert add(retailer, card, design).preflight == [{**OUTSIDE, "severity": "inform"}]
    Product.objects.update(preflight={"outside_area": "off"})
    assert add(retailer, card, design).preflight == []


def test_a_sample_is_judged_as_well(retailer: Company) -> None:
    card = make_product(retailer, preflight={"outside_area": "block"})

    with pytest.raises(InvalidDesignError):
        create_sample(
            company=retailer,
            product=full_product_for(retailer, card.pk),
            name="Far out",
            document=document(card, text_layer(**FAR_OUT)),
            options=[],
        )
    assert Sample.objects.count() == 0


def test_what_the_product_asks_for_comes_from_its_print_areas(retailer: Company) -> None:
    card = make_product(retailer)
    PrintArea.objects.update(process="engraving", safe_margin=10, min_line=0.4, inks=["foil"])
    thin = {"id": "s1", "type": "shape", "shape": "ellipse", "width": 40, "height": 20, "fill": None, "ink": "foil"}
    thin |= {"stroke": {"colour": "#000000", "width": 0.3}, "transform": [1, 0, 0, 1, 50, 15]}
    red = text_layer(colour="#ff0000")
    design = {**document(card, thin, red, text_layer(id="t2")), "version": 2}

    found = [(one["rule"], one["layer"]) for one in add(retailer, card, design).preflight]

    assert found == [("safe_area", "s1"), ("thin_line", "s1"), ("too_many_colours", None)]


def test_a_picture_of_another_company_is_as_good_as_gone(retailer: Company) -> None:
    card = make_product()
    rival = Company.objects.create(name="Rival")
    make_image(rival)
    tiles = {"type": "pattern", "image": "a" * 32, "width": 10, "height": 10}

    in_a_layer = refusal(retailer, card, document(card, text_layer(), image_layer("a" * 32)))
    in_a_background = refusal(retailer, card, {**document(card, background=tiles), "version": 2})

    assert (in_a_layer.text, in_a_layer.path) == ("This photo is no longer there. Add it again.", "areas[0].layers[1]")
    assert in_a_background.text == "The photo of the background is no longer there. Choose another."
    assert in_a_background.path == "areas[0]"


def test_a_drawing_that_is_gone_or_is_none(retailer: Company) -> None:
    card = make_product(retailer)
    clipart = {"id": "c1", "type": "clipart", "clipart": "a" * 32, "width": 20, "height": 20}
    design = {**document(card, {**clipart, "transform": [1, 0, 0, 1, 50, 60]}), "version": 2}

    assert refusal(retailer, card, design).text == "A drawing of this design is no longer there. Add it again."
    make_image(retailer)
    assert refusal(retailer, card, design).text == "A picture of this design is not a drawing. Add it again."


def test_fonts_that_stand_in_must_be_there(retailer: Company) -> None:
    card = make_product(retailer)
    design = {**document(card, text_layer("Ada 😀")), "version": 2, "fallback_fonts": ["twemoji"]}

    assert refusal(retailer, card, design).path == "fallback_fonts"

    make_font("twemoji")
    Font.objects.filter(pk="twemoji").update(is_fallback=True)
    assert add(retailer, card, design).preflight == []
    (finding,) = add(retailer, card, document(card, text_layer("Ada 😀"))).preflight
    assert (finding["rule"], finding["values"]) == ("missing_glyph", {"characters": "😀", "count": 1})


def test_settings_that_a_newer_rule_file_does_not_know_refuse_nobody(
    retailer: Company, caplog: pytest.LogCaptureFixture
) -> None:
    card = make_product(retailer, preflight={"gone_rule": "block", "outside_area": "block"})

    job = add(retailer, card, document(card, text_layer(**FAR_OUT)))

    assert job.preflight == [OUTSIDE]
    assert f"the preflight settings of product {card.pk} are not used" in caplog.text


def test_an_example_text_that_was_left(retailer: Company) -> None:
    card = make_product(retailer)
    make_text_area(card, default_text="Happy day")

    (finding,) = add(retailer, card, document(card, text_layer("Happy day", text_area="Name"))).preflight

    assert (finding["rule"], finding["severity"]) == ("default_text", "inform")
    assert finding["message"] == "“Name” still has its example text. Keep it only if you mean it."
