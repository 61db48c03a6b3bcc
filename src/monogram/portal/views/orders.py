"""What there is to make: the supplier's orders, the most urgent first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from monogram.oms.worklist import version_of
from monogram.portal.access import Member, for_members
from monogram.portal.lists import ListAddress, OrderList


@require_GET
@for_members()
def orders(request: HttpRequest, member: Member) -> HttpResponse:
    """One tab of the list, narrowed down by what stands in the address."""
    shown = OrderList(member.company, ListAddress.read(request.GET))
    version = version_of(member.company)  # before the list is read: what changes in between is asked for again
    context = {"member": member, "version": version, "accounts": shown.accounts, "ways": shown.ways()}
    return render(request, "portal/orders.html", {**context, **shown.context()})


@require_GET
@for_members()
def live(request: HttpRequest, member: Member) -> HttpResponse:
    """The same list for a page that is open, if anything has changed since its `version`; else 204."""
    version = version_of(member.company)
    if request.GET.get("version") == version:
        return HttpResponse(status=204)
    shown = OrderList(member.company, ListAddress.read(request.GET))
    context = {"member": member, **shown.context()}
    return JsonResponse(
        {"version": version, "html": render_to_string("portal/parts/order_list.html", context, request)}
    )
