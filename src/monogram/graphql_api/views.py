"""`POST /graphql`, and GET for queries: who asks, what is asked, and the answer (`contract.md §10`)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from monogram.common.errors import MonogramError
from monogram.common.json_text import json_text
from monogram.companies import rate_limit
from monogram.companies.errors import RateLimitExceededError
from monogram.companies.services import remote_address
from monogram.graphql_api import errors
from monogram.graphql_api.context import Caller, Context
from monogram.graphql_api.errors import RequestUnreadableError
from monogram.graphql_api.explorer import explorer
from monogram.graphql_api.limits import MOST_BYTES, MOST_OPERATIONS
from monogram.graphql_api.schema import schema
from monogram.graphql_api.sessions import caller_by_session
from monogram.oauth.errors import BearerError, ScopeMissingError
from monogram.oauth.services import caller_of
from monogram.orders.json_body import read_json

Answer = dict[str, Any]

MEDIA_TYPE = "application/graphql-response+json"
"""What clients of the GraphQL-over-HTTP draft ask for: by it they know that a status of 400 comes with `errors`."""
_SEND_THE_QUERY = "PersistedQueryNotSupported"  # the message by which clients know to send the query itself


@csrf_exempt
@never_cache
def graphql(request: HttpRequest) -> HttpResponse:
    """One operation or a list of them, whatever the Content-Type says; by GET one query. The status is that of the
    request as a whole: 200 as soon as anything of it was carried out."""
    accepted, is_program = request.headers.get("Accept", ""), "Authorization" in request.headers
    if request.method in {"GET", "HEAD"} and "text/html" in accepted and not is_program:
        return explorer(request)
    try:
        response = _response_to(request)
    except Exception as error:
        response = _response({"errors": [errors.accident(error)]}, 500)
    if MEDIA_TYPE in accepted:
        response["Content-Type"] = MEDIA_TYPE
    return response


def _response_to(request: HttpRequest) -> HttpResponse:
    by_get = request.method == "GET" and not request.GET.keys().isdisjoint({"query", "extensions"})
    if request.method != "POST" and not by_get:
        return _not_by(request.method)
    try:
        context = Context(_caller(request))
    except MonogramError as error:
        return _refused(error, error.http_status)
    try:
        if by_get:
            response = _answered(context, _in_address(request), OperationType.from_http("GET"))
        else:
            response = _answered(context, _in_body(request), OperationType.from_http("POST"))
    except InvalidOperationTypeError:
        response = _not_by(request.method)
    except MonogramError as error:
        response = _refused(error, error.http_status)
    for name, value in context.headers.items():
        response[name] = value
    return response


def _caller(request: HttpRequest) -> Caller:
    """By token; without any Authorization, by POST, by session."""
    authorization = request.headers.get("Authorization")
    if authorization is None and request.method == "POST" and request.user.is_authenticated:
        return caller_by_session(request)
    return caller_of(authorization=authorization, remote_address=remote_address(request.META))


def _in_address(request: HttpRequest) -> object:
    """The operation that the address has, as some clients ask queries. Raises what `read_json` raises."""
    loose = {name: read_json(text.encode()) for name in ("variables", "extensions") if (text := request.GET.get(name))}
    return {name: request.GET[name] for name in ("query", "operationName") if name in request.GET} | loose


def _in_body(request: HttpRequest) -> object:
    """The decoded body. Raises RequestUnreadableError, and what `read_json` raises."""
    try:
        body = request.read(MOST_BYTES + 1)
    except (RequestDataTooBig, UnreadablePostError):
        raise RequestUnreadableError("The request body did not arrive whole") from None
    if len(body) > MOST_BYTES:
        raise RequestUnreadableError(f"The request body is larger than {MOST_BYTES // 1_000_000} MB")
    return read_json(body)


def _answered(context: Context, asked: object, allowed: set[OperationType]) -> HttpResponse:
    """Raises RequestUnreadableError, InvalidOperationTypeError."""
    if isinstance(asked, list):
        if not 1 <= len(asked) <= MOST_OPERATIONS:
            raise RequestUnreadableError(f"A request holds from 1 to {MOST_OPERATIONS} operations")
        response = _response([_carried_out(context, each, allowed) for each in asked], 200)
    else:
        answer = _carried_out(context, asked, allowed)
        response = _response(answer, _status(answer))
        if response.status_code == HTTPStatus.FORBIDDEN:
            lacking = dict.fromkeys(error["extensions"]["scope"] for error in answer["errors"])
            response["WWW-Authenticate"] = ScopeMissingError(scope=" ".join(lacking)).challenge
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            response["Retry-After"] = str(answer["errors"][0]["extensions"]["retry_after"])
    return response


def _carried_out(context: Context, asked: object, allowed: set[OperationType]) -> Answer:
    """One operation. Everything that is wrong with it is in the answer's `errors`, but its kind."""
    try:
        query, variables, name = _read(asked)
        result = schema.execute_sync(
            query, variables, context_value=context, operation_name=name, allowed_operation_types=allowed
        )
    except MonogramError as error:
        return {"errors": [errors.refusal(error)]}
    except MissingQueryError:
        return {"errors": [errors.refusal(RequestUnreadableError())]}
    except CannotGetOperationTypeError as problem:
        return {"errors": [errors.refusal(errors.QueryRefusedError(problem.as_http_error_reason()))]}
    answer: Answer = {} if result.data is None else {"data": result.data}
    if result.errors:
        answer = {"errors": errors.documents_of(result.errors), **answer}
    return answer


