"""The retailers' guide to files: its sample is placed as it is printed, its columns are those that are read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.orders.world import World

from monogram.catalogue.models import Product
from monogram.oms.order_drops import place_file, place_orders_of_file
from monogram.oms.order_files import KEPT_FOR, keep_file
from monogram.orders.models import Order
from monogram.orders.order_sheet import ATTRIBUTE, ITEM_COLUMNS, MAX_BYTES, MAX_ROWS, ORDER_COLUMNS

GUIDE = (Path(__file__).parents[2] / "docs" / "guides" / "order-files.md").read_text()


@pytest.mark.django_db
def test_the_sample_is_placed(world: World) -> None:
    Product.objects.filter(pk=world.box.pk).update(sku="GIFTBOX")
    [sample] = re.findall(r"```csv\n(.*?)```", GUIDE, re.DOTALL)

    file = keep_file(company=world.retailer, name="guide.csv", content=sample.encode())
    place_file(file)
    place_orders_of_file.call(file.pk)

    assert [one.faults for one in file.orders.all()] == [[], []]
    orders = Order.objects.order_by("pk")
    assert [(order.external_ref, order.customer_name, order.shipping_postcode) for order in orders] == [
        ("A-1001", "Ada Byron", "SK10 2XR"),
        ("A-1002", "Grace Hopper, Ltd", "0123"),
    ]
    assert orders[1].shipping_address_1 == "Flat 3\n7 High Street"
    lines = orders[0].items.order_by("pk").values_list("external_ref", "type", "sku", "quantity", "external_url")
    assert list(lines) == [
        ("1", 4, "GIFTBOX", 2, ""),
        ("2", 1, "MUG", 1, "https://shop.example/art/1001.png"),
    ]


def test_every_column_is_named_and_no_other() -> None:
    rows = [line.split("|")[1] for line in GUIDE.splitlines() if line.startswith(("| `order.", "| `item."))]
    named = re.findall(r"`((?:order|item)\.[^`]+)`", " ".join(rows))

    assert sorted(named) == sorted([*ORDER_COLUMNS, *ITEM_COLUMNS, f"{ATTRIBUTE}NAME"])


def test_the_limits_are_those_of_the_code() -> None:
    assert f"Up to {MAX_ROWS:,} rows and {MAX_BYTES // 1_000_000} MB" in GUIDE
    assert f"{KEPT_FOR.days} days" in " ".join(GUIDE.split())
