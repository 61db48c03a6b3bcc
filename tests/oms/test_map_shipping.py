"""A shop's way of shipping in its supplier's words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from tests.callbacks.world import make_order

from monogram.callbacks.models import Delivery
from monogram.companies.models import Company
from monogram.oms.correct import correct_order
from monogram.oms.push import send_to_supplier
from monogram.orders import services as orders
from monogram.orders.models import Order
from monogram.orders.statuses import Actor, Party
from monogram.shipping.models import ShippingMapping
from monogram.suppliers.models import DropshipAccount

pytestmark = pytest.mark.django_db
STAFF = Actor(Party.STAFF, "Ada")


def order_with(method: str, carrier: str = "", **fields: Any) -> Order:
    order = make_order(method or "none", shipping_method=method, shipping_carrier=carrier, **fields)
    order.submission.body = {"shipping_method": method, "shipping_carrier": carrier}
    order.submission.save()
    account, _ = DropshipAccount.objects.get_or_create(retailer=order.company, supplier=order.supplier)
    Order.objects.filter(pk=order.pk).update(secondary_company_ref_id=account.pk)
    return Order.objects.get(pk=order.pk)


def mapping(owner: DropshipAccount | Company, given: tuple[str, str], to: tuple[str, str]) -> ShippingMapping:
    whose: dict[str, Any] = {"account" if isinstance(owner, DropshipAccount) else "retailer": owner}
    return ShippingMapping.objects.create(
        **whose, from_carrier=given[0], from_method=given[1], to_carrier=to[0], to_method=to[1]
    )


def account_of(order: Order) -> DropshipAccount:
    assert order.secondary_company_ref_id
    return DropshipAccount.objects.get(pk=order.secondary_company_ref_id)


def sent(order: Order) -> tuple[str, str]:
    """What the supplier is told, and the order says."""
    delivery = send_to_supplier(order.pk)
    assert delivery
    document = json.loads(delivery.body)
    order.refresh_from_db()
    told = (document["shipping_carrier"], document["shipping_method"])
    assert told == (order.shipping_carrier, order.shipping_method)
    return told


def mapped(order: Order) -> list[str]:
    return list(order.events.filter(kind="shipping_mapped").order_by("sequence").values_list("detail", flat=True))


def test_the_supplier_is_told_its_own_carrier_and_method() -> None:
    order = order_with("Standard Delivery Next Day")
    mapping(account_of(order), ("", "Standard Delivery Next Day"), ("Royal Mail", "RM1"))

    assert sent(order) == ("Royal Mail", "RM1")
    assert mapped(order) == ["Standard Delivery Next Day → Royal Mail RM1"]


def test_an_accounts_own_rows_go_before_its_retailers() -> None:
    order, other = order_with("Express"), order_with("Slow")
    mapping(order.company, ("", "Express"), ("DHL", "EXP"))
    mapping(order.company, ("", "Slow"), ("Evri", "STD"))
    mapping(account_of(order), ("", "Express"), ("UPS", "07"))

    assert (sent(order), sent(other)) == (("UPS", "07"), ("Evri", "STD"))


@pytest.mark.parametrize("method", ["express", " Express", "Express "])
def test_capitals_and_spaces_count(method: str) -> None:
    order = order_with(method)
    mapping(order.company, ("", "Express"), ("DHL", "EXP"))

    assert sent(order) == ("", method)
    assert mapped(order) == []


def test_an_order_that_names_nothing_can_be_mapped_too() -> None:
    order = order_with("")
    mapping(order.company, ("", ""), ("Royal Mail", "48"))

    assert sent(order) == ("Royal Mail", "48")
    assert mapped(order) == ["nothing → Royal Mail 48"]


def test_what_is_mapped_is_not_mapped_on() -> None:
    order = order_with("A")
    mapping(order.company, ("", "A"), ("", "B"))
    mapping(order.company, ("", "B"), ("", "C"))
    assert sent(order) == ("", "B")

    correct_order(order_id=order.pk, changes={"customer_name": "Zoë"}, actor=STAFF)
    Delivery.objects.filter(order=order).update(status="withdrawn")

    assert sent(order) == ("", "B")
    assert mapped(order) == ["A → B"]


def test_what_staff_correct_is_mapped_anew() -> None:
    order = order_with("A")
    mapping(order.company, ("", "A"), ("", "B"))
    mapping(order.company, ("", "Z"), ("", "Y"))
    assert sent(order) == ("", "B")

    correct_order(order_id=order.pk, changes={"shipping_method": "Z"}, actor=STAFF)
    Delivery.objects.filter(order=order).update(status="withdrawn")

    assert sent(order) == ("", "Y")


def test_after_a_move_it_begins_with_what_the_shop_asked_for() -> None:
    order = order_with("Express")
    assert order.supplier
    mapping(account_of(order), ("", "Express"), ("DHL", "EXP"))
    assert sent(order) == ("DHL", "EXP")

    other = DropshipAccount.objects.create(retailer=order.company, supplier=order.supplier)
    mapping(other, ("", "Express"), ("UPS", "07"))
    locked = orders.lock_order(order.pk)
    locked.secondary_company_ref_id = other.pk
    orders.record_event(locked, actor=STAFF, kind="moved")
    locked.save()
    Delivery.objects.filter(order=order).update(status="withdrawn")

    assert sent(order) == ("UPS", "07")
    assert mapped(order) == ["Express → DHL EXP", "DHL EXP → UPS 07"]


def test_a_mapping_is_one_accounts_or_one_retailers() -> None:
    order = order_with("A")
    cases: list[dict[str, Any]] = [{}, {"account": account_of(order), "retailer": order.company}]
    for whose in cases:
        with pytest.raises(ValidationError, match="Choose either a dropship account or a retailer"):
            ShippingMapping(**whose, from_method="A").full_clean()