def _read(asked: object) -> tuple[str, dict[str, Any], str | None]:
    """Query, variables, name of the operation. Raises RequestUnreadableError."""
    if not isinstance(asked, Mapping):
        raise RequestUnreadableError
    if not isinstance(asked.get("query"), str):
        extensions = asked.get("extensions")
        if isinstance(extensions, Mapping) and "persistedQuery" in extensions:
            raise RequestUnreadableError(_SEND_THE_QUERY)
        raise RequestUnreadableError
    variables, name = asked.get("variables"), asked.get("operationName")
    if variables == []:  # PHP's empty object
        variables = None
    if not isinstance(variables, dict | None):
        raise RequestUnreadableError("variables must be an object")
    if not isinstance(name, str | None):
        raise RequestUnreadableError("operationName must be a text")
    return asked["query"], variables or {}, name or None


def _status(answer: Answer) -> int:
    """200 if anything was carried out; 403 if all of it needed scopes that are missing; 429 if it would have been more
    than the caller may ask for; else 400."""
    if "data" not in answer:
        return 429 if "retry_after" in answer["errors"][0]["extensions"] else 400
    codes = {error["extensions"]["code"] for error in answer.get("errors", [])}
    return 403 if codes == {ScopeMissingError.code} and not _holds_anything(answer["data"]) else 200


def _holds_anything(data: Mapping[str, Any]) -> bool:
    core = data.get("core")
    values = [value for name, value in data.items() if name != "core"] + list(core.values() if core else [])
    return any(value is not None for value in values)


def _not_by(method: str | None) -> HttpResponse:
    response = _refused(RequestUnreadableError(f"{method} is not possible here: use POST"), 405)
    response["Allow"] = "GET, POST"
    return response


def _refused(error: MonogramError, status: int) -> HttpResponse:
    response = _response({"errors": [errors.refusal(error)]}, status)
    if isinstance(error, BearerError) and error.challenge:
        response["WWW-Authenticate"] = error.challenge
    if isinstance(error, RateLimitExceededError):
        for name, value in rate_limit.headers_of_refusal(error).items():
            response[name] = value
    return response


def _response(answer: object, status: int) -> HttpResponse:
    return HttpResponse(json_text(answer).encode(), status=status, content_type="application/json")
