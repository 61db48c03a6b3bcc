"""Suppliers' stock in the back office: the list, a CSV file in and out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timesince import timesince
from unfold.admin import ModelAdmin
from unfold.decorators import action, display

from monogram.common import clock
from monogram.suppliers.admin.stock_import import import_page
from monogram.suppliers.models import StockItem
from monogram.suppliers.services import stock
from monogram.suppliers.stock_listing import IS, StockState, state_of, stock_file

_MINUTE = timedelta(minutes=1)


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(state.value, state.label) for state in StockState]

    def queryset(self, request: HttpRequest, queryset: QuerySet[StockItem]) -> QuerySet[StockItem]:
        asked = self.value() or ""
        return queryset.filter(IS[StockState(asked)]) if asked in set(StockState) else queryset


class StockItemForm(ModelForm):
    """Knows which quantity the page was opened with: orders may have lowered it since."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "quantity_available" in self.fields:
            self.fields["quantity_available"].show_hidden_initial = True


@admin.register(StockItem)
class StockItemAdmin(ModelAdmin):
    """What suppliers have. A SKU without a row here always passes."""

    form = StockItemForm
    list_display = ["named", "supplier", "available", "state", "low_at", "lead_time", "today", "reported"]
    list_display_links = ["named"]
    list_filter = [StateFilter, ("supplier", admin.RelatedOnlyFieldListFilter)]
    list_filter_submit = True
    list_select_related = ["supplier"]
    list_per_page = 50
    search_fields = ["sku", "barcode", "supplier__name"]
    autocomplete_fields = ["supplier"]
    readonly_fields = ["today", "reported", "changed"]
    actions = ["export_selected"]
    actions_list = ["import_stock", "export_all"]
    fieldsets = [
        (None, {"fields": ["supplier", "sku", "barcode"]}),
        (
            "What there is",
            {
                "fields": ["quantity_available", "low_stock_level", "reported", "changed"],
                "description": "Orders lower it when they are placed. Another number here is a report: it stands for "
                "what lies on the shelf now, and pieces of orders that are cancelled later do not come on top.",
            },
        ),
        ("What it can make", {"fields": ["lead_time_days", "daily_capacity", "today"]}),
    ]

    class Media:
        css = {"all": ["orders/admin.css", "suppliers/admin.css"]}

    @display(description="SKU", ordering="sku")
    def named(self, item: StockItem) -> str:
        barcode = format_html('<span class="stock-barcode">{}</span>', item.barcode) if item.barcode else ""
        return format_html('<span class="stock-sku">{}</span>{}', item.sku, barcode)

    @display(description="Available", ordering="quantity_available")
    def available(self, item: StockItem) -> str:
        return format_html('<span class="stock-number">{}</span>', f"{item.quantity_available:,}")

    @display(description="State", ordering="quantity_available")
    def state(self, item: StockItem) -> str:
        state = state_of(item)
        return format_html('<span class="stock-state stock-state--{}">{}</span>', state.value, state.label)

    @display(description="Low at", ordering="low_stock_level")
    def low_at(self, item: StockItem) -> str:
        return _number(item.low_stock_level)

    @display(description="Lead time", ordering="lead_time_days")
    def lead_time(self, item: StockItem) -> str:
        days = item.lead_time_days
        return "–" if days is None else f"{days} day{'' if days == 1 else 's'}"

    @display(description="Ordered today", ordering="taken_today")
    def today(self, item: StockItem) -> str:
        pieces = item.taken_today if item.taken_on == timezone.localdate(clock.now()) else 0
        of = "" if item.daily_capacity is None else f" of {item.daily_capacity:,}"
        return f"{pieces:,}{of}" if pieces or of else "–"

    @display(description="Reported", ordering="reported_at")
    def reported(self, item: StockItem) -> str:
        return _ago(item.reported_at) if item.pk else "–"

    @display(description="Changed", ordering="updated_at")
    def changed(self, item: StockItem) -> str:
        return _ago(item.updated_at) if item.pk else "–"

    def save_model(self, request: HttpRequest, obj: StockItem, form: ModelForm[Any], change: bool) -> None:
        stock.save_stock(obj, is_report="quantity_available" in form.changed_data)

    def export_selected(self, request: HttpRequest, items: QuerySet[StockItem]) -> HttpResponse:
        return stock_file(items)

    export_selected.short_description = "Export as CSV"  # type: ignore[attr-defined]  # how the admin names an action
    export_selected.allowed_permissions = ["view"]  # type: ignore[attr-defined]  # as above

    @action(description="Export all", url_path="export", permissions=["view"], icon="download")
    def export_all(self, request: HttpRequest) -> HttpResponse:
        """All suppliers' stock as one file."""
        return stock_file(StockItem.objects.all())

    @action(description="Import a CSV file", url_path="import", permissions=["change"], icon="upload")
    def import_stock(self, request: HttpRequest) -> HttpResponse:
        """A supplier's stock out of a file, shown before it is applied."""
        return import_page(request, self.admin_site.each_context(request))


def _number(number: int | None) -> str:
    return "–" if number is None else f"{number:,}"


def _ago(moment: Any) -> str:
    exact = f"{timezone.localtime(moment):%d %B %Y, %H:%M:%S}"
    is_fresh = clock.now() - moment < _MINUTE
    ago = "just now" if is_fresh else f"{timesince(moment, clock.now(), depth=1)} ago"
    return format_html('<time class="stock-when" title="{}">{}</time>', exact, ago)
