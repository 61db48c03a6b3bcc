"""What a supplier reports: by a file in its folder where it has one, else by a request with its key."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from monogram.demo import world
from monogram.demo.site import platform, store
from monogram.demo.site.inbox import documents, news, stock
from monogram.demo.site.inbox.documents import CANCELLED, DISPATCHED, InboxOrder
from monogram.demo.site.inbox.pages import if_changed, order_or_404, supplier_context

MAX_TRACKING = 255


@require_POST
def dispatch(request: HttpRequest, supplier: int, order_id: int) -> HttpResponseRedirect:
    """Report an order as sent, with its tracking number."""
    order = order_or_404(supplier, order_id)
    typed = request.POST.get("tracking", "").strip()[:MAX_TRACKING]
    tracking = "".join(letter for letter in typed if letter.isprintable())
    if supplier in news.FOLDER_SUPPLIERS:
        news.tell_dispatched(order, tracking)
        messages.success(request, "The file is in our folder. The platform reads it within seconds.")
        return _back_to(order)
    return _report(request, order, DISPATCHED, tracking)


@require_POST
def cancel(request: HttpRequest, supplier: int, order_id: int) -> HttpResponseRedirect:
    """Report that an order will not be made."""
    order = order_or_404(supplier, order_id)
    if supplier in news.FOLDER_SUPPLIERS:
        news.tell_cancelled(order)
        messages.success(request, "The file is in our folder. The platform reads it within seconds.")
        return _back_to(order)
    return _report(request, order, CANCELLED, "")


@require_POST
def label(request: HttpRequest, supplier: int, order_id: int) -> HttpResponseRedirect:
    """Have the platform make a shipping label: with it, all that is still to leave has left."""
    order = order_or_404(supplier, order_id)
    try:
        parcels = platform.print_label(company=supplier, key=world.SUPPLIER_KEYS[supplier], order_id=order.platform_id)
    except platform.PlatformRefusedError as refusal:
        messages.error(request, f"There is no label: {refusal}. Nothing has changed; try again.")
        return _back_to(order)
    now = store.timestamp()
    for parcel in parcels:
        with store.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO labels VALUES (?, ?, ?, ?, ?, ?, ?)",
                (parcel["id"], supplier, order_id, parcel["carrier"], parcel["tracking"], parcel["label_url"], now),
            )
        documents.set_status(supplier=supplier, platform_id=order_id, status=DISPATCHED, tracking=parcel["tracking"])
    messages.success(request, "The label is printed and the order dispatched. The shop has been told.")
    return _back_to(order)


@require_http_methods(["GET", "HEAD", "POST"])
def count_stock(request: HttpRequest, supplier: int) -> HttpResponse:
    """What lies on the shelf; sent off, the platform is told by a file."""
    context = supplier_context(supplier)
    if not stock.counts_stock(supplier):
        raise Http404("This supplier counts no stock")
    shelf = stock.shelf_of(supplier)
    if request.method == "POST":
        counted = {sku: request.POST.get(sku, "").strip() for sku in shelf}
        if all(text.isascii() and text.isdigit() and int(text) <= stock.MOST for text in counted.values()):
            stock.report(supplier, {sku: int(text) for sku, text in counted.items()})
            messages.success(request, "The file is in our folder. The platform reads it within seconds.")
            return HttpResponseRedirect(reverse("inbox-stock", args=[supplier]))
        messages.error(request, f"Enter whole numbers from 0 to {stock.MOST:,}.")
    return render(request, "inbox/stock.html", {**context, **_stock_files(supplier), "shelf": shelf})


@require_GET
def live_stock(request: HttpRequest, supplier: int) -> HttpResponse:
    """The files about the stock again, if anything has become of them since `version`."""
    return if_changed(request, "inbox/stock_files.html", _stock_files(supplier))


def _stock_files(supplier: int) -> dict[str, object]:
    files = news.files_about(supplier, None)
    return {"files": files, "version": news.version_of(files)}


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
    return _back_to(order)


def _back_to(order: InboxOrder) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("inbox-order", args=[order.supplier, order.platform_id]))
