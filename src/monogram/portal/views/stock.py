"""What the supplier has: the list, a number set in its row, a CSV file in and out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from monogram.companies.models import Company
from monogram.oms.pictures import picture_of_product
from monogram.portal.access import Deed, Member, for_members
from monogram.suppliers.models import StockItem
from monogram.suppliers.services.stock import StockRow, report_stock
from monogram.suppliers.stock_import import StockFileForm, apply, preview_of
from monogram.suppliers.stock_listing import (
    IS,
    StockState,
    products_by_sku,
    state_of,
    stock_file,
    stock_of,
    unreported,
)

_PER_PAGE = 50
_MOST = 2**31 - 1
_LONGEST_NUMBER = 20
_NEVER = "never"


@dataclass(frozen=True, slots=True)
class Row:
    """A SKU as the list shows it; `item` is None where its stock was never reported."""

    sku: str
    item: StockItem | None
    name: str
    options: str
    picture: str

    @property
    def state(self) -> StockState | None:
        return state_of(self.item) if self.item else None


@require_GET
@for_members()
def stock(request: HttpRequest, member: Member) -> HttpResponse:
    """All SKUs, or those that are low, out or were never reported; fifty at once."""
    search, shown = request.GET.get("q", "").replace("\0", "").strip()[:100], request.GET.get("show", "")
    items, never = stock_of(member.company, search), unreported(member.company, search)
    counts = items.order_by().aggregate(
        all=Count("pk"), low=Count("pk", filter=IS[StockState.LOW]), out=Count("pk", filter=IS[StockState.OUT])
    )
    wanted: Any = never if shown == _NEVER else items.filter(IS[StockState(shown)] if shown in set(StockState) else Q())
    page = Paginator(wanted, _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "member": member,
        "page": page,
        "rows": _rows(member.company, list(page.object_list)),
        "tabs": [
            ("", "All", counts["all"]),
            ("low", "Low", counts["low"]),
            ("out", "Out of stock", counts["out"]),
            (_NEVER, "Never reported", never.count()),
        ],
        "show": shown,
        "search": search,
        "query": request.GET.urlencode(),
    }
    return render(request, "portal/stock.html", context)


def _rows(supplier: Company, listed: list[StockItem | str]) -> list[Row]:
    items = {each if isinstance(each, str) else each.sku: None if isinstance(each, str) else each for each in listed}
    known = products_by_sku(supplier, list(items))
    rows = []
    for sku, item in items.items():
        of = known.get(sku)
        name, picture = (of.product.name, picture_of_product(of.product)) if of else ("", "")
        rows.append(Row(sku, item, name, of.options if of else "", picture))
    return rows


@require_POST
@for_members(Deed.MANAGE)
def set_stock(request: HttpRequest, member: Member) -> HttpResponse:
    """Report how many there are of one SKU."""
    sku = request.POST.get("sku", "").replace("\0", "")
    told = request.POST.get("quantity", "").strip()[:_LONGEST_NUMBER]
    back = f"{reverse('portal-stock', args=[member.company.pk])}?{request.POST.get('query', '')}"
    if not told.isdecimal() or not told.isascii() or int(told) > _MOST:
        messages.error(request, f"{sku} was not set: “{told[:20]}” is no whole number from 0.")
        return HttpResponseRedirect(back)
    report = report_stock(supplier=member.company, rows=[StockRow(sku, "", int(told), "")])
    if report.errors:
        messages.error(request, f"{report.errors[0].text}.")
    else:
        messages.success(request, f"{sku} is {int(told):,} now.")
    return HttpResponseRedirect(back)


@require_GET
@for_members()
def export_stock(request: HttpRequest, member: Member) -> HttpResponse:
    """The supplier's stock as a CSV file that can be changed and read in again."""
    return stock_file(StockItem.objects.filter(supplier=member.company))


@require_http_methods(["GET", "HEAD", "POST"])
@for_members(Deed.MANAGE)
def import_stock(request: HttpRequest, member: Member) -> HttpResponse:
    """A file: first what it would change, then the change."""
    is_sent = request.method == "POST"
    form = StockFileForm(request.POST if is_sent else None, request.FILES if is_sent else None, supplier=member.company)
    preview = None
    if is_sent and form.is_valid():
        if "confirmed" in request.POST:
            done, left_out = apply(supplier=member.company, stock=form.cleaned_data["stock"])
            messages.success(request, done)
            if left_out:
                messages.warning(request, left_out)
            return redirect("portal-stock", company_id=member.company.pk)
        preview = preview_of(**form.cleaned_data)
    return render(request, "portal/stock_import.html", {"member": member, "form": form, "preview": preview})
