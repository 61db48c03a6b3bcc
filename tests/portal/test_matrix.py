"""Every address of the portal, by who asks: read from the addresses themselves, so that a new page is not forgotten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django.urls.converters import IntConverter
from tests.oms.test_worklist import order
from tests.orders.world import World

from monogram.companies.models import Company, Role
from monogram.orders.models import Order, OrderEvent
from monogram.portal.urls import urlpatterns
from monogram.shipping.models import Shipment

SignedIn = Callable[..., Client]
LOOKS_BY_FORM = {"portal-scan"}
"""A code is looked up by a form; who may only look may do no more with it."""
WITHOUT_COMPANY = {"portal", "portal-sign-in", "portal-sign-out", "portal-password"}


def pages() -> list[URLPattern]:
    """Those of a company."""
    found = [each for each in urlpatterns if isinstance(each, URLPattern) and each.name not in WITHOUT_COMPANY]
    assert all("company_id" in each.pattern.converters for each in found)
    return found


def name_of(route: URLPattern) -> str:
    assert route.name
    return route.name


@pytest.fixture
def made(world: World) -> Order:
    """An order of the printer's with a parcel."""
    made = order(world, "TEST001")
    Shipment.objects.create(order=made, tracking="RM123456789GB")
    return made


def address(route: URLPattern, company: Company, made: Order) -> str:
    known = {"company_id": company.pk, "order_id": made.pk, "shipment_id": made.shipments.get().pk}
    given = {
        name: known.get(name, 1 if isinstance(converter, IntConverter) else "x")
        for name, converter in route.pattern.converters.items()
    }
    return reverse(name_of(route), kwargs=given)


def method_of(address: str) -> str:
    """The one that the page is there for: as it says itself when it is asked in another way."""
    allowed = Client().generic("PURGE", address)["Allow"]
    return "POST" if "POST" in allowed else "GET"


def trace() -> list[Any]:
    """What would be there had something been done."""
    return [*Order.objects.values_list("status", "sequence"), OrderEvent.objects.count(), Shipment.objects.count()]


@pytest.mark.parametrize("route", pages(), ids=name_of)
def test_a_stranger_is_asked_to_sign_in(route: URLPattern, world: World, made: Order) -> None:
    at = address(route, world.printer, made)

    answer = Client().generic(method_of(at), at)

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("portal-sign-in"))


@pytest.mark.parametrize("route", pages(), ids=name_of)
def test_another_company_is_not_there(route: URLPattern, world: World, made: Order, signed_in: SignedIn) -> None:
    at, before = address(route, world.printer, made), trace()

    answer = signed_in(world.pottery, Role.OWNER).generic(method_of(at), at)

    assert answer.status_code == 404
    assert trace() == before


@pytest.mark.parametrize("route", [each for each in pages() if "order_id" in each.pattern.converters], ids=name_of)
def test_anothers_order_is_not_there(route: URLPattern, world: World, made: Order, signed_in: SignedIn) -> None:
    at, before = address(route, world.pottery, made), trace()

    answer = signed_in(world.pottery, Role.OWNER).generic(method_of(at), at)

    assert answer.status_code == 404
    assert trace() == before


@pytest.mark.parametrize("route", pages(), ids=name_of)
def test_who_may_only_look_changes_nothing(route: URLPattern, world: World, made: Order, signed_in: SignedIn) -> None:
    at, before = address(route, world.printer, made), trace()

    answer = signed_in(world.printer, Role.VIEWER).post(at)

    assert answer.status_code in ({200} if name_of(route) in LOOKS_BY_FORM else {403, 405})
    assert trace() == before


@pytest.mark.parametrize("route", pages(), ids=name_of)
def test_no_other_site_can_send_a_form(route: URLPattern, world: World, made: Order, signed_in: SignedIn) -> None:
    at = address(route, world.printer, made)
    member = signed_in(world.printer, Role.OWNER)
    member.handler.enforce_csrf_checks = True
    before = trace()

    answer = member.post(at, {"deed": "labels", "order": made.pk, "reason": "x"})

    assert answer.status_code in {403, 405}
    assert trace() == before


@pytest.mark.parametrize("role", [Role.VIEWER, Role.OPERATOR])
def test_cancelling_is_for_managers(world: World, made: Order, signed_in: SignedIn, role: Role) -> None:
    at = reverse("portal-cancel", args=[world.printer.pk, made.pk])

    answer = signed_in(world.printer, role).post(at, {"reason": "No blanks"})

    assert answer.status_code == 403
    assert "It is for managers and owners of Printer" in answer.content.decode()


@pytest.mark.parametrize("route", ["portal-label", "portal-labels", "portal-labels-pdf"])
def test_labels_are_for_those_who_work(world: World, made: Order, signed_in: SignedIn, route: str) -> None:
    more = [made.pk, made.shipments.get().pk] if route == "portal-label" else []

    assert signed_in(world.printer, Role.VIEWER).get(reverse(route, args=[world.printer.pk, *more])).status_code == 403
