"""The inbox's pages: what there is to make, one order with its artwork, and reporting what was sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from monogram.demo import world
from monogram.demo.site import platform
from monogram.demo.site.inbox import documents
from monogram.demo.site.inbox.documents import CANCELLED, DISPATCHED, TABS, InboxOrder

MAX_TRACKING = 255


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The supplier with work to do, else the first one."""
    waiting = [supplier for supplier in world.SUPPLIER_NAMES if documents.counts_of(supplier)["open"]]
    return redirect("inbox-orders", supplier=next(iter(waiting or world.SUPPLIER_NAMES)))


@require_GET
def orders(request: HttpRequest, supplier: int) -> HttpResponse:
    """The table of a supplier's orders, by tab."""
    return render(request, "inbox/orders.html", _table_context(request, supplier))


@require_GET
def live_orders(request: HttpRequest, supplier: int) -> HttpResponse:
    """The table's body again if it has changed since `version`, for the page to put in place."""
    context = _table_context(request, supplier)
    if request.GET.get("version") == context["version"]:
        return HttpResponse(status=204)
    html = render_to_string("inbox/table.html", context, request)
    return JsonResponse({"version": context["version"], "html": html})


@require_GET
def order(request: HttpRequest, supplier: int, order_id: int) -> HttpResponse:
    """One order: what to make, for whom, and what has been reported."""
    context = {**_supplier_context(supplier), "order": _order_or_404(supplier, order_id)}
    return render(request, "inbox/order.html", context)


@require_POST
def dispatch(request: HttpRequest, supplier: int, order_id: int) -> HttpResponseRedirect:
    """Report an order as sent, with its tracking number."""
    tracking = request.POST.get("tracking", "").strip()[:MAX_TRACKING]
    return _report(request, _order_or_404(supplier, order_id), DISPATCHED, tracking)


@require_POST
def cancel(request: HttpRequest, supplier: int, order_id: int) -> HttpResponseRedirect:
    """Report that an order will not be made."""
    return _report(request, _order_or_404(supplier, order_id), CANCELLED, "")


def _report(request: HttpRequest, order: InboxOrder, status: int, tracking: str) -> HttpResponseRedirect:
    """Tell the platform with the supplier's own key, and note here what it accepted."""
    body = {"status": status, "shipping_tracking": tracking} if status == DISPATCHED else {"status": status}
    try:
        platform.change_status(
            company=order.supplier, key=world.SUPPLIER_KEYS[order.supplier], order_id=order.platform_id, status=body
        )
    except platform.PlatformRefusedError as refusal:
        messages.error(request, f"The platform did not accept it: {refusal}. Nothing has changed; try again.")
    else:
        documents.set_status(supplier=order.supplier, platform_id=order.platform_id, status=status, tracking=tracking)
        said = "The shop has been told." if status == DISPATCHED else "The shop has been told that it will not be made."
        messages.success(request, f"{'Dispatched' if status == DISPATCHED else 'Cancelled'}. {said}")
    return HttpResponseRedirect(reverse("inbox-order", args=[order.supplier, order.platform_id]))


def _table_context(request: HttpRequest, supplier: int) -> dict[str, object]:
    tab = request.GET.get("tab", "open")
    if tab not in TABS:
        raise Http404("There is no such tab")
    context = _supplier_context(supplier)
    found = documents.orders_of(supplier, tab)
    version = f"{len(found)}-{max((order.platform_id for order in found), default=0)}-{context['counts']}"
    return {**context, "orders": found, "tab": tab, "version": version}


def _supplier_context(supplier: int) -> dict[str, object]:
    if supplier not in world.SUPPLIER_NAMES:
        raise Http404("There is no such supplier")
    counts = documents.counts_of(supplier)
    return {
        "supplier": supplier,
        "supplier_name": world.SUPPLIER_NAMES[supplier],
        "account": world.ACCOUNT_IDS[supplier],
        "suppliers": [
            {"id": other, "name": name, "open": documents.counts_of(other)["open"]}
            for other, name in world.SUPPLIER_NAMES.items()
        ],
        "counts": counts,
        "tabs": [{"key": key, "name": name, "count": counts[key]} for key, name in TABS.items()],
    }


def _order_or_404(supplier: int, order_id: int) -> InboxOrder:
    found = documents.order_for(supplier, order_id)
    if found is None:
        raise Http404("There is no such order in this inbox")
    return found
