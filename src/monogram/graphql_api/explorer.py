"""`GET /graphql`: a page to try the API out on, for people who are signed in. All of it comes from here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render

from monogram.companies.models import Company, User
from monogram.graphql_api.sessions import companies_of

_MOST_COMPANIES = 200
_CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def explorer(request: HttpRequest) -> HttpResponse:
    """The page, or for those who are not signed in the ways in. It begins with a company that has products to sell."""
    companies: list[Company] = list(companies_of(request.user)[:_MOST_COMPANIES])
    companies.sort(key=lambda company: not company.may_order)
    context = {
        "companies": companies,
        "is_signed_in": isinstance(request.user, User),
        "csrf_token_value": get_token(request) if companies else "",
        "address": request.path,
    }
    response = render(request, "graphql_api/explorer.html", context, status=200 if companies else 403)
    response.headers["Content-Security-Policy"] = _CONTENT_SECURITY_POLICY
    return response
