"""A supplier gets labels for its orders, and takes them back (`contract.md §7`)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from monogram.api import auth, bodies, openapi
from monogram.api.answers import LabelledShipmentDocument
from monogram.api.documents import document_of
from monogram.api.errors import answer_to
from monogram.api.papers import NOT_TO_BE_KEPT
from monogram.api.router import router
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.oms.ship import ship_order, void_shipment
from monogram.orders import queries
from monogram.orders.documents import OrderDocument
from monogram.orders.errors import OrderNotFoundError
from monogram.orders.json_body import read_json
from monogram.orders.models import Order
from monogram.orders.statuses import Actor
from monogram.shipping.errors import NoSuchShipmentError
from monogram.shipping.labels import label_address, label_file
from monogram.shipping.models import LabelFormat, Shipment
from monogram.shipping.queries import shipments_of

_MEDIA_TYPES = {
    LabelFormat.PDF: "application/pdf",
    LabelFormat.PNG: "image/png",
    LabelFormat.ZPL: "application/zpl",
}
_LARGEST_ID = 2**63 - 1
_PAGES = frozenset(map(str, range(1, 100)))


@router.post(
    "/order/{int:order_id}/shipment",
    auth=auth.suppliers,
    summary="Ship an order",
    tags=["Shipping"],
    openapi_extra=openapi.POST_SHIPMENT,
)
@router.post("/order/{int:order_id}/shipment/", auth=auth.suppliers, include_in_schema=False)
def ship(request: HttpRequest, order_id: int) -> list[LabelledShipmentDocument]:
    """Get a label, with which the pieces have left: without a body all that are still to leave, or those in `items`.

    The service is chosen by the settings of your account. With its last pieces the order is Dispatched. Its
    `label_url` opens as PDF, or as ZPL where the connection with the carrier is set to it; the sandbox has each label
    in every format, with the ending `.png` or `.zpl`, or `?format=png`. Whoever has the address may open it, for 90
    days. If the carrier refuses, nothing has changed and the message has its words.
    """
    order, supplier = _order_of(request, order_id)
    wanted = bodies.read_shipment(read_json(request.body)) if request.body.strip() else None
    shipment = ship_order(order_id=order.pk, actor=Actor.supplier(supplier), quantities=wanted)
    return [_document(shipment)]


@router.get(
    "/order/{int:order_id}/shipment",
    auth=auth.suppliers,
    summary="Read an order's shipments",
    tags=["Shipping"],
    openapi_extra=openapi.GET_SHIPMENTS,
)
@router.get("/order/{int:order_id}/shipment/", auth=auth.suppliers, include_in_schema=False)
def get_shipments(request: HttpRequest, order_id: int) -> list[LabelledShipmentDocument]:
    """What has left, oldest first, with the labels: for whom the answer of the request itself was lost."""
    order, _ = _order_of(request, order_id)
    return [_document(shipment) for shipment in shipments_of(order)]


@router.delete(
    "/order/{int:order_id}/shipment/{int:shipment_id}",
    auth=auth.suppliers,
    summary="Void a shipment",
    tags=["Shipping"],
    openapi_extra=openapi.DELETE_SHIPMENT,
)
@router.delete("/order/{int:order_id}/shipment/{int:shipment_id}/", auth=auth.suppliers, include_in_schema=False)
def void(request: HttpRequest, order_id: int, shipment_id: int) -> OrderDocument:
    """Take a label back that is not used, within 30 days: its pieces are still to leave then, and the order is In
    Production. Said again, nothing changes."""
    order, supplier = _order_of(request, order_id)
    if shipment_id > _LARGEST_ID or not Shipment.objects.filter(pk=shipment_id, order=order).exists():
        raise NoSuchShipmentError
    void_shipment(shipment_id=shipment_id, actor=Actor.supplier(supplier))
    return document_of(queries.order_for(supplier, order_id), supplier)


@require_safe
def open_label(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """`GET /label/{token}/{name}`: the label in the format of `?format=`, or of the name's ending, or as PDF.

    The token is the permission: printers' programs fetch labels without credentials. Nobody on the way may keep one.
    """
    try:
        wanted = (request.GET.get("format") or name.rpartition(".")[2]).lower()
        label_format = LabelFormat(wanted) if wanted in LabelFormat.values else LabelFormat.PDF
        page = request.GET.get("page", "1")
        content = label_file(token, label_format, int(page) if page in _PAGES else 0)
    except MonogramError as error:
        response = answer_to(request, error)
    else:
        response = HttpResponse(content, content_type=_MEDIA_TYPES[label_format])
        stem = name.rpartition(".")[0] or name
        safe = "".join(letter for letter in stem if letter.isascii() and letter.isalnum()) or "label"
        kind = "attachment" if label_format == LabelFormat.ZPL else "inline"
        response["Content-Disposition"] = f'{kind}; filename="{safe}.{label_format}"'
    for header, value in NOT_TO_BE_KEPT.items():
        response[header] = value
    return response


def _order_of(request: HttpRequest, order_id: int) -> tuple[Order, Company]:
    """An order that the caller makes. Raises OrderNotFoundError."""
    company = auth.caller_of(request)
    order = queries.order_for(company, order_id)
    if order.supplier_id != company.pk:
        raise OrderNotFoundError
    return order, company


def _document(shipment: Shipment) -> LabelledShipmentDocument:
    """As the reference has it. `quantity` is that of the whole line."""
    connection = shipment.connection
    return {
        "id": shipment.pk,
        "carrier": connection.carrier if connection else shipment.carrier,
        "tracking": shipment.tracking,
        "label_url": label_address(shipment),
        "items": [
            {
                "id": one.order_item_id,
                "order_id": shipment.order_id,
                "quantity": one.order_item.quantity,
                "quantity_shipped": one.quantity,
            }
            for one in shipment.items.select_related("order_item").order_by("pk")
        ],
    }
