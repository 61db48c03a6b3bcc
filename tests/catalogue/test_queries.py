"""What of the catalogue a company sees."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.catalogue.factories import make_font, make_product, make_shirt, make_text_area

from monogram.catalogue import queries
from monogram.catalogue.errors import ProductNotFoundError
from monogram.catalogue.models import Font, PrintArea, Product, ProductKind, Variant
from monogram.companies.models import Company


@pytest.fixture
def rival(db: None) -> Company:
    return Company.objects.create(name="Rival")


def test_a_company_sees_its_own_products_and_shared_ones(retailer: Company, rival: Company) -> None:
    own, shared, foreign = make_product(retailer), make_product(), make_product(rival)

    assert set(queries.visible_products(retailer)) == {own, shared}
    assert set(queries.visible_products(None)) == {shared}
    with pytest.raises(ProductNotFoundError):
        queries.full_product_for(retailer, foreign.pk)
    with pytest.raises(ProductNotFoundError):
        queries.designer_product(None, own.pk)


@pytest.mark.parametrize("product_id", [0, 987654321, 2**63, 10**30])
def test_no_product_of_that_number(retailer: Company, product_id: int) -> None:
    with pytest.raises(ProductNotFoundError):
        queries.full_product_for(retailer, product_id)


def test_a_product_that_is_switched_off_is_not_there(retailer: Company) -> None:
    product = make_product(retailer, is_active=False)

    with pytest.raises(ProductNotFoundError):
        queries.full_product_for(retailer, product.pk)
    assert queries.find_by_sku(retailer, "CARD") is None


def test_the_designer_gets_the_whole_product(retailer: Company) -> None:
    shirt = make_shirt(retailer)
    make_text_area(shirt, default_text="Ada", is_required=True)

    document = queries.designer_product(retailer, shirt.pk)

    assert document["id"] == shirt.pk
    assert document["kind"] == "personalised"
    assert document["price"] == {"amount": "4.50", "currency": "GBP"}
    assert [font["id"] for font in document["fonts"]] == ["inter-regular"]
    assert document["fonts"][0]["url"].startswith("http://127.0.0.1:8000/files/fonts/")
    assert [aspect["name"] for aspect in document["aspects"]] == ["Colour", "Size"]
    white = document["aspects"][0]["options"][0]
    assert (white["name"], white["code"], white["colour"]) == ("White", "WHITE", "#ffffff")
    assert document["aspects"][1]["options"][0]["colour"] is None
    assert [variant["sku"] for variant in document["variants"]] == ["SHIRT-BLACK-M", "SHIRT-WHITE-L", "SHIRT-WHITE-M"]
    (view,) = document["views"]
    assert (view["name"], view["areas"]) == ("Front", ["Front"])
    assert (view["photo"]["width"], view["photo"]["height"]) == (400, 400)
    assert view["photo"]["url"].endswith(".webp")
    assert view["tint_mask"] is not None
    (area,) = document["areas"]
    assert (area["width"], area["height"], area["bleed"], area["dpi"]) == (100, 125, 2, 300)
    assert area["quad"] == [[100, 100], [300, 100], [300, 350], [100, 350]]
    assert (area["process"], area["max_colours"], area["min_line"], area["inks"]) == ("print", None, None, [])
    assert area["preflight"] == {}
    (text_area,) = area["text_areas"]
    assert (text_area["name"], text_area["default_text"], text_area["required"]) == ("Name", "Ada", True)
    assert document["model"] is None


def test_each_area_says_what_preflight_asks_for(retailer: Company) -> None:
    product = make_product(retailer, preflight={"bleed": "off"})
    PrintArea.objects.update(process="engraving", max_colours=2, min_line=0.3, inks=["white"])

    (area,) = queries.designer_product(retailer, product.pk)["areas"]

    assert (area["process"], area["max_colours"], area["min_line"], area["inks"]) == ("engraving", 2, 0.3, ["white"])
    assert area["preflight"] == {"bleed": "off"}


def test_a_product_takes_the_same_number_of_queries_however_large(
    retailer: Company, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    card, shirt = make_product(retailer), make_shirt(retailer)
    for number in range(5):
        make_text_area(shirt, f"Field {number}")

    # Product, fonts, views, areas, text areas, image areas, print sizes, attributes, aspects, options, variants, their
    # options, all fonts, fallback fonts; a product without aspects and variants needs no look at their options.
    with django_assert_num_queries(12):
        queries.designer_product(retailer, card.pk)
    with django_assert_num_queries(14):
        queries.designer_product(retailer, shirt.pk)


def test_fonts_are_those_chosen_for_the_product(retailer: Company) -> None:
    product = make_product(retailer)
    product.fonts.set([make_font("inter-bold")])

    assert [font.pk for font in queries.fonts_of(product)] == ["inter-bold"]


def test_fallback_fonts_are_not_on_offer_unless_they_are_chosen(retailer: Company) -> None:
    product, emoji = make_product(retailer), make_font("twemoji")
    Font.objects.filter(pk="twemoji").update(is_fallback=True, position=9)

    document = queries.designer_product(retailer, product.pk)

    assert [font["id"] for font in document["fonts"]] == ["inter-regular"]
    assert document["fonts"][0]["coverage"].startswith("20-7e,a0-ac,ae-148,14a-1c3,")
    (fallback,) = document["fallback_fonts"]
    assert (fallback["id"], fallback["url"].endswith(".ttf")) == ("twemoji", True)
    assert fallback["coverage"].startswith("23,2a,30-39,a9,ae,200d,203c,2049,20e3,")

    product.fonts.set([emoji])
    assert [font["id"] for font in queries.designer_product(retailer, product.pk)["fonts"]] == ["twemoji"]


def test_fallback_fonts_are_asked_in_the_order_of_their_positions(retailer: Company) -> None:
    for position, font in enumerate(("twemoji", "noto-sans-thai-bold", "noto-sans-hebrew-bold")):
        make_font(font)
        Font.objects.filter(pk=font).update(is_fallback=True, position=3 - position)

    assert [font.pk for font in queries.fallback_fonts()] == ["noto-sans-hebrew-bold", "noto-sans-thai-bold", "twemoji"]


def test_a_sku_names_a_product_or_a_variant(retailer: Company) -> None:
    card, shirt = make_product(), make_shirt()

    found = queries.find_by_skus(retailer, ["CARD", "SHIRT-WHITE-M", "NOTHING", ""])

    assert set(found) == {"CARD", "SHIRT-WHITE-M"}
    assert (found["CARD"].product, found["CARD"].variant) == (card, None)
    assert found["SHIRT-WHITE-M"].product == shirt
    assert found["SHIRT-WHITE-M"].variant == Variant.objects.get(sku="SHIRT-WHITE-M")


def test_skus_are_looked_up_all_at_once(retailer: Company, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_product()
    make_shirt()

    with django_assert_num_queries(2):
        found = queries.find_by_skus(retailer, ["CARD", "SHIRT", "SHIRT-WHITE-M", "SHIRT-BLACK-M"])
        options = queries.options_of([match.variant for match in found.values() if match.variant])

    black = found["SHIRT-BLACK-M"].variant
    assert black is not None
    assert options[black.pk] == [("Colour", "Black", "BLACK"), ("Size", "M", "M")]
    assert len(options) == 2


def test_own_products_go_before_shared_ones_of_the_same_sku(retailer: Company, rival: Company) -> None:
    make_product()
    own = make_product(retailer)
    make_product(rival)
    make_product()

    match = queries.find_by_sku(retailer, "CARD")

    assert match is not None
    assert match.product == own


def test_names_that_a_textual_order_may_use(retailer: Company) -> None:
    product = make_product(retailer, kind=ProductKind.TEXTUAL)
    make_text_area(product, "Top line")
    make_text_area(product, "Bottom line")
    make_text_area(make_product(retailer), "Another product's")

    assert queries.text_and_image_area_names(product) == {"Top line", "Bottom line"}
    assert queries.print_area_names(product) == {"Front"}


def test_a_view_without_corners_places_nothing(retailer: Company) -> None:
    product = make_product(retailer)
    product.print_areas.update(quad=[])

    (area,) = queries.designer_product(retailer, product.pk)["areas"]

    assert area["quad"] == []
    assert Product.objects.count() == 1
