"""Orders in the back office: the list, one order with its lines and its timeline, and what was sent to us.

What changes an order's course joins other domains, so the buttons are in `oms.admin`, which also registers this.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, cast

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timesince import timesince
from unfold.admin import ModelAdmin, TabularInline
from unfold.contrib.filters.admin import RangeDateTimeFilter
from unfold.decorators import display

from monogram.common import clock
from monogram.common.counts import count_of
from monogram.companies.models import User
from monogram.designs.models import Sample
from monogram.files import services as files
from monogram.orders import queries, services
from monogram.orders.explanations import explain
from monogram.orders.models import Order, OrderEvent, OrderItem, OrderStatus, Submission
from monogram.orders.statuses import COMPLETED, PAUSED, Actor

MINUTE = timedelta(minutes=1)

_WORDS = {
    "placed": "Placed",
    "items": "Lines changed",
    "parcel": "Another parcel",
    "late": "Came during the pause",
    "release_failed": "Could not be released",
    "no_push": "Waits to be fetched",
    "shipping_mapped": "Shipping in the supplier’s words",
    "corrected": "Corrected",
    "moved": "Moved to another supplier",
    "supplier_told": "Supplier told",
    "supplier_not_told": "Supplier could not be told",
    "preflight": "To look at before it is made",
    "notify": "Dispatch confirmation asked for",
    "notify_failed": "Dispatch confirmation failed",
}
_CONTACT = ["customer_name", "customer_email", "customer_telephone", "customer_telephone_mobile"]
_SHIPPING = [
    "shipping_company",
    *(f"shipping_address_{line}" for line in range(1, 6)),
    "shipping_postcode",
    "shipping_country_code",
    "shipping_carrier",
    "shipping_method",
    "required_dispatch_date",
    "additional_info",
    "secondary_company_ref_id",
]


def _tone(status: int) -> str:
    if status in COMPLETED:
        return "done"
    if status in PAUSED:
        return "waiting"
    if status == OrderStatus.CANCELLED:
        return "ended"
    return "moving"


def _json(value: object) -> str:
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return format_html('<details><summary>Show</summary><pre class="order-json">{}</pre></details>', text)


def _page_of(instance: Model | None) -> str:
    """The admin page of a row; "" where there is none."""
    if instance is None:
        return ""
    try:
        return reverse(f"admin:{instance._meta.app_label}_{instance._meta.model_name}_change", args=[instance.pk])
    except NoReverseMatch:
        return ""


class MisnamedLineInline(TabularInline):
    """Lines of an order in error: a SKU that names nothing can be put right here, before the order is released."""

    model = OrderItem
    verbose_name_plural = "SKUs to correct"
    extra = 0
    can_delete = False
    fields = ["external_ref", "description", "sku"]
    readonly_fields = ["external_ref", "description"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class OrderAdmin(ModelAdmin):
    """One order. Address and contact can be put right until it has left; all else goes its way by the buttons."""

    list_display = ["created", "external_ref", "reference", "state", "company", "supplier", "lines", "error"]
    list_display_links = ["created", "external_ref"]
    list_filter = [
        "status",
        "has_error",
        ("company", admin.RelatedOnlyFieldListFilter),
        ("supplier", admin.RelatedOnlyFieldListFilter),
        ("creation_datetime", RangeDateTimeFilter),
    ]
    list_filter_submit = True
    list_select_related = ["company", "supplier"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = [
        "=id",
        "external_ref",
        "=ref",
        "customer_name",
        "customer_email",
        "shipping_postcode",
        "=items__ref",
    ]
    date_hierarchy = "creation_datetime"
    ordering = ["-id"]
    fieldsets = [
        (
            None,
            {"fields": ["external_ref", "reference", "state", "error_message", "company", "supplier", "lines_table"]},
        ),
        ("Timeline", {"fields": ["timeline"]}),
        ("Shipping", {"fields": _SHIPPING}),
        ("Customer", {"fields": _CONTACT, "classes": ["tab"]}),
        (
            "Sale",
            {
                "fields": [
                    "sale_datetime",
                    "creation_datetime",
                    "completion_datetime",
                    "shipping_tracking",
                    "shipping_price",
                    "currency_code",
                    "coupon_code",
                    "payment_type",
                    "payment_trans_id",
                    "tag",
                ],
                "classes": ["tab"],
            },
        ),
        ("As sent", {"fields": ["status_callback_url", "unknown_fields", "body"], "classes": ["tab"]}),
    ]

    class Media:
        css = {"all": ["orders/admin.css", "orders/routing.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Order]:
        orders: QuerySet[Order] = super().get_queryset(request)
        return orders.annotate(line_count=count_of(OrderItem.objects.all(), "order"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        shown = [name for _, options in self.fieldsets for name in options["fields"]]
        if obj is None or not services.may_be_corrected(obj):
            return shown
        fixed = {"secondary_company_ref_id"} if obj.supplier_id else set()
        return [name for name in shown if name not in services.CORRECTABLE - fixed]

    @display(description="Received", ordering="creation_datetime")
    def created(self, order: Order) -> str:
        return since(order.creation_datetime)

    @display(description="Ref", ordering="ref")
    def reference(self, order: Order) -> str:
        return format_html('<span class="order-ref">{}</span>', order.ref)

    @display(description="Status", ordering="status")
    def state(self, order: Order) -> str:
        label = OrderStatus(order.status).label
        return format_html('<span class="order-status order-status--{}">{}</span>', _tone(order.status), label)

    @display(description="Lines", ordering="line_count")
    def lines(self, order: Any) -> int:
        count: int = order.line_count
        return count

    @display(description="Error", ordering="error_message")
    def error(self, order: Order) -> str:
        return order.error_message or "–"

    @display(description="Lines")
    def lines_table(self, order: Order) -> str:
        return render_to_string("orders/admin/lines.html", {"lines": [_line(item) for item in _items(order)]})

    @display(description="")
    def timeline(self, order: Order) -> str:
        events = [_event(event) for event in reversed(queries.events_of(order))]
        return render_to_string("orders/admin/timeline.html", {"events": events})

    @display(description="Fields that we do not know")
    def unknown_fields(self, order: Order) -> str:
        return _json(order.extra) if order.extra else "None"

    @display(description="The order as it was received")
    def body(self, order: Order) -> str:
        return _json(order.submission.body)

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[type[TabularInline]]:
        return [MisnamedLineInline] if obj and obj.has_error and obj.supplier_id is None else []

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """As `save_model`, for the SKUs."""
        skus = {line.instance.pk: line.cleaned_data["sku"] for line in formset.forms if line.has_changed()}
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        if skus:
            services.correct_skus(order_id=form.instance.pk, skus=skus, actor=_person(request))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A correction is a use case with a line in the history, not a plain save."""
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        services.correct_order(order_id=obj.pk, changes=changes, actor=_person(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What has left or ended is to be read, not changed."""
        may: bool = super().has_change_permission(request, obj)
        return may and (obj is None or services.may_be_corrected(obj))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def since(moment: datetime) -> str:
    """How long ago that is, as markup that also has the exact time."""
    exact = f"{timezone.localtime(moment):%d %B %Y, %H:%M:%S}"
    is_fresh = clock.now() - moment < MINUTE
    ago = "just now" if is_fresh else f"{timesince(moment, clock.now(), depth=1)} ago"
    return format_html('<time class="order-when" title="{}">{}</time>', exact, ago)


def _person(request: HttpRequest) -> Actor:
    """Whoever is signed in: the admin lets nobody else in."""
    return Actor.staff(cast(User, request.user))


def _items(order: Order) -> Iterable[OrderItem]:
    return order.items.select_related("print_job", "sample", "virtual_design").order_by("pk")


def _line(item: OrderItem) -> dict[str, Any]:
    design = item.design
    pictures = item.design_pictures
    return {
        "item": item,
        "routing": explain(item.routing) if item.routing else None,
        "picture": files.public_url(pictures[0]["key"]) if pictures else "",
        "options": ", ".join(option for option in (item.colour, item.size) if option),
        "design": {"ref": design.ref, "url": _page_of(design)} if design else None,
        "verdicts": [] if design is None or isinstance(design, Sample) else design.preflight,
    }


def _event(event: OrderEvent) -> dict[str, Any]:
    status = OrderStatus(event.to_status).label if event.to_status is not None else ""
    words = _WORDS.get(event.kind, event.kind.replace("_", " ").capitalize())
    return {
        "words": status if event.kind == "status" else f"{words}: {status}" if status else words,
        "actor": event.actor,
        "at": event.at,
        "sequence": event.sequence,
        "before": OrderStatus(event.from_status).label if event.from_status is not None else "",
        "tone": _tone(event.to_status) if event.kind == "status" and event.to_status is not None else "note",
        "detail": event.detail,
    }


@admin.register(Submission)
class SubmissionAdmin(ModelAdmin):
    """What was sent to us, as it was sent."""

    list_display = ["created_at", "company", "external_ref", "became"]
    list_filter = [("company", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["company"]
    search_fields = ["external_ref", "idempotency_key"]
    date_hierarchy = "created_at"
    ordering = ["-id"]
    fields = ["company", "external_ref", "created_at", "became", "idempotency_key", "body_sha256", "received"]
    readonly_fields = fields

    class Media:
        css = {"all": ["orders/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Submission]:
        submissions: QuerySet[Submission] = super().get_queryset(request).prefetch_related("orders")
        return submissions

    @display(description="Orders")
    def became(self, submission: Submission) -> str:
        return ", ".join(order.ref for order in submission.orders.all())

    @display(description="Body")
    def received(self, submission: Submission) -> str:
        return _json(submission.body)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
