"""The older addresses under `/acp/api/p/` (`contract.md §8`). They were seen in use; the answers' shapes are ours.

Clients name the company by `company`, or by the Smartlink's `guid` or `d`.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse

from monogram.companies.models import Company
from monogram.designs.queries import sample as sample_of
from monogram.designs.queries import sample_by_ref
from monogram.embed import limits
from monogram.embed.documents import product_document, sample_document
from monogram.embed.errors import RequestFieldError
from monogram.embed.print_jobs import take_design
from monogram.embed.products import cacheable
from monogram.embed.public import endpoint
from monogram.embed.requests import company_of, json_object, number

COMPANY_NAMES = ("company", "guid", "d", "company_ref_id")


def _company_if_given(fields: Mapping[str, object]) -> Company | None:
    return company_of(fields, *COMPANY_NAMES) if any(fields.get(name) for name in COMPANY_NAMES) else None


def _show_product(request: HttpRequest) -> HttpResponse:
    """`?id=`; without a company, the products that belong to no one."""
    fields = request.GET.dict()
    return cacheable(request, product_document(_company_if_given(fields), number(_id(fields), "id")))


def _show_sample(request: HttpRequest) -> HttpResponse:
    """`?id=` is the sample's reference, which nobody can guess; with a company it must be that company's."""
    fields = request.GET.dict()
    company, ref = _company_if_given(fields), _id(fields)
    return JsonResponse(sample_document(sample_of(company, ref) if company else sample_by_ref(ref)))


def _create_print_job(request: HttpRequest) -> HttpResponse:
    limits.count_address(limits.PRINT_JOBS, request)
    return JsonResponse(take_design(json_object(request), *COMPANY_NAMES), status=201)


def _id(fields: Mapping[str, str]) -> str:
    if not fields.get("id"):
        raise RequestFieldError("The id is missing.", path="id")
    return fields["id"]


product = endpoint(GET=_show_product)
sample = endpoint(GET=_show_sample)
print_jobs = endpoint(POST=_create_print_job)
