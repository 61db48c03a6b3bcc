"""Who calls the REST APIs: `Authorization: Basic COMPANYREFID:APIKEY`, raw or in base64 (`contract.md §1`).

What companies' programs do besides orders they may also do with a token: `Authorization: Bearer TOKEN`.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja.security.base import AuthBase

from monogram.companies import services as companies
from monogram.companies.models import Company
from monogram.companies.services import Caller, Needs
from monogram.oauth import services as oauth


class BasicAuth(AuthBase):
    """Lets companies of one kind in. Raises the errors 50000 to 50004, which the API renders."""

    openapi_type = "http"
    openapi_scheme = "basic"
    openapi_description = "COMPANYREFID:APIKEY, either raw or in base64"

    def __init__(self, needs: Needs) -> None:
        super().__init__()
        self.needs: Needs = needs

    def __call__(self, request: HttpRequest) -> Caller:
        return companies.authenticate(
            authorization=request.headers.get("Authorization"),
            remote_address=companies.remote_address(request.META),
            needs=self.needs,
        )


class ScopedAuth(AuthBase):
    """Lets any company in, by its key or by a token that has the scope. Raises what `program_of` raises."""

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_description = "An access token from `POST /token`"

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Caller:
        return program_of(request, self.scope)


retailers = BasicAuth("retailer")
suppliers = BasicAuth("supplier")
anyone = BasicAuth("any")


def program_of(request: HttpRequest, scope: str) -> Caller:
    """Who calls, by key or by token. Raises the errors 50000 to 50004, and for a token a BearerError."""
    authorization, address = request.headers.get("Authorization"), companies.remote_address(request.META)
    if not (authorization or "").strip().lower().startswith("bearer"):
        return companies.authenticate(authorization=authorization, remote_address=address)
    program = oauth.caller_of(authorization=authorization, remote_address=address)
    program.require(scope)
    return Caller(program.company, program.headers)


def caller_of(request: HttpRequest) -> Company:
    """The company that was let in."""
    caller: Caller = request.auth  # type: ignore[attr-defined]  # set by ninja from what the class above returns
    return caller.company


def recognised(request: HttpRequest, needs: Needs) -> Caller:
    """Who calls, by the header; the request is still to be counted. Raises the errors 50000 to 50003."""
    caller = companies.recognise(
        authorization=request.META.get("HTTP_AUTHORIZATION"),
        remote_address=companies.remote_address(request.META),
        needs=needs,
    )
    request.auth = caller  # type: ignore[attr-defined]  # where ninja puts it for the rest of the API
    return caller


def let_in_by_key(request: HttpRequest, needs: Needs) -> Company:
    """Order-iT 2.1 names the company by the query's `k` alone. Raises the errors 50000 to 50004."""
    caller = companies.authenticate_key(
        key=request.GET.get("k", "").strip(), remote_address=companies.remote_address(request.META), needs=needs
    )
    request.auth = caller  # type: ignore[attr-defined]  # where ninja puts it for the rest of the API
    return caller.company


def with_limits(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An answer with the rate-limit headers of the company that called, if one was let in."""
    caller = getattr(request, "auth", None)
    if isinstance(caller, Caller):
        for name, value in caller.headers.items():
            response[name] = value
    return response
