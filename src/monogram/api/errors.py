"""How the REST APIs tell of errors: one shape for every refusal, every wrong address and every accident.

`{"error": {"message", "code"}}` (`contract.md §1`); faults of a body have `errors: [{"code", "message", "path"}]` too.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, NotRequired, cast

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from typing_extensions import TypedDict

from monogram.common import refs
from monogram.common.errors import MonogramError, NotFoundError
from monogram.companies import rate_limit
from monogram.companies.errors import RateLimitExceededError
from monogram.oauth.errors import BearerError
from monogram.orders.errors import IntakeError, RequestError

logger = logging.getLogger(__name__)

NOT_ALLOWED = 405
_FRAMEWORKS_REFUSALS = (RequestDataTooBig, UnreadablePostError, ValidationError, HttpError, Http404)


class FailureDocument(TypedDict):
    """One fault of a request and where it is: `path` is that of the field, "" for the request as a whole."""

    code: int
    message: str
    path: str


class ErrorDocument(TypedDict):
    """Why a request was refused. With `errors`, every fault is in it; `code` is null for an accident of ours."""

    message: str
    code: int | None
    errors: NotRequired[list[FailureDocument]]


class RefusalDocument(TypedDict):
    """The body of every answer that is no success."""

    error: ErrorDocument


class BodyTooLargeError(MonogramError):
    message = "The request body is larger than 5 MB"


class BodyUnreadableError(MonogramError):
    message = "The request body did not arrive whole"


def error_body(error: MonogramError) -> RefusalDocument:
    """The answer's body for any refusal. `errors` names places; what has none is said as it is published, no more."""
    if isinstance(error, IntakeError):
        headline, failures = error.headline, [_failure(failure) for failure in error.errors]
    else:
        headline, failures = error.text, [_failure(error)] if error.path else []
    told: ErrorDocument = {"message": headline, "code": error.code}
    return {"error": {**told, "errors": failures} if failures else told}


def _failure(error: MonogramError) -> FailureDocument:
    return cast(FailureDocument, error.as_dict())


def render(request: HttpRequest, error: Any, status: int | None = None) -> HttpResponse:
    """A MonogramError as an HTTP answer."""
    response = JsonResponse(error_body(error), status=status or error.http_status)
    if isinstance(error, RateLimitExceededError):
        for name, value in rate_limit.headers_of_refusal(error).items():
            response[name] = value
    if wait := getattr(error, "data", {}).get("retry_after"):
        response["Retry-After"] = str(wait)
    if isinstance(error, BearerError) and error.challenge:
        response["WWW-Authenticate"] = error.challenge
    return response


def accident_body(request: HttpRequest, error: Any) -> RefusalDocument:
    """An error that no one foresaw: the caller gets a reference, the log the same reference and all the rest."""
    reference = refs.new_error_reference()
    logger.error("unexpected error %s at %s %s", reference, request.method, request.path, exc_info=error)
    # The spelling is the contract's.
    return {"error": {"message": f"An unexpected error occured {reference}", "code": None}}


def render_accident(request: HttpRequest, error: Any) -> HttpResponse:
    """An accident as an HTTP answer."""
    return JsonResponse(accident_body(request, error), status=500)


def _as_refusal(error: Exception) -> tuple[MonogramError, int]:
    """What the framework refuses, in our words, with its HTTP status."""
    match error:
        case RequestDataTooBig():
            return BodyTooLargeError(), 400
        case UnreadablePostError():
            return BodyUnreadableError(), 400
        case ValidationError():
            faults = [(".".join(map(str, fault["loc"][1:])), fault["msg"]) for fault in error.errors]
            return RequestError(f"{faults[0][0]}: {faults[0][1]}", path=faults[0][0]), 400
        case HttpError():
            return MonogramError(error.message), error.status_code
    return NotFoundError("There is nothing at this address"), 404


def answer_to(request: HttpRequest, error: Any) -> HttpResponse:
    """Whatever a view may raise, as an HTTP answer."""
    if isinstance(error, MonogramError):
        return render(request, error)
    if isinstance(error, _FRAMEWORKS_REFUSALS):
        return render(request, *_as_refusal(error))
    return render_accident(request, error)


def add_handlers(api: NinjaAPI) -> None:
    """Give an API our answers for every kind of error, in place of the framework's own."""
    for kind in (MonogramError, *_FRAMEWORKS_REFUSALS, Exception):
        api.add_exception_handler(kind, answer_to)


def in_our_shape(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view whose "method not allowed" has a body like any other error."""

    @wraps(view)
    def shaped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code != NOT_ALLOWED:
            return response
        error = MonogramError(f"{request.method} is not possible here: use {response.headers.get('Allow', '')}")
        answer = render(request, error, NOT_ALLOWED)
        answer["Allow"] = response.headers.get("Allow", "")
        return answer

    shaped.csrf_exempt = True  # type: ignore[attr-defined]  # Django reads it off the function
    return shaped


def not_found(request: HttpRequest) -> HttpResponse:
    """Any address under the API's that is none of its own."""
    return render(request, NotFoundError("There is nothing at this address"))


not_found.csrf_exempt = True  # type: ignore[attr-defined]  # as above
