"""`/s/data/products`: products to choose from, and each with all that the designer needs."""

from __future__ import annotations

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from monogram.artwork.drawing import THUMBNAIL_SIZE
from monogram.catalogue.errors import ProductNotFoundError
from monogram.catalogue.listing import list_products
from monogram.catalogue.models import Product
from monogram.catalogue.schemas import ListedProductDocument, ProductListDocument
from monogram.common.signing import sha256_hex
from monogram.embed.documents import product_document
from monogram.embed.public import endpoint
from monogram.embed.requests import company_of, numbers, page_number, query_text
from monogram.virtual_products.queries import snapshots_of


def _show_product(request: HttpRequest, *, product_id: str) -> HttpResponse:
    company = company_of(request.GET.dict())
    if not product_id.isascii() or not product_id.isdigit():
        raise ProductNotFoundError
    return cacheable(request, product_document(company, int(product_id[:20])))


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
    return cacheable(request, _with_artwork(document))


def _with_artwork(document: ProductListDocument) -> ProductListDocument:
    """With virtual products shown as they are sold, once there are pictures of them."""
    virtuals = [product["id"] for product in document["products"] if product["base_product_id"]]
    if not virtuals:
        return document
    pictures = snapshots_of(Product.objects.filter(pk__in=virtuals).only("pk"))
    products: list[ListedProductDocument] = [
        {**product, "thumbnail": {"url": url, "width": THUMBNAIL_SIZE, "height": THUMBNAIL_SIZE}}
        if product["id"] in pictures and (url := pictures[product["id"]].small)
        else product
        for product in document["products"]
    ]
    return {**document, "products": products}


product = endpoint(GET=_show_product)
products = endpoint(GET=_list_products)
