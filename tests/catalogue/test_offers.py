"""What is sold under a number or a SKU: a product, or a virtual product made on one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.catalogue.factories import make_print_size, make_product, make_shirt, options_of
from tests.designs.virtuals import make_virtual

from monogram.catalogue import queries
from monogram.catalogue.errors import ProductNotFoundError
from monogram.catalogue.models import AspectOption, Product, Variant
from monogram.catalogue.offers import Offer
from monogram.catalogue.schemas import SkuMatch
from monogram.companies.models import Company


@pytest.fixture
def rival(db: None) -> Company:
    return Company.objects.create(name="Rival")


@pytest.fixture
def shirt(retailer: Company) -> Product:
    return make_shirt(retailer)


def sku_of(offer: Offer, product: Product, *codes: str) -> str | None:
    found = offer.variant_with([option["option_id"] for option in options_of(product, *codes)])
    return found[1] if found else None


def named(company: Company, sku: str) -> tuple[int, str | None, int | None] | None:
    """The product, the variant's own SKU and the virtual product that a SKU names."""
    match = queries.find_by_sku(company, sku)
    if match is None:
        return None
    variant, virtual = match.variant, match.virtual
    return match.product.pk, variant.sku if variant else None, virtual.pk if virtual else None


def test_a_product_is_sold_as_it_is(retailer: Company, shirt: Product) -> None:
    offer = queries.offer_for(retailer, shirt.pk)

    assert (offer.product, offer.virtual, offer.sold) == (shirt, None, shirt)
    assert (offer.description, offer.price, offer.may_personalise) == ("", Decimal("4.50"), True)
    assert sku_of(offer, shirt, "WHITE", "L") == "SHIRT-WHITE-L"
    assert sku_of(offer, shirt, "BLACK", "L") is None
    assert sku_of(offer, shirt, "WHITE") is None


def test_a_virtual_product_says_what_is_its_own_and_its_base_the_rest(retailer: Company, shirt: Product) -> None:
    Product.objects.filter(pk=shirt.pk).update(description="Soft.", price="5.00")
    virtual = make_virtual(shirt, name="Tiger shirt")

    offer = queries.offer_for(retailer, virtual.pk)

    assert (offer.product, offer.virtual) == (shirt, virtual)
    assert (offer.sold.name, offer.sold.sku, offer.description) == ("Tiger shirt", "VP", "Soft.")
    assert (offer.price, offer.currency_code) == (Decimal("5.00"), "GBP")
    assert [area.name for area in offer.product.print_areas.all()] == ["Front"]
    assert sku_of(offer, shirt, "WHITE", "L") == "VP-WHITE-L"


def test_its_own_price_and_description_go_before_the_base_s(retailer: Company, shirt: Product) -> None:
    virtual = make_virtual(shirt, price="19.90", currency_code="EUR", description="Roars.")

    offer = queries.offer_for(retailer, virtual.pk)

    assert (offer.price, offer.currency_code, offer.description) == (Decimal("19.90"), "EUR", "Roars.")


def test_options_that_are_not_on_offer_are_not_there(retailer: Company, shirt: Product) -> None:
    virtual = make_virtual(shirt, offered=["WHITE"])

    offer = queries.offer_for(retailer, virtual.pk)

    assert [[option.code for option in options] for _, options in offer.aspects] == [["WHITE"], ["M", "L"]]
    assert [sku for _, sku in offer.variants] == ["VP-WHITE-L", "VP-WHITE-M"]
    assert sku_of(offer, shirt, "BLACK", "M") is None


def test_an_option_that_the_base_gets_tomorrow_is_on_offer_unless_others_were_chosen(
    retailer: Company, shirt: Product
) -> None:
    all_colours, whites = make_virtual(shirt), make_virtual(shirt, sku="WHITES", offered=["WHITE"])
    colour = shirt.aspects.get(name="Colour")
    red = AspectOption.objects.create(aspect=colour, name="Red", code="RED", position=2)
    variant = Variant.objects.create(product=shirt, sku="SHIRT-RED-M")
    variant.options.set([red, AspectOption.objects.get(code="M")])

    assert sku_of(queries.offer_for(retailer, all_colours.pk), shirt, "RED", "M") == "VP-RED-M"
    assert sku_of(queries.offer_for(retailer, whites.pk), shirt, "RED", "M") is None
    assert named(retailer, "VP-RED-M") == (shirt.pk, "SHIRT-RED-M", all_colours.pk)
    assert named(retailer, "WHITES-RED-M") is None


def test_artwork_comes_in_the_size_that_it_was_placed_in(retailer: Company) -> None:
    card = make_product(retailer)
    size = make_print_size(card)

    assert queries.offer_for(retailer, card.pk).print_sizes == [size]
    assert queries.offer_for(retailer, make_virtual(card).pk).print_sizes == []


@pytest.mark.parametrize("state", ["pending", "removed"])
def test_only_approved_ones_are_sold(retailer: Company, shirt: Product, state: str) -> None:
    virtual = make_virtual(shirt, virtual_state=state)

    with pytest.raises(ProductNotFoundError):
        queries.offer_for(retailer, virtual.pk)
    assert queries.find_by_number(retailer, virtual.pk) is None
    assert named(retailer, "VP") is None
    assert named(retailer, "VP-WHITE-M") is None


