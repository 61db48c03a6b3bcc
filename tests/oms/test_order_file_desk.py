"""Files of orders in the back office: uploaded, looked at, placed or discarded; folders set up and looked into."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.orders.world import World

from monogram.companies.models import User
from monogram.jobs.testing import run_due_jobs
from monogram.oms import looking, order_file_page, order_files
from monogram.orders.models import Order, OrderDrop, OrderFile, Submission

pytestmark = pytest.mark.django_db

HEADER = (
    "order.external_ref,order.shipping_address_1,order.shipping_postcode,order.shipping_country_code,"
    "item.type,item.sku,item.quantity\n"
)
A, B, BAD = (f"{ref},Pinewood Court,SK10 2XR,{code},4,BOX,2\n" for ref, code in (("A", "GB"), ("B", "GB"), ("X", "ZZ")))
LIST = "admin:orders_orderfile_changelist"


def upload(staff: Client, world: World, content: str | bytes, name: str = "orders.csv") -> Any:
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return staff.post(reverse("admin:orders_orderfile_upload"), {"company": world.retailer.pk, "file": file})


def uploaded(staff: Client, world: World, content: str) -> OrderFile:
    answer = upload(staff, world, content)
    assert answer.status_code == 302, answer.content.decode()
    return OrderFile.objects.latest("pk")


def page(staff: Client, file: OrderFile, query: str = "", **headers: str) -> str:
    """The page's words, without its markup."""
    answer = staff.get(reverse("admin:orders_orderfile_change", args=[file.pk]) + query, headers=headers)
    assert answer.status_code == 200
    body = answer.content.decode()
    body = body[body.index('class="order-file__head"') - 5 :]
    return " ".join(html.unescape(re.sub(r"<script.*?</script>|<[^>]+>", " ", body, flags=re.DOTALL)).split())


def do(staff: Client, what: str, file: OrderFile, method: str = "post") -> Any:
    return getattr(staff, method)(reverse(f"admin:orders_orderfile_{what}", args=[file.pk]))


def test_a_file_is_shown_before_anything_of_it_is_placed(admin_client: Client, world: World) -> None:
    file = uploaded(admin_client, world, HEADER + A + BAD + "O,Pinewood Court,SK10 2XR,GB,4,ORPHAN,1\n")
    said = page(admin_client, file)

    assert not Submission.objects.exists()
    assert "Not placed" in said
    assert "2 would be placed 1 would be refused" in said
    assert 'X row 3 error Row 3 order.shipping_country_code Invalid country code: "ZZ"' in said
    assert "A row 2 For Pottery O row 4 Waits for our staff Failed to split order" in said
    assert "Place 2 orders" in said


def test_it_is_placed_once_and_says_what_became_of_each_order(admin_client: Client, world: World) -> None:
    file = uploaded(admin_client, world, HEADER + A + BAD + B)
    for _ in range(2):
        assert do(admin_client, "place", file).status_code == 302
    assert "0 placed 0 refused 3 to go" in page(admin_client, file)

    run_due_jobs()

    said = page(admin_client, file)
    [first, second] = Order.objects.order_by("pk")
    assert (first.external_ref, second.external_ref) == ("A", "B")
    assert "Placed in part" in said
    assert f"A row 2 {first.ref} {first.get_status_display()}" in said
    assert "2 placed 1 refused" in said
    assert first.ref not in page(admin_client, file, "?show=refused")
    rows = do(admin_client, "refused", file, "get")
    assert rows["Content-Disposition"] == f'attachment; filename="refused-orders-{file.pk}.csv"'
    assert rows.content.decode("utf-8-sig").splitlines()[1].startswith("X,Pinewood Court,SK10 2XR,ZZ,4,BOX,2,")


def test_while_it_is_placed_the_page_asks_for_itself_again(admin_client: Client, world: World) -> None:
    file = uploaded(admin_client, world, HEADER + A)
    address = reverse("admin:orders_orderfile_change", args=[file.pk])
    asking = f'hx-get="{address}"'
    assert asking not in admin_client.get(address).content.decode()
    do(admin_client, "place", file)

    part = admin_client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert asking in part
    assert "<html" not in part

    run_due_jobs()
    assert "hx-get" not in admin_client.get(address, headers={"HX-Request": "true"}).content.decode()


