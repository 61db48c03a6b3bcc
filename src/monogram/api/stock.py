"""Stock: suppliers report it, retailers read it (`contract.md §7`)."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from monogram.api import auth, openapi
from monogram.api.answers import StockReportDocument
from monogram.api.parameters import read_parameter
from monogram.api.router import router
from monogram.common.errors import MonogramError
from monogram.orders import values
from monogram.orders.documents import as_json
from monogram.orders.errors import RequestError
from monogram.orders.json_body import read_json
from monogram.suppliers import queries
from monogram.suppliers.services.stock import StockRow, report_stock

MAX_BYTES = 20_000_000
MAX_ROWS = 100_000
_MOST_PIECES = 2**31 - 1
_INDEX = re.compile(r"\[(\d+)\]")


@router.put(
    "/stock/availability",
    auth=auth.suppliers,
    summary="Report your stock",
    openapi_extra=openapi.PUT_STOCK,
    tags=["Stock"],
)
@router.put("/stock/availability/", auth=auth.suppliers, include_in_schema=False)
def put_availability(request: HttpRequest) -> StockReportDocument:
    """How many pieces you have of each SKU: absolute numbers, which orders lower until you report again.

    Up to 100,000 rows, 20 MB. SKUs that you do not name stay as they are; 0 is out of stock. A row that cannot be
    applied is in `errors` with its path, and the rest is applied; the answer is HTTP 200 all the same. Of two rows
    about one SKU the first counts. To send the same report again is safe.
    """
    body = read_json(_body_of(request))
    if not isinstance(body, list):
        kind = values.kind_of(body)
        raise RequestError(f"The body must be a list of {{sku or barcode, data: {{quantity_available}}}}, not {kind}")
    if len(body) > MAX_ROWS:
        raise RequestError(f"At most {MAX_ROWS} rows may be sent at once, not {len(body)}")
    rows: list[StockRow] = []
    errors: list[MonogramError] = []
    for index, entry in enumerate(body):
        try:
            rows.append(_row(entry, f"[{index}]"))
        except RequestError as error:
            errors.append(error)
    report = report_stock(supplier=auth.caller_of(request), rows=rows)
    errors = sorted([*errors, *report.errors], key=_index)
    return {
        "updated": report.updated,
        "errors": [{"code": error.code, "message": error.text, "path": error.path} for error in errors],
    }


@router.get(
    "/stock", auth=auth.retailers, summary="Read your suppliers' stock", openapi_extra=openapi.GET_STOCK, tags=["Stock"]
)
@router.get("/stock/", auth=auth.retailers, include_in_schema=False)
def get_stock(request: HttpRequest) -> HttpResponse:
    """What the suppliers of your dropship accounts have of your products; without those whose stock nobody reports.

    With `dropship_ref` that of one account's supplier; with `changed_since` what has another quantity, lead time or
    capacity since. To stay up to date, ask with a `changed_since` one minute before you began the last time.
    """
    company = auth.caller_of(request)
    account_id = read_parameter(request, "dropship_ref", values.integer)
    changed_since: datetime | None = read_parameter(request, "changed_since", values.moment)
    accounts = queries.accounts_of(company)
    if account_id is not None and account_id not in accounts:
        raise RequestError("dropship_ref must be the reference ID of a dropship account of yours", path="dropship_ref")
    suppliers = set(accounts.values()) if account_id is None else {accounts[account_id]}
    stock = queries.stock_for(company, suppliers=suppliers, changed_since=changed_since)
    return HttpResponse(as_json({"stock": stock}).encode(), content_type="application/json")


def _body_of(request: HttpRequest) -> bytes:
    """The body, which may be larger than that of any other request."""
    body = request.read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        raise RequestError(f"The request body is larger than {MAX_BYTES // 1_000_000} MB")
    return body


def _row(entry: object, path: str) -> StockRow:
    """One row of a report. Raises RequestError with the path of what is wrong."""
    members = _object(entry, path)
    sku, barcode = _name(members, "sku", 80, path), _name(members, "barcode", 100, path)
    if not sku and not barcode:
        raise RequestError("A row must name a sku or a barcode", path=path)
    at = f"{path}.data"
    told = _object(members.get("data"), at).get("quantity_available")
    at = f"{at}.quantity_available"
    if not values.is_given(told):
        raise RequestError("quantity_available is not given", path=at)
    try:
        return StockRow(sku, barcode, values.integer(told, largest=_MOST_PIECES), path)
    except values.Unreadable as reason:
        raise RequestError(f"quantity_available {reason}", path=at) from None


def _object(value: object, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise RequestError(f"{path} must be an object, not {values.kind_of(value)}", path=path)
    return value


def _name(members: dict[str, Any], name: str, limit: int, path: str) -> str:
    value = members.get(name)
    if not values.is_given(value):
        return ""
    try:
        return values.name(value, limit)
    except values.Unreadable as reason:
        raise RequestError(f"{name} {reason}", path=f"{path}.{name}") from None


def _index(error: MonogramError) -> int:
    """Which row an error is about."""
    found = _INDEX.match(error.path)
    return int(found[1]) if found else -1
