"""`/s/data/saved-designs` and `/s/data/samples`: designs that were put aside, and ready-made ones to begin with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from monogram.designs.queries import sample as sample_of
from monogram.designs.queries import saved_design as saved_design_of
from monogram.embed import limits
from monogram.embed.documents import print_job_document, sample_document
from monogram.embed.print_jobs import design_in
from monogram.embed.public import endpoint
from monogram.embed.requests import company_of, json_object
from monogram.oms.saving import save_design


def _save(request: HttpRequest) -> HttpResponse:
    limits.count_address(limits.SAVED_DESIGNS, request)
    design = design_in(json_object(request), limits.SAVED_DESIGNS, "company")
    return JsonResponse(save_design(**design), status=201)


def _show_saved_design(request: HttpRequest, *, ref: str) -> HttpResponse:
    company = company_of(request.GET.dict())
    return JsonResponse(print_job_document(saved_design_of(company, ref)))


def _show_sample(request: HttpRequest, *, ref: str) -> HttpResponse:
    company = company_of(request.GET.dict())
    return JsonResponse(sample_document(sample_of(company, ref)))


saved_designs = endpoint(POST=_save)
saved_design = endpoint(GET=_show_saved_design)
sample = endpoint(GET=_show_sample)
