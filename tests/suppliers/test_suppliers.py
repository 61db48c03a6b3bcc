"""Accounts, and how pushes are set up."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from monogram.companies.models import Company, User
from monogram.suppliers import queries, services
from monogram.suppliers.errors import PushOwnerError
from monogram.suppliers.models import DropshipAccount, PushIntegration

URL = "https://supplier.example/orders"


@pytest.fixture
def account(retailer: Company, supplier: Company) -> DropshipAccount:
    return DropshipAccount.objects.create(retailer=retailer, supplier=supplier)


def target(account: DropshipAccount | None, supplier: Company) -> queries.Target | None:
    return queries.target_for(account_id=account.pk if account else None, supplier_id=supplier.pk)


def test_the_hmac_key_is_made_once_and_stays(supplier: Company) -> None:
    made = services.enable_push(supplier=supplier, url=URL)
    key = services.reveal_hmac_key(made)
    assert len(key) == 64
    assert key not in made.encrypted_hmac_key

    again = services.enable_push(supplier=supplier, url=URL + "/new")

    assert services.reveal_hmac_key(again) == key
    assert target(None, supplier) == queries.PushTarget(url=URL + "/new", hmac_key=key)
    assert PushIntegration.objects.count() == 1


def test_a_certain_key_can_be_set(supplier: Company) -> None:
    services.enable_push(supplier=supplier, url=URL, hmac_key="chosen")

    assert target(None, supplier) == queries.PushTarget(url=URL, hmac_key="chosen")


def test_a_push_belongs_to_an_account_or_a_supplier(account: DropshipAccount, supplier: Company) -> None:
    with pytest.raises(PushOwnerError):
        services.enable_push(url=URL)
    with pytest.raises(PushOwnerError):
        services.enable_push(account=account, supplier=supplier, url=URL)

    assert not PushIntegration.objects.exists()


def test_the_suppliers_integration_covers_accounts_without_their_own(
    account: DropshipAccount, retailer: Company, supplier: Company
) -> None:
    other = DropshipAccount.objects.create(retailer=retailer, supplier=supplier)
    services.enable_push(supplier=supplier, url=URL)
    services.enable_push(account=other, url=URL + "/other")

    assert getattr(target(account, supplier), "url", None) == URL
    assert getattr(target(other, supplier), "url", None) == URL + "/other"


def test_an_account_can_be_taken_out_by_its_own_disabled_integration(
    account: DropshipAccount, supplier: Company
) -> None:
    services.enable_push(supplier=supplier, url=URL)
    services.save_integration(PushIntegration(account=account, url=URL, is_enabled=False))

    assert target(account, supplier) is None


def test_without_an_integration_there_is_no_push(account: DropshipAccount, supplier: Company) -> None:
    assert target(account, supplier) is None
    assert queries.target_for(account_id=None, supplier_id=None) is None


@pytest.fixture
def staff(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("ada@example.com", "x"))
    return client


def test_enabling_a_push_in_the_back_office_makes_the_key(staff: Client, supplier: Company) -> None:
    answer = staff.post(
        reverse("admin:suppliers_pushintegration_add"), {"supplier": supplier.pk, "is_enabled": "on", "url": URL}
    )

    assert answer.status_code == 302
    assert len(services.reveal_hmac_key(PushIntegration.objects.get())) == 64


def test_the_key_is_shown_when_it_is_asked_for(staff: Client, supplier: Company) -> None:
    integration = services.enable_push(supplier=supplier, url=URL, hmac_key="chosen-key")
    page = reverse("admin:suppliers_pushintegration_change", args=[integration.pk])
    assert b"chosen-key" not in staff.get(page).content

    shown = staff.get(reverse("admin:suppliers_pushintegration_show_hmac_key", args=[integration.pk]), follow=True)

    assert b"chosen-key" in shown.content
    assert b"chosen-key" not in staff.get(page).content


def test_an_enabled_push_needs_a_url(staff: Client, supplier: Company) -> None:
    answer = staff.post(
        reverse("admin:suppliers_pushintegration_add"), {"supplier": supplier.pk, "is_enabled": "on", "url": ""}
    )

    assert b"An enabled integration needs a push URL." in answer.content
    assert not PushIntegration.objects.exists()
