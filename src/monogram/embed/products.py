"""`/s/data/products`: products to choose from, and each with all that the designer needs."""

from __future__ import annotations

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from monogram.catalogue.errors import ProductNotFoundError
from monogram.catalogue.listing import list_products
from monogram.catalogue.queries import designer_product
from monogram.common.signing import sha256_hex
from monogram.embed.public import endpoint
from monogram.embed.requests import company_of, numbers, page_number, query_text


def _show_product(request: HttpRequest, *, product_id: str) -> HttpResponse:
    company = company_of(request.GET.dict())
    if not product_id.isascii() or not product_id.isdigit():
        raise ProductNotFoundError
    return cacheable(request, designer_product(company, int(product_id[:20])))


def cacheable(request: HttpRequest, document: object) -> HttpResponse:
    """An answer that a browser keeps and asks after: 304 while it is still the same."""
    body = json.dumps(document, cls=DjangoJSONEncoder, separators=(",", ":")).encode()
    etag = f'"{sha256_hex(body)[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "public, no-cache"}
    response = HttpResponse(body, content_type="application/json", headers=headers)
    return get_conditional_response(request, etag=etag, response=response) or response


def _list_products(request: HttpRequest) -> HttpResponse:
    """`pc` (categories, separated by commas), `q` and `page`, each of which may be left out."""
    fields = request.GET.dict()
    document = list_products(
        company_of(fields),
        categories=numbers(fields.get("pc"), "pc"),
        query=query_text(fields.get("q"), "q"),
        page=page_number(fields.get("page")),
    )
    return cacheable(request, document)


product = endpoint(GET=_show_product)
products = endpoint(GET=_list_products)
