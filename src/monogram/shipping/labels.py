"""Parcels that get their label here: requested, made or failed, voided. Callers hold the order's lock."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pikepdf

from monogram.common import clock, refs, signing
from monogram.files import services as files
from monogram.orders.models import Order
from monogram.shipping.carriers import Booking, LabelFile
from monogram.shipping.carriers.registry import carrier_of
from monogram.shipping.errors import LabelVoidedError, NoSuchLabelError, ShipmentRefusedError
from monogram.shipping.models import (
    CarrierConnection,
    DefaultService,
    LabelFormat,
    Shipment,
    ShipmentItem,
    ShipmentLabel,
    ShipmentState,
    ShippingMapping,
)

FOLDER = f"{files.PRIVATE}/labels"
_REFERENCE = 20
"""As many letters as every carrier keeps of a reference."""
KEPT_FOR = timedelta(days=90)
"""Labels hold addresses: they go when nobody can need them any more."""


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    """By whom and how a parcel is to go."""

    connection: CarrierConnection
    service: str


def service_for(order: Order) -> ServiceChoice:
    """The service of an order: its way of shipping's, its account's, or its supplier's.

    Without any, a supplier's only connection with its only service. Raises ShipmentRefusedError.
    """
    connections = {c.pk: c for c in CarrierConnection.objects.filter(supplier_id=order.supplier_id, is_enabled=True)}
    for connection, service in _chosen(order):
        if connection in connections:
            return ServiceChoice(connections[connection], service)
    offers = [(connection, service) for connection in connections.values() for service in connection.services]
    if len(offers) == 1:
        return ServiceChoice(*offers[0])
    if not connections:
        raise ShipmentRefusedError("No carrier is connected: labels need one")
    raise ShipmentRefusedError("No service is chosen for this order: set a default for its account or its supplier")


def _chosen(order: Order) -> list[tuple[int, str]]:
    """Connections by id with a service, the most particular first. A mapping is found by what it says to the supplier
    and, once the order has other words, by what the shop has asked for."""
    mappings = ShippingMapping.objects.filter(connection__isnull=False).exclude(service="")
    own = mappings.filter(account_id=order.secondary_company_ref_id) if order.secondary_company_ref_id else None
    asked = [str(order.submission.body.get(name) or "").strip() for name in ("shipping_carrier", "shipping_method")]
    rows: list[ShippingMapping | DefaultService] = []
    for owned in [own, mappings.filter(retailer_id=order.company_id)]:
        if owned is not None:
            rows += owned.filter(to_carrier=order.shipping_carrier, to_method=order.shipping_method)
            rows += owned.filter(from_carrier=asked[0], from_method=asked[1])
    if order.secondary_company_ref_id:
        rows += DefaultService.objects.filter(account_id=order.secondary_company_ref_id)
    rows += DefaultService.objects.filter(supplier_id=order.supplier_id)
    return [(row.connection_id, row.service) for row in rows if row.connection_id is not None]


def reference_of(order: Order, request_key: str) -> str:
    """By which a carrier is to know a request: the same for the same key of the same order, or else a new one."""
    reference = signing.sha256_hex(f"{order.ref} {request_key}".encode()) if request_key else refs.new_public_id()
    return reference[:_REFERENCE]


def request(order: Order, choice: ServiceChoice, quantities: Mapping[int, int], reference: str) -> Shipment:
    """Write a parcel down before its carrier is asked."""
    shipment = Shipment.objects.create(
        order=order,
        state=ShipmentState.REQUESTED,
        connection=choice.connection,
        service=choice.service,
        carrier=carrier_of(choice.connection).name,
        reference=reference,
        requested_at=clock.now(),
    )
    ShipmentItem.objects.bulk_create(
        ShipmentItem(shipment=shipment, order_item_id=line, quantity=quantity) for line, quantity in quantities.items()
    )
    return shipment


def keep_labels(shipment: Shipment, labels: Sequence[LabelFile]) -> None:
    """Store what the carrier has sent, where only the label's own address leads to."""
    if shipment.label_token is None:
        shipment.label_token = refs.new_public_id()
    for label in labels:
        key = files.store(label.content, folder=FOLDER, suffix=label.format)
        ShipmentLabel.objects.update_or_create(
            shipment=shipment, format=label.format, page=label.page, defaults={"file": key}
        )


