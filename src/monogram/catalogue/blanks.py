"""Blanks to choose from when virtual products are made: a category's, a page at a time, with what they can be."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TypedDict

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from monogram.catalogue.documents import price_document
from monogram.catalogue.listing import PHOTO_FIELDS, thumbnail_document
from monogram.catalogue.models import Aspect, AspectOption, Category, PrintArea, Product, ProductKind, View
from monogram.catalogue.queries import visible_products
from monogram.catalogue.schemas import PriceDocument, ThumbnailDocument
from monogram.common.words import all_words_in
from monogram.companies.models import Company

BLANKS_PER_PAGE = 24


class ColourDocument(TypedDict):
    option_id: int
    name: str
    colour: str


class BlankAreaDocument(TypedDict):
    name: str
    width: float
    height: float


class BlankDocument(TypedDict):
    """A blank to choose. `supplier_sku` is empty where the supplier's is not known. Lengths in millimetres."""

    id: int
    name: str
    description: str
    sku: str
    supplier_sku: str
    price: PriceDocument | None
    thumbnail: ThumbnailDocument | None
    colours: list[ColourDocument]
    areas: list[BlankAreaDocument]


class ColourFacetDocument(TypedDict):
    """A colour that blanks have, by its name in the catalogue, and how many have it."""

    name: str
    colour: str
    count: int


class FacetsDocument(TypedDict):
    """What narrows the list, out of all that the words find."""

    colours: list[ColourFacetDocument]


class BlankListDocument(TypedDict):
    """`total`: of all pages. `next`: the number of the next page, or null. `facets`: with the first page, else null."""

    blanks: list[BlankDocument]
    total: int
    next: int | None
    facets: FacetsDocument | None


def possible_blanks(company: Company) -> QuerySet[Product]:
    """The products that artwork can be put on: personalised, with a print area, not virtual.

    Templates have places of their own for what is put on them.
    """
    has_area = Exists(PrintArea.objects.filter(product=OuterRef("pk")))
    plain = visible_products(company).filter(base__isnull=True, kind=ProductKind.PERSONALISED, is_template=False)
    return plain.filter(has_area)


def blanks_of(company: Company, category: Category) -> QuerySet[Product]:
    """Those of a category."""
    return possible_blanks(company).filter(categories=category)


def list_blanks(company: Company, *, category: Category, query: str, colour: str, page: int) -> BlankListDocument:
    """A page of a category's blanks, by name; the first page is 1. `colour`: a colour's name, of which each has one."""
    found = blanks_of(company, category).filter(all_words_in("search_text", query))
    has_colour = _coloured().filter(aspect__product=OuterRef("pk"), name__iexact=colour)
    chosen = found.filter(Exists(has_colour)) if colour else found
    first = (page - 1) * BLANKS_PER_PAGE
    shown = _with_parts(chosen.order_by("name", "pk")[first : first + BLANKS_PER_PAGE + 1])
    return {
        "blanks": [_blank(product) for product in shown[:BLANKS_PER_PAGE]],
        "total": chosen.count(),
        "next": page + 1 if len(shown) > BLANKS_PER_PAGE else None,
        "facets": {"colours": _colours(found)} if page == 1 else None,
    }


def blank_document(product: Product) -> BlankDocument:
    """One blank, as the list has it."""
    return _blank(*_with_parts(Product.objects.filter(pk=product.pk)))


def _with_parts(products: QuerySet[Product]) -> list[Product]:
    views = Prefetch("views", View.objects.only("product_id", "position", *PHOTO_FIELDS))
    aspects = Prefetch("aspects", Aspect.objects.prefetch_related("options"))
    return list(products.prefetch_related(views, "print_areas", aspects))


def _coloured() -> QuerySet[AspectOption]:
    return AspectOption.objects.exclude(colour="")


def _colours(blanks: QuerySet[Product]) -> list[ColourFacetDocument]:
    """The same name is often a little different on two blanks: the most frequent is shown."""
    shades: defaultdict[str, Counter[str]] = defaultdict(Counter)
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    options = _coloured().filter(aspect__product__in=blanks).order_by("pk")
    for name, colour, product_id in options.values_list("name", "colour", "aspect__product_id"):
        shades[name][colour] += 1
        bearers[name].add(product_id)
    facets: list[ColourFacetDocument] = [
        {"name": name, "colour": shades[name].most_common(1)[0][0], "count": len(bearers[name])} for name in shades
    ]
    return sorted(facets, key=lambda facet: (-facet["count"], facet["name"]))


def _blank(product: Product) -> BlankDocument:
    views = list(product.views.all())
    options = [option for aspect in product.aspects.all() for option in aspect.options.all()]
    return {
        "id": product.pk,
        "name": product.name,
        "description": product.description,
        "sku": product.sku,
        "supplier_sku": product.supplier_sku,
        "price": price_document(product.price, product),
        "thumbnail": thumbnail_document(views[0]) if views else None,
        "colours": [_colour(option) for option in options if option.colour],
        "areas": [
            {"name": area.name, "width": area.width, "height": area.height} for area in product.print_areas.all()
        ],
    }


def _colour(option: AspectOption) -> ColourDocument:
    return {"option_id": option.pk, "name": option.name, "colour": option.colour}
