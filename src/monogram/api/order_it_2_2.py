"""Order-iT 2.2: `POST /order` (`contract.md §2`). Any Content-Type: the body is JSON whatever it says."""

from __future__ import annotations

from django.http import HttpRequest

from monogram.api import auth, openapi
from monogram.api.documents import documents_of
from monogram.api.router import router
from monogram.oms.place import place_order
from monogram.orders.documents import OrderDocument
from monogram.orders.json_body import read_json


@router.post("/order", auth=auth.retailers, summary="Place an order", openapi_extra=openapi.POST_ORDER)
@router.post("/order/", auth=auth.retailers, include_in_schema=False)
def post_order(request: HttpRequest) -> list[OrderDocument]:
    """Answers with the orders that the submission became, one per supplier.

    With an `Idempotency-Key` header, the same request again gets the same orders instead of error 8001.
    """
    orders = place_order(
        company=auth.caller_of(request),
        submission=read_json(request.body),
        raw=request.body,
        idempotency_key=request.headers.get("Idempotency-Key", "").strip(),
    )
    return documents_of(orders)
