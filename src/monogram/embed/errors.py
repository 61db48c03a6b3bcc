"""What the public addresses of the designer refuse, and the one place where a refusal becomes an answer."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from monogram.common import refs
from monogram.common.assets import BrowserBuildMissingError, style_tags
from monogram.common.errors import MonogramError, NotFoundError
from monogram.embed.refusal_words import RefusalWords, refusal_words
from monogram.virtual_products.launch_errors import LaunchError

logger = logging.getLogger(__name__)
Response = TypeVar("Response", bound=HttpResponse)


class RequestFieldError(MonogramError):
    """A field of the request is missing or of the wrong kind. `path` names it."""

    code = 7201
    message = "The request is not complete."


class BodyTooLargeError(MonogramError):
    """Said before the body is read."""

    code = 7202
    http_status = 413
    message = "This is too large to be sent."


class LengthRequiredError(MonogramError):
    """A body of unknown length, which could go on for ever."""

    code = 7203
    http_status = 411
    message = "Send the request with a Content-Length."


class BodyUnreadableError(MonogramError):
    """The connection broke or the form is not one."""

    code = 7204
    message = "The upload arrived broken. Try again."


class TooManyRequestsError(MonogramError):
    """`data["retry_after"]`: seconds until there is room again."""

    code = 7205
    http_status = 429
    message = "That was a lot at once. Wait a little and try again."


class MethodNotAllowedError(MonogramError):
    """`data["allowed"]`: the methods of this address."""

    code = 7206
    http_status = 405
    message = "This address does not take such requests."


class UnknownCompanyError(NotFoundError):
    """No active company has the reference ID that the link names."""

    code = 7207
    message = "This shop is not known here."


def as_json(error: Exception) -> JsonResponse:
    """`{"error": {"code", "message"}}`. What nobody foresaw shows a reference only; the log has the rest under it."""
    if not isinstance(error, MonogramError):
        return JsonResponse({"error": {"code": None, "message": _unforeseen(error)}}, status=500)
    body: dict[str, object] = {"code": error.code, "message": error.text}
    if error.path:
        body["path"] = error.path
    return _with_headers(JsonResponse({"error": body}, status=error.http_status), error)


def as_page(error: Exception, request: HttpRequest, words: Mapping[str, RefusalWords]) -> HttpResponse:
    """The same as a page of the house, for an address that people open: shoppers first, then whoever made the link."""
    message, status = (error.text, error.http_status) if isinstance(error, MonogramError) else (_unforeseen(error), 500)
    context = {
        "words": refusal_words(request, words),
        "message": message,
        "is_makers": isinstance(error, LaunchError),
        "parts": error.data.get("parts", ()) if isinstance(error, MonogramError) else (),
        "address": error.data.get("address", "") if isinstance(error, MonogramError) else "",
        "styles": _styles(),
    }
    response = render(None, "embed/problem.html", context, status=status)
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'self'; font-src 'self'; frame-ancestors *"
    return _with_headers(response, error)


def _styles() -> str:
    """Also the news that the browser build is missing has to be told somehow."""
    try:
        return style_tags("pages")
    except BrowserBuildMissingError:
        return ""


def _unforeseen(error: Exception) -> str:
    reference = refs.new_error_reference()
    logger.error("unexpected error %s", reference, exc_info=error)
    return f"Something went wrong on our side. Try again; if it stays, tell us this number: {reference}"


def _with_headers(response: Response, error: Exception) -> Response:
    if isinstance(error, TooManyRequestsError):
        response["Retry-After"] = str(error.data["retry_after"])
    if isinstance(error, MethodNotAllowedError):
        response["Allow"] = ", ".join(error.data["allowed"])
    return response
