"""The rules of accounts as operators fill them in, and who else makes what."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from monogram.catalogue.models import Product, Variant
from monogram.companies.models import Company, User
from monogram.suppliers.models import DropshipAccount, ProductSource, StockItem
from monogram.suppliers.queries import steps_of


@pytest.fixture
def staff(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("ada@example.com", "x"))
    return client


@pytest.fixture
def account(retailer: Company, supplier: Company) -> DropshipAccount:
    return DropshipAccount.objects.create(retailer=retailer, supplier=supplier)


def save(staff: Client, account: DropshipAccount, **changes: Any) -> Any:
    rules = {"retailer": account.retailer_id, "supplier": account.supplier_id, "is_active": "on"}
    rules |= {"deliverable_countries": "", "checks_stock": "on", "priority": 1, "weight": 0, "dispatch_days": 2}
    rules |= {"sku_mappings-TOTAL_FORMS": 0, "sku_mappings-INITIAL_FORMS": 0}
    return staff.post(reverse("admin:suppliers_dropshipaccount_change", args=[account.pk]), rules | changes)


@pytest.mark.parametrize("written", ["GB, IE", "gb ie", "GB;IE,\nGB"])
def test_countries_are_written_as_people_do(staff: Client, account: DropshipAccount, written: str) -> None:
    assert save(staff, account, deliverable_countries=written, priority=2, weight=70).status_code == 302

    account.refresh_from_db()
    assert (account.deliverable_countries, account.priority, account.weight) == (["GB", "IE"], 2, 70)
    page = staff.get(reverse("admin:suppliers_dropshipaccount_change", args=[account.pk])).content.decode()
    assert 'value="GB, IE"' in page
    assert "(this account)" in page


@pytest.mark.parametrize(
    ("rules", "complaint"),
    [
        ({"deliverable_countries": "GB, UK, XX"}, "No country has the code “UK” or “XX”."),
        ({"priority": 0}, "Ensure this value is greater than or equal to 1."),
        ({"weight": 101}, "Ensure this value is less than or equal to 100."),
    ],
)
def test_a_rule_that_cannot_be_meant(
    staff: Client, account: DropshipAccount, rules: dict[str, Any], complaint: str
) -> None:
    assert complaint in save(staff, account, **rules).content.decode()
    account.refresh_from_db()
    assert (account.deliverable_countries, account.priority, account.weight) == ([], 1, 0)


def test_an_account_joins_a_retailer_and_a_supplier(staff: Client, account: DropshipAccount) -> None:
    text = save(staff, account, retailer=account.supplier_id, supplier=account.retailer_id).content.decode()

    assert "Supplier is not a retailer." in text
    assert "Retailer is not a supplier." in text


@pytest.mark.parametrize("value", [["gb"], ["GB", "GB"], "GB", [1]])
def test_countries_out_of_programs_are_checked_too(account: DropshipAccount, value: object) -> None:
    account.deliverable_countries = value

    with pytest.raises(ValidationError):
        account.full_clean()


def test_accounts_in_the_order_in_which_they_are_asked(retailer: Company, supplier: Company) -> None:
    rules = [(2, 0, True), (1, 0, True), (1, 30, True), (1, 70, True), (1, 0, False)]
    made = [
        DropshipAccount.objects.create(
            retailer=retailer, supplier=supplier, priority=priority, weight=weight, is_active=is_active
        )
        for priority, weight, is_active in rules
    ]

    steps = [(step.priority, step.is_spare, list(step.accounts)) for step in steps_of(retailer.pk)]

    assert steps == [(1, False, made[2:4]), (1, True, [made[1]]), (2, False, [made[0]])]


def test_a_source_that_would_never_be_used_is_refused(retailer: Company, supplier: Company) -> None:
    mug = Product.objects.create(name="Mug", sku="MUG", supplier=supplier)
    cup = Product.objects.create(name="Cup", sku="CUP")
    handle = Variant.objects.create(product=cup, sku="CUP-HANDLE")
    wrong = [
        (ProductSource(product=mug, supplier=supplier, supplier_sku="X"), "is the product's own supplier"),
        (ProductSource(product=cup, supplier=retailer, supplier_sku="X"), "Retailer is not a supplier."),
        (ProductSource(product=mug, variant=handle, supplier=supplier, supplier_sku="X"), "of the same product"),
        (ProductSource(product=cup, supplier=supplier, supplier_sku=""), "cannot be blank"),
    ]
    for source, complaint in wrong:
        with pytest.raises(ValidationError, match=complaint):
            source.full_clean()

    ProductSource.objects.create(product=cup, supplier=supplier, supplier_sku="C")
    with pytest.raises(ValidationError, match="This supplier is listed for the whole product already"):
        ProductSource(product=cup, supplier=supplier, supplier_sku="D").full_clean()
    ProductSource(product=cup, variant=handle, supplier=supplier, supplier_sku="D").full_clean()


def test_stock_is_kept_with_its_time(staff: Client, supplier: Company) -> None:
    item = {"supplier": supplier.pk, "sku": "MUG-11", "quantity_available": 40}

    answer = staff.post(reverse("admin:suppliers_stockitem_add"), item)
    again = staff.post(reverse("admin:suppliers_stockitem_add"), item).content.decode()

    assert answer.status_code == 302
    assert (StockItem.objects.get().quantity_available, StockItem.objects.count()) == (40, 1)
    assert "This supplier&#x27;s stock of this SKU is there already: change that." in again


def test_the_pages_of_suppliers_open(staff: Client, account: DropshipAccount) -> None:
    Product.objects.create(name="Mug", sku="MUG", supplier=account.supplier)
    for model in ("dropshipaccount", "productsource", "stockitem"):
        for page in ("changelist", "add"):
            assert staff.get(reverse(f"admin:suppliers_{model}_{page}")).status_code == 200
