"""Who may do what in which supplier's portal: by the person's membership, asked with every request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from monogram.companies.models import Company, CompanyType, Membership, Role, User
from monogram.orders.statuses import Actor


class Deed(IntEnum):
    """What a page does; whoever may do one may do those before it."""

    LOOK = 0
    WORK = 1
    """At the bench: take orders on, download, print, scan, ship."""
    MANAGE = 2
    """What counts for the whole company: stock, cancelling, messages sent again, connections."""


_DEEDS = {Role.VIEWER: Deed.LOOK, Role.OPERATOR: Deed.WORK, Role.MANAGER: Deed.MANAGE, Role.OWNER: Deed.MANAGE}
_WHO = {Deed.WORK: "operators, managers and owners", Deed.MANAGE: "managers and owners"}


@dataclass(frozen=True, slots=True)
class Member:
    """A person at work for a supplier."""

    user: User
    company: Company
    deed: Deed
    """The most that this person may do."""

    @property
    def may_work(self) -> bool:
        return self.deed >= Deed.WORK

    @property
    def may_manage(self) -> bool:
        return self.deed >= Deed.MANAGE

    @property
    def actor(self) -> Actor:
        """As the history of an order names it."""
        return Actor.supplier(self.company)

    @property
    def why(self) -> str:
        """Who it was, for the history of an order."""
        return f"By {self.user} in the portal"


def memberships_of(user: User) -> QuerySet[Membership]:
    """Of the suppliers that are active, by name."""
    suppliers = (CompanyType.SUPPLIER, CompanyType.BOTH)
    active = user.memberships.filter(company__is_active=True, company__type__in=suppliers)
    return active.select_related("company").order_by("company__name")


def for_members(deed: Deed = Deed.LOOK) -> Callable[[Any], Any]:
    """Make `view(request, member, …)` a view of `/portal/<company_id>/…`, for those who may do the `deed`.

    Strangers are asked to sign in; a company that is not theirs is not there (404); who may only look is told so (403).
    """

    def guard(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, company_id: int, **more: Any) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return redirect_to_login(_way_back(request), reverse("portal-sign-in"))
            is_one = company_id < 2**63 and not any("\0" in each for each in more.values() if isinstance(each, str))
            membership = memberships_of(request.user).filter(company=company_id).first() if is_one else None
            if membership is None:
                raise Http404("No such supplier")
            member = Member(request.user, membership.company, _DEEDS[Role(membership.role)])
            if member.deed < deed:
                response: HttpResponseBase = _refused(request, member, deed)
            else:
                response = view(request, member, **more)
            return _protected(response)

        return guarded

    return guard


def _way_back(request: HttpRequest) -> str:
    """After signing in; a form that was sent cannot be sent again for the person."""
    return request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("portal")


def _refused(request: HttpRequest, member: Member, deed: Deed) -> HttpResponseBase:
    context = {"member": member, "who": _WHO[deed]}
    return render(request, "portal/not_allowed.html", context, status=403)


def _protected(response: HttpResponseBase) -> HttpResponseBase:
    """Addresses and artwork stay out of caches and frames, and no script but ours runs."""
    if "Cache-Control" not in response.headers:
        add_never_cache_headers(response)
    response.headers.setdefault("Content-Security-Policy", content_security_policy())
    return response


def content_security_policy(*, with_wasm: bool = False) -> str:
    """Of the portal's pages; `with_wasm` for one that reads codes from a camera."""
    wasm = " 'wasm-unsafe-eval'" if with_wasm else ""
    public = urlsplit(settings.MONOGRAM_PUBLIC_URL)
    return (
        f"default-src 'none'; script-src 'self'{wasm}; style-src 'self'; font-src 'self'; connect-src 'self';"
        f" img-src 'self' data: blob: {public.scheme}://{public.netloc}; media-src 'self' blob:; worker-src 'self';"
        " base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
