"""`/s/data/images`: shoppers' photos."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from monogram.companies.models import Company
from monogram.embed import limits
from monogram.embed.documents import image_document
from monogram.embed.errors import BodyTooLargeError, RequestFieldError
from monogram.embed.public import endpoint
from monogram.embed.requests import (
    MULTIPART_OVERHEAD,
    company_of,
    form_with_file,
    is_form,
    json_object,
    number,
    refuse_larger,
    text,
)
from monogram.images import queries, services
from monogram.images.errors import ImageNotFoundError
from monogram.images.models import Image

LONGEST_URL = 2000
MOST_TOLERANCE = 100
_IMAGE_ID = re.compile("[0-9a-f]{32}")
_COLOUR = re.compile("#[0-9a-fA-F]{6}")


def _take_image(request: HttpRequest) -> HttpResponse:
    """A picture comes as a multipart form with `company` and `file`, or as JSON with `company` and `url`."""
    return JsonResponse(image_document(take_image(request, company_of)), status=201)


def take_image(request: HttpRequest, whose: Callable[[Mapping[str, object]], Company]) -> Image:
    """The picture of a multipart form's `file` or at the `url` of a JSON object; the fields may say whose it is.

    Raises TooManyRequestsError, BodyTooLargeError, RequestFieldError, what `whose` raises or an ImageRefusedError.
    """
    limits.count_address(limits.UPLOADS, request)
    return _upload(request, whose) if is_form(request) else _fetch(request, whose)


def _upload(request: HttpRequest, whose: Callable[[Mapping[str, object]], Company]) -> Image:
    most: int = settings.MONOGRAM_UPLOAD_MAX_BYTES
    message = f"This picture is larger than {most // 1_000_000} MB. Choose a smaller one."
    refuse_larger(request, most + MULTIPART_OVERHEAD, message)
    fields, file = form_with_file(request)
    company = whose(fields)
    limits.count_company(limits.UPLOADS, company)
    if (file.size or 0) > most:
        raise BodyTooLargeError(message)
    return services.accept_upload(company=company, file_name=file.name or "", content=file.read())


def _fetch(request: HttpRequest, whose: Callable[[Mapping[str, object]], Company]) -> Image:
    fields = json_object(request)
    company = whose(fields)
    limits.count_company(limits.UPLOADS, company)
    return services.accept_url(company=company, url=text(fields.get("url"), "url", LONGEST_URL))


def _show_image(request: HttpRequest, *, image_id: str) -> HttpResponse:
    if not _IMAGE_ID.fullmatch(image_id):
        raise ImageNotFoundError
    return JsonResponse(image_document(queries.image_by_id(image_id)))


def _remove_background(request: HttpRequest, *, image_id: str) -> HttpResponse:
    limits.count_address(limits.CUT_OUTS, request)
    fields = json_object(request)
    company = company_of(fields)
    limits.count_company(limits.CUT_OUTS, company)
    colour, tolerance = fields.get("colour"), number(fields.get("tolerance"), "tolerance")
    if colour is not None and not (isinstance(colour, str) and _COLOUR.fullmatch(colour)):
        raise RequestFieldError("“colour” must be #rrggbb, or null for that of the edges.", path="colour")
    if tolerance > MOST_TOLERANCE:
        raise RequestFieldError(f"“tolerance” must be at most {MOST_TOLERANCE}.", path="tolerance")
    if not _IMAGE_ID.fullmatch(image_id):
        raise ImageNotFoundError
    image = queries.image_for(company, image_id)
    cut = services.remove_background(image=image, colour=colour.lower() if colour else None, tolerance=tolerance)
    return JsonResponse(image_document(cut), status=201)


images = endpoint(POST=_take_image)
image = endpoint(GET=_show_image)
without_background = endpoint(POST=_remove_background)
