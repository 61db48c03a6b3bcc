"""Lines of virtual products where people look at them: at the supplier's, and in the back office."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.designs.documents import text_layer
from tests.designs.virtuals import make_virtual
from tests.orders.world import World, build_world, order_body, stock_item

from monogram.designs.models import VirtualDesign
from monogram.files import services as files
from monogram.oms.pictures import picture_of
from monogram.oms.place import place_order
from monogram.oms.supplier_messages import first_document
from monogram.orders.models import DESIGNED_ON, Order, OrderItem
from monogram.portal.order_page import lines_of, order_of
from monogram.suppliers.models import PushIntegration
from monogram.suppliers.services import enable_push

PICTURE = "thumbnails/tiger.jpg"


@pytest.fixture
def world(db: None) -> World:
    return build_world()


@pytest.fixture
def order(world: World) -> Order:
    """The pottery's order of a virtual pen with words on it, and of a gift box."""
    pen = make_virtual(
        world.pen, text_layer("Tiger", id="artwork"), owner=world.retailer, name="Tiger pen", sku="TIGER"
    )
    snapshots = [{"name": "small", "key": PICTURE, "description": "Barrel"}]
    VirtualDesign.objects.filter(virtual=pen).update(snapshots=snapshots)
    words = {"type": 5, "sku": None, "textual_product_id": pen.pk, "attributes": [{"name": "Top line", "value": "Ada"}]}
    lines = [stock_item(sku="TIGER"), stock_item(**words), stock_item()]
    body = order_body(items=lines)
    (order,) = place_order(company=world.retailer, submission=body, raw=json.dumps(body).encode())
    return order


def test_the_supplier_waits_for_the_files_of_what_has_artwork(world: World, order: Order) -> None:
    lines = lines_of(order_of(world.pottery, order.pk))

    assert [(line.name, line.waits_for_files) for line in lines] == [
        ("Tiger pen", True),
        ("Tiger pen", True),
        ("Gift box", False),
    ]
    assert [dict(line.facts) for line in lines[:2]] == [
        {"Text, Barrel": "Tiger"},
        {"Top line": "Ada", "Text, Barrel": "Tiger"},
    ]


def test_its_texts_are_those_of_the_artwork_and_of_the_line(world: World, order: Order) -> None:
    enable_push(supplier=world.pottery, url="https://pottery.example/orders")
    PushIntegration.objects.update(text_elements=True)

    texts = [item["texts"] for item in first_document(order)["items"]]

    tiger = {"area": "Barrel", "name": "", "text": "Tiger"}
    assert texts == [[tiger], [tiger, {"area": "", "name": "Top line", "text": "Ada"}], []]


def test_until_it_is_drawn_it_looks_as_in_the_shop(
    order: Order, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lines = OrderItem.objects.filter(order=order).select_related(*DESIGNED_ON).prefetch_related("assets").order_by("pk")
    with django_assert_num_queries(2):
        pictures = [picture_of(line) for line in lines[:2]]

    assert pictures == [files.public_url(PICTURE)] * 2


def test_staff_see_the_artwork_beside_the_line(admin_client: Client, order: Order) -> None:
    page = admin_client.get(f"/admin/orders/order/{order.pk}/change/").content.decode()

    assert files.public_url(PICTURE) in page
    assert VirtualDesign.objects.get().ref in page
