"""Products and everything that a design is made with: views, print areas, choices, fonts, galleries, categories."""

from __future__ import annotations

from monogram.catalogue.models.app_configurations import AppConfiguration
from monogram.catalogue.models.areas import PressProfile, PrintArea, PrintFormat, PrintProcess
from monogram.catalogue.models.attributes import LONGEST_ATTRIBUTE, AttributeKind, AttributeOption, ProductAttribute
from monogram.catalogue.models.choices import Aspect, AspectOption, Variant
from monogram.catalogue.models.fonts import Font
from monogram.catalogue.models.galleries import Gallery, GalleryItem, GalleryKind
from monogram.catalogue.models.places import Alignment, ImageArea, TextArea
from monogram.catalogue.models.print_sizes import PrintSize
from monogram.catalogue.models.products import (
    Category,
    CategoryMember,
    Product,
    ProductKind,
    VirtualState,
    product_search_text,
)
from monogram.catalogue.models.solids import ProductModel
from monogram.catalogue.models.views import View

__all__ = [
    "LONGEST_ATTRIBUTE",
    "Alignment",
    "AppConfiguration",
    "Aspect",
    "AspectOption",
    "AttributeKind",
    "AttributeOption",
    "Category",
    "CategoryMember",
    "Font",
    "Gallery",
    "GalleryItem",
    "GalleryKind",
    "ImageArea",
    "PressProfile",
    "PrintArea",
    "PrintFormat",
    "PrintProcess",
    "PrintSize",
    "Product",
    "ProductAttribute",
    "ProductKind",
    "ProductModel",
    "TextArea",
    "Variant",
    "View",
    "VirtualState",
    "product_search_text",
]
