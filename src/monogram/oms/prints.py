"""The frozen print files of a line, with the size in which each is printed on a sheet."""

from __future__ import annotations

from dataclasses import dataclass

from monogram.artwork.models import Artwork, AssetKind, ItemAsset
from monogram.catalogue.models import PrintArea, Product
from monogram.orders.models import OrderItem

_MM_PER_INCH = 25.4
_ON_SHEETS = frozenset({"application/pdf", "image/png", "image/jpeg", "image/tiff"})


@dataclass(frozen=True, slots=True)
class Print:
    """One file, and the size of the trimmed print with its bleed on every side, in mm."""

    asset: ItemAsset
    width: float
    height: float
    bleed: float


def product_of(item: OrderItem) -> Product | None:
    """What is printed on."""
    if item.product is None and item.design:
        return item.design.product
    return item.product


def prints_of(item: OrderItem) -> list[Print]:
    """All print files of a line; none of them, if one has no known size or cannot lie on a sheet."""
    found = files_of(item)
    return [one for _, one in found if one] if all(one for _, one in found) else []


def files_of(item: OrderItem) -> list[tuple[ItemAsset, Print | None]]:
    """All print files of a line, each with its size, or None where that is not known."""
    product = product_of(item)
    areas = {area.name: area for area in product.print_areas.all()} if product else {}
    outputs = [asset for asset in item.assets.all() if asset.kind == AssetKind.OUTPUT]
    return [(asset, _print_of(asset, areas)) for asset in outputs]


def _print_of(asset: ItemAsset, areas: dict[str, PrintArea]) -> Print | None:
    artwork = asset.artwork
    if artwork.media_type not in _ON_SHEETS or not (artwork.width and artwork.height):
        return None
    area = areas.get(artwork.area_name) or (next(iter(areas.values())) if len(areas) == 1 else None)
    if artwork.dpi:
        return _drawn(asset, artwork.dpi, area.bleed if area else 0.0)
    return _fitted(asset, artwork, area) if area else None


def _drawn(asset: ItemAsset, dpi: float, bleed: float) -> Print:
    """The platform drew it with its bleed, of which the size is left without."""
    across, down = (side / dpi * _MM_PER_INCH - 2 * bleed for side in (asset.artwork.width, asset.artwork.height))
    return Print(asset, across, down, bleed)


def _fitted(asset: ItemAsset, artwork: Artwork, area: PrintArea) -> Print:
    """A shop's own picture: as large as its print area lets it be, and never out of shape."""
    scale = min(area.width / artwork.width, area.height / artwork.height)
    return Print(asset, artwork.width * scale, artwork.height * scale, 0.0)
