"""Signing in to the portal, and that nobody sees what is another's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.portal.conftest import PASSWORD

from monogram.companies.models import Company, CompanyType, Membership, Role, User

SignedIn = Callable[[Company, Role], Client]


def orders_of(supplier: Company) -> str:
    return reverse("portal-orders", args=[supplier.pk])


def test_a_stranger_is_asked_to_sign_in_and_gets_where_he_wanted(
    client: Client, supplier: Company, person_of: Callable[[Company], User]
) -> None:
    person = person_of(supplier)

    asked = client.get(orders_of(supplier))
    arrived = client.post(
        asked["Location"], {"username": person.email, "password": PASSWORD, "next": orders_of(supplier)}
    )

    assert asked["Location"] == f"{reverse('portal-sign-in')}?next={orders_of(supplier)}"
    assert (arrived.status_code, arrived["Location"]) == (302, orders_of(supplier))


def test_signing_in_never_leads_to_another_site(
    client: Client, supplier: Company, person_of: Callable[[Company], User]
) -> None:
    person = person_of(supplier)
    form = {"username": person.email, "password": PASSWORD, "next": "https://elsewhere.example/"}

    assert client.post(reverse("portal-sign-in"), form)["Location"] == reverse("portal")


def test_a_wrong_password_is_said_and_nobody_is_signed_in(
    client: Client, supplier: Company, person_of: Callable[[Company], User]
) -> None:
    person = person_of(supplier)

    answer = client.post(reverse("portal-sign-in"), {"username": person.email, "password": "another password"})

    assert "Please enter a correct email and password" in answer.content.decode()
    assert client.get(reverse("portal"))["Location"] == reverse("portal-sign-in")


def test_home_leads_to_the_first_company_by_name(
    client: Client, supplier: Company, rival: Company, person_of: Callable[[Company], User]
) -> None:
    person = person_of(supplier)
    Membership.objects.create(user=person, company=rival, role=Role.VIEWER)
    client.force_login(person)

    assert client.get(reverse("portal"))["Location"] == orders_of(rival)


def test_who_belongs_to_no_supplier_is_told_what_to_do(client: Client, db: None) -> None:
    client.force_login(User.objects.create_user("nobody@example.com", PASSWORD))

    answer = client.get(reverse("portal"))

    assert answer.status_code == 403
    assert "You belong to no supplier yet" in answer.content.decode()


@pytest.mark.parametrize(
    "make_it_another", [{"is_active": False}, {"type": CompanyType.RETAILER}], ids=["deactivated", "a retailer"]
)
def test_a_company_that_is_no_active_supplier_has_no_portal(
    supplier: Company, signed_in: SignedIn, make_it_another: dict[str, object]
) -> None:
    client = signed_in(supplier, Role.OWNER)
    Company.objects.filter(pk=supplier.pk).update(**make_it_another)

    assert client.get(orders_of(supplier)).status_code == 404


def test_another_suppliers_portal_is_not_there(supplier: Company, rival: Company, signed_in: SignedIn) -> None:
    assert signed_in(rival, Role.OWNER).get(orders_of(supplier)).status_code == 404


def test_an_address_that_no_database_can_look_up_is_not_there(supplier: Company, signed_in: SignedIn) -> None:
    client = signed_in(supplier, Role.OWNER)

    assert client.get(orders_of(supplier).replace(str(supplier.pk), str(2**64))).status_code == 404
    assert client.get(f"{orders_of(supplier)}batches/%00/").status_code == 404
    assert client.get(f"{orders_of(supplier)}stock/", {"q": "\0"}).status_code == 200


def test_pages_stay_out_of_caches_and_frames(supplier: Company, signed_in: SignedIn) -> None:
    answer = signed_in(supplier, Role.VIEWER).get(orders_of(supplier))

    assert "no-store" in answer["Cache-Control"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert "script-src 'self';" in answer["Content-Security-Policy"]


def test_signing_out_ends_the_session(supplier: Company, signed_in: SignedIn) -> None:
    client = signed_in(supplier, Role.OWNER)

    client.post(reverse("portal-sign-out"))

    assert client.get(orders_of(supplier)).status_code == 302
