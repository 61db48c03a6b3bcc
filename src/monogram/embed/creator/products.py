"""`/artists/data/products`: what is made of artwork and blanks, and changed afterwards."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from monogram.catalogue.models import Product
from monogram.designs.placing import picture_of
from monogram.designs.queries import artwork_of
from monogram.embed import limits
from monogram.embed.creator.drafts import read_change, read_drafts, refuse_foreign_images
from monogram.embed.creator.sessions import Session, creator_endpoint
from monogram.embed.requests import json_object, request_key
from monogram.virtual_products.changes import update_virtual_product
from monogram.virtual_products.errors import VirtualProductNotFoundError
from monogram.virtual_products.queries import created_document
from monogram.virtual_products.services import request_virtual_products


def _create(request: HttpRequest, session: Session) -> HttpResponse:
    """`request_key` and `products`; they are made afterwards, as the task says. The same key again is the same task."""
    limits.count_address(limits.CREATIONS, request)
    fields = json_object(request)
    limits.count_company(limits.CREATIONS, session.company)
    task = request_virtual_products(
        company=session.company,
        requested_by=session.requested_by,
        drafts=read_drafts(fields.get("products"), session),
        category=session.approved_id,
        pending_category=session.pending_id,
        request_key=request_key(fields),
    )
    return JsonResponse({"task": task.pk}, status=202)


def _show(request: HttpRequest, session: Session, *, product_id: str) -> HttpResponse:
    """As the framing page is told of it; the pictures are null while they are being drawn."""
    return JsonResponse({"products": [created_document(_opened(session, product_id))]})


def _change(request: HttpRequest, session: Session, *, product_id: str) -> HttpResponse:
    """The fields of a draft, of which each may be left out and stays as it is."""
    limits.count_address(limits.CREATIONS, request)
    fields = json_object(request)
    limits.count_company(limits.CREATIONS, session.company)
    opened, change = _opened(session, product_id), read_change(fields)
    if change.get("image", "") not in {"", picture_of(artwork_of(opened).document)}:
        refuse_foreign_images({"image": change["image"]}, session)
    product = update_virtual_product(company=session.company, product=opened, **change)
    return JsonResponse({"task": None, "products": [created_document(product)]})


def _opened(session: Session, product_id: str) -> Product:
    """The virtual product that the link was made for, and no other one."""
    product = session.product
    if product is None or product.base is None or product_id != str(product.pk):
        raise VirtualProductNotFoundError
    return product


products = creator_endpoint(POST=_create)
product = creator_endpoint(GET=_show, PUT=_change)
