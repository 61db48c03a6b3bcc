"""`/s/data/galleries` and `/s/data/gallery-items`: ready-made pictures to choose from."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from monogram.catalogue.galleries import find_items, list_galleries
from monogram.embed.documents import gallery_document, gallery_item_document
from monogram.embed.products import cacheable
from monogram.embed.public import endpoint
from monogram.embed.requests import company_of, number, numbers, page_number, query_text

LONGEST_CATEGORY = 60


def _show_galleries(request: HttpRequest) -> HttpResponse:
    """`ids` (separated by commas), or else what the `product` offers."""
    fields = request.GET.dict()
    company = company_of(fields)
    product = fields.get("product")
    listed = list_galleries(
        company,
        ids=numbers(fields.get("ids"), "ids"),
        product_id=number(product, "product") if product else None,
    )
    return cacheable(request, {"galleries": [gallery_document(one) for one in listed]})


def _show_items(request: HttpRequest) -> HttpResponse:
    """`ids`, `q`, `category` and `page`, each of which may be left out."""
    fields = request.GET.dict()
    company = company_of(fields)
    page = page_number(fields.get("page"))
    found = find_items(
        company,
        ids=numbers(fields.get("ids"), "ids"),
        query=query_text(fields.get("q"), "q"),
        category=query_text(fields.get("category"), "category", LONGEST_CATEGORY),
        page=page,
    )
    return cacheable(
        request,
        {
            "items": [gallery_item_document(item) for item in found.items],
            "total": found.total,
            "next": page + 1 if found.has_more else None,
        },
    )


galleries = endpoint(GET=_show_galleries)
gallery_items = endpoint(GET=_show_items)
