"""Batch templates in the back office. Batches themselves join other domains: `oms.batch_desk`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget

from monogram.production import services
from monogram.production.matching import lines_of
from monogram.production.models import BatchTemplate
from monogram.suppliers.admin import CountriesField
from monogram.suppliers.models import validate_countries

_LISTS = ("skus", "sizes", "colours", "shipping")


class BatchTemplateForm(forms.ModelForm):
    countries = CountriesField(
        required=False,
        validators=[validate_countries],
        help_text=BatchTemplate._meta.get_field("countries").help_text,
    )

    class Meta:
        model = BatchTemplate
        fields = "__all__"
        widgets = {name: UnfoldAdminTextareaWidget(attrs={"rows": 3}) for name in _LISTS}


@admin.register(BatchTemplate)
class BatchTemplateAdmin(ModelAdmin):
    form = BatchTemplateForm
    list_display = ["name", "supplier", "enabled", "takes", "slots", "cut_off_time", "printed_on", "priority"]
    list_filter = ["is_enabled", ("supplier", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["supplier", "category"]
    search_fields = ["name", "supplier__name", "skus"]
    autocomplete_fields = ["supplier", "category"]
    fieldsets = [
        (None, {"fields": ["name", "supplier", "is_enabled", "priority"]}),
        (
            "Which lines",
            {
                "fields": [
                    "skus",
                    ("category", "print_area"),
                    ("sizes", "colours"),
                    ("countries", "shipping"),
                    "order_size",
                    ("min_quantity", "max_quantity"),
                ],
                "description": "A line must pass all of these. Lines without print files are never batched.",
            },
        ),
        (
            "How a batch fills",
            {
                "fields": [
                    "slots",
                    "has_mixed_skus",
                    "honours_dispatch_date",
                    "cut_off",
                    "merges_at_cut_off",
                ]
            },
        ),
        (
            "What it is printed on",
            {
                "fields": [
                    ("medium", "medium_name"),
                    ("width", "height"),
                    ("margin", "gap"),
                    "may_rotate",
                    "has_marks",
                    "has_barcodes",
                ],
                "description": "Marks lie in the gap, so leave 6 mm. Heading and foot take 22 mm of the height.",
            },
        ),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Batches are the supplier's for whom they were filled."""
        return ["supplier"] if obj else []

    @display(description="Enabled", boolean=True, ordering="is_enabled")
    def enabled(self, template: BatchTemplate) -> bool:
        return template.is_enabled

    @display(description="Takes")
    def takes(self, template: BatchTemplate) -> str:
        """The rules that say something, shortly."""
        skus = lines_of(template.skus)
        shown = ", ".join(skus[:2]) + (f" and {len(skus) - 2} more" if len(skus) > 2 else "")
        category = template.category.name if template.category else ""
        size = template.get_order_size_display().lower() if template.order_size != "any" else ""
        return " · ".join(filter(None, [shown, category, template.print_area, size])) or "Every printed line"

    @display(description="Cut-off", ordering="cut_off")
    def cut_off_time(self, template: BatchTemplate) -> str:
        return template.cut_off or "–"

    @display(description="Printed on")
    def printed_on(self, template: BatchTemplate) -> str:
        return template.medium_label

    def save_model(self, request: HttpRequest, obj: BatchTemplate, form: Any, change: bool) -> None:
        services.save_template(obj)
