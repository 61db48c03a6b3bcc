"""A product, written out for the designer. Pure: the product comes with its parts at hand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db.models.fields.files import FieldFile

from monogram.catalogue.models import (
    Aspect,
    AspectOption,
    AttributeKind,
    Font,
    ImageArea,
    PrintArea,
    PrintSize,
    Product,
    ProductAttribute,
    ProductModel,
    TextArea,
    View,
)
from monogram.catalogue.offers import Offer
from monogram.catalogue.schemas import (
    AreaDocument,
    AspectDocument,
    AttributeDocument,
    DesignerProduct,
    FallbackFontDocument,
    FontDocument,
    ImageAreaDocument,
    ModelDocument,
    PhotoDocument,
    PriceDocument,
    PrintSizeDocument,
    TextAreaDocument,
    ViewDocument,
)
from monogram.files import services as files


def designer_document(
    offer: Offer, fonts: Sequence[Font], fallback_fonts: Sequence[Font], frame_origins: Sequence[str]
) -> DesignerProduct:
    """What `GET /s/data/products/{id}` says of a product itself."""
    product = offer.product
    areas = list(product.print_areas.all())
    return {
        "id": offer.sold.pk,
        "base_product_id": offer.virtual.base_id if offer.virtual else None,
        "may_personalise": offer.may_personalise,
        "name": offer.sold.name,
        "description": offer.description,
        "kind": product.kind,
        "sku": offer.sold.sku,
        "price": price_document(offer.price, offer),
        "quantity": {"min": product.min_quantity, "max": product.max_quantity, "step": product.quantity_step},
        "is_template": product.is_template or not offer.may_personalise,
        "print_sizes": [_print_size(size, areas, product) for size in offer.print_sizes],
        "attributes": [_attribute(attribute, product) for attribute in product.attributes.all()],
        "frame_origins": list(frame_origins),
        "colours": list(product.colours),
        "fonts": [font_document(font) for font in fonts],
        "fallback_fonts": [_fallback_font(font) for font in fallback_fonts],
        "aspects": [_aspect(aspect, options) for aspect, options in offer.aspects],
        "variants": [
            {"sku": sku, "options": sorted(option.pk for option in variant.options.all())}
            for variant, sku in offer.variants
        ],
        "views": [_view(view, areas) for view in product.views.all()],
        "areas": [_area(area, offer) for area in areas],
        "model": _model(getattr(product, "model", None)),
    }


def price_document(amount: Decimal | None, product: Product | Offer) -> PriceDocument | None:
    """An amount in the product's currency, or null."""
    return None if amount is None else {"amount": f"{amount:.2f}", "currency": product.currency_code}


def _print_size(size: PrintSize, areas: Sequence[PrintArea], product: Product) -> PrintSizeDocument:
    area = next(area for area in areas if area.pk == size.print_area_id)
    return {
        "id": size.pk,
        "name": size.name,
        "area": area.name,
        "width": size.width,
        "height": size.height,
        "quad": _quad_on_copy(size.quad, area.view) or None,
        "price": price_document(size.price, product),
    }


def _attribute(attribute: ProductAttribute, product: Product) -> AttributeDocument:
    options = list(attribute.options.all()) if attribute.kind == AttributeKind.CHOICE else []
    return {
        "id": attribute.pk,
        "name": attribute.name,
        "kind": attribute.kind,
        "required": attribute.is_required,
        "options": [
            {"id": option.pk, "name": option.name, "price": price_document(option.price, product)} for option in options
        ],
        "default": attribute.default,
        "max_length": attribute.max_length,
    }


def font_document(font: Font) -> FontDocument:
    """A font on offer: where its file lies and what it holds."""
    return {**_fallback_font(font), "family": font.family, "style": font.style}


def _fallback_font(font: Font) -> FallbackFontDocument:
    return {"id": font.pk, "url": files.absolute(font.file.url), "coverage": font.coverage}


def _aspect(aspect: Aspect, options: Sequence[AspectOption]) -> AspectDocument:
    return {
        "id": aspect.pk,
        "name": aspect.name,
        "options": [
            {"id": option.pk, "name": option.name, "code": option.code, "colour": option.colour or None}
            for option in options
        ],
    }


def _view(view: View, areas: Sequence[PrintArea]) -> ViewDocument:
    return {
        "id": view.pk,
        "name": view.name,
        "photo": _photo(view),
        "tint_mask": files.public_url(view.tint_mask_copy) if view.tint_mask_copy else None,
        "shade": files.public_url(view.shade_copy) if view.shade_copy else None,
        "areas": [area.name for area in areas if area.view_id == view.pk],
    }


def _photo(view: View) -> PhotoDocument:
    return {"url": files.public_url(view.photo_copy), "width": view.copy_width, "height": view.copy_height}


def _area(area: PrintArea, offer: Offer) -> AreaDocument:
    """What comes as it is has nothing to be filled in."""
    document = area_document(area, offer.product)
    return document if offer.may_personalise else {**document, "text_areas": [], "image_areas": []}


def area_document(area: PrintArea, product: Product) -> AreaDocument:
    """A print area with all that designing in it and judging it needs."""
    return {
        "name": area.name,
        "width": area.width,
        "height": area.height,
        "dpi": area.dpi,
        "bleed": area.bleed,
        "safe_margin": area.safe_margin,
        "mask": _file_url(area.mask),
        "quad": _quad_on_copy(area.quad, area.view),
        "required": area.is_required,
        "process": area.process,
        "max_colours": area.max_colours,
        "min_line": area.min_line,
        "inks": list(area.inks),
        "preflight": dict(product.preflight),
        "text_areas": [_text_area(text_area) for text_area in area.text_areas.all()],
        "image_areas": [_image_area(image_area) for image_area in area.image_areas.all()],
    }


def _quad_on_copy(quad: Sequence[Sequence[float]], view: View | None) -> list[list[float]]:
    """The corners, moved from the original photo's pixels to those of the browser's copy."""
    if view is None or not quad or not view.width or not view.height:
        return []
    across, down = view.copy_width / view.width, view.copy_height / view.height
    return [[round(x * across, 3), round(y * down, 3)] for x, y in quad]


def _text_area(area: TextArea) -> TextAreaDocument:
    return {
        "id": area.pk,
        "name": area.name,
        "x": area.x,
        "y": area.y,
        "width": area.width,
        "height": area.height,
        "default_text": area.default_text,
        "font": area.font_id,
        "size": area.size,
        "colour": area.colour,
        "align": area.align,
        "max_length": area.max_length,
        "required": area.is_required,
        "may_restyle": area.may_restyle,
        "may_move": area.may_move,
    }


def _image_area(area: ImageArea) -> ImageAreaDocument:
    return {
        "id": area.pk,
        "name": area.name,
        "x": area.x,
        "y": area.y,
        "width": area.width,
        "height": area.height,
        "required": area.is_required,
        "may_move": area.may_move,
    }


def _model(model: ProductModel | None) -> ModelDocument | None:
    if model is None:
        return None
    return {
        "url": files.absolute(model.file.url),
        "print_mesh": model.print_mesh,
        "area": model.print_area.name,
    }


def _file_url(file: FieldFile) -> str | None:
    return files.absolute(file.url) if file else None
