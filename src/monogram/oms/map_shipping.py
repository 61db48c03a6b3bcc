"""The shop's way of shipping in the supplier's words, before the supplier hears of an order."""

from __future__ import annotations

from monogram.orders import services as orders
from monogram.orders.models import Order
from monogram.orders.queries import MOVED
from monogram.orders.statuses import PLATFORM
from monogram.shipping.models import way
from monogram.shipping.queries import shipping_mapping

MAPPED = "shipping_mapped"
_CORRECTED = "corrected"


def map_shipping(order: Order) -> None:
    """Give the order its supplier's carrier and method, if they are mapped. The caller holds its lock and saves it.

    Once for each supplier: what was mapped is not looked up again, or `A → B` and `B → C` would make of A a C. An order
    that was moved begins anew from what the shop has asked for; what staff have corrected since stands for that.
    """
    asked = _still_to_map(order)
    if asked is None:
        return
    carrier, method = asked
    found = shipping_mapping(
        account_id=order.secondary_company_ref_id, retailer_id=order.company_id, carrier=carrier, method=method
    )
    to_carrier, to_method = (found.to_carrier, found.to_method) if found else (carrier, method)
    if (to_carrier, to_method) == (order.shipping_carrier, order.shipping_method):
        return
    detail = f"{way(order.shipping_carrier, order.shipping_method)} → {way(to_carrier, to_method)}"
    order.shipping_carrier, order.shipping_method = to_carrier, to_method
    orders.record_event(order, actor=PLATFORM, kind=MAPPED, detail=detail)


def _still_to_map(order: Order) -> tuple[str, str] | None:
    """Carrier and method as they were asked for; None where they are this supplier's already."""
    changes = order.events.filter(kind__in=[MAPPED, MOVED, _CORRECTED]).order_by("-sequence")
    history = [kind for kind, detail in changes.values_list("kind", "detail") if kind != _CORRECTED or _of_way(detail)]
    if history[:1] == [MAPPED]:
        return None
    if history[:1] == [MOVED] and MAPPED in history:
        body = order.submission.body
        return str(body.get("shipping_carrier") or "").strip(), str(body.get("shipping_method") or "").strip()
    return order.shipping_carrier, order.shipping_method


def _of_way(detail: str) -> bool:
    return any(line.startswith(("shipping_carrier:", "shipping_method:")) for line in detail.split("\n"))
