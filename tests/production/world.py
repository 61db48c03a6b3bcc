"""Orders of lines with print files, and templates, to batch."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image
from tests.callbacks.world import make_order

from monogram.artwork.models import AssetKind, ItemAsset
from monogram.artwork.services import keep_artwork
from monogram.companies.models import Company, CompanyType
from monogram.oms import batches
from monogram.orders.models import Order, OrderItem
from monogram.production.models import Batch, BatchTemplate

PRINTER_ID = 62000


def printer() -> Company:
    """The supplier of `make_order`."""
    company, _ = Company.objects.get_or_create(
        id=PRINTER_ID, defaults={"name": "Printer", "type": CompanyType.SUPPLIER}
    )
    return company


def make_template(**fields: Any) -> BatchTemplate:
    """A template of the printer that takes every printed line, 6 to a batch, on a roll of 300 mm."""
    given = {"name": "Transfers", "slots": 6, "width": 300, "has_mixed_skus": True, **fields}
    return BatchTemplate.objects.create(**{"supplier": printer(), **given})


def give_print(item: OrderItem, area: str = "Front", *, size: tuple[int, int] = (240, 120)) -> ItemAsset:
    """A print file of one colour at 100 dpi, 60.96 × 30.48 mm."""
    buffer = io.BytesIO()
    Image.new("RGB", size, (200, item.pk % 256, 40)).save(buffer, "PNG")
    artwork = keep_artwork(
        source=f"{item.ref}{area}", area_name=area, content=buffer.getvalue(), width=size[0], height=size[1], dpi=100
    )
    name = f"output-{item.assets.count() + 1}.png"
    return ItemAsset.objects.create(item=item, kind=AssetKind.OUTPUT, name=name, description=area, artwork=artwork)


def printed_order(external_ref: str = "ORDER1", **fields: Any) -> Order:
    """An order of two pieces of SKU1 and one of SKU2, each with a print file."""
    order = make_order(external_ref, **fields)
    for item in order.items.order_by("pk"):
        give_print(item)
    return order


def batched_order(external_ref: str = "ORDER1", **fields: Any) -> Order:
    """The same, put into batches."""
    order = printed_order(external_ref, **fields)
    batches.allocate(order.pk)
    return order


def pieces_by_batch() -> dict[str, list[tuple[str, list[int]]]]:
    """What is in each batch, in the order of their making: `ORDER1/LINE1` with the numbers of its pieces."""
    found: dict[str, list[tuple[str, list[int]]]] = {}
    for number, batch in enumerate(Batch.objects.order_by("pk"), start=1):
        items = batch.items.select_related("order_item__order").order_by("pk")
        found[f"{number} {batch.state}"] = [
            (f"{one.order_item.order.external_ref}/{one.order_item.external_ref}", one.pieces) for one in items
        ]
    return found
