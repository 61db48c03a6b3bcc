"""Recording what left, what will not, and what has to leave again. Callers hold the order's lock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db import transaction

from monogram.common import clock
from monogram.orders.models import Order
from monogram.shipping.errors import ShipmentRefusedError
from monogram.shipping.models import Cancellation, Reprint, Shipment, ShipmentItem
from monogram.shipping.queries import pieces_of


@dataclass(frozen=True, slots=True)
class NewParcel:
    """A parcel to write down, with its pieces by order line id: none if all that is known of it is its number."""

    quantities: Mapping[int, int]
    tracking: str = ""
    carrier: str = ""
    method: str = ""
    tracking_url: str = ""


def record_shipment(
    *,
    order: Order,
    tracking: str = "",
    carrier: str = "",
    method: str = "",
    tracking_url: str = "",
    quantities: Mapping[int, int] | None = None,
) -> Shipment:
    """Write down one parcel, as `record_shipments`. `quantities` None stands for everything that is still to leave."""
    if quantities is None:
        quantities = {line: count.outstanding for line, count in pieces_of(order).items()}
    parcel = NewParcel(quantities, tracking, carrier, method, tracking_url)
    return record_shipments(order=order, parcels=[parcel])[0]


@transaction.atomic
def record_shipments(*, order: Order, parcels: Sequence[NewParcel]) -> list[Shipment]:
    """Write down parcels of an order, a thousand by as few statements as one.

    Raises ShipmentRefusedError for lines of another order and for more pieces than are still to leave.
    """
    outstanding = {line: count.outstanding for line, count in pieces_of(order).items()}
    for line, quantity in chain.from_iterable(parcel.quantities.items() for parcel in parcels):
        if line not in outstanding:
            raise ShipmentRefusedError(f"Line {line} is not in order {order.pk}")
        if not 0 <= quantity <= outstanding[line]:
            raise ShipmentRefusedError(f"Of line {line}, {outstanding[line]} are still to leave, not {quantity}")
        outstanding[line] -= quantity
    shipments = Shipment.objects.bulk_create(
        Shipment(
            order=order,
            tracking=parcel.tracking.strip(),
            carrier=parcel.carrier,
            method=parcel.method,
            tracking_url=parcel.tracking_url,
        )
        for parcel in parcels
    )
    ShipmentItem.objects.bulk_create(
        ShipmentItem(shipment=shipment, order_item_id=line, quantity=quantity)
        for shipment, parcel in zip(shipments, parcels, strict=True)
        for line, quantity in parcel.quantities.items()
        if quantity
    )
    return shipments


def record_cancellations(quantities: Mapping[int, int]) -> None:
    """Pieces, by line id, that will not leave."""
    Cancellation.objects.bulk_create(
        Cancellation(order_item_id=line, quantity=quantity) for line, quantity in quantities.items() if quantity
    )


def record_reprints(quantities: Mapping[int, int]) -> None:
    """Pieces, by line id, that have left and are to leave once more."""
    Reprint.objects.bulk_create(
        Reprint(order_item_id=line, quantity=quantity) for line, quantity in quantities.items() if quantity
    )


def complete_tracking(numbers: Mapping[int, tuple[str, str]]) -> None:
    """Parcels, by id, that left without a number get one, with its address. The shop hears of the number alone."""
    shipments = list(Shipment.objects.filter(pk__in=numbers))
    for shipment in shipments:
        tracking, shipment.tracking_url = numbers[shipment.pk]
        shipment.tracking, shipment.has_new_tracking = tracking.strip(), True
    Shipment.objects.bulk_update(shipments, ["tracking", "tracking_url", "has_new_tracking"])


def mark_announced(*, shipments: Iterable[Shipment] = (), cancellations: Iterable[Cancellation] = ()) -> None:
    """A status callback tells of these; later ones tell of new ones only."""
    now = clock.now()
    parcels = Shipment.objects.filter(pk__in=[shipment.pk for shipment in shipments])
    parcels.filter(announced_at__isnull=True).update(announced_at=now)
    parcels.filter(has_new_tracking=True).update(has_new_tracking=False)
    Cancellation.objects.filter(pk__in=[cancellation.pk for cancellation in cancellations]).update(announced_at=now)


def forget_announced(*, shipments: Collection[int], numbers_of: Collection[int] = ()) -> None:
    """The next callback tells of parcels, by id, as if none had: of `shipments` whole, of others the number alone."""
    Shipment.objects.filter(pk__in=shipments).update(announced_at=None)
    Shipment.objects.filter(pk__in=numbers_of).update(has_new_tracking=True)
