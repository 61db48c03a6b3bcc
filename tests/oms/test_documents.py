"""Papers of orders: what they say, and of which orders there are none."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.oms.test_ship import DESK, line_ids, place
from tests.orders.world import World
from tests.rendering.page_reading import codes, rasterised
from tests.shipping.carriers import connect

from monogram.artwork.errors import DownloadRefusedError
from monogram.artwork.models import AssetKind, ItemAsset
from monogram.artwork.services import keep_artwork
from monogram.files import services as files
from monogram.oms import documents
from monogram.oms.ship import ship_order
from monogram.oms.status import change_item_statuses
from monogram.orders.models import ItemStatus, Order, OrderItem, OrderStatus
from monogram.rendering.documents.packing_slip import Brand, PackingSlip, SlipItem
from monogram.rendering.documents.pick_list import PickItem, PickList
from monogram.shipping.models import Shipment

PAPERS = [documents.packing_slip, documents.address_label, lambda order: documents.pick_list([order])]


@pytest.fixture(autouse=True)
def storage(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def give_thumbnail(item: OrderItem) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (80, 80), (200, 30, 40)).save(buffer, "PNG")
    artwork = keep_artwork(source=item.ref, area_name="", content=buffer.getvalue(), width=80, height=80, dpi=None)
    ItemAsset.objects.create(item=item, kind=AssetKind.THUMBNAIL, name="thumbnail-1.png", artwork=artwork)
    return buffer.getvalue()


def test_a_slip_is_the_shops_and_says_what_is_to_leave(world: World) -> None:
    # Given an order of a personalised shirt with a picture, and of another line of which one piece has left
    order = place(1, 3, sale_datetime="2026-11-24 23:30:00", shipping_carrier="Royal Mail", shipping_method="RM1")
    first, second = line_ids(order)
    attributes = [{"name": "Top line", "value": "أمينة"}, {"name": "Logo", "value": ""}]
    OrderItem.objects.filter(pk=first).update(
        description="Shirt", colour="White", size="M", attributes=attributes, mapped_sku="FACTORY-1"
    )
    picture = give_thumbnail(OrderItem.objects.get(pk=first))
    ship_one = {second: ItemStatus.DISPATCHED}
    change_item_statuses(wanted=ship_one, actors={order.pk: DESK}, quantities={second: 1})
    order.refresh_from_db()

    # When its slip is made
    slip = documents.slip_of(order)

    # Then it names the shop, its number and its SKUs, and neither the supplier nor the supplier's
    assert slip == PackingSlip(
        brand=Brand("Shop"),
        order_ref=order.ref,
        shop_ref="TEST001",
        date="24 Nov 2026",
        recipient=[
            "Ada Lovelace", "Custom Gateway Ltd.", "Pinewood Court", "Macclesfield", "SK10 2XR", "GB",
        ],
        items=[
            SlipItem("Shirt", "SHIRT-WHITE-M", 1, "White, M", "Top line: أمينة", thumbnail=picture),
            SlipItem("T-shirt", "SHIRT-WHITE-M", 2, "White, Medium", rest="of 3, in several parcels"),
        ],
        shipping="Royal Mail RM1",
    )  # fmt: skip
    assert codes(rasterised(documents.packing_slip(order), 200)[0]) == {order.ref}


def test_a_slip_of_a_parcel_says_what_is_in_that_parcel(world: World) -> None:
    # Given an order that left in two parcels
    connect(world.printer)
    order = place(3)
    [line] = line_ids(order)
    for quantity in (2, 1):
        ship_order(order_id=order.pk, actor=DESK, quantities={line: quantity})
    order.refresh_from_db()
    first, second = Shipment.objects.order_by("pk").values_list("pk", flat=True)

    # Then each has its own slip, and the order's is the last one's: it was printed after the label
    assert [item.quantity for item in documents.slip_of(order, first).items] == [2]
    assert [item.quantity for item in documents.slip_of(order, second).items] == [1]
    assert documents.slip_of(order) == documents.slip_of(order, second)
    with pytest.raises(DownloadRefusedError, match=rf"Nothing of order TEST001 \({order.ref}\) is left to pack"):
        documents.slip_of(order, second + 1)


def test_cancelled_lines_are_on_no_paper(world: World) -> None:
    order = place(2, 1)
    first, second = line_ids(order)
    change_item_statuses(wanted={first: ItemStatus.CANCELLED}, actors={order.pk: DESK})
    order.refresh_from_db()

    assert [(item.quantity, item.rest) for item in documents.slip_of(order).items] == [(1, "")]
    assert [item.item_ref for item in documents.list_of([order]).items] == [OrderItem.objects.get(pk=second).ref]


def test_an_address_label_comes_back_to_the_supplier_in_the_shops_name(world: World) -> None:
    order = place()
    assert list(documents.label_of(order).sender) == ["Shop"]

    connect(world.printer)
    order = Order.objects.get(pk=order.pk)

    assert list(documents.label_of(order).sender) == ["Shop", "Unit 4, Calder Mills", "Hebden Bridge", "HX7 8AD"]
    assert list(documents.label_of(order).recipient)[-1] == "SK10 2XR"
    assert codes(rasterised(documents.address_label(order), 203)[0]) == {order.ref}


def test_a_pick_list_of_several_orders_sums_what_is_picked(world: World) -> None:
    orders = [
        place(2, external_ref="ONE", required_dispatch_date="2026-12-02"),
        place(1, 3, external_ref="TWO", required_dispatch_date="2026-12-01"),
        place(external_ref="THREE"),
    ]
    OrderItem.objects.update(mapped_sku="FACTORY-1")

    made = documents.list_of(orders)

    items = OrderItem.objects.order_by("pk")
    assert made == PickList(
        "3 orders",
        "Shop",
        "1 Dec 2026",
        [PickItem("FACTORY-1", "T-shirt", item.quantity, "White, Medium", "", item.ref) for item in items],
    )
    [page] = rasterised(documents.pick_list(orders), 200)
    assert codes(page) == {"FACTORY-1"}


def test_the_slips_of_several_orders_are_one_file(world: World) -> None:
    orders = [place(external_ref=ref) for ref in ("ONE", "TWO")]

    pages = rasterised(documents.packing_slips(orders), 200)

    assert [codes(page) for page in pages] == [{order.ref} for order in orders]


def test_a_pick_list_is_of_one_supplier(world: World) -> None:
    orders = [place(external_ref=ref) for ref in ("ONE", "TWO")]
    orders[1].supplier = world.pottery

    with pytest.raises(DownloadRefusedError, match="A pick list is of one supplier's orders"):
        documents.pick_list(orders)


@pytest.mark.parametrize("status", [OrderStatus.ON_HOLD, OrderStatus.QC_QUERY, OrderStatus.CANCELLED])
@pytest.mark.parametrize("paper", PAPERS)
def test_an_order_that_is_stopped_has_no_papers(world: World, status: OrderStatus, paper: Any) -> None:
    order = place()
    order.status = status

    with pytest.raises(DownloadRefusedError) as refused:
        paper(order)

    assert refused.value.text == f"Order TEST001 ({order.ref}) is {status.label}: do not make it"


def test_every_stopped_order_of_a_selection_is_named(world: World) -> None:
    orders = [place(external_ref=ref) for ref in ("ONE", "TWO", "THREE")]
    orders[0].status, orders[2].status = OrderStatus.ON_HOLD, OrderStatus.CANCELLED

    with pytest.raises(DownloadRefusedError) as refused:
        documents.packing_slips(orders)

    one, _, three = orders
    assert refused.value.text == (
        f"Order ONE ({one.ref}) is On Hold, order THREE ({three.ref}) is Cancelled: do not make them"
    )


def test_a_picture_that_is_gone_leaves_the_slip(world: World) -> None:
    order = place()
    item = order.items.get()
    give_thumbnail(item)
    files.delete(ItemAsset.objects.get().artwork.file)

    assert documents.packing_slip(order).startswith(b"%PDF")


def test_neither_none_nor_too_many_are_taken(world: World) -> None:
    with pytest.raises(DownloadRefusedError, match="at least one"):
        documents.packing_slips([])
    with pytest.raises(DownloadRefusedError, match="up to 100 orders"):
        documents.packing_slips([Order()] * 101)