def test_it_can_be_discarded(admin_client: Client, world: World) -> None:
    file = uploaded(admin_client, world, HEADER + A)
    do(admin_client, "discard", file)
    assert (OrderFile.objects.count(), Order.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04", "This is a workbook or a ZIP file: save the sheet as CSV."),
        (b"", "The file is empty."),
        (HEADER.replace("item.sku", "item.s<b>"), "There is no column “item.s<b>”."),
    ],
)
def test_what_is_no_list_of_orders_is_told_and_not_kept(
    admin_client: Client, world: World, content: str | bytes, why: str
) -> None:
    answer = upload(admin_client, world, content)
    assert answer.status_code == 200
    assert html.escape(why) in answer.content.decode()
    assert not OrderFile.objects.exists()


def test_what_a_file_says_is_shown_as_text(admin_client: Client, world: World) -> None:
    file = uploaded(admin_client, world, HEADER + "<script>1</script>,P,S,<img src=x>,4,BOX,1\n")
    for _ in range(2):
        body = admin_client.get(reverse("admin:orders_orderfile_change", args=[file.pk])).content.decode()
        assert "<script>1" not in body
        assert "<img src=x>" not in body
        do(admin_client, "place", file)
        run_due_jobs()


def test_a_long_file_has_pages_and_is_tried_in_full_at_its_beginning(
    admin_client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order_file_page, "ORDERS_A_PAGE", 2)
    monkeypatch.setattr(order_file_page, "MOST_REHEARSED", 2)
    monkeypatch.setattr(order_files, "MOST_REHEARSED", 2)
    rows = [A.replace("A,", f"R{number},", 1) for number in range(4)]
    file = uploaded(admin_client, world, HEADER + "".join(rows) + BAD)

    first = page(admin_client, file)
    assert "The first 2 orders were tried in full" in first
    assert "4 would be placed 1 would be refused" in first
    assert "X row 6" in first
    assert "R0 row 2" in first
    assert "Page 1 of 3" in first
    assert "R3 row 5 Would be placed" in page(admin_client, file, "?p=3")
    assert "Page 1 of 1" not in page(admin_client, file, "?p=99&show=refused")


def test_the_list_and_both_forms_open(admin_client: Client, world: World) -> None:
    assert "No file of orders has come yet" in admin_client.get(reverse(LIST)).content.decode()
    uploaded(admin_client, world, HEADER + A)
    assert "orders.csv" in admin_client.get(reverse(LIST)).content.decode()
    drops = reverse("admin:orders_orderdrop_changelist")
    assert "No retailer leaves orders in a folder yet" in admin_client.get(drops).content.decode()
    assert admin_client.get(reverse("admin:orders_orderfile_upload")).status_code == 200


def test_who_may_only_look_places_nothing(world: World, admin_client: Client, client: Client) -> None:
    file = uploaded(admin_client, world, HEADER + A)
    reader = User.objects.create_user("reader@example.com", "a long password", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_orderfile"))
    client.force_login(reader)

    assert "Place 1 order" not in page(client, file)
    for what in ("place", "discard"):
        assert do(client, what, file).status_code == 403
    assert upload(client, world, HEADER + A).status_code in {302, 403}
    assert list(OrderFile.objects.values_list("state", flat=True)) == ["draft"]
    assert do(admin_client, "place", file, "get").status_code == 405
    reader.user_permissions.clear()
    client.force_login(User.objects.get(pk=reader.pk))
    assert do(client, "refused", file, "get").status_code == 403


def test_a_folder_is_set_up_tried_and_looked_into(
    admin_client: Client, world: World, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MONOGRAM_LOCAL_DROPS = [str(tmp_path)]
    monkeypatch.setattr(looking, "LOOK_AGAIN_SECONDS", 0)
    fields = {"company": world.retailer.pk, "is_enabled": "on", "poll_seconds": 1800, "port": 0}
    answer = admin_client.post(
        reverse("admin:orders_orderdrop_add"), {**fields, "protocol": "local", "folder": str(tmp_path)}
    )
    assert answer.status_code == 302, answer.content.decode()
    drop = OrderDrop.objects.get()
    (tmp_path / "orders.csv").write_text(HEADER + A)

    def press(what: str) -> str:
        address = reverse(f"admin:orders_orderdrop_{what}", args=[drop.pk])
        answer = admin_client.post(address, {"_form_submitted": "1"})
        return html.unescape(admin_client.get(answer.headers["HX-Redirect"]).content.decode())

    assert "The folder can be used." in press("test_connection")
    for _ in range(2):
        assert "The folder is being looked into." in press("poll_now")
        run_due_jobs()

    assert [order.external_ref for order in Order.objects.all()] == ["A"]
    assert [file.name.rpartition(".")[2] for file in tmp_path.iterdir()] == ["complete"]
    assert "Folder" in admin_client.get(reverse(LIST)).content.decode()
