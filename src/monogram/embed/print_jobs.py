"""`/s/data/print-jobs`: designs that go into a cart, and come back to be changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from monogram.designs.queries import orderable_print_job
from monogram.embed import limits
from monogram.embed.documents import print_job_document
from monogram.embed.errors import RequestFieldError
from monogram.embed.public import endpoint
from monogram.embed.requests import company_of, json_object, number, request_key
from monogram.oms.cart import put_in_cart


def _create_print_job(request: HttpRequest) -> HttpResponse:
    limits.count_address(limits.PRINT_JOBS, request)
    fields = json_object(request)
    return JsonResponse(take_design(fields, "company"), status=201)


def take_design(fields: Mapping[str, object], *company_names: str) -> dict[str, Any]:
    """Put a design out of a request into the cart. Raises RequestFieldError and what `put_in_cart` raises."""
    return put_in_cart(**design_in(fields, limits.PRINT_JOBS, *company_names))


def design_in(fields: Mapping[str, object], limit: limits.Limit, *company_names: str) -> dict[str, Any]:
    """The design that a request holds, as use cases take it, counted for its company. Raises RequestFieldError."""
    company = company_of(fields, *company_names)
    if "product_id" not in fields:
        raise RequestFieldError("The product's ID is missing.", path="product_id")
    limits.count_company(limit, company)
    quantity = fields.get("quantity")
    return {
        "company": company,
        "product_id": number(fields["product_id"], "product_id"),
        "document": fields.get("document"),
        "options": fields.get("options") or [],
        "print_size": fields.get("print_size"),
        "attributes": fields.get("attributes"),
        "quantity": None if quantity in (None, "") else number(quantity, "quantity"),
        "request_key": request_key(fields),
    }


def _show_print_job(request: HttpRequest, *, ref: str) -> HttpResponse:
    company = company_of(request.GET.dict())
    return JsonResponse(print_job_document(orderable_print_job(company, ref)))


print_jobs = endpoint(POST=_create_print_job)
print_job = endpoint(GET=_show_print_job)
