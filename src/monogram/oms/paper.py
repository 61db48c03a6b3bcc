"""What the bench's papers say of a line: its name, what it is like, its picture."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from monogram.artwork.models import AssetKind
from monogram.files import services as files
from monogram.oms.prints import product_of
from monogram.orders.models import OrderItem

_PICTURES = frozenset({"image/png", "image/jpeg"})


def name_of(item: OrderItem) -> str:
    """What the line is called."""
    product = product_of(item)
    return item.description or (product.name if product else "") or item.sku


def options_of(item: OrderItem) -> str:
    """`Navy, M`."""
    return ", ".join(filter(None, [item.colour, item.size]))


def attributes_of(item: OrderItem) -> str:
    """`Name: Ella, Year: 2026`."""
    named = [(str(one["name"]).strip(), str(one["value"]).strip()) for one in item.attributes]
    return ", ".join(f"{name}: {value}" for name, value in named if value)


def thumbnail_of(item: OrderItem) -> bytes | None:
    """Its first picture, if it is there and of a kind that papers hold."""
    assets = [asset for asset in item.assets.all() if asset.kind == AssetKind.THUMBNAIL]
    artwork = assets[0].artwork if assets else None
    if artwork is None or artwork.media_type not in _PICTURES:
        return None
    try:
        return files.read(artwork.file)
    except FileNotFoundError:
        return None


def written(day: date | None) -> str:
    """`26 Nov 2026`; "" for none."""
    return f"{day.day} {day:%b %Y}" if day else ""


def earliest(days: Iterable[date | None]) -> date | None:
    """The first of those that are known."""
    return min((day for day in days if day), default=None)
