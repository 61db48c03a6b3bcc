"""A supplier's stock out of a CSV file, in the back office: first what it would change, then the change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminSelectWidget

from monogram.companies.models import Company, CompanyType
from monogram.suppliers.stock_import import StockFileForm, apply, preview_of


class StockImportForm(StockFileForm):
    """Whose stock, and the file."""

    supplier = forms.ModelChoiceField(
        Company.objects.exclude(type=CompanyType.RETAILER), widget=UnfoldAdminSelectWidget, empty_label=None
    )
    file = forms.FileField(
        label="CSV file", required=False, widget=UnfoldAdminFileFieldWidget(attrs={"accept": ".csv,text/csv"})
    )
    field_order = ("supplier", "file", "packed")


def import_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The form; with a file, what it would change; confirmed, the change."""
    form = StockImportForm(
        request.POST or None, request.FILES or None, initial={"supplier": request.GET.get("supplier")}
    )
    preview = None
    if request.method == "POST" and form.is_valid():
        if "confirmed" in request.POST:
            return _apply(request, form.cleaned_data)
        preview = preview_of(**form.cleaned_data)
    title = "Import stock"
    return render(
        request, "suppliers/admin/import_stock.html", {**context, "title": title, "form": form, "preview": preview}
    )


def _apply(request: HttpRequest, cleaned: dict[str, Any]) -> HttpResponse:
    supplier = cleaned["supplier"]
    done, left_out = apply(supplier=supplier, stock=cleaned["stock"])
    messages.success(request, done)
    if left_out:
        messages.warning(request, left_out)
    return HttpResponseRedirect(f"{reverse('admin:suppliers_stockitem_changelist')}?supplier__id__exact={supplier.pk}")