def test_nothing_is_made_on_a_base_that_is_switched_off(retailer: Company, shirt: Product) -> None:
    virtual = make_virtual(shirt)
    Product.objects.filter(pk=shirt.pk).update(is_active=False)

    with pytest.raises(ProductNotFoundError):
        queries.offer_for(retailer, virtual.pk)
    assert queries.find_by_number(retailer, virtual.pk) is None
    assert named(retailer, "VP") is None


def test_another_company_s_are_not_there(retailer: Company, rival: Company) -> None:
    shared = make_shirt()
    virtual = make_virtual(shared, owner=rival)

    with pytest.raises(ProductNotFoundError):
        queries.offer_for(retailer, virtual.pk)
    assert queries.find_by_number(retailer, virtual.pk) is None
    assert named(retailer, "VP-WHITE-M") is None
    assert named(rival, "VP-WHITE-M") == (shared.pk, "SHIRT-WHITE-M", virtual.pk)


def test_a_virtual_product_is_none_that_is_made(retailer: Company, shirt: Product) -> None:
    virtual = make_virtual(shirt)

    with pytest.raises(ProductNotFoundError):
        queries.full_product_for(retailer, virtual.pk)


def test_a_number_names_what_is_made_and_what_it_is_sold_as(retailer: Company, shirt: Product) -> None:
    virtual = make_virtual(shirt)

    assert queries.find_by_number(retailer, virtual.pk) == SkuMatch(shirt, virtual=virtual)
    assert queries.find_by_number(retailer, shirt.pk) == SkuMatch(shirt)
    assert queries.find_by_number(retailer, 2**63) is None


def test_a_sku_names_a_virtual_product_or_a_variant_of_it(retailer: Company, shirt: Product) -> None:
    virtual = make_virtual(shirt)

    assert named(retailer, "VP") == (shirt.pk, None, virtual.pk)
    assert named(retailer, "VP-WHITE-M") == (shirt.pk, "SHIRT-WHITE-M", virtual.pk)
    assert named(retailer, "SHIRT-WHITE-M") == (shirt.pk, "SHIRT-WHITE-M", None)


@pytest.mark.parametrize(
    "sku", ["VP-", "VP-M-WHITE", "VP-WHITE", "VP-BLACK-L", "VP-WHITE-M-M", "-WHITE-M", "vp-white-m"]
)
def test_a_sku_that_is_nearly_one_names_nothing(retailer: Company, shirt: Product, sku: str) -> None:
    make_virtual(shirt)

    assert named(retailer, sku) is None


def test_where_one_variant_is_on_offer_the_sku_alone_names_it(retailer: Company, shirt: Product) -> None:
    virtual = make_virtual(shirt, offered=["BLACK"])

    assert named(retailer, "VP") == (shirt.pk, "SHIRT-BLACK-M", virtual.pk)


def test_variants_that_are_not_on_offer_have_no_sku(retailer: Company, shirt: Product) -> None:
    make_virtual(shirt, offered=["BLACK", "M"])

    assert named(retailer, "VP-WHITE-M") is None
    assert named(retailer, "VP-BLACK-M") is not None


def test_the_longest_sku_that_fits_is_meant(retailer: Company, shirt: Product) -> None:
    short, long = make_virtual(shirt, sku="CAT"), make_virtual(shirt, sku="CAT-2-WHITE")

    assert named(retailer, "CAT-2-WHITE-WHITE-M") == (shirt.pk, "SHIRT-WHITE-M", long.pk)
    assert named(retailer, "CAT-WHITE-M") == (shirt.pk, "SHIRT-WHITE-M", short.pk)


def test_what_is_stored_goes_before_what_is_put_together(retailer: Company, shirt: Product) -> None:
    make_virtual(shirt)
    card = make_product(retailer, sku="VP-WHITE-M")

    assert named(retailer, "VP-WHITE-M") == (card.pk, None, None)


def test_an_own_virtual_product_goes_before_a_shared_product_of_the_same_sku(retailer: Company) -> None:
    make_product(sku="VP")
    virtual = make_virtual(make_product(retailer))

    assert named(retailer, "VP") == (virtual.base_id, None, virtual.pk)


def test_a_product_without_options_takes_no_codes(retailer: Company) -> None:
    card = make_product(retailer)
    virtual = make_virtual(card, sku="CARD-CAT")

    assert named(retailer, "CARD-CAT") == (card.pk, None, virtual.pk)
    assert named(retailer, "CARD-CAT-M") is None


def test_skus_of_stored_products_cost_no_statement_more(
    retailer: Company, shirt: Product, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_virtual(shirt)
    make_product(retailer)

    with django_assert_num_queries(1):
        queries.find_by_skus(retailer, ["CARD", "SHIRT-WHITE-M", "NOTHING"])
    with django_assert_num_queries(4):
        found = queries.find_by_skus(retailer, ["CARD", "VP", "VP-WHITE-M", "VP-WHITE-L", "NO-THING"])
    assert set(found) == {"CARD", "VP", "VP-WHITE-M", "VP-WHITE-L"}


def test_an_offer_takes_as_many_statements_as_its_base_and_one(
    retailer: Company, shirt: Product, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    virtual = make_virtual(shirt)

    with django_assert_num_queries(13):
        queries.offer_for(retailer, virtual.pk)
