"""What is done with several chosen orders at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from monogram.common.errors import MonogramError
from monogram.oms import documents
from monogram.oms.artwork_zip import artwork_zip
from monogram.oms.ship_many import MOST_ORDERS as MOST_LABELS
from monogram.oms.ship_many import ship_orders
from monogram.oms.status import change_status
from monogram.orders.models import Order, OrderStatus
from monogram.portal.access import Deed, Member, for_members
from monogram.portal.lists import ListAddress
from monogram.portal.papers import pdf
from monogram.portal.words import refusal_in_words
from monogram.shipping.errors import NoSuchLabelError
from monogram.shipping.labels import labels_pdf, with_pdf
from monogram.shipping.models import Shipment, ShipmentState

_MOST = 500
_LABELS = "portal-labels"
_TO_ACKNOWLEDGE = frozenset({OrderStatus.RECEIVED, OrderStatus.SENT_TO_SUPPLIER})


@require_POST
@for_members(Deed.WORK)
def together(request: HttpRequest, member: Member) -> HttpResponseBase:
    """Do the `deed` that was pressed with the orders that are ticked, and say how it went with each."""
    deed = _DEEDS.get(request.POST.get("deed", ""))
    orders = _chosen(request, member)
    if deed is None or not orders:
        messages.error(request, "Choose at least one order first.")
        return _back(request, member)
    try:
        return deed(request, member, orders)
    except MonogramError as error:
        messages.error(request, f"{error.text.rstrip('.')}.")
        return _back(request, member)


def _chosen(request: HttpRequest, member: Member) -> list[Order]:
    """The ticked orders that are the supplier's, in the sequence of the page."""
    told = [each for each in request.POST.getlist("order")[:_MOST] if each.isascii() and each.isdigit()]
    ids = [int(each) for each in told if len(each) < len(str(2**64))]
    wanted = Order.objects.filter(supplier=member.company).select_related("supplier", "company")
    found = wanted.in_bulk([each for each in dict.fromkeys(ids) if each < 2**63])
    return [found[each] for each in dict.fromkeys(ids) if each in found]


def _back(request: HttpRequest, member: Member) -> HttpResponse:
    """To the same part of the list."""
    query = ListAddress.read(QueryDict(request.POST.get("list", ""))).query()
    return HttpResponseRedirect(f"{reverse('portal-orders', args=[member.company.pk])}?{query}")


def _acknowledge(request: HttpRequest, member: Member, orders: Sequence[Order]) -> HttpResponse:
    new = [order for order in orders if order.status in _TO_ACKNOWLEDGE]
    done = 0
    for order in new:
        try:
            change_status(order_id=order.pk, to=OrderStatus.RECEIVED_BY_SUPPLIER, actor=member.actor, why=member.why)
            done += 1
        except MonogramError as error:
            order.refresh_from_db()
            _say_refused(request, order, error)
    if done:
        messages.success(request, f"{_orders(done)} acknowledged.")
    if others := len(orders) - len(new):
        messages.info(request, f"{_orders(others)} had been acknowledged or begun before, or left, or stopped.")
    return _back(request, member)


def _artwork(request: HttpRequest, member: Member, orders: Sequence[Order]) -> HttpResponseBase:
    made = artwork_zip(supplier=member.company, orders=orders, who=str(member.user))
    for why in made.left_out:
        messages.warning(request, f"Not in the zip: {why}.")
    response = FileResponse(made.file, as_attachment=True, filename=made.name, content_type="application/zip")
    response["Cache-Control"] = "no-store"
    return response


def _slips(request: HttpRequest, member: Member, orders: Sequence[Order]) -> HttpResponse:
    return pdf(documents.packing_slips(orders), f"packing-slips-{len(orders)}")


def _pick_list(request: HttpRequest, member: Member, orders: Sequence[Order]) -> HttpResponse:
    return pdf(documents.pick_list(orders), f"pick-list-{len(orders)}")


def _labels(request: HttpRequest, member: Member, orders: Sequence[Order]) -> HttpResponse:
    """The answer is kept for its page: asked for again, that ships nothing."""
    if len(orders) > MOST_LABELS:
        messages.error(request, f"Choose up to {MOST_LABELS} orders for labels: carriers are asked one by one.")
        return _back(request, member)
    shipped = ship_orders(orders=orders, actor=member.actor, why=member.why)
    request.session[_LABELS] = {
        "company": member.company.pk,
        "list": request.POST.get("list", ""),
        "parcels": [parcel.pk for one in shipped for parcel in one.parcels],
        "refused": [_refused(one.order, one.error) for one in shipped if one.error],
    }
    return redirect("portal-labels", company_id=member.company.pk)


def _refused(order: Order, error: MonogramError) -> dict[str, Any]:
    said = refusal_in_words(error, order)
    return {"order": order.pk, "name": order.external_ref, "what": said.what, "next": said.next}


_DEEDS: dict[str, Callable[[HttpRequest, Member, Sequence[Order]], HttpResponseBase]] = {
    "acknowledge": _acknowledge,
    "artwork": _artwork,
    "slips": _slips,
    "pick-list": _pick_list,
    "labels": _labels,
}


def _orders(count: int) -> str:
    return "1 order" if count == 1 else f"{count} orders"


def _say_refused(request: HttpRequest, order: Order, error: MonogramError) -> None:
    said = refusal_in_words(error, order)
    messages.error(request, f"{order.external_ref}: {said.what} {said.next}")


@require_GET
@for_members(Deed.WORK)
def labels(request: HttpRequest, member: Member) -> HttpResponse:
    """The labels that were made last, and which orders got none."""
    kept = _kept(request, member)
    back = ListAddress.read(QueryDict(kept.get("list", ""))).query()
    parcels = _parcels(member, kept)
    printable = with_pdf(parcels)
    context = {
        "member": member,
        "parcels": parcels,
        "printable": printable,
        "refused": kept.get("refused", []),
        "back": back,
    }
    return render(request, "portal/labels.html", context)


@require_GET
@for_members(Deed.WORK)
def labels_together(request: HttpRequest, member: Member) -> HttpResponse:
    """Those labels as one PDF, but for those that their carriers gave in ZPL alone."""
    parcels = with_pdf(_parcels(member, _kept(request, member)))
    try:
        if not parcels:
            raise NoSuchLabelError("There are no labels to print: choose orders first")
        return pdf(labels_pdf(parcels), f"labels-{len(parcels)}")
    except MonogramError as error:
        messages.error(request, f"{error.text}.")
        return redirect("portal-orders", company_id=member.company.pk)


def _kept(request: HttpRequest, member: Member) -> dict[str, Any]:
    kept: dict[str, Any] = request.session.get(_LABELS, {})
    return kept if kept.get("company") == member.company.pk else {}


def _parcels(member: Member, kept: dict[str, Any]) -> list[Shipment]:
    """In the sequence in which they were made; what was voided since is not among them."""
    made = Shipment.objects.filter(state=ShipmentState.MADE, order__supplier=member.company).select_related("order")
    found = made.in_bulk(kept.get("parcels", []))
    return [found[each] for each in kept.get("parcels", []) if each in found]
