"""Which parcels pass customs, what is declared of them, and by which service an order goes."""

from __future__ import annotations

from typing import Any

import pytest
from tests.oms.test_ship import place, ship
from tests.orders.world import PRINTER_ACCOUNT_ID, World, world
from tests.rendering.page_reading import codes, rasterised
from tests.shipping.carriers import FIRST, connect

from monogram.orders.models import Order
from monogram.shipping import credentials, labels
from monogram.shipping.carriers import Party
from monogram.shipping.customs import declaration, passes_customs
from monogram.shipping.errors import CarrierRefusedError, ShipmentRefusedError
from monogram.shipping.models import DefaultService, ShippingMapping
from monogram.shipping.wish import wish_for
from monogram.suppliers.models import DropshipAccount

__all__ = ["world"]


def at(country: str, postcode: str = "") -> Party:
    return Party("A", (), "T", "", postcode, country)


@pytest.mark.parametrize(
    ("here", "there", "has_to"),
    [
        (at("GB", "HX7 8AD"), at("GB", "SK10 2XR"), False),
        (at("GB", "HX7 8AD"), at("FR", "75001"), True),
        (at("GB", "HX7 8AD"), at("US", "10001"), True),
        (at("GB", "HX7 8AD"), at("GB", "bt1 1AA"), False),
        (at("GB", "BT1 1AA"), at("IE", "D01"), False),
        (at("GB", "HX7 8AD"), at("IM", "IM1 1AA"), False),
        (at("GB", "HX7 8AD"), at("JE", "JE2 3AB"), True),
        (at("GB", "HX7 8AD"), at("GB", "JE2 3AB"), True),
        (at("DE", "10115"), at("FR", "75001"), False),
        (at("DE", "10115"), at("ES", "35001"), True),
        (at("DE", "10115"), at("CH", "8004"), True),
        (at("US", "10001"), at("US", "94016"), False),
    ],
)
def test_a_declaration_is_with_what_leaves_its_customs_territory(here: Party, there: Party, has_to: bool) -> None:
    assert passes_customs(here, there) is has_to


def abroad(**changes: Any) -> Order:
    address = {"shipping_postcode": "75001", "shipping_country_code": "FR", "shipping_country": "France"}
    return place(2, **{"currency_code": "GBP", **address, **changes})


def test_a_declaration_says_what_the_product_and_the_order_know(world: World) -> None:
    connect(world.printer)
    world.shirt.weight_g, world.shirt.hs_code = 180, "6109100010"
    world.shirt.origin_country, world.shirt.customs_description = "TR", "Cotton T-shirt, printed"
    world.shirt.save()
    order = abroad()
    line = order.items.get().pk

    wish = wish_for(order, reference="R", service="international", quantities={line: 2})

    [goods] = wish.goods
    assert (goods.description, goods.quantity, goods.weight_g, str(goods.value)) == (
        "Cotton T-shirt, printed",
        2,
        360,
        "38.0000",
    )
    assert (goods.hs_code, goods.origin) == ("6109100010", "TR")
    declared = declaration(wish)
    assert (declared.form, declared.total_value, declared.total_weight_g) == ("CN22", "38.00", 360)
    assert (declared.sender_tax_id, declared.invoice) == ("GB123456789000", "TEST001")


@pytest.mark.parametrize(
    ("weight", "currency", "form"), [(1000, "GBP", "CN22"), (1001, "GBP", "CN23"), (9, "USD", "CN23")]
)
def test_more_or_of_unknown_worth_is_declared_on_the_larger_form(
    world: World, weight: int, currency: str, form: str
) -> None:
    connect(world.printer)
    world.shirt.weight_g = weight
    world.shirt.save()
    order = abroad(currency_code=currency)

    wish = wish_for(order, reference="R", service="international", quantities={order.items.get().pk: 2})

    assert declaration(wish).form == form


def test_a_parcel_abroad_has_its_customs_form_on_a_second_label(world: World) -> None:
    connect(world.printer, service="international")

    token = ship(abroad()).label_token or ""

    pdf = labels.label_file(token, "pdf", 1)
    first, second = rasterised(pdf, 203)
    assert FIRST in codes(first)
    assert second.shape == first.shape
    assert labels.label_file(token, "png", 2).startswith(b"\x89PNG")
    assert labels.label_file(token, "zpl", 1).count(b"^XA") == 2


def test_what_has_no_price_does_not_pass_customs_and_domestic_services_stay_at_home(world: World) -> None:
    connect(world.printer)
    order = abroad()
    with pytest.raises(CarrierRefusedError, match="Tracked 48 goes within GB only, not to FR"):
        ship(order)
    order.items.update(unit_sale_price=None)
    with pytest.raises(ShipmentRefusedError, match="what T-shirt is worth: it has no price"):
        ship(order)


def test_the_mapping_goes_before_the_account_and_the_account_before_the_supplier(world: World) -> None:
    connection = connect(world.printer, service="tracked-48")
    account = DropshipAccount.objects.get(pk=PRINTER_ACCOUNT_ID)
    order = place(shipping_method="Next day")
    chosen = [labels.service_for(order).service]
    DefaultService.objects.create(account=account, connection=connection, service="international")
    chosen.append(labels.service_for(order).service)
    ShippingMapping.objects.create(
        account=account, from_method="Next day", to_carrier="Post", connection=connection, service="tracked-24"
    )
    chosen.append(labels.service_for(order).service)

    assert chosen == ["tracked-48", "international", "tracked-24"]
    # And it is still found when the order says it in the supplier's words
    order.shipping_carrier, order.shipping_method = "Post", ""
    assert labels.service_for(order).service == "tracked-24"
    connection.is_enabled = False
    connection.save()
    with pytest.raises(ShipmentRefusedError, match="No carrier is connected"):
        labels.service_for(order)


def test_credentials_are_kept_encrypted(world: World) -> None:
    connection = connect(world.printer)

    credentials.keep_settings(connection, {"password": "secret-of-theirs"})

    connection.refresh_from_db()
    assert "secret-of-theirs" not in connection.encrypted_settings
    assert credentials.settings_of(connection) == {"password": "secret-of-theirs"}
