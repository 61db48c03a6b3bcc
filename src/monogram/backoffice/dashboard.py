"""The back office's first page: what came in today, and what somebody has to look at."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.sites import AdminSite
from django.db.models import Count, Model, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from monogram.callbacks.models import Delivery, DeliveryStatus
from monogram.common import clock
from monogram.orders.models import Order, OrderStatus

LATEST = 8
ATTENTION = 6
_TONES = {
    OrderStatus.DISPATCHED: "success",
    OrderStatus.RETAILER_NOTIFIED: "success",
    OrderStatus.CANCELLED: "danger",
    OrderStatus.QC_QUERY: "warning",
    OrderStatus.ON_HOLD: "warning",
    OrderStatus.REPRINT: "warning",
}
_CLOSED = (OrderStatus.DISPATCHED, OrderStatus.RETAILER_NOTIFIED, OrderStatus.CANCELLED)


def overview(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Unfold's dashboard callback: the page's figures and lists."""
    site = admin.site
    context.update(
        figures=_figures(site),
        attention=_attention(site),
        latest=[_order_row(site, order) for order in _orders().order_by("-id")[:LATEST]],
        orders_link=_list_link(site, Order),
    )
    return context


def _figures(site: AdminSite) -> list[dict[str, Any]]:
    midnight = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    orders = Order.objects.aggregate(
        today=Count("pk", filter=Q(creation_datetime__gte=midnight)),
        yesterday=Count(
            "pk", filter=Q(creation_datetime__gte=midnight - timedelta(days=1), creation_datetime__lt=midnight)
        ),
        open=Count("pk", filter=~Q(status__in=_CLOSED)),
        query=Count("pk", filter=Q(has_error=True) | Q(status=OrderStatus.QC_QUERY)),
        held=Count("pk", filter=Q(status=OrderStatus.ON_HOLD)),
    )
    waiting = Delivery.objects.aggregate(
        pending=Count("pk", filter=Q(status=DeliveryStatus.PENDING)),
        failed=Count("pk", filter=Q(status=DeliveryStatus.FAILED)),
    )
    order_list, delivery_list = _list_link(site, Order), _list_link(site, Delivery)
    return [
        {
            "name": "Orders today",
            "value": orders["today"],
            "note": f"{orders['yesterday']} yesterday",
            "link": order_list,
        },
        {"name": "Being made", "value": orders["open"], "note": f"{orders['held']} on hold", "link": order_list},
        {
            "name": "Need a decision",
            "value": orders["query"],
            "note": "Errors and QC queries",
            "link": order_list,
            "tone": "warning" if orders["query"] else "",
        },
        {
            "name": "Messages waiting",
            "value": waiting["pending"],
            "note": f"{waiting['failed']} given up",
            "link": delivery_list,
            "tone": "danger" if waiting["failed"] else "",
        },
    ]


def _attention(site: AdminSite) -> list[dict[str, Any]]:
    """The latest orders with an error and the latest messages that were given up, each with its page."""
    in_error = _orders().filter(Q(has_error=True) | Q(status=OrderStatus.QC_QUERY)).order_by("-id")[:ATTENTION]
    given_up = Delivery.objects.filter(status=DeliveryStatus.FAILED).select_related("order").order_by("-created_at")
    return [
        *(
            {
                "title": f"Order {order.external_ref}",
                "why": order.error_message or "QC query",
                "link": _page_link(site, order),
                "tone": "warning",
                "word": "Needs a decision",
            }
            for order in in_error
        ),
        *(
            {
                "title": f"{delivery.get_kind_display()} for {delivery.order.external_ref}",
                "why": f"Nobody took it at {delivery.url}",
                "link": _page_link(site, delivery),
                "tone": "danger",
                "word": "Given up",
            }
            for delivery in given_up[:ATTENTION]
        ),
    ]


def _orders() -> Any:
    return Order.objects.select_related("company", "supplier")


def _order_row(site: AdminSite, order: Order) -> dict[str, Any]:
    status = OrderStatus(order.status)
    return {
        "external_ref": order.external_ref,
        "ref": order.ref,
        "retailer": order.company.name,
        "supplier": order.supplier.name if order.supplier else "No supplier yet",
        "status": status.label,
        "tone": _TONES.get(status, "accent"),
        "created": order.creation_datetime,
        "link": _page_link(site, order),
    }


def _list_link(site: AdminSite, model: type[Model]) -> str:
    """The list of a model; "" where the admin has none."""
    if not site.is_registered(model):
        return ""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def _page_link(site: AdminSite, instance: Model) -> str:
    if not site.is_registered(type(instance)):
        return ""
    name = f"admin:{instance._meta.app_label}_{instance._meta.model_name}_change"
    return reverse(name, args=[instance.pk])
