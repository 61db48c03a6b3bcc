"""Order-iT 2.1: one address for placing, reading and updating an order (`contract.md §3`).

The key stands in the query as `k`; the body is JSON whatever its Content-Type says. Every answer is one order, the
first or the one asked for, with all orders of its submission in `orders`. These are plain views: the framework's
router cannot tell apart requests that differ in their query alone.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from monogram.api import auth, errors
from monogram.api.documents import documents_of, documents_of_placed
from monogram.companies.models import Company
from monogram.oms.amend import amend_order, own_order
from monogram.oms.place import place_order
from monogram.orders import queries, values
from monogram.orders.documents import OrderDocument
from monogram.orders.errors import OrderNotFoundError, RequestError
from monogram.orders.intake import ORDER_IT_2_1
from monogram.orders.json_body import read_json
from monogram.orders.models import Order


@require_http_methods(["GET", "POST", "PUT"])
def order_it_2_1(request: HttpRequest) -> HttpResponse:
    """`POST` places an order, `GET` and `PUT` with `o=ID` read and update one."""
    try:
        company = auth.let_in_by_key(request, needs="retailer")
        match request.method:
            case "POST":
                answer = _place(request, company)
            case "PUT":
                answer = _update(request, company)
            case _:
                answer = _current(_order_asked_for(request, company))
    except Exception as error:
        answer = errors.answer_to(request, error)
    return auth.with_limits(request, answer)


def _place(request: HttpRequest, company: Company) -> HttpResponse:
    orders = place_order(
        company=company,
        submission=read_json(request.body),
        raw=request.body,
        idempotency_key=request.headers.get("Idempotency-Key", "").strip(),
        dialect=ORDER_IT_2_1,
    )
    return _answer(documents_of_placed(orders), orders[0], status=201)


def _update(request: HttpRequest, company: Company) -> HttpResponse:
    order = _order_asked_for(request, company)
    return _current(amend_order(company=company, order_id=order.pk, submission=read_json(request.body)))


def _order_asked_for(request: HttpRequest, company: Company) -> Order:
    """By `o`, its id, or else by `external_ref`: the first of the latest submission of that reference."""
    number, external_ref = request.GET.get("o", ""), request.GET.get("external_ref", "")
    if number or not external_ref:
        try:
            return own_order(company, values.integer(number))
        except values.Unreadable:
            raise RequestError("o must be the id of an order", path="o") from None
    found = queries.orders_of(company).filter(company=company, external_ref=external_ref.replace("\0", ""))
    order = found.order_by("-submission_id", "pk").first()
    if order is None:
        raise OrderNotFoundError
    return order


def _current(order: Order) -> HttpResponse:
    """The order as it is now, with its siblings."""
    return _answer(documents_of(queries.orders_of_submission(order.submission)), order)


def _answer(documents: list[OrderDocument], order: Order, status: int = 200) -> HttpResponse:
    """One order of a submission; all are in `orders`."""
    asked_for: Any = next(document for document in documents if document["id"] == order.pk)
    return JsonResponse({**asked_for, "orders": documents}, status=status)
