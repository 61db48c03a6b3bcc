"""Print jobs, saved designs and samples in the back office: to look at, since what was bought stays as it was."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import RangeDateTimeFilter
from unfold.decorators import action, display
from unfold.forms import BaseDialogForm

from monogram.catalogue.models import AspectOption
from monogram.catalogue.queries import full_product_for
from monogram.common.errors import MonogramError
from monogram.designs.models import Design, PrintJob, Sample, SavedDesign
from monogram.designs.services import create_sample
from monogram.files import services as files
from monogram.layout.preflight import SEVERITIES


class _DesignAdmin(ModelAdmin):
    """What print jobs, saved designs and samples have in common."""

    search_fields = ["ref", "sku", "product__name", "company__name", "document_hash"]
    autocomplete_fields = ["company", "product"]
    list_select_related = ["company", "product"]
    list_filter_submit = True
    date_hierarchy = "created_at"

    @display(description="Options")
    def chosen(self, design: Design) -> str:
        options = AspectOption.objects.filter(pk__in=[option["option_id"] for option in design.options])
        return ", ".join(map(str, options.select_related("aspect"))) or "–"

    @display(description="Sold as")
    def sold_as(self, design: PrintJob | SavedDesign) -> str:
        return str(design.virtual or "–")

    @display(description="Print size")
    def made_in(self, design: Design) -> str:
        size = design.print_size
        return f"{size['name']} ({size['width']:g} × {size['height']:g} mm)" if size else "–"

    @display(description="Attributes")
    def answers(self, design: Design) -> str:
        said = ((answer["name"], answer["value"]) for answer in design.attributes)
        return format_html_join("", "<div>{}: {}</div>", said) or "–"

    @display(description="Document")
    def written_out(self, design: Design) -> str:
        text = json.dumps(design.document, indent=2, ensure_ascii=False)
        return format_html(
            '<details><summary>{} print areas</summary><pre style="white-space:pre-wrap">{}</pre></details>',
            len(design.document["areas"]),
            text,
        )

    @display(description="Design")
    def picture(self, design: PrintJob | SavedDesign) -> str:
        return _pictures([picture for picture in design.thumbnails if picture["name"] == "thumbnail_60"], side=60)

    @display(description="Pictures")
    def pictures(self, design: PrintJob | SavedDesign) -> str:
        return _pictures([picture for picture in design.thumbnails if picture["name"] != "thumbnail_large"], side=280)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(PrintJob)
class PrintJobAdmin(_DesignAdmin):
    list_display = ["picture", "ref", "product", "sku", "quantity", "company", "state", "gravest", "created_at"]
    list_display_links = ["picture", "ref"]
    list_filter = ["status", "company", ("created_at", RangeDateTimeFilter)]
    actions_detail = ["make_sample"]
    fieldsets = [
        (None, {"fields": ["ref", "status_name", "pictures", "verdicts", "company", "made_for"]}),
        ("Product", {"fields": ["product", "sold_as", "sku", "chosen", "made_in", "answers", "quantity"]}),
        ("Design", {"fields": ["created_at", "document_hash", "written_out"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """All but `made_for`, by which another company is allowed to order it."""
        names: list[str] = [name for _, options in self.fieldsets for name in options["fields"]]
        return [name for name in names if name != "made_for"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PrintJob]:
        jobs: QuerySet[PrintJob] = super().get_queryset(request)
        return jobs.defer("document") if request.resolver_match and not request.resolver_match.kwargs else jobs

    @action(
        description="Make a sample of this design",
        url_path="make-sample",
        dialog={
            "title": "Make a sample of this design",
            "description": "Orders name it by a reference of its own (item type 3).",
            "form_submit_text": "Make a sample",
        },
    )
    def make_sample(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """A design made in the designer becomes one that is ordered by its reference (item type 3)."""
        job = PrintJob.objects.select_related("company").get(pk=object_id)
        if not request.user.has_perm("designs.add_sample"):
            raise PermissionDenied
        try:
            sample = create_sample(
                company=job.company,
                product=full_product_for(job.company, job.product_id),
                name=f"Sample of {job.ref}",
                document=job.document,
                options=job.options,
                print_size=job.print_size["id"] if job.print_size else None,
                attributes=job.attributes,
            )
        except MonogramError as error:
            messages.error(request, f"No sample was made: {error.text}")
            return HttpResponse(headers={"HX-Redirect": reverse("admin:designs_printjob_change", args=[object_id])})
        messages.success(request, f"Made. Orders name it by {sample.ref}. Give it a name that says what it shows.")
        return HttpResponse(headers={"HX-Redirect": reverse("admin:designs_sample_change", args=[sample.pk])})

    @display(description="Status")
    def status_name(self, job: PrintJob) -> str:
        return job.get_status_display()

    @display(description="Preflight")
    def verdicts(self, job: PrintJob) -> str:
        return render_to_string("designs/admin/verdicts.html", {"verdicts": job.preflight})

    @display(description="Preflight", label={"block": "danger", "warn": "warning", "inform": "info", "": "success"})
    def gravest(self, job: PrintJob) -> tuple[str, str]:
        """The gravest severity, and how many verdicts there are in all."""
        severities = {verdict["severity"] for verdict in job.preflight}
        gravest = next((severity for severity in reversed(SEVERITIES) if severity in severities), "")
        return gravest, f"{len(job.preflight)} to look at" if gravest else "Clear"

    @display(description="Status", ordering="status", label={"created": "info", "paid": "success"})
    def state(self, job: PrintJob) -> tuple[str, str]:
        return job.status, job.get_status_display()


@admin.register(SavedDesign)
class SavedDesignAdmin(_DesignAdmin):
    """What shoppers have put aside. Nothing here was ordered: deleting one takes a link's design away, no more."""

    list_display = ["picture", "ref", "product", "sku", "quantity", "company", "created_at"]
    list_display_links = ["picture", "ref"]
    list_filter = ["company", ("created_at", RangeDateTimeFilter)]
    fieldsets = [
        (None, {"fields": ["ref", "pictures", "company"]}),
        ("Product", {"fields": ["product", "sold_as", "sku", "chosen", "made_in", "answers", "quantity"]}),
        ("Design", {"fields": ["created_at", "document_hash", "written_out"]}),
    ]
    readonly_fields = [name for _, options in fieldsets for name in options["fields"]]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SavedDesign]:
        designs: QuerySet[SavedDesign] = super().get_queryset(request)
        return designs.defer("document") if request.resolver_match and not request.resolver_match.kwargs else designs


@admin.register(Sample)
class SampleAdmin(_DesignAdmin):
    list_display = ["name", "ref", "product", "sku", "company", "created_at"]
    list_filter = ["company"]
    search_fields = ["name", *_DesignAdmin.search_fields]
    readonly_fields = [
        "ref",
        "product",
        "company",
        "sku",
        "chosen",
        "made_in",
        "answers",
        "created_at",
        "document_hash",
        "written_out",
    ]
    fieldsets = [
        (None, {"fields": ["name", "ref", "company"]}),
        ("Product", {"fields": ["product", "sku", "chosen", "made_in", "answers"]}),
        ("Design", {"fields": ["created_at", "document_hash", "written_out"]}),
    ]


def _pictures(thumbnails: list[dict[str, str]], *, side: int) -> str:
    if not thumbnails:
        return "–"
    return format_html_join(
        " ",
        '<img src="{}" alt="{}" loading="lazy" style="height:{}px;border-radius:6px;display:inline-block">',
        ((files.public_url(picture["key"]), picture["description"], side) for picture in thumbnails),
    )
