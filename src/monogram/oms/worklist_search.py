"""Finding a supplier's order by what is at hand: a number on a label, a name, an SKU."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from monogram.companies.models import Company
from monogram.orders.models import Order, OrderItem
from monogram.shipping.models import Shipment

LATEST = 20_000
"""Names, SKUs and parts of references are looked for in so many orders; whole references in all."""


def found_by(orders: QuerySet[Order], supplier: Company, text: str) -> QuerySet[Order]:
    """Those of the orders that a text finds: by a whole reference, or else by a part of what is known of them.

    References are the order's, its shop's, a line's or a print job's; parts are of those of the shop, of names, SKUs
    and tracking numbers.
    """
    exact = _by_reference(supplier, text)
    return orders.filter(pk__in=exact) if exact else orders.filter(_by_part(supplier, text))


def _by_reference(supplier: Company, text: str) -> list[int]:
    ref = text.upper()
    of_order = Order.objects.filter(Q(ref=ref) | Q(external_ref=text), supplier=supplier)
    of_line = OrderItem.objects.filter(Q(ref=ref) | Q(print_job__ref=ref), order__supplier=supplier)
    return [*of_order.values_list("pk", flat=True), *of_line.values_list("order", flat=True)]


def _by_part(supplier: Company, text: str) -> Q:
    newest = Order.objects.filter(supplier=supplier).order_by("-pk").values_list("pk", flat=True)
    since = next(iter(newest[LATEST : LATEST + 1]), 0)
    lines = OrderItem.objects.filter(order__supplier=supplier, order__gt=since)
    skus = Q(sku__icontains=text) | Q(mapped_sku__icontains=text) | Q(external_ref__icontains=text)
    parcels = Shipment.objects.filter(order__supplier=supplier, order__gt=since, tracking__icontains=text)
    known = (
        Q(external_ref__icontains=text)
        | Q(customer_name__icontains=text)
        | Q(shipping_company__icontains=text)
        | Q(shipping_tracking__icontains=text)
        | Q(pk__in=lines.filter(skus).values("order"))
        | Q(pk__in=parcels.values("order"))
    )
    return Q(pk__gt=since) & known
