"""The three addresses of the authorization server: tokens, their revocation, and what it says of itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_safe
from oauthlib.oauth2 import BackendApplicationServer, OAuth2Error

from monogram.companies.services import remote_address
from monogram.oauth import limits
from monogram.oauth.errors import REALM
from monogram.oauth.scopes import DESCRIPTIONS
from monogram.oauth.validator import ClientCredentialsValidator, TooManyRequestsError

TOKEN_SECONDS = 3600
TOKEN_PATH, REVOCATION_PATH = "/token", "/oauth/revoke"
_PARAMETERS = ("grant_type", "client_id", "client_secret", "scope", "token")
"""Those that mean something to us. There is one kind of token, so that no hint is needed (RFC 7009 §2.1)."""
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_AUTH_METHODS = ["client_secret_post", "client_secret_basic"]

_Answer = tuple[Mapping[str, str], str, int]


class _UnreadableError(Exception):
    """A request that the library is not even shown."""


def _endpoint(answer: Callable[[str, dict[str, str]], _Answer]) -> Callable[[HttpRequest], HttpResponse]:
    """A view for forms that are posted: both kinds of form, none of it in the address, never kept by a cache."""

    @csrf_exempt
    @sensitive_post_parameters("client_secret", "token")
    @sensitive_variables("body", "headers")
    @wraps(answer)
    def view(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            response = _refusal("Use POST", 405)
            response["Allow"] = "POST"
            return response
        if wait := limits.wait_for_address(remote_address(request.META)):
            error = TooManyRequestsError(wait)
            return _response(error.headers, error.json, error.status_code)
        try:
            body = _form(request)
        except _UnreadableError as reason:
            return _refusal(str(reason))
        try:
            headers, content, status = answer(urlencode(body), _headers(request))
        except OAuth2Error as error:
            headers, content, status = error.headers, error.json, error.status_code
        response = _response(headers, content, status)
        if status == 401:  # RFC 6749 §5.2: the scheme by which a client may identify itself
            response["WWW-Authenticate"] = f'Basic realm="{REALM}"'
        return response

    return view


def _form(request: HttpRequest) -> list[tuple[str, str]]:
    """The parameters that mean something, blank ones left out (RFC 6749 §3.2). Raises _UnreadableError."""
    if request.content_type not in _FORMS:
        raise _UnreadableError("The body must be a form: application/x-www-form-urlencoded or multipart/form-data")
    try:
        if any(name in request.GET for name in _PARAMETERS):
            raise _UnreadableError("Parameters belong in the body, where no log keeps them")
        given = [(name, value) for name in _PARAMETERS for value in request.POST.getlist(name)]
    except (MultiPartParserError, RequestDataTooBig, UnreadablePostError, SuspiciousOperation, BadRequest):
        raise _UnreadableError("The form cannot be read") from None
    if len({name for name, _ in given}) < len(given):
        raise _UnreadableError("A parameter is given twice")
    form = [(name, " ".join(value.split()) if name == "scope" else value) for name, value in given]
    return [(name, value) for name, value in form if value]


def _headers(request: HttpRequest) -> dict[str, str]:
    """What the library and the validator look at."""
    names = ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR", "HTTP_AUTHORIZATION")
    headers = {name: str(request.META[name]) for name in names if name in request.META}
    scheme, _, rest = headers.get("HTTP_AUTHORIZATION", "").strip().partition(" ")
    if scheme.lower() == "basic":  # the library wants it spelt like this
        headers["HTTP_AUTHORIZATION"] = f"Basic {rest.strip()}"
    return headers


def _response(headers: Mapping[str, str], content: str, status: int) -> HttpResponse:
    response = HttpResponse(content, status=status, content_type="application/json")
    for name, value in {**headers, "Cache-Control": "no-store", "Pragma": "no-cache"}.items():
        response[name] = value
    return response


def _refusal(why: str, status: int = 400) -> HttpResponse:
    return _response({}, json.dumps({"error": "invalid_request", "error_description": why}), status)


@cache
def _server() -> BackendApplicationServer:
    return BackendApplicationServer(ClientCredentialsValidator(), token_expires_in=TOKEN_SECONDS)


@_endpoint
def token(body: str, headers: dict[str, str]) -> _Answer:
    """`POST /token`: an access token for a client that shows its secret (`contract.md §10`, RFC 6749 §4.4)."""
    told, content, status = _server().create_token_response(TOKEN_PATH, "POST", body, headers)
    given = json.loads(content)
    if status == 200:
        content = json.dumps({name: given[name] for name in ("token_type", "expires_in", "access_token", "scope")})
    elif given["error"] == "unsupported_grant_type":  # which the library leaves unexplained
        content = json.dumps({**given, "error_description": "grant_type must be client_credentials"})
    return told, content, status


@_endpoint
def revoke(body: str, headers: dict[str, str]) -> _Answer:
    """`POST /oauth/revoke`: a token of the client's own stops working (RFC 7009). An unknown one is no error."""
    told, content, status = _server().create_revocation_response(REVOCATION_PATH, "POST", body, headers)
    return told, content, status


@csrf_exempt
@require_safe
def metadata(request: HttpRequest) -> HttpResponse:
    """`GET /.well-known/oauth-authorization-server` (RFC 8414)."""
    issuer = settings.MONOGRAM_PUBLIC_URL
    document: dict[str, Any] = {
        "issuer": issuer,
        "token_endpoint": f"{issuer}{TOKEN_PATH}",
        "token_endpoint_auth_methods_supported": _AUTH_METHODS,
        "revocation_endpoint": f"{issuer}{REVOCATION_PATH}",
        "revocation_endpoint_auth_methods_supported": _AUTH_METHODS,
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "scopes_supported": list(DESCRIPTIONS),
    }
    response = JsonResponse(document)
    response["Cache-Control"] = "public, max-age=3600"
    response["Access-Control-Allow-Origin"] = "*"
    return response
