"""A supplier's stock in the portal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from monogram.catalogue.models import Product
from monogram.common import clock
from monogram.companies.models import Company, Role
from monogram.suppliers.models import StockItem

SignedIn = Callable[[Company, Role], Client]
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def stock(supplier: Company, rival: Company) -> None:
    """Five SKUs of the supplier: in stock, low, out, and one never reported; and one of another supplier."""
    StockItem.objects.create(supplier=supplier, sku="MUG", barcode="5012345678900", quantity_available=1480)
    StockItem.objects.create(supplier=supplier, sku="PEN", quantity_available=5, low_stock_level=5, lead_time_days=1)
    StockItem.objects.create(supplier=supplier, sku="BOX", quantity_available=0, low_stock_level=5)
    StockItem.objects.create(supplier=rival, sku="RIVAL", quantity_available=7)
    Product.objects.create(name="Travel mug", sku="R-TRAVEL", supplier=supplier, supplier_sku="TRAVEL")
    Product.objects.create(name="White mug", sku="R-MUG", supplier=supplier, supplier_sku="MUG")


def page(name: str, supplier: Company) -> str:
    return reverse(f"portal-stock{name}", args=[supplier.pk])


def skus(client: Client, supplier: Company, **query: str) -> list[str]:
    """What the list shows, in its order."""
    return [row.sku for row in client.get(page("", supplier), query).context["rows"]]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, ["BOX", "MUG", "PEN"]),
        ({"show": "low"}, ["PEN"]),
        ({"show": "out"}, ["BOX"]),
        ({"show": "never"}, ["TRAVEL"]),
        ({"q": "50123"}, ["MUG"]),
        ({"q": "white MUG"}, ["MUG"]),
        ({"q": "pe"}, ["PEN"]),
        ({"q": "travel", "show": "never"}, ["TRAVEL"]),
        ({"show": "nonsense"}, ["BOX", "MUG", "PEN"]),
    ],
)
def test_the_list_is_searched_and_filtered(
    signed_in: SignedIn, supplier: Company, stock: None, query: dict[str, str], shown: list[str]
) -> None:
    assert skus(signed_in(supplier, Role.VIEWER), supplier, **query) == shown


def test_states_are_said_in_words(signed_in: SignedIn, supplier: Company, stock: None) -> None:
    client = signed_in(supplier, Role.MANAGER)

    shown = client.get(page("", supplier)).content.decode()

    for words in ("Out of stock</span>", "Low</span>", "In stock</span>", "1 day<", "White mug"):
        assert words in shown
    assert 'Never reported <span class="muted">1</span>' in shown
    assert "RIVAL" not in shown


def test_without_stock_the_list_says_what_to_do(signed_in: SignedIn, supplier: Company) -> None:
    assert "No stock is reported yet" in signed_in(supplier, Role.VIEWER).get(page("", supplier)).content.decode()


@pytest.mark.parametrize(("sku", "before"), [("MUG", 1480), ("TRAVEL", None)])
def test_a_number_is_set_in_its_row(
    signed_in: SignedIn, supplier: Company, stock: None, sku: str, before: int | None
) -> None:
    client = signed_in(supplier, Role.MANAGER)

    with clock.frozen(NOON):
        answer = client.post(page("-set", supplier), {"sku": sku, "quantity": "1200", "query": "q=mug&page=2"})

    item = StockItem.objects.get(supplier=supplier, sku=sku)
    assert answer["Location"] == f"{page('', supplier)}?q=mug&page=2"
    assert (item.quantity_available, item.reported_at) == (1200, NOON)
    assert f"{sku} is 1,200 now." in client.get(page("", supplier)).content.decode()


@pytest.mark.parametrize("told", ["", "-1", "1.5", "many", "²", "99999999999"])
def test_what_is_no_number_is_refused(signed_in: SignedIn, supplier: Company, stock: None, told: str) -> None:
    client = signed_in(supplier, Role.MANAGER)

    client.post(page("-set", supplier), {"sku": "MUG", "quantity": told})

    assert StockItem.objects.get(sku="MUG").quantity_available == 1480
    assert "MUG was not set" in client.get(page("", supplier)).content.decode()


def test_anothers_sku_is_unknown(signed_in: SignedIn, supplier: Company, stock: None) -> None:
    client = signed_in(supplier, Role.MANAGER)

    client.post(page("-set", supplier), {"sku": "RIVAL", "quantity": "0"})

    assert StockItem.objects.get(sku="RIVAL").quantity_available == 7
    assert "no product of yours has the SKU RIVAL" in client.get(page("", supplier)).content.decode()


def test_a_file_is_shown_before_it_is_set(signed_in: SignedIn, supplier: Company, stock: None) -> None:
    client = signed_in(supplier, Role.MANAGER)
    content = b"sku,quantity_available\nMUG,1000\nPEN,5\nRIVAL,1\n"

    shown = client.post(page("-import", supplier), {"file": SimpleUploadedFile("stock.csv", content)})

    preview = shown.context["preview"]
    assert (preview.change_count, preview.unchanged, preview.fault_count) == (1, 1, 1)
    assert StockItem.objects.get(sku="MUG").quantity_available == 1480

    client.post(page("-import", supplier), {"packed": preview.packed, "confirmed": "yes"})

    assert StockItem.objects.get(sku="MUG").quantity_available == 1000
    assert StockItem.objects.get(sku="RIVAL").quantity_available == 7
    told = client.get(page("", supplier)).content.decode()
    assert "2 SKUs set." in told
    assert "1 line was left out." in told


def test_what_is_no_list_of_stock_is_told(signed_in: SignedIn, supplier: Company) -> None:
    client = signed_in(supplier, Role.MANAGER)
    assert not client.get(page("-import", supplier)).context["form"].errors

    for given in ({"file": SimpleUploadedFile("a.csv", b"name\nMUG\n")}, {"packed": "nonsense"}, {}):
        assert client.post(page("-import", supplier), given).context["form"].errors["file"]


def test_the_export_holds_the_suppliers_own(signed_in: SignedIn, supplier: Company, stock: None) -> None:
    answer = signed_in(supplier, Role.VIEWER).get(page("-export", supplier))

    assert answer.content.decode("utf-8-sig").splitlines() == [
        "supplier,sku,barcode,quantity_available,low_stock_level,lead_time_days,daily_capacity",
        f"{supplier.pk},BOX,,0,5,,",
        f"{supplier.pk},MUG,5012345678900,1480,,,",
        f"{supplier.pk},PEN,,5,5,1,",
    ]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.OPERATOR])
def test_only_managers_change_stock(signed_in: SignedIn, supplier: Company, stock: None, role: Role) -> None:
    client = signed_in(supplier, role)

    assert client.post(page("-set", supplier), {"sku": "MUG", "quantity": "1"}).status_code == 403
    assert client.post(page("-import", supplier), {}).status_code == 403
    assert 'name="quantity"' not in client.get(page("", supplier)).content.decode()
    assert StockItem.objects.get(sku="MUG").quantity_available == 1480


def test_anothers_stock_is_not_there(signed_in: SignedIn, supplier: Company, rival: Company, stock: None) -> None:
    client = signed_in(rival, Role.OWNER)

    statuses = [
        client.get(page("", supplier)).status_code,
        client.post(page("-set", supplier), {"sku": "MUG", "quantity": "1"}).status_code,
        client.get(page("-import", supplier)).status_code,
        client.get(page("-export", supplier)).status_code,
    ]

    assert statuses == [404, 404, 404, 404]
    assert StockItem.objects.get(sku="MUG").quantity_available == 1480


def test_many_rows_take_no_more_queries_than_few(
    signed_in: SignedIn, supplier: Company, stock: None, django_assert_max_num_queries: Any
) -> None:
    rows = [StockItem(supplier=supplier, sku=f"S{number:05}", quantity_available=number) for number in range(500)]
    StockItem.objects.bulk_create(rows)
    client = signed_in(supplier, Role.MANAGER)

    with django_assert_max_num_queries(16):
        answer = client.get(page("", supplier), {"page": "3"})

    assert len(answer.context["rows"]) == 50
    assert "101–150 of 503" in answer.content.decode()
