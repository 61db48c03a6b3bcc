"""The papers of orders in the back office: links on an order's page, and one PDF for chosen orders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe
from unfold.decorators import display

from monogram.common.errors import MonogramError
from monogram.oms import documents
from monogram.oms.ship_actions import ShipActions
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import PAUSED

_PAPERS: dict[str, tuple[str, Callable[[Order], bytes]]] = {
    "packing-slip": ("Packing slip", documents.packing_slip),
    "address-label": ("Address label", documents.address_label),
    "pick-list": ("Pick list", lambda order: documents.pick_list([order])),
}


class DocumentActions(ShipActions):
    """Papers are made when they are asked for, and nobody on the way may keep them: they hold addresses."""

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        address = "<int:order_id>/documents/<slug:kind>/"
        return (*super().get_custom_urls(), (address, "orders_order_document", self.open_document))

    @display(description="")
    def papers(self, order: Order) -> str:
        links = [
            (name, reverse("admin:orders_order_document", args=[order.pk, kind])) for kind, (name, _) in _PAPERS.items()
        ]
        is_stopped = order.status in PAUSED | {OrderStatus.CANCELLED}
        context = {"links": [] if is_stopped else links, "status": OrderStatus(order.status).label}
        return render_to_string("oms/admin/documents.html", context)

    def open_document(self, request: HttpRequest, model_admin: Any, *, order_id: int, kind: str) -> HttpResponse:
        """One paper of an order; a packing slip also of the one parcel that `?parcel=` names."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        response: HttpResponse = require_safe(self._open_document)(request, order_id, kind)
        return response

    def _open_document(self, request: HttpRequest, order_id: int, kind: str) -> HttpResponse:
        order = get_object_or_404(Order, pk=order_id)
        if kind not in _PAPERS:
            raise Http404
        parcel = request.GET.get("parcel", "")
        try:
            if kind == "packing-slip" and parcel.isdecimal():
                content = documents.packing_slip(order, int(parcel))
            else:
                content = _PAPERS[kind][1](order)
        except MonogramError as error:
            messages.error(request, f"{error.text}.")
            return HttpResponseRedirect(reverse("admin:orders_order_change", args=[order_id]))
        return _pdf(content, f"{kind}-{order.ref}", "inline")

    @admin.action(description="Print packing slips of the chosen orders", permissions=["view"])
    def slips_of_selected(self, request: HttpRequest, orders: QuerySet[Order]) -> HttpResponse | None:
        return self._print(request, orders, documents.packing_slips, "packing-slips")

    @admin.action(description="Print a pick list of the chosen orders", permissions=["view"])
    def pick_list_of_selected(self, request: HttpRequest, orders: QuerySet[Order]) -> HttpResponse | None:
        return self._print(request, orders, documents.pick_list, "pick-list")

    def _print(
        self, request: HttpRequest, orders: QuerySet[Order], made: Callable[[Sequence[Order]], bytes], name: str
    ) -> HttpResponse | None:
        try:
            chosen = orders.order_by("pk").values_list("pk", flat=True)[: documents.MOST_ORDERS + 1]
            return _pdf(made(list(Order.objects.filter(pk__in=list(chosen)).order_by("pk"))), name, "attachment")
        except MonogramError as error:
            messages.error(request, f"{error.text}.")
            return None


def _pdf(content: bytes, name: str, disposition: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'{disposition}; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
