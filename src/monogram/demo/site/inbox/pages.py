"""The inbox's pages: what there is to make, and one order with its artwork and how it came."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from monogram.demo import world
from monogram.demo.site import store
from monogram.demo.site.inbox import documents, news, stock
from monogram.demo.site.inbox.documents import TABS, InboxOrder


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
    return if_changed(request, "inbox/table.html", _table_context(request, supplier))


@require_GET
def order(request: HttpRequest, supplier: int, order_id: int) -> HttpResponse:
    """One order: what to make, for whom, how it came, and what has been reported."""
    return render(request, "inbox/order.html", _order_context(supplier, order_id))


@require_GET
def live_order(request: HttpRequest, supplier: int, order_id: int) -> HttpResponse:
    """The order again if it has changed since `version`."""
    return if_changed(request, "inbox/order_now.html", _order_context(supplier, order_id))


def _order_context(supplier: int, order_id: int) -> dict[str, object]:
    found = order_or_404(supplier, order_id)
    receipts = documents.receipts_of(supplier, order_id)
    files = news.files_about(supplier, order_id)
    labels = store.rows("SELECT * FROM labels WHERE platform_id = ? ORDER BY shipment_id", order_id)
    return {
        **supplier_context(supplier),
        "order": found,
        "receipts": receipts,
        "files": files,
        "is_waiting": any(file.state == "waiting" for file in files),
        "artwork": news.artwork_in_folder(found),
        "labels": labels,
        "version": f"{found.status}-{len(receipts)}-{news.version_of(files)}-{len(labels)}",
    }


def if_changed(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """A part of a page, if it is not `version` that the visitor sees: 204 then."""
    if request.GET.get("version") == context["version"]:
        return HttpResponse(status=204)
    html = render_to_string(template, context, request)
    return JsonResponse({"version": context["version"], "html": html})


def _table_context(request: HttpRequest, supplier: int) -> dict[str, object]:
    tab = request.GET.get("tab", "open")
    if tab not in TABS:
        raise Http404("There is no such tab")
    context = supplier_context(supplier)
    found = documents.orders_of(supplier, tab)
    version = f"{len(found)}-{max((order.platform_id for order in found), default=0)}-{context['counts']}"
    return {**context, "orders": found, "tab": tab, "version": version}


def supplier_context(supplier: int) -> dict[str, object]:
    """What every page of a supplier shows. Raises Http404."""
    if supplier not in world.SUPPLIER_NAMES:
        raise Http404("There is no such supplier")
    counts = documents.counts_of(supplier)
    return {
        "supplier": supplier,
        "supplier_name": world.SUPPLIER_NAMES[supplier],
        "account": world.ACCOUNT_IDS[supplier],
        "channel": world.CHANNELS[supplier],
        "has_folder": supplier in news.FOLDER_SUPPLIERS,
        "counts_stock": stock.counts_stock(supplier),
        "suppliers": [
            {"id": other, "name": name, "open": documents.counts_of(other)["open"]}
            for other, name in world.SUPPLIER_NAMES.items()
        ],
        "counts": counts,
        "tabs": [{"key": key, "name": name, "count": counts[key]} for key, name in TABS.items()],
    }


def order_or_404(supplier: int, order_id: int) -> InboxOrder:
    """An order of this inbox. Raises Http404."""
    found = documents.order_for(supplier, order_id)
    if found is None:
        raise Http404("There is no such order in this inbox")
    return found
