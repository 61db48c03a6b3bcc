"""The catalogue as the designer gets it (JSON). Lengths in millimetres, picture positions in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypedDict

from monogram.catalogue.models import Product, Variant


@dataclass(frozen=True)
class SkuMatch:
    """What a retail SKU, or a product's number, names: a product, or one variant of it.

    `product` is what is made; `virtual` is the virtual product as which it is sold, if it is one.
    """

    product: Product
    variant: Variant | None = None
    virtual: Product | None = None


class PriceDocument(TypedDict):
    amount: str
    currency: str


class QuantityDocument(TypedDict):
    """From `min` to `max` (null: as many as one likes) in steps, counted from `min`."""

    min: int
    max: int | None
    step: int


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
    shade: str | None
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
    may_restyle: bool
    may_move: bool


class ImageAreaDocument(TypedDict):
    id: int
    name: str
    x: float
    y: float
    width: float
    height: float
    required: bool
    may_move: bool


class PrintSizeDocument(TypedDict):
    """Stands for the measures of the area of that name. `quad`: as an area's; null: the area's own. `price`: extra."""

    id: int
    name: str
    area: str
    width: float
    height: float
    quad: list[list[float]] | None
    price: PriceDocument | None


class AttributeOptionDocument(TypedDict):
    id: int
    name: str
    price: PriceDocument | None


class AttributeDocument(TypedDict):
    """`kind`: `choice` (of `options`) or `text` (of `max_length`). `default`: the option's name, the text, or empty."""

    id: int
    name: str
    kind: str
    required: bool
    options: list[AttributeOptionDocument]
    default: str
    max_length: int


class ThumbnailDocument(TypedDict):
    url: str
    width: int
    height: int


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


class CategoryDocument(TypedDict):
    id: int
    name: str


class ListedProductDocument(TypedDict):
    """One of many to choose from. `categories`: the numbers of those that the list names.

    `base_product_id`: of a virtual product, what it is made on; null for all others.
    """

    id: int
    base_product_id: int | None
    name: str
    sku: str
    price: PriceDocument | None
    thumbnail: ThumbnailDocument | None
    categories: list[int]


class ProductListDocument(TypedDict):
    """`next`: the number of the next page, or null."""

    products: list[ListedProductDocument]
    categories: list[CategoryDocument]
    next: int | None


class ModelDocument(TypedDict):
    url: str
    print_mesh: str
    area: str


class DesignerProduct(TypedDict):
    """All that the designer needs to know of a product. `frame_origins`: who may frame it; empty: anybody.

    `base_product_id`: of a virtual product, what it is made on, of which its designs are; null for all others. One that
    shoppers may not personalise is a template without text and image areas.
    """

    id: int
    base_product_id: int | None
    may_personalise: bool
    name: str
    description: str
    kind: str
    sku: str
    price: PriceDocument | None
    quantity: QuantityDocument
    is_template: bool
    print_sizes: list[PrintSizeDocument]
    attributes: list[AttributeDocument]
    frame_origins: list[str]
    colours: list[str]
    fonts: list[FontDocument]
    fallback_fonts: list[FallbackFontDocument]
    aspects: list[AspectDocument]
    variants: list[VariantDocument]
    views: list[ViewDocument]
    areas: list[AreaDocument]
    model: ModelDocument | None
