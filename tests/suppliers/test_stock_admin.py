"""Stock in the back office: found, filtered, read in after a look at what it would do, and written out."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from monogram.catalogue.models import Product
from monogram.common import clock
from monogram.companies.models import Company, User
from monogram.suppliers.models import StockItem

LIST = "admin:suppliers_stockitem_changelist"
IMPORT = "admin:suppliers_stockitem_import_stock"
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


@pytest.fixture
def staff(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("ada@example.com", "x"))
    return client


@pytest.fixture
def stock(supplier: Company) -> None:
    for sku, barcode, quantity, level in [
        ("MUG-11", "501", 40, 5),
        ("MUG-15", "502", 5, 5),
        ("BOX", "", 0, 2),
        ("PEN", "", 1, None),
    ]:
        StockItem.objects.create(
            supplier=supplier, sku=sku, barcode=barcode, quantity_available=quantity, low_stock_level=level
        )


def skus(page: str) -> list[str]:
    return re.findall(r'class="stock-sku">([^<]+)<', page)


def read_in(staff: Client, supplier: Company, content: bytes) -> str:
    """The page after a file was chosen."""
    file = SimpleUploadedFile("stock.csv", content)
    return staff.post(reverse(IMPORT), {"supplier": supplier.pk, "file": file}).content.decode()


def confirm(staff: Client, page: str, supplier: Company) -> str:
    [packed] = re.findall(r'name="packed" value="([^"]+)"', page)
    wanted = {"supplier": supplier.pk, "packed": packed, "confirmed": "yes"}
    return staff.post(reverse(IMPORT), wanted, follow=True).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["BOX", "MUG-11", "MUG-15", "PEN"]),
        ("?state=out", ["BOX"]),
        ("?state=low", ["MUG-15"]),
        ("?state=in", ["MUG-11", "PEN"]),
        ("?q=502", ["MUG-15"]),
        ("?q=mug", ["MUG-11", "MUG-15"]),
        ("?q=nothing", []),
    ],
)
def test_the_list_is_searched_and_filtered(staff: Client, stock: None, query: str, found: list[str]) -> None:
    page = staff.get(reverse(LIST) + query).content.decode()

    assert skus(page) == found
    assert ("No results found" in page) == (not found)


def test_an_empty_list_says_what_to_do(staff: Client) -> None:
    page = staff.get(reverse(LIST)).content.decode()

    assert "No supplier has reported any stock yet" in page
    assert reverse(IMPORT) in page


def test_the_list_says_how_things_stand(staff: Client, stock: None) -> None:
    StockItem.objects.filter(sku="PEN").update(
        daily_capacity=20, taken_on=NOON.date(), taken_today=8, lead_time_days=1, reported_at=NOON
    )
    with clock.frozen(NOON):
        page = staff.get(reverse(LIST) + "?q=PEN").content.decode()

    for words in ("8 of 20", "1 day", "just now", 'stock-state--in">In stock'):
        assert words in page


def fill_in(staff: Client, item: StockItem, opened_with: int, **changes: object) -> int:
    page = reverse("admin:suppliers_stockitem_change", args=[item.pk])
    assert 'name="initial-quantity_available"' in staff.get(page).content.decode()
    fields = {"supplier": item.supplier_id, "sku": item.sku, "quantity_available": opened_with}
    return staff.post(page, {**fields, "initial-quantity_available": opened_with, **changes}).status_code


def test_settings_are_saved_without_undoing_what_orders_took_meanwhile(staff: Client, stock: None) -> None:
    mug = StockItem.objects.get(sku="MUG-11")
    StockItem.objects.filter(pk=mug.pk).update(quantity_available=37, taken_today=3)

    assert fill_in(staff, mug, opened_with=40, low_stock_level=8) == 302

    now = StockItem.objects.get(pk=mug.pk)
    assert (now.quantity_available, now.low_stock_level, now.taken_today) == (37, 8, 3)
    assert now.reported_at == mug.reported_at


def test_another_quantity_is_a_report(staff: Client, stock: None) -> None:
    mug = StockItem.objects.get(sku="MUG-11")
    StockItem.objects.filter(pk=mug.pk).update(quantity_available=37, taken_today=3)

    with clock.frozen(NOON):
        assert fill_in(staff, mug, opened_with=40, quantity_available=50) == 302

    now = StockItem.objects.get(pk=mug.pk)
    assert (now.quantity_available, now.low_stock_level, now.taken_today) == (50, None, 3)
    assert (now.reported_at, now.updated_at) == (NOON, NOON)


def test_a_file_is_shown_before_it_is_set(staff: Client, supplier: Company, stock: None) -> None:
    Product.objects.create(name="Cap", sku="CAP", supplier=supplier, supplier_sku="S-CAP")
    content = b"sku,quantity_available,low_stock_level\nMUG-11,30,5\nPEN,1,\nS-CAP,7,\nMUG-15,5,9\nNO,1,\nBOX,x,\n"

    page = read_in(staff, supplier, content)

    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    for sum_ in ("3 to change, 1 of them new", "1 unchanged", "2 lines cannot be used"):
        assert sum_ in text
    assert "Line 6 No stock item and no product of this supplier has the SKU NO" in text
    assert "Line 7 quantity_available must be a whole number from 0 to 2147483647, not “x”" in text
    assert skus(page) == ["MUG-11", "S-CAP", "MUG-15"]
    assert "Low at 5 → 9" in text
    assert "Nothing is set yet." in text
    assert StockItem.objects.get(sku="MUG-11").quantity_available == 40

    done = confirm(staff, page, supplier)

    assert "Supplier: 4 SKUs set." in done
    assert "2 lines were left out." in done
    now = dict(StockItem.objects.values_list("sku", "quantity_available"))
    assert now == {"MUG-11": 30, "MUG-15": 5, "BOX": 0, "PEN": 1, "S-CAP": 7}
    assert StockItem.objects.get(sku="MUG-15").low_stock_level == 9


def test_a_file_by_barcode(staff: Client, supplier: Company, stock: None) -> None:
    page = read_in(staff, supplier, b"barcode;quantity_available\n501;1\n999;1\n")

    assert skus(page) == ["MUG-11"]
    assert "No stock item of this supplier has the barcode 999" in page
    confirm(staff, page, supplier)
    assert StockItem.objects.get(sku="MUG-11").quantity_available == 1


def test_what_is_no_list_of_stock_is_told(staff: Client, supplier: Company, stock: None) -> None:
    assert "The first line must name the columns" in read_in(staff, supplier, b"\x89PNG")
    assert "Choose a file." in staff.post(reverse(IMPORT), {"supplier": supplier.pk}).content.decode()
    for packed in ("!!!", "AAAA"):
        wanted = {"supplier": supplier.pk, "packed": packed, "confirmed": "yes"}
        page = staff.post(reverse(IMPORT), wanted).content.decode()
        assert "The page does not hold the file any more: choose it again." in page
    assert StockItem.objects.get(sku="MUG-11").quantity_available == 40


def test_names_in_a_file_are_no_markup(staff: Client, supplier: Company) -> None:
    page = read_in(staff, supplier, b"sku,quantity_available\n<script>alert(1)</script>,1\n")

    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_list_goes_out_as_a_file_and_comes_back(staff: Client, supplier: Company, stock: None) -> None:
    with clock.frozen(NOON):
        answer = staff.get(reverse("admin:suppliers_stockitem_export_all"))

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="stock-2026-01-31-1200.csv"'
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "supplier,sku,barcode,quantity_available,low_stock_level,lead_time_days,daily_capacity",
        "52000,BOX,,0,2,,",
        "52000,MUG-11,501,40,5,,",
        "52000,MUG-15,502,5,5,,",
        "52000,PEN,,1,,,",
    ]
    assert "<strong>0</strong> to change" in read_in(staff, supplier, answer.content)


def test_chosen_rows_go_out(staff: Client, stock: None) -> None:
    chosen = StockItem.objects.filter(sku__in=["BOX", "PEN"]).values_list("pk", flat=True)

    answer = staff.post(reverse(LIST), {"action": "export_selected", "_selected_action": list(chosen)})

    assert [line.split(",")[1] for line in answer.content.decode("utf-8-sig").splitlines()] == ["sku", "BOX", "PEN"]


def test_who_may_not_change_stock_cannot_read_it_in(client: Client, supplier: Company) -> None:
    user = User.objects.create_user("bob@example.com", is_staff=True)
    client.force_login(user)

    assert client.get(reverse(IMPORT)).status_code == 403
    assert client.get(reverse("admin:suppliers_stockitem_export_all")).status_code == 403
