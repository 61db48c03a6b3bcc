"""`GET /artists/data/start`: what the creator needs to know before its first step."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from monogram.catalogue.blanks import blank_document, blanks_of
from monogram.catalogue.models import Category, Product
from monogram.designs.models import VirtualDesign
from monogram.designs.queries import images_of
from monogram.embed.creator.drafts import MOST_PRODUCTS
from monogram.embed.creator.sessions import Session, creator_endpoint
from monogram.embed.documents import image_document
from monogram.virtual_products.skus import DEFAULT_PATTERN


def _show(request: HttpRequest, session: Session) -> HttpResponse:
    """`product`: null, or what the link names: `{"blank": …}` to begin with, `{"virtual": …}` to change."""
    return JsonResponse(
        {
            "company": {"name": session.company.name},
            "artist": session.artist,
            "approved": _category(session.approved),
            "pending": _category(session.pending) if session.pending else None,
            "blanks": {
                **_category(session.blanks),
                "count": blanks_of(session.company, session.blanks).count(),
            },
            "product": _opened(session.product),
            "sku_pattern": DEFAULT_PATTERN,
            "limits": {"products": MOST_PRODUCTS, "file_bytes": settings.MONOGRAM_UPLOAD_MAX_BYTES},
        }
    )


def _category(category: Category) -> dict[str, Any]:
    return {"id": category.pk, "name": category.name}


def _opened(product: Product | None) -> dict[str, Any] | None:
    if product is None:
        return None
    return {"virtual": _virtual(product, product.base)} if product.base else {"blank": blank_document(product)}


def _virtual(product: Product, base: Product) -> dict[str, Any]:
    """As it is now, so that the creator can show it and send it back changed."""
    design = VirtualDesign.objects.get(virtual=product, is_current=True)
    return {
        "id": product.pk,
        "name": product.name,
        "description": product.description,
        "sku": product.sku,
        "blank": blank_document(base),
        "image": next((image_document(image) for image in images_of(design)), None),
        "placement": design.placement,
        "options": product.offered_options,
        "may_personalise": product.may_personalise,
    }


start = creator_endpoint(GET=_show)
