"""A supplier fetches its orders, instead of having them pushed (`contract.md §7`)."""

from __future__ import annotations

import base64
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from monogram.api import auth, openapi
from monogram.api.documents import document_of
from monogram.api.parameters import read_parameter, statuses
from monogram.api.router import router
from monogram.callbacks.feed import read_feed
from monogram.oms.status import change_status
from monogram.orders import queries, values
from monogram.orders.documents import OrderDocument
from monogram.orders.models import OrderStatus

MOST = 100


@router.get(
    "/supplier/orders", auth=auth.suppliers, summary="Fetch your orders", openapi_extra=openapi.GET_SUPPLIER_ORDERS
)
@router.get("/supplier/orders/", auth=auth.suppliers, include_in_schema=False)
def fetch_orders(request: HttpRequest) -> HttpResponse:
    """The messages that a push would have brought, word for word, oldest first: new orders and what changed of them.

    For a supplier without a push integration. The `Link` header leads on, also when there is nothing new yet: keep it,
    and ask there next time. The same cursor gives the same messages again, and those that came since. Without a cursor
    you begin before the oldest order that you have not acknowledged. What you have fetched is Sent to Supplier.
    """
    limit = read_parameter(request, "limit", lambda text: values.integer(text, largest=MOST, least=1)) or MOST
    after = read_parameter(request, "cursor", _position)
    wanted = read_parameter(request, "status", statuses) or frozenset()
    page = read_feed(supplier=auth.caller_of(request), after=after, limit=limit, statuses=wanted)
    response = HttpResponse(f"[{','.join(page.bodies)}]", content_type="application/json")
    query = {**request.GET.dict(), "cursor": _cursor(page.position)}
    response["Link"] = f'<{request.path}?{urlencode(query)}>; rel="next"'
    return auth.with_limits(request, response)


@router.post(
    "/supplier/orders/{int:order_id}/acknowledge",
    auth=auth.suppliers,
    summary="Acknowledge an order",
    openapi_extra=openapi.ACKNOWLEDGE,
)
@router.post("/supplier/orders/{int:order_id}/acknowledge/", auth=auth.suppliers, include_in_schema=False)
def acknowledge(request: HttpRequest, order_id: int) -> OrderDocument:
    """You have the order: it is Received by Supplier (513). Said again, nothing changes."""
    company = auth.caller_of(request)
    order = queries.order_for(company, order_id)
    change_status(order_id=order.pk, to=OrderStatus.RECEIVED_BY_SUPPLIER, actor=queries.actor_for(company, order))
    return document_of(queries.order_for(company, order_id), company)


def _cursor(position: int) -> str:
    """A position as text that says nothing to its reader, who is only to hand it back."""
    return base64.urlsafe_b64encode(f"feed.{position}".encode()).decode().rstrip("=")


def _position(cursor: str) -> int:
    try:
        written = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        kind, _, number = written.partition(".")
        if kind == "feed":
            return values.integer(number)
    except ValueError:  # of which all that decoding and reading raise are kinds
        pass
    raise values.Unreadable("must be one that a Link header has given")
