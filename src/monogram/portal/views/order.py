"""One order: what to make of it, and what can be done with it now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from monogram.common.errors import MonogramError
from monogram.oms import documents
from monogram.oms.artwork_zip import artwork_zip
from monogram.oms.release import cancel_order
from monogram.oms.status import change_status
from monogram.orders.errors import OrderNotFoundError
from monogram.orders.models import Order, OrderStatus
from monogram.portal.access import Deed, Member, for_members
from monogram.portal.lists import ListAddress, OrderList
from monogram.portal.order_page import order_of, page_of, version_of
from monogram.portal.papers import pdf
from monogram.portal.words import refusal_in_words, status_of

_LONGEST_REASON = 500


@require_GET
@for_members()
def order(request: HttpRequest, member: Member, order_id: int) -> HttpResponse:
    """The order's page, within the part of the list that led to it."""
    found = order_or_404(member, order_id)
    shown = OrderList(member.company, ListAddress.read(request.GET))
    return render(request, "portal/order.html", page_of(found, member, shown))


@require_GET
@for_members()
def live(request: HttpRequest, member: Member, order_id: int) -> HttpResponse:
    """For a page that is open: that the order, or its files, are others by now; or 204."""
    found = Order.objects.filter(supplier=member.company, pk=order_id if order_id < 2**63 else 0).first()
    if found is None:
        raise Http404("No such order")
    version = version_of(found)
    if request.GET.get("version") == version:
        return HttpResponse(status=204)
    has_moved = request.GET.get("version", "").partition(".")[0] != str(found.sequence)
    context = {"status": status_of(found), "has_moved": has_moved}
    return JsonResponse({"version": version, "html": render_to_string("portal/parts/order_changed.html", context)})


@require_POST
@for_members(Deed.WORK)
def acknowledge(request: HttpRequest, member: Member, order_id: int) -> HttpResponse:
    """The supplier has the order."""
    return _step(request, member, order_id, OrderStatus.RECEIVED_BY_SUPPLIER, "Acknowledged.")


@require_POST
@for_members(Deed.WORK)
def start(request: HttpRequest, member: Member, order_id: int) -> HttpResponse:
    """It is in the works."""
    return _step(request, member, order_id, OrderStatus.IN_PRODUCTION, "In production.")


def _step(request: HttpRequest, member: Member, order_id: int, to: OrderStatus, done: str) -> HttpResponse:
    found = order_or_404(member, order_id)
    return carry_out(
        request,
        found,
        lambda: change_status(order_id=found.pk, to=to, actor=member.actor, why=member.why),
        done,
    )


@require_POST
@for_members(Deed.WORK)
def report(request: HttpRequest, member: Member, order_id: int) -> HttpResponse:
    """Something is wrong with it: it is stopped, and the platform's staff see why."""
    found, reason = order_or_404(member, order_id), _reason(request)
    if not reason:
        messages.error(request, "Say what is wrong, so that it can be put right.")
        return back_to(request, found)
    return carry_out(
        request,
        found,
        lambda: change_status(
            order_id=found.pk, to=OrderStatus.QC_QUERY, actor=member.actor, why=member.why, error_message=reason
        ),
        "Reported. The order is stopped until the platform’s staff have put it right.",
    )


@require_POST
@for_members(Deed.MANAGE)
def cancel(request: HttpRequest, member: Member, order_id: int) -> HttpResponse:
    """It cannot be made: what has not left is cancelled, and the shop is told."""
    found, reason = order_or_404(member, order_id), _reason(request)
    if not reason:
        messages.error(request, "Say why it cannot be made: the shop has to tell its customer.")
        return back_to(request, found)
    why = f"{reason}\n{member.why}"
    return carry_out(
        request,
        found,
        lambda: cancel_order(order_id=found.pk, actor=member.actor, why=why),
        "Cancelled. The shop is told.",
    )


def _reason(request: HttpRequest) -> str:
    """What was typed, its lines as the database keeps them."""
    return "\n".join(request.POST.get("reason", "").replace("\x00", "").strip().splitlines())[:_LONGEST_REASON]


@require_POST
@for_members(Deed.WORK)
def artwork(request: HttpRequest, member: Member, order_id: int) -> HttpResponseBase:
    """All print files of the order in one zip."""
    found = order_or_404(member, order_id)
    try:
        made = artwork_zip(supplier=member.company, orders=[found], who=str(member.user))
    except MonogramError as error:
        return refuse(request, found, error)
    response = FileResponse(made.file, as_attachment=True, filename=made.name, content_type="application/zip")
    response["Cache-Control"] = "no-store"
    return response


@require_GET
@for_members()
def slip(request: HttpRequest, member: Member, order_id: int) -> HttpResponse:
    """The packing slip of what is still to leave, or of the last parcel."""
    return _paper(request, member, order_id, documents.packing_slip, "packing-slip")


@require_GET
@for_members()
def address_label(request: HttpRequest, member: Member, order_id: int) -> HttpResponse:
    """For a parcel without a carrier's label."""
    return _paper(request, member, order_id, documents.address_label, "address-label")


def _paper(
    request: HttpRequest, member: Member, order_id: int, make: Callable[[Order], bytes], name: str
) -> HttpResponse:
    found = order_or_404(member, order_id)
    try:
        return pdf(make(found), f"{name}-{found.ref}")
    except MonogramError as error:
        return refuse(request, found, error)


def order_or_404(member: Member, order_id: int) -> Order:
    """One of the supplier's orders; what is another's is not there."""
    try:
        return order_of(member.company, order_id)
    except OrderNotFoundError as error:
        raise Http404(error.text) from error


def carry_out(request: HttpRequest, found: Order, use_case: Callable[[], Any], done: str) -> HttpResponse:
    """Run a use case, and say on the order's page how it went."""
    try:
        use_case()
    except MonogramError as error:
        return refuse(request, found, error)
    messages.success(request, done)
    return back_to(request, found)


def refuse(request: HttpRequest, found: Order, error: MonogramError) -> HttpResponse:
    """Back to the order's page, which says what could not be done and what to do next."""
    found.refresh_from_db()
    said = refusal_in_words(error, found)
    messages.error(request, f"{said.what} {said.next}")
    return back_to(request, found)


def back_to(request: HttpRequest, found: Order) -> HttpResponse:
    """To the order's page, in the same part of the list."""
    query = ListAddress.read(QueryDict(request.POST.get("list", request.GET.urlencode()))).query()
    return HttpResponseRedirect(f"{reverse('portal-order', args=[found.supplier_id, found.pk])}?{query}")
