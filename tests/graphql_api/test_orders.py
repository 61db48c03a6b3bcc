"""Orders, print jobs, batch templates and stock: who sees which, with how many statements."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.orders.world import (
    FOREIGN_PRINT_JOB_REF,
    POTTERY_ACCOUNT_ID,
    PRINT_JOB_REF,
    World,
    order_body,
    print_job_item,
    stock_item,
    world,
)

from monogram.artwork.models import Artwork, AssetKind, ItemAsset
from monogram.artwork.queries import download_url
from monogram.companies.models import Company, Membership, Role, User
from monogram.designs.models import VirtualDesign
from monogram.files.services import public_url
from monogram.oms.place import place_order
from monogram.orders.models import Order
from monogram.production.models import BatchTemplate
from monogram.suppliers.models import StockItem

from .asking import ask, token_for

__all__ = ["world"]

NUMBERS = """query($filter: Json, $order: Json, $page: Int) {
    orders(filter: $filter, order: $order, page: $page, count: 2) {
        pages { totalItemCount } items { external_ref supplier }
    }
}"""


@pytest.fixture
def shop(world: World) -> str:
    return token_for(world.retailer)


def place(company: Company, ref: str, *items: dict[str, Any], **changes: Any) -> list[Order]:
    body = order_body(external_ref=ref, items=list(items), **changes)
    return place_order(company=company, submission=body, raw=json.dumps(body).encode())


def found(token: str, **variables: Any) -> list[tuple[str, str]]:
    items = ask(token, NUMBERS, **variables).data["orders"]["items"]
    return [(order["external_ref"], order["supplier"]) for order in items]


def test_an_order_has_what_the_rest_api_tells_of_it(world: World, shop: str) -> None:
    [order] = place(world.retailer, "A", print_job_item(external_ref="L1", quantity=3), customer_name="Ada")
    line = order.items.get()

    told = ask(
        shop,
        """query($id: ID!) { core { order(id: $id) {
            id ref external_ref company_ref_id status status_name has_error customer_name shipping_address_1
            sale_datetime completion_datetime required_dispatch_date shipping_price retailer supplier
            items { id ref external_ref type status quantity sku mapped_sku attributes assets { name }
                product { name } virtual_product { name } print_job { ref status quantity product { name } } }
        } } }""",
        id=order.pk,
    ).data["core"]["order"]

    assert told == {
        "id": str(order.pk), "ref": order.ref, "external_ref": "A", "company_ref_id": str(world.retailer.pk),
        "status": 1, "status_name": "Received", "has_error": False, "customer_name": "Ada",
        "shipping_address_1": "Pinewood Court", "sale_datetime": "2017-01-01 12:00:43", "completion_datetime": None,
        "required_dispatch_date": None, "shipping_price": None, "retailer": "Shop", "supplier": "Printer",
        "items": [{
            "id": str(line.pk), "ref": line.ref, "external_ref": "L1", "type": 2, "status": 1, "quantity": 3,
            "sku": "SHIRT-WHITE-M", "mapped_sku": "S-SHIRT-WHITE-M", "attributes": [], "assets": [],
            "product": {"name": "T-shirt"}, "virtual_product": None,
            "print_job": {"ref": PRINT_JOB_REF, "status": "paid", "quantity": 1, "product": {"name": "T-shirt"}},
        }],
    }  # fmt: skip


def test_orders_are_found_and_leafed_through(world: World, shop: str) -> None:
    place(world.retailer, "A", stock_item(), print_job_item())
    place(world.retailer, "B", stock_item())
    place(world.retailer, "C", stock_item(), status=256)

    assert found(shop) == [("A", "Pottery"), ("A", "Printer")] or found(shop) == [("A", "Printer"), ("A", "Pottery")]
    assert found(shop, page=2) == [("B", "Pottery"), ("C", "Pottery")]
    assert found(shop, page=3) == []
    assert found(shop, order={"id": "desc"}) == [("C", "Pottery"), ("B", "Pottery")]
    assert found(shop, filter={"external_ref": "B"}) == [("B", "Pottery")]
    assert found(shop, filter={"status": 256}) == [("C", "Pottery")]
    assert found(shop, filter={"status": ["128", 513]}) == []
    assert found(shop, filter={"has_error": True}) == []
    assert found(shop, filter={"changed_since": "2999-01-01 00:00:00"}) == []
    total = ask(shop, NUMBERS).data["orders"]["pages"]["totalItemCount"]
    assert total == 4


@pytest.mark.parametrize(
    ("filters", "argument"),
    [
        ({"status": "new"}, "filter.status"),
        ({"has_error": "yes"}, "filter.has_error"),
        ({"changed_since": "yesterday"}, "filter.changed_since"),
        ({"company": 1}, "filter.company"),
    ],
)
def test_a_wrong_filter_is_named(shop: str, filters: dict[str, Any], argument: str) -> None:
    answer = ask(shop, NUMBERS, filter=filters)

    assert answer.body["errors"][0]["extensions"] == {"code": 60003, "argument": argument}


def test_each_company_sees_its_own(world: World, shop: str) -> None:
    [order] = place(world.retailer, "A", print_job_item())
    everything = "query($id: ID!) { order(id: $id) { external_ref items { product { name } print_job { ref } } } }"
    stranger, printer, pottery = (token_for(each) for each in (world.stranger, world.printer, world.pottery))

    assert found(shop) == found(printer) == [("A", "Printer")]
    assert found(stranger) == found(pottery) == []
    hidden = ask(stranger, everything, id=order.pk)
    assert (hidden.body["data"], hidden.error[1]) == ({"order": None}, "There is no such order")
    seen = ask(printer, everything, id=order.pk).data["order"]
    assert seen == {"external_ref": "A", "items": [{"product": {"name": "T-shirt"}, "print_job": None}]}


def test_print_jobs_are_listed_with_what_they_are_of(world: World, shop: str) -> None:
    query = (
        "query($filter: Json) { print_jobs(filter: $filter) { pages { totalItemCount } items { ref product { id } } } }"
    )

    def refs(**wanted: object) -> list[str]:
        return [job["ref"] for job in ask(shop, query, filter=wanted).data["print_jobs"]["items"]]

    assert refs() == refs(status="created") == refs(ref=PRINT_JOB_REF.lower()) == [PRINT_JOB_REF]
    assert refs(product_id=world.shirt.pk) == [PRINT_JOB_REF]
    assert refs(status="paid") == refs(product_id=[world.mug.pk]) == refs(ref=FOREIGN_PRINT_JOB_REF) == []


def test_batch_templates_are_their_suppliers(world: World, shop: str) -> None:
    BatchTemplate.objects.create(supplier=world.printer, name="DTF", skus="SHIRT-*\n\nHOOD", height=300)
    query = "{ batch_templates { name skus slots medium category { name } } }"

    assert ask(token_for(world.printer), query).data == {
        "batch_templates": [
            {
                "name": "DTF",
                "skus": ["SHIRT-*", "HOOD"],
                "slots": 12,
                "medium": "roll",
                "category": None,
            }
        ]
    }
    assert ask(shop, query).data == ask(token_for(world.pottery), query).data == {"batch_templates": []}


def test_stock_is_that_of_the_retailers_suppliers(world: World, shop: str) -> None:
    StockItem.objects.create(supplier=world.pottery, sku="S-BOX", quantity_available=7, lead_time_days=2)
    StockItem.objects.create(supplier=world.printer, sku="S-SHIRT", quantity_available=5)
    query = """query($ref: ID) { stock(dropship_ref: $ref) { pages { totalItemCount } items {
        quantity_available lead_time_days linked { product { id supplier_sku retail_sku } variant { id } }
    } } }"""

    of_pottery = ask(shop, query, ref=POTTERY_ACCOUNT_ID).data["stock"]

    assert of_pottery == {
        "pages": {"totalItemCount": 1},
        "items": [{
            "quantity_available": 7, "lead_time_days": 2,
            "linked": [{
                "product": {"id": str(world.box.pk), "supplier_sku": "S-BOX", "retail_sku": "BOX"}, "variant": None
            }],
        }],
    }  # fmt: skip
    assert ask(shop, query).data["stock"]["pages"]["totalItemCount"] == 2
    assert ask(token_for(world.stranger), query).data["stock"]["items"] == []
    assert ask(shop, query, ref=1).body["errors"][0]["extensions"] == {"code": 60003, "argument": "dropship_ref"}


def test_a_program_of_the_maker_downloads_print_files_and_a_person_looks_at_them(world: World) -> None:
    [order] = place(world.retailer, "A", print_job_item())
    assert order.supplier
    artwork = Artwork.objects.create(
        source_hash="1" * 64, area_name="Front", width=10, height=10, dpi=300, byte_size=10, sha256="2" * 64,
        file="artwork/front.png",
    )  # fmt: skip
    asset = ItemAsset.objects.create(
        item=order.items.get(), kind=AssetKind.OUTPUT, name="output-1.png", description="Front", artwork=artwork
    )
    query = "{ orders { items { items { assets { url } } } } }"
    viewer = User.objects.create_user("eve@printer.example", "a long password")
    Membership.objects.create(user=viewer, company=order.supplier, role=Role.VIEWER)
    browser = Client()
    browser.force_login(viewer)

    by_program = ask(token_for(order.supplier), query).data
    by_person = browser.post("/graphql", {"query": query}, content_type="application/json").json()["data"]

    assert by_program["orders"]["items"][0]["items"][0]["assets"] == [{"url": download_url(asset)}]
    assert by_person["orders"]["items"][0]["items"][0]["assets"] == [{"url": public_url("artwork/front.png")}]


def test_orders_of_any_number_take_the_same_statements(world: World, shop: str) -> None:
    query = """{ orders(count: 50) { items { retailer supplier items {
        sku assets { url } product { name supplier { company_name } } virtual_product { name }
        print_job { product { name } virtual_product { name } }
    } } } }"""
    lion = world.shirt.virtuals.create(name="Lion", sku="LION", owner=world.retailer, virtual_state="approved")
    design = VirtualDesign.objects.create(
        company=world.retailer, product=world.shirt, virtual=lion, document={}, document_hash="0" * 64
    )

    def statements(orders: int, lines: int) -> int:
        for number in range(orders):
            placed = place(world.retailer, f"{orders}-{number}", *[stock_item(), print_job_item()] * lines)
            placed[0].items.update(virtual_design=design)
        with CaptureQueriesContext(connection) as taken:
            assert len(ask(shop, query).data["orders"]["items"]) >= orders
        return len(taken)

    ask(shop, "{ product_categories { id } }")
    assert statements(1, 1) == statements(4, 3)
