"""Order-iT 2.2: `POST /order` (`contract.md §2`). Any Content-Type: the body is JSON whatever it says."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from monogram.api import auth, errors, openapi
from monogram.api.documents import documents_of_placed
from monogram.api.router import router
from monogram.oms.place import place_order
from monogram.orders.documents import as_json, order_document
from monogram.orders.errors import IntakeError
from monogram.orders.json_body import read_json

_DOCUMENTED = {**openapi.POST_ORDER, "security": [{"BasicAuth": []}]}


@router.post("/order", auth=None, summary="Place an order", openapi_extra=_DOCUMENTED)
@router.post("/order/", auth=None, include_in_schema=False)
def post_order(request: HttpRequest) -> HttpResponse:
    """Answers with the orders that the submission became, one per supplier.

    With an `Idempotency-Key` header, the same request again gets the same orders instead of error 8001.
    """
    return order_it_2_2(request)


def order_it_2_2(request: HttpRequest) -> HttpResponse:
    """The same as a plain view: `urls` calls it past the framework, whose share is a tenth of the time of an order."""
    try:
        answer = _place(request)
    except Exception as error:
        answer = errors.answer_to(request, error)
    return auth.with_limits(request, answer)


def _place(request: HttpRequest) -> HttpResponse:
    caller = auth.recognised(request, needs="retailer")
    raw, key = request.body, request.headers.get("Idempotency-Key", "").strip()
    try:
        submission = read_json(raw)
    except IntakeError:
        caller.counted()
        raise
    orders = place_order(
        company=caller.company,
        submission=submission,
        raw=raw,
        idempotency_key=key,
        admission=caller.count,
    )
    # New orders have no files yet; those that are there already, by their key, may.
    documents = documents_of_placed(orders) if key else [order_document(order, {}) for order in orders]
    return HttpResponse(as_json(documents).encode(), content_type="application/json")
