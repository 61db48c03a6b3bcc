"""`GET /order`: finding orders, page by page (`contract.md §2`)."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from monogram.api import auth, openapi
from monogram.api.documents import documents_of
from monogram.api.parameters import read_parameter, statuses
from monogram.api.router import router
from monogram.orders import listing, values
from monogram.orders.documents import OrderDocument
from monogram.orders.errors import RequestError
from monogram.orders.listing import Position, Wanted

MOST = 100

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@router.get("/order", auth=auth.anyone, summary="Find orders", openapi_extra=openapi.GET_ORDERS)
@router.get("/order/", auth=auth.anyone, include_in_schema=False)
def find_orders(request: HttpRequest, response: HttpResponse) -> list[OrderDocument]:
    """Your own orders and those that were sent to you to make, in pages; the `Link` header leads to the next page.

    Oldest first, by id. With `changed_since` by the time of the latest change instead: an order that changes while you
    read comes (again) further on, as it is then. No order is skipped, and none comes twice without a change in
    between. When there is no `Link`, you have them all; ask again, for changes, with a `changed_since` one minute
    before you began.
    """
    wanted = _wanted(request)
    limit = read_parameter(request, "limit", lambda text: values.integer(text, largest=MOST, least=1)) or MOST
    behind = read_parameter(request, "cursor", _position)
    if behind and (behind.changed_at is None) != (wanted.changed_since is None):
        raise RequestError("cursor goes with the changed_since that it was given for", path="cursor")
    company = auth.caller_of(request)
    page = listing.find_orders(company, wanted, limit=limit, behind=behind)
    if page.more_behind:
        query = {**request.GET.dict(), "cursor": _cursor(page.more_behind)}
        response["Link"] = f'<{request.path}?{urlencode(query)}>; rel="next"'
    return documents_of(page.orders, company)


def _wanted(request: HttpRequest) -> Wanted:
    return Wanted(
        external_ref=read_parameter(request, "external_ref", _text) or "",
        ref=(read_parameter(request, "ref", _text) or "").strip().upper(),
        statuses=read_parameter(request, "status", statuses) or frozenset(),
        has_error=read_parameter(request, "has_error", values.flag),
        changed_since=read_parameter(request, "changed_since", values.moment),
    )


def _text(text: str) -> str:
    if "\x00" in text:
        raise values.Unreadable("holds a NUL character")
    return text


def _cursor(position: Position) -> str:
    """A position as text that says nothing to its reader, who is only to hand it back."""
    changed = "" if position.changed_at is None else (position.changed_at - _EPOCH) // _MICROSECOND
    return base64.urlsafe_b64encode(f"{changed}.{position.order_id}".encode()).decode().rstrip("=")


def _position(cursor: str) -> Position:
    try:
        written = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        changed, _, number = written.partition(".")
        changed_at = _EPOCH + values.integer(changed) * _MICROSECOND if changed else None
        return Position(changed_at, values.integer(number))
    except (ValueError, OverflowError):  # of which all that decoding and reading raise are kinds
        raise values.Unreadable("must be one that a Link header has given") from None
