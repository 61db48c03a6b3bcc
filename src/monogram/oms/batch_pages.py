"""What pages of batches show and hand out, in the back office and in the suppliers' portal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.core.files.storage import default_storage
from django.db.models import Prefetch
from django.http import FileResponse

from monogram.artwork.models import ItemAsset
from monogram.oms import production
from monogram.oms.pictures import picture_of
from monogram.oms.prints import prints_of
from monogram.orders.models import DESIGNED_ON, ItemStatus, OrderItem, OrderStatus
from monogram.orders.statuses import PAUSED
from monogram.production import queries
from monogram.production.models import Batch, BatchItem

FILES: Mapping[str, str] = MappingProxyType(
    {"sheets": "Print-ready sheets", "ticket": "Job ticket", "pick-list": "Pick list"}
)
"""A batch's files, by the name in their addresses."""
_KEYS = {"sheets": "sheet_file", "ticket": "ticket_file", "pick-list": "pick_list_file"}


@dataclass(frozen=True, slots=True)
class BatchedLine:
    """Pieces of an order line in a batch. `printed` counts those of this batch."""

    batched: BatchItem
    picture: str
    sizes: list[str]
    printed: int

    @property
    def item(self) -> OrderItem:
        return self.batched.order_item

    @property
    def status(self) -> str:
        """Of the line, in words."""
        return "Made anew or elsewhere" if self.batched.is_over else ItemStatus(self.item.status).label

    @property
    def stop(self) -> str:
        """Why it must not be made, in a word or two; "" where it may."""
        status = OrderStatus(self.item.order.status)
        if status in PAUSED | {OrderStatus.CANCELLED}:
            return status.label
        return "Cancelled" if self.item.status == ItemStatus.CANCELLED else ""


def lines_of(batch: Batch) -> list[BatchedLine]:
    """What is in a batch, in the order in which it came."""
    assets = Prefetch("order_item__assets", ItemAsset.objects.select_related("artwork").order_by("pk"))
    items = batch.items.select_related("order_item__order", *(f"order_item__{way}" for way in DESIGNED_ON))
    batched = list(items.prefetch_related(assets).order_by("pk"))
    printed = queries.printed_pieces(batched)
    return [
        BatchedLine(
            one,
            picture_of(one.order_item),
            [f"{each.asset.description} {each.width:.0f} × {each.height:.0f} mm" for each in prints_of(one.order_item)],
            len(printed[one.order_item_id].intersection(one.pieces)),
        )
        for one in batched
    ]


def file_of(*, batch_id: int, generation: int, kind: str, who: str) -> FileResponse:
    """One of `FILES` as a download. That of the sheets puts the batch to work, by the supplier, `who` did it for it.

    Raises what `production.download_batch` raises.
    """
    if kind == "sheets":
        batch = production.download_batch(batch_id=batch_id, generation=generation, who=who)
    else:
        batch = production.batch_with_files(batch_id=batch_id, generation=generation)
    content = default_storage.open(getattr(batch, _KEYS[kind]), "rb")
    response = FileResponse(content, as_attachment=True, filename=f"batch-{batch.ref}-{kind}.pdf")
    response["Cache-Control"] = "no-store"
    return response
