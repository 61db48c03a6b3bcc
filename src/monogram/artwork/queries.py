"""Reads of artwork."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from monogram.artwork.models import ItemAsset
from monogram.files import services as files


@dataclass(frozen=True)
class AssetView:
    """A file of an order line as suppliers and retailers see it (`contract.md §5`)."""

    name: str
    url: str
    description: str
    sha256: str
    width: int
    """In pixels."""
    height: int
    dpi: float | None


def assets_of_order(order_id: int) -> dict[int, list[AssetView]]:
    """The files of an order's lines by the line's id, in one query; lines without files are left out."""
    return assets_of_orders([order_id])


def assets_of_orders(order_ids: Collection[int]) -> dict[int, list[AssetView]]:
    """The same for many orders at once, still in one query."""
    views: dict[int, list[AssetView]] = defaultdict(list)
    assets = ItemAsset.objects.filter(item__order__in=order_ids).select_related("artwork").order_by("item_id", "pk")
    for asset in assets:
        artwork = asset.artwork
        views[asset.item_id].append(
            AssetView(
                name=asset.name,
                url=files.public_url(artwork.file),
                description=asset.description,
                sha256=artwork.sha256,
                width=artwork.width,
                height=artwork.height,
                dpi=artwork.dpi,
            )
        )
    return dict(views)
