"""Trying an order out: `POST /order/check` says what `POST /order` would do, and why, and does nothing of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest

from monogram.api import auth, openapi
from monogram.api.answers import CheckDocument, PlannedItemDocument, PlannedOrderDocument, RoutingDocument
from monogram.api.errors import error_body
from monogram.api.router import router
from monogram.common.errors import MonogramError
from monogram.companies import queries as companies
from monogram.companies.models import Company
from monogram.oms.place import Plan, plan_order, starting_status
from monogram.orders import services
from monogram.orders.json_body import read_json
from monogram.orders.models import OrderItem, OrderStatus
from monogram.orders.references import ResolvedItem
from monogram.orders.requests import OrderRequest
from monogram.orders.services import OrderPart


@router.post("/order/check", auth=auth.retailers, summary="Try an order out", openapi_extra=openapi.CHECK)
@router.post("/order/check/", auth=auth.retailers, include_in_schema=False)
def check_order(request: HttpRequest) -> CheckDocument:
    """What `POST /order` would do with this body: which orders it would become, who would make each line, and why.

    Nothing is written, no print job is used up, and the reference stays free; the request counts against the rate
    limit like any other. An order that would be refused is no failure of the check: the answer is HTTP 200 with
    `ok: false` and the `error` of `POST /order`, every fault in it. Only a body that is not JSON, or a caller who is
    not let in, is HTTP 400. `ok: true` with `has_error` in an order means that it would be kept, and wait for the
    staff: `routing` says why a line has nowhere to go.
    """
    company = auth.caller_of(request)
    submission = read_json(request.body)
    try:
        plan = plan_order(company=company, submission=submission)
    except MonogramError as error:
        return {"ok": False, "orders": [], "left_out": [], "error": error_body(error)["error"]}
    return _planned(company, plan)


def _planned(company: Company, plan: Plan) -> CheckDocument:
    suppliers = companies.names_of({part.supplier_id for part in plan.parts if part.supplier_id})
    return {
        "ok": True,
        "orders": [_planned_order(company, plan.request, part, suppliers) for part in plan.parts],
        "left_out": [_planned_item(item, [_left_out(item)]) for item in plan.left_out],
    }


def _planned_order(
    company: Company, request: OrderRequest, part: OrderPart, suppliers: Mapping[int, str]
) -> PlannedOrderDocument:
    status = OrderStatus.QC_QUERY if part.error else starting_status(company, request)
    supplier_id = part.supplier_id
    return {
        "supplier": {"company_ref_id": supplier_id, "name": suppliers[supplier_id]} if supplier_id else None,
        "secondary_company_ref_id": part.account_id or request.secondary_company_ref_id,
        "status": status,
        "status_name": status.label,
        "has_error": bool(part.error),
        "error_message": part.error,
        "items": [_planned_item(line.item, line.explanation, line.supplier_sku) for line in part.lines],
    }


def _planned_item(
    line: ResolvedItem, explanation: Sequence[Mapping[str, Any]], supplier_sku: str = ""
) -> PlannedItemDocument:
    asked, product = line.request, line.match.product
    item = OrderItem(sku=asked.sku, description=asked.description, colour=asked.colour, size=asked.size)
    services.apply_match(item, line.match, supplier_sku=supplier_sku)
    return {
        "path": asked.path,
        "external_ref": asked.external_ref,
        "type": asked.type or 0,
        "quantity": asked.quantity,
        "sku": item.sku,
        "mapped_sku": item.mapped_sku,
        "description": item.description,
        "colour": item.colour,
        "size": item.size,
        "product": {"id": product.pk, "name": product.name} if product else None,
        "routing": [_routing(entry) for entry in explanation],
    }


def _routing(entry: Mapping[str, Any]) -> RoutingDocument:
    return {
        "rule": entry["rule"],
        "outcome": entry["outcome"],
        "detail": entry["detail"],
        "candidate": entry.get("candidate", ""),
    }


def _left_out(line: ResolvedItem) -> Mapping[str, str]:
    return {"rule": "product", "outcome": "left_out", "detail": line.match.how}
