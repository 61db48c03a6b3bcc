"""Pictures of a product as it is sold: one side of it, small or large."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from monogram.artwork.drawing import THUMBNAIL_SIZE, large_size_of, side_with_artwork
from monogram.artwork.errors import DesignNotDrawableError
from monogram.artwork.scenes import DesignScene
from monogram.catalogue.models import Product
from monogram.files import services as files
from monogram.layout.document import DocumentError, load
from monogram.rendering.mockup import encode_jpeg

SNAPSHOT_FOLDER = "snapshots"
SMALL, LARGE = "small", "large"


def render_snapshot(
    name: str, *, product: Product, document: Mapping[str, Any], options: Sequence[Mapping[str, Any]]
) -> dict[str, str]:
    """The first side of a product that shows its design: `{name, key, description}`, the key in storage.

    `product` is one of `catalogue.queries.full_product_for`. `name`: SMALL is 600 × 600 pixels, LARGE square, as fine
    as the photo, up to 1,600; both are JPEGs. Raises DesignNotDrawableError and UnknownFontError.
    """
    try:
        loaded = load(document)
    except DocumentError as error:
        raise DesignNotDrawableError(f"The design cannot be read: {error}") from error
    side = side_with_artwork(DesignScene(product, loaded, options))
    pixels = side.draw(THUMBNAIL_SIZE if name == SMALL else large_size_of(side))
    key = files.store(encode_jpeg(pixels), folder=SNAPSHOT_FOLDER, suffix="jpg")
    return {"name": name, "key": key, "description": side.description}
