"""What things look like, for lists and the bench."""

from __future__ import annotations

from collections.abc import Iterable

from monogram.artwork.models import AssetKind, ItemAsset
from monogram.catalogue.models import Product
from monogram.files import services as files
from monogram.oms.prints import product_of
from monogram.orders.models import OrderItem


def picture_of(item: OrderItem) -> str:
    """The address of a line's picture: as it is to look, else its product without the design; "" where there is none.

    Asks the database for nothing where assets, design, product and views were fetched with the line.
    """
    if thumbnails := thumbnails_of(item.assets.all()):
        return thumbnails[0]
    if item.design_pictures:
        return files.public_url(item.design_pictures[0]["key"])
    product = product_of(item)
    return picture_of_product(product) if product else ""


def thumbnails_of(assets: Iterable[ItemAsset]) -> list[str]:
    """The addresses of the pictures among a line's files."""
    return [files.public_url(asset.artwork.file) for asset in assets if asset.kind == AssetKind.THUMBNAIL]


def picture_of_product(product: Product) -> str:
    """The address of a product's first photograph, small; "" where there is none."""
    view = next(iter(product.views.all()), None)
    key = (view.thumbnail or view.photo_copy) if view else ""
    return files.public_url(key) if key else ""
