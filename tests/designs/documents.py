"""Design documents as tests need them."""

from __future__ import annotations

from typing import Any

from monogram.catalogue.models import Product


def text_layer(text: str = "Hello", **fields: Any) -> dict[str, Any]:
    """Words in Inter."""
    layer = {"id": "t1", "type": "text", "text": text, "font": "inter-regular", "size": 10}
    return {**layer, "colour": "#1c1b1a", "transform": [1, 0, 0, 1, 50, 60], **fields}


def image_layer(image: str, **fields: Any) -> dict[str, Any]:
    """A picture of 40 × 30 mm."""
    layer = {"id": "i1", "type": "image", "image": image, "width": 40, "height": 30}
    return {**layer, "transform": [1, 0, 0, 1, 50, 60], **fields}


def document(product: Product, *layers: dict[str, Any], **area: Any) -> dict[str, Any]:
    """A document with layers on the area `Front`, by default one text."""
    front = {"name": "Front", "width": 100, "height": 125, "layers": list(layers or [text_layer()]), **area}
    return {"version": 2, "product_id": product.pk, "areas": [front]}