def complete(shipment: Shipment, booking: Booking) -> None:
    """The carrier has taken it: now its pieces have left."""
    shipment.state, shipment.dispatched_at = ShipmentState.MADE, clock.now()
    shipment.tracking, shipment.tracking_url, shipment.method = booking.tracking, booking.tracking_url, booking.method
    shipment.carrier_reference, shipment.failure = booking.carrier_reference, ""
    keep_labels(shipment, booking.labels)
    shipment.save()


def note_silence(shipment: Shipment, said: str) -> None:
    """Nobody knows what became of a request: what is known is kept until somebody gives it up."""
    Shipment.objects.filter(pk=shipment.pk, state=ShipmentState.REQUESTED).update(failure=said)


def fail(shipment: Shipment, reason: str) -> None:
    """No label came of it; its pieces are free again."""
    shipment.state, shipment.failure = ShipmentState.FAILED, reason
    shipment.save(update_fields=["state", "failure"])


def void(shipment: Shipment) -> None:
    """It did not leave after all."""
    shipment.state, shipment.voided_at = ShipmentState.VOIDED, clock.now()
    shipment.save(update_fields=["state", "voided_at"])


def label_address(shipment: Shipment, label_format: LabelFormat | None = None) -> str:
    """Where the label opens, for whoever has the address; "" if there is none. Without a format: as PDF if it is there
    as PDF."""
    if shipment.label_token is None:
        return ""
    if label_format is None:
        kept = {label.format for label in shipment.labels.all()}
        label_format = LabelFormat.ZPL if kept == {LabelFormat.ZPL} else LabelFormat.PDF
    return files.absolute(f"/label/{shipment.label_token}/{shipment.tracking}.{label_format}")


def label_file(token: str, label_format: str, page: int) -> bytes:
    """A label as it is printed. Raises NoSuchLabelError, and LabelVoidedError for a parcel that was taken back."""
    label = (
        ShipmentLabel.objects.filter(shipment__label_token=token, format=label_format, page=page)
        .select_related("shipment")
        .first()
    )
    if label is None:
        raise NoSuchLabelError
    if label.shipment.state != ShipmentState.MADE:
        raise LabelVoidedError
    try:
        return files.read(label.file)
    except FileNotFoundError:
        raise NoSuchLabelError from None


def with_pdf(shipments: Sequence[Shipment]) -> list[Shipment]:
    """Those of which there is a label as PDF: a carrier may have given one for a label printer alone."""
    having = ShipmentLabel.objects.filter(shipment__in=shipments, format=LabelFormat.PDF)
    found = set(having.values_list("shipment", flat=True))
    return [shipment for shipment in shipments if shipment.pk in found]


def labels_pdf(shipments: Sequence[Shipment]) -> bytes:
    """The labels of several parcels, one after the other. Raises NoSuchLabelError, naming the parcel."""
    with pikepdf.new() as together:
        for shipment in shipments:
            try:
                content = label_file(shipment.label_token or "", LabelFormat.PDF, 1)
            except (NoSuchLabelError, LabelVoidedError) as error:
                raise NoSuchLabelError(f"The label {shipment.tracking} is not there any more") from error
            with pikepdf.open(io.BytesIO(content)) as label:
                together.pages.extend(label.pages)
        target = io.BytesIO()
        together.save(target)
    return target.getvalue()


def forget_old_labels() -> int:
    """Delete the labels that are older than `KEPT_FOR`; their number."""
    old = list(ShipmentLabel.objects.filter(created_at__lt=clock.now() - KEPT_FOR)[:5000])
    for label in old:
        files.delete(label.file)
    ShipmentLabel.objects.filter(pk__in=[label.pk for label in old]).delete()
    return len(old)
