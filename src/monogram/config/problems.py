"""What is answered where no view could: to programs in the shape of the APIs, to people as a page with a way on."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from monogram.api import errors
from monogram.common.errors import MonogramError, NotFoundError


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For one, a Host header that is none."""
    if _is_person(request):
        return defaults.bad_request(request, exception)
    return errors.render(request, MonogramError("The request's headers cannot be understood"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address under which there is nothing."""
    if _is_person(request):
        return defaults.page_not_found(request, exception)
    return errors.render(request, NotFoundError("There is nothing at this address"))


def accident(request: HttpRequest) -> HttpResponse:
    """An error that no one foresaw. The log has it under the reference that the caller gets."""
    answer = errors.render_accident(request, sys.exc_info()[1])
    return defaults.server_error(request) if _is_person(request) else answer


def _is_person(request: HttpRequest) -> bool:
    return "text/html" in request.headers.get("Accept", "")
