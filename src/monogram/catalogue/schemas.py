"""The catalogue as the designer gets it (JSON). Lengths in millimetres, picture positions in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypedDict

from monogram.catalogue.models import Product, Variant


@dataclass(frozen=True)
class SkuMatch:
    """What a retail SKU names: a product, or one variant of it."""

    product: Product
    variant: Variant | None


class PriceDocument(TypedDict):
    amount: str
    currency: str


class FallbackFontDocument(TypedDict):
    """`coverage`: the font's characters as hexadecimal ranges of code points, `20-7e,a0-17f`."""

    id: str
    url: str
    coverage: str


class FontDocument(FallbackFontDocument):
    family: str
    style: str


class OptionDocument(TypedDict):
    id: int
    name: str
    code: str
    colour: str | None


class AspectDocument(TypedDict):
    id: int
    name: str
    options: list[OptionDocument]


class VariantDocument(TypedDict):
    sku: str
    options: list[int]


class PhotoDocument(TypedDict):
    url: str
    width: int
    height: int


class ViewDocument(TypedDict):
    """`photo` is the browser's copy; masks and maps have its size. `areas` names the print areas seen in it."""

    id: int
    name: str
    photo: PhotoDocument
    tint_mask: str | None
    shading_map: str | None
    areas: list[str]


class TextAreaDocument(TypedDict):
    id: int
    name: str
    x: float
    y: float
    width: float
    height: float
    default_text: str
    font: str | None
    size: float
    colour: str
    align: str
    max_length: int
    required: bool


class ImageAreaDocument(TypedDict):
    id: int
    name: str
    x: float
    y: float
    width: float
    height: float
    required: bool


class AreaDocument(TypedDict):
    """`quad`: corners on the view's photo, in pixels of that photo's given width and height; empty without a view.

    From `process` on it is what preflight asks for (`layout.preflight.read_spec`): `max_colours` and `min_line` null
    is what the process takes, `preflight` what the product changes of the rules.
    """

    name: str
    width: float
    height: float
    dpi: int
    bleed: float
    safe_margin: float
    mask: str | None
    quad: list[list[float]]
    required: bool
    process: str
    max_colours: int | None
    min_line: float | None
    inks: list[str]
    preflight: dict[str, Any]
    text_areas: list[TextAreaDocument]
    image_areas: list[ImageAreaDocument]


class ModelDocument(TypedDict):
    url: str
    print_mesh: str
    area: str


class DesignerProduct(TypedDict):
    """All that the designer needs to know of a product, in one answer."""

    id: int
    name: str
    description: str
    kind: str
    sku: str
    price: PriceDocument | None
    colours: list[str]
    fonts: list[FontDocument]
    fallback_fonts: list[FallbackFontDocument]
    aspects: list[AspectDocument]
    variants: list[VariantDocument]
    views: list[ViewDocument]
    areas: list[AreaDocument]
    model: ModelDocument | None
