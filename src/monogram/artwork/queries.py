"""Reads of artwork."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F

from monogram.artwork.models import AssetKind, ItemAsset
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


def assets_of_order(order_id: int, *, supplier_id: int | None = None) -> dict[int, list[AssetView]]:
    """The files of an order's lines by the line's id, in one query; lines without files are left out."""
    return assets_of_orders([order_id], supplier_id=supplier_id)


def assets_of_orders(order_ids: Collection[int], *, supplier_id: int | None = None) -> dict[int, list[AssetView]]:
    """The same for many orders at once, still in one query.

    In orders that the company `supplier_id` makes, print files have the address from which it downloads them:
    there a download counts, where a retailer's or the staff's look at the public address does not.
    """
    views: dict[int, list[AssetView]] = defaultdict(list)
    assets = ItemAsset.objects.filter(item__order__in=order_ids).select_related("artwork").order_by("item_id", "pk")
    if supplier_id is not None:
        assets = assets.annotate(supplier_id=F("item__order__supplier"))
    for asset in assets:
        is_makers = supplier_id is not None and getattr(asset, "supplier_id", None) == supplier_id
        views[asset.item_id].append(_view(asset, is_makers=is_makers))
    return dict(views)


def _view(asset: ItemAsset, *, is_makers: bool) -> AssetView:
    artwork = asset.artwork
    return AssetView(
        name=asset.name,
        url=download_url(asset) if is_makers and asset.kind == AssetKind.OUTPUT else files.public_url(artwork.file),
        description=asset.description,
        sha256=artwork.sha256,
        width=artwork.width,
        height=artwork.height,
        dpi=artwork.dpi,
    )


def download_url(asset: ItemAsset) -> str:
    """Where the supplier downloads the file."""
    return files.absolute(f"/artwork/{asset.token}/{asset.name}")


def print_files(order_id: int) -> list[dict[str, str]]:
    """The print files of an order, as `{path, key}`: a name that no other line's file has, and where it is kept."""
    assets = ItemAsset.objects.filter(item__order=order_id, kind=AssetKind.OUTPUT).order_by("item_id", "pk")
    return [
        {"path": f"artwork/{ref}-{name}", "key": key}
        for ref, name, key in assets.values_list("item__ref", "name", "artwork__file")
    ]


def downloadable(token: str, name: str) -> ItemAsset | None:
    """The file at such an address, with its artwork, its line, its order and the supplier."""
    assets = ItemAsset.objects.select_related("artwork", "item__order__supplier")
    return assets.filter(token=token, name=name).first()
