"""Reading one order back, its history, and changing its status (`contract.md §2 and §4`)."""

from __future__ import annotations

from django.http import HttpRequest

from monogram.api import auth, bodies, openapi
from monogram.api.documents import document_of, documents_of_items
from monogram.api.router import router
from monogram.oms.reprint import reprint_order
from monogram.oms.status import change_item_statuses, change_status
from monogram.orders import queries
from monogram.orders.documents import (
    EventDocument,
    ItemDocument,
    OrderDocument,
    event_document,
)
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.json_body import read_json
from monogram.orders.models import OrderStatus
from monogram.orders.statuses import Party


@router.get("/order/{int:order_id}", auth=auth.anyone, summary="Read an order", openapi_extra=openapi.GET_ORDER)
@router.get("/order/{int:order_id}/", auth=auth.anyone, include_in_schema=False)
def get_order(request: HttpRequest, order_id: int) -> OrderDocument:
    """One order as it is now."""
    company = auth.caller_of(request)
    return document_of(queries.order_for(company, order_id), company)


@router.get(
    "/order/{int:order_id}/events", auth=auth.anyone, summary="Read an order's history", openapi_extra=openapi.EVENTS
)
@router.get("/order/{int:order_id}/events/", auth=auth.anyone, include_in_schema=False)
def get_events(request: HttpRequest, order_id: int) -> list[EventDocument]:
    """Everything that has happened to the order, oldest first."""
    order = queries.order_for(auth.caller_of(request), order_id)
    return [event_document(event) for event in queries.events_of(order)]


@router.put(
    "/order/{int:order_id}/status", auth=auth.anyone, summary="Change an order's status", openapi_extra=openapi.STATUS
)
@router.put("/order/{int:order_id}/status/", auth=auth.anyone, include_in_schema=False)
def put_status(request: HttpRequest, order_id: int) -> OrderDocument:
    """The supplier reports progress, dispatch or cancellation; the retailer may cancel."""
    company = auth.caller_of(request)
    order = queries.order_for(company, order_id)
    wanted = bodies.read_status(read_json(request.body))
    actor = queries.actor_for(company, order)
    if actor.party == Party.RETAILER and wanted.status != OrderStatus.CANCELLED:
        raise StatusChangeRefusedError("A retailer may only cancel an order (status 128)", path="status")
    if wanted.items and wanted.status == OrderStatus.REPRINT:
        reprint_order(order_id=order.pk, actor=actor, why=wanted.reason, quantities=wanted.items)
    else:
        change_status(
            order_id=order.pk,
            to=wanted.status,
            actor=actor,
            why=wanted.reason,
            shipping_tracking=wanted.parcel.tracking,
            shipping_carrier=wanted.parcel.carrier,
            shipping_method=wanted.parcel.method,
            tracking_url=wanted.parcel.tracking_url,
        )
    return document_of(queries.order_for(company, order_id), company)


@router.put(
    "/order-item/status",
    auth=auth.anyone,
    operation_id="put_item_status",
    summary="Change the status of order lines",
    openapi_extra=openapi.ITEM_STATUS,
)
@router.post(
    "/order-item/status",
    auth=auth.anyone,
    operation_id="post_item_status",
    summary="Change the status of order lines",
    openapi_extra=openapi.ITEM_STATUS,
)
@router.put("/order-item/status/", auth=auth.anyone, include_in_schema=False)
@router.post("/order-item/status/", auth=auth.anyone, include_in_schema=False)
def put_item_status(request: HttpRequest) -> list[ItemDocument]:
    """All or none of the lines change. The orders follow their lines."""
    company = auth.caller_of(request)
    wanted = bodies.read_item_statuses(read_json(request.body))
    orders = queries.orders_with_items(company, wanted.statuses)
    items = change_item_statuses(
        wanted=wanted.statuses,
        quantities=wanted.quantities,
        parcels=wanted.parcels,
        actors={order.pk: queries.actor_for(company, order) for order in orders},
    )
    return documents_of_items(items, company)
