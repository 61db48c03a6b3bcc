"""People who are signed in ask in the name of a company: members of their own, staff of any.

They have scopes as programs do: members by their role, staff by their permissions in the back office.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from monogram.companies import rate_limit
from monogram.companies.models import Company, Role, User
from monogram.graphql_api.errors import SessionRefusedError
from monogram.oauth import scopes
from monogram.oauth.errors import TokenMissingError
from monogram.oauth.limits import Allowance

COMPANY_HEADER = "X-Company"
REQUESTS_PER_HOUR, REQUESTS_PER_DAY = 1_000, 10_000
"""Of one person, in whosever name: as many as a client may make unless it is agreed otherwise."""

_PERMISSIONS = {
    scopes.PRODUCTS_LIST: "catalogue.view_product",
    scopes.PRODUCTS_VIEW: "catalogue.view_product",
    scopes.PRODUCTS_CREATE: "catalogue.add_product",
    scopes.PRODUCTS_UPDATE: "catalogue.change_product",
    scopes.PRODUCTS_DELETE: "catalogue.delete_product",
    scopes.CATEGORIES_VIEW: "catalogue.view_category",
    scopes.ORDERS_VIEW: "orders.view_order",
    scopes.ORDER_ITEMS_EXPORT: "orders.view_orderitem",
    scopes.PRINT_JOBS_VIEW: "designs.view_printjob",
    scopes.BATCHES_VIEW: "production.view_batchtemplate",
    scopes.STOCK_VIEW: "suppliers.view_stockitem",
    scopes.IMAGES_CREATE: "images.add_image",
    scopes.MOCKUPS_CREATE: "catalogue.view_product",
}
"""What a member of the staff must be allowed in the back office to have a scope here."""
_CHANGING = {
    scopes.PRODUCTS_CREATE,
    scopes.PRODUCTS_UPDATE,
    scopes.PRODUCTS_DELETE,
    scopes.IMAGES_CREATE,
    scopes.MOCKUPS_CREATE,
}


@dataclass(frozen=True, slots=True)
class SessionCaller:
    """A person at work for a company."""

    company: Company
    client_id: str
    scopes: frozenset[str]
    allowance: Allowance
    headers: Mapping[str, str]


def caller_by_session(request: HttpRequest) -> SessionCaller:
    """Who is signed in, for the company that `X-Company` names, else the first of theirs.

    The request is counted, for the person. Raises TokenMissingError for nobody, SessionRefusedError for a foreign
    company and for a request that does not come from a page of ours, ClientsRateLimitExceededError.
    """
    user = request.user
    if not isinstance(user, User):
        raise TokenMissingError
    if reason := _CsrfCheck(_checked).problem(request):
        raise SessionRefusedError(f"This request does not come from a page of ours: {reason}")
    named = request.headers.get(COMPANY_HEADER, "")
    companies = companies_of(user)
    number = int(named) if named.isascii() and named.isdigit() and len(named) < 19 else 0
    company = companies.filter(pk=number).first() if named else companies.first()
    if company is None:
        raise SessionRefusedError
    allowance = Allowance(f"person {user.pk}", REQUESTS_PER_HOUR, REQUESTS_PER_DAY)
    return SessionCaller(company, str(user), scopes_of(user, company), allowance, rate_limit.headers(allowance.take()))


def companies_of(user: User | AnonymousUser) -> QuerySet[Company]:
    """In whose names somebody may ask, by name."""
    active = Company.objects.filter(is_active=True).order_by("name", "pk")
    if not isinstance(user, User):
        return active.none()
    return active if user.is_staff else active.filter(memberships__user=user)


def scopes_of(user: User, company: Company) -> frozenset[str]:
    """A member's by the role, a member of the staff's by the permissions; of who is both, both."""
    allowed = {scope for scope, permission in _PERMISSIONS.items() if user.is_staff and user.has_perm(permission)}
    membership = user.memberships.filter(company=company).first()
    if membership and membership.role in {Role.OWNER, Role.MANAGER}:
        allowed |= set(scopes.DESCRIPTIONS)
    elif membership:
        allowed |= set(scopes.DESCRIPTIONS) - _CHANGING
    return frozenset(allowed)


def _checked(request: HttpRequest) -> HttpResponse:
    """A view that is not exempt."""
    return HttpResponse()


class _CsrfCheck(CsrfViewMiddleware):
    """Django's check for a view that is exempt from it, since programs with tokens have no need of it."""

    def problem(self, request: HttpRequest) -> str:
        """Why the request is not believed; "" if it is."""
        self.process_request(request)
        return str(self.process_view(request, _checked, (), {}) or "")

    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason
