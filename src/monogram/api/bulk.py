"""Many orders in one request: `POST /orders`. Each is placed by itself, and each has its own answer.

A bulk counts as one request against the rate limit: that is what it is for.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpRequest

from monogram.api import auth, openapi
from monogram.api.answers import ResultDocument
from monogram.api.documents import documents_of_placed
from monogram.api.errors import accident_body, error_body
from monogram.api.router import router
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.oms.place import LONGEST_IDEMPOTENCY_KEY, check_idempotency_key, place_order
from monogram.orders import values
from monogram.orders.errors import RequestError
from monogram.orders.json_body import read_json, split_list

MAX_ORDERS = 100


@dataclass(slots=True)
class _Bulk:
    """One bulk underway: whose it is, its key, and how often each reference has come."""

    request: HttpRequest
    company: Company
    key: str
    seen: Counter[str]

    def result(self, index: int, text: str) -> ResultDocument:
        """Place one order. Whatever goes wrong with it is its answer and goes no further."""
        order: object = None
        try:
            order = read_json(text.encode())
            key = self._key_of(order)
            orders = place_order(company=self.company, submission=order, raw=_canonical(order), idempotency_key=key)
            return {
                "index": index,
                "external_ref": _ref_of(order),
                "status": 200,
                "orders": documents_of_placed(orders),
            }
        except MonogramError as error:
            status, told = error.http_status, error_body(error)["error"]
        except Exception as error:  # the orders behind it are to be tried all the same
            status, told = 500, accident_body(self.request, error)["error"]
            _renew_connection()
        return {"index": index, "external_ref": _ref_of(order), "status": status, "error": told}

    def _key_of(self, order: object) -> str:
        """The order's own `idempotency_key`, which is taken out of it, or one made from the header's.

        The latter goes by the order's reference, and by how often that has come in this bulk, not by its place in the
        list: who sends those that were refused again, corrected, may leave the placed ones out.
        """
        if not isinstance(order, dict):
            return ""
        own = order.pop("idempotency_key", None)
        if values.is_given(own):
            return _own_key(own)
        if not self.key:
            return ""
        ref = _ref_of(order)
        self.seen[ref] += 1
        return "bulk-" + hashlib.sha256(_canonical([self.key, ref, self.seen[ref]])).hexdigest()


@router.post("/orders", auth=auth.retailers, summary="Place many orders", openapi_extra=openapi.POST_ORDERS)
@router.post("/orders/", auth=auth.retailers, include_in_schema=False)
def post_orders(request: HttpRequest) -> list[ResultDocument]:
    """Up to 100 orders, in a list or as `{"orders": […]}`; one result for each, in order.

    The answer is HTTP 200 whatever became of them, and each result has a `status` of its own: an order that is refused
    takes no other with it. A bulk that cannot be read at all is HTTP 400, and nothing of it is placed. It counts as one
    request against the rate limit.

    Give an `Idempotency-Key` header, or each order an `idempotency_key`, and a bulk whose answer never arrived can be
    sent again as it is: what was placed is answered again, the rest is tried again.
    """
    key = request.headers.get("Idempotency-Key", "").strip()
    check_idempotency_key(key)
    members = split_list(request.body, name="orders")
    if not members:
        raise RequestError("The list holds no orders")
    if len(members) > MAX_ORDERS:
        raise RequestError(f"At most {MAX_ORDERS} orders may be sent at once, not {len(members)}")
    bulk = _Bulk(request, auth.caller_of(request), key, Counter())
    return [bulk.result(index, text) for index, text in enumerate(members)]


def _renew_connection() -> None:
    """A connection that the database has broken off, in a restart say, is not to fail every order behind it."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


def _own_key(value: object) -> str:
    try:
        key = values.text(value, LONGEST_IDEMPOTENCY_KEY).strip()
    except values.Unreadable as reason:
        raise RequestError(f"idempotency_key {reason}", path="idempotency_key") from None
    if not key.isprintable():
        raise RequestError("idempotency_key must be printable characters", path="idempotency_key")
    return key


def _ref_of(order: object) -> str:
    """The retailer's reference as far as there is one to tell."""
    ref: Any = order.get("external_ref") if isinstance(order, dict) else ""
    try:
        return values.text(ref, 100) if values.is_given(ref) else ""
    except values.Unreadable:
        return ""


def _canonical(order: object) -> bytes:
    """An order as bytes that depend on what it says alone: a repetition may be spaced or sorted differently."""
    return json.dumps(order, sort_keys=True).encode()
