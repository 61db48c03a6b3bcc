"""Labels for an order: a carrier is asked, and with its answer the pieces have left; or a label is taken back.

The carrier is asked while nothing is locked, and never before the request is on the disk: whatever dies in between,
the request is found again (`finish_requests`), and its pieces are in no second parcel meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from monogram.common import clock
from monogram.oms import lines
from monogram.oms.announce import announce
from monogram.oms.lines import LineNews, Parcel
from monogram.oms.status import finish_step, refusal, require_supplier
from monogram.orders import queries, services
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.models import ItemStatus, Order, OrderStatus
from monogram.orders.statuses import COMPLETED, PAUSED, Actor
from monogram.shipping import labels
from monogram.shipping import queries as shipments
from monogram.shipping.carriers import Booking, ParcelWish
from monogram.shipping.carriers.registry import carrier_of
from monogram.shipping.errors import CarrierRefusedError, CarrierSilentError, NoSuchShipmentError, ShipmentRefusedError
from monogram.shipping.models import CarrierConnection, Shipment, ShipmentState
from monogram.shipping.wish import wish_for

VOIDABLE_FOR = timedelta(days=30)
ANSWERED_WITHIN = timedelta(minutes=10)
"""A request that is older has nobody who waits for its answer any more."""
_WITH_THE_SHIPPER = frozenset({OrderStatus.SENT_TO_SHIPPER, OrderStatus.RECEIVED_BY_SHIPPER})
_BEING_MADE = "A label for these pieces is being made: ask again in a moment"


@dataclass(frozen=True, slots=True)
class _Request:
    """A parcel that is written down, and what its carrier is asked."""

    shipment: Shipment
    wish: ParcelWish


def ship_order(
    *,
    order_id: int,
    actor: Actor,
    why: str = "",
    quantities: Mapping[int, int] | None = None,
    request_key: str = "",
) -> Shipment:
    """Get a label for pieces of an order, by line id, or for all that are still to leave; with it they have left.

    With its last pieces the order goes by Sent to Shipper and Received by Shipper to Dispatched; a carrier that
    refuses leaves it where it was. A `request_key` of the caller's that comes again gives the parcel that it stands
    for, and makes no second one. Raises StatusChangeRefusedError, ShipmentRefusedError with the `path` of the piece
    that is wrong, CarrierRefusedError with the carrier's words, and CarrierSilentError: then it is asked again soon.
    """
    request = _request(order_id, actor, why, quantities, request_key)
    return request if isinstance(request, Shipment) else _hand_in(request, actor)


def void_shipment(*, shipment_id: int, actor: Actor, why: str = "") -> Shipment:
    """Take a label back: the pieces are still to leave, and the order is In Production.

    Again, it changes nothing. Raises NoSuchShipmentError, ShipmentRefusedError for what has no label of ours, is older
    than 30 days or was made again since, and CarrierRefusedError.
    """
    with transaction.atomic():
        shipment = _locked(shipment_id)[1]
        if shipment.state == ShipmentState.VOIDED:
            return shipment
        _require_voidable(shipment)
    _void_at_its_carrier(shipment)
    with transaction.atomic():
        order, shipment = _locked(shipment_id)
        if shipment.state == ShipmentState.MADE:
            _take_back(order, shipment, actor, why)
        return shipment


def finish_request(shipment_id: int, actor: Actor) -> None:
    """Bring a request to its end whose process died before it had the answer, or had none.

    A carrier that keeps references is asked again and gives the label that it has made, if it has. With any other
    the request has failed, and whoever looks is told that a label may exist there. Raises CarrierSilentError.
    """
    with transaction.atomic():
        order, shipment = _locked(shipment_id)
        if shipment.state != ShipmentState.REQUESTED:
            return
        pieces = dict(shipment.items.values_list("order_item", "quantity"))
        try:
            wish = wish_for(order, reference=shipment.reference, service=shipment.service, quantities=pieces)
        except ShipmentRefusedError as error:
            _fail(order, shipment, actor, error.text)
            return
        if not carrier_of(_connection_of(shipment)).keeps_references:
            said = shipment.failure or "No answer of the carrier"
            doubt = f"{said}. A label may exist there under the reference {shipment.reference}"
            _fail(order, shipment, actor, doubt)
            return
    try:
        _hand_in(_Request(shipment, wish), actor)
    except (CarrierRefusedError, StatusChangeRefusedError):
        return  # written down already


@transaction.atomic(durable=True)
def _request(
    order_id: int, actor: Actor, why: str, quantities: Mapping[int, int] | None, request_key: str
) -> _Request | Shipment:
    """Write the parcel down, and that its order is on its way to the carrier; or give that of the same request."""
    order = services.lock_order(order_id)
    reference = labels.reference_of(order, request_key)
    if known := Shipment.objects.filter(order=order, reference=reference).first():
        return _asked_again(known)
    _require_shippable(order, actor)
    wanted = _checked(order, quantities)
    choice = labels.service_for(order)
    shipment = labels.request(order, choice, wanted, reference)
    wish = wish_for(order, reference=shipment.reference, service=choice.service, quantities=wanted)
    shipment.weight_g = wish.weight_g
    shipment.save(update_fields=["weight_g"])
    is_all = wanted == lines.outstanding_of(order)
    if is_all and queries.standing_of(order).allows(OrderStatus.SENT_TO_SHIPPER, actor.party):
        finish_step(order, OrderStatus.SENT_TO_SHIPPER, actor=actor, why=why)
    return _Request(shipment, wish)


def _asked_again(shipment: Shipment) -> Shipment:
    """Raises ShipmentRefusedError unless its label is there."""
    if shipment.state == ShipmentState.MADE:
        return shipment
    if shipment.state == ShipmentState.REQUESTED:
        raise ShipmentRefusedError(_BEING_MADE)
    raise ShipmentRefusedError(shipment.failure or "This label was voided: begin anew")


def _hand_in(request: _Request, actor: Actor) -> Shipment:
    """Ask the carrier, and write its answer down."""
    shipment, connection = request.shipment, _connection_of(request.shipment)
    carrier = carrier_of(connection)
    try:
        booking = carrier.book(connection, request.wish)
    except CarrierRefusedError as error:
        with transaction.atomic():
            order, shipment = _locked(shipment.pk)
            if shipment.state == ShipmentState.REQUESTED:
                _fail(order, shipment, actor, error.text)
        raise
    except CarrierSilentError as error:
        labels.note_silence(shipment, error.text)
        raise
    with transaction.atomic():
        order, shipment = _locked(shipment.pk)
        if shipment.state == ShipmentState.MADE:
            return shipment
        obstacle = _obstacle(order, shipment)
        if not obstacle:
            _complete(order, shipment, booking, actor)
            return shipment
        shipment.tracking, shipment.carrier_reference = booking.tracking, booking.carrier_reference
        shipment.save(update_fields=["tracking", "carrier_reference"])
        if shipment.state == ShipmentState.REQUESTED:
            _fail(order, shipment, actor, obstacle)
    _give_back(shipment, actor)
    raise StatusChangeRefusedError(obstacle)


def _give_back(shipment: Shipment, actor: Actor) -> None:
    """A label came for what must not leave: the carrier is told so, or else the staff."""
    try:
        _void_at_its_carrier(shipment)
    except (CarrierRefusedError, CarrierSilentError) as error:
        with transaction.atomic():
            order, _ = _locked(shipment.pk)
            detail = f"The label {shipment.tracking} is still valid at {shipment.carrier}: {error.text}"
            services.record_event(order, actor=actor, kind="parcel", detail=detail)
            order.save()


def _void_at_its_carrier(shipment: Shipment) -> None:
    """Raises CarrierRefusedError, CarrierSilentError, and ShipmentRefusedError for a parcel that we did not hand in."""
    connection = _connection_of(shipment)
    carrier_of(connection).void(
        connection,
        reference=shipment.reference,
        tracking=shipment.tracking,
        carrier_reference=shipment.carrier_reference,
    )


def _locked(shipment_id: int) -> tuple[Order, Shipment]:
    """A shipment of a locked order. Raises NoSuchShipmentError."""
    order_id = Shipment.objects.filter(pk=shipment_id).values_list("order", flat=True).first()
    if order_id is None:
        raise NoSuchShipmentError
    order = services.lock_order(order_id)
    shipment = Shipment.objects.select_related("connection").get(pk=shipment_id)
    return order, shipment


def _connection_of(shipment: Shipment) -> CarrierConnection:
    """Raises ShipmentRefusedError for a parcel that somebody else has sent."""
    if shipment.connection is None:
        raise ShipmentRefusedError("This shipment got no label here: there is nothing to void")
    return shipment.connection


def _require_shippable(order: Order, actor: Actor) -> None:
    """Raises StatusChangeRefusedError."""
    status = OrderStatus(order.status)
    if status in PAUSED:
        raise StatusChangeRefusedError(f"The order is {status.label}: nothing of it is sent until it is released")
    require_supplier(order, OrderStatus.DISPATCHED)
    if status == OrderStatus.CANCELLED:
        raise StatusChangeRefusedError("The order is Cancelled: nothing of it is to leave")
    if not lines.outstanding_of(order):
        raise StatusChangeRefusedError("Everything of this order has left")
    standing = queries.standing_of(order)
    if not standing.allows(OrderStatus.DISPATCHED, actor.party):
        raise StatusChangeRefusedError(refusal(standing, OrderStatus.DISPATCHED, actor))


def _checked(order: Order, quantities: Mapping[int, int] | None) -> dict[int, int]:
    """The pieces to send, by line id, in the lines' order. Raises ShipmentRefusedError."""
    pieces, requested = shipments.pieces_of(order), shipments.requested_pieces(order)
    free = {line: count.outstanding - requested.get(line, 0) for line, count in pieces.items()}
    if quantities is None:
        quantities = {line: quantity for line, quantity in free.items() if quantity > 0}
    for index, (line, quantity) in enumerate(quantities.items()):
        at = f"items[{index}]"
        if line not in pieces:
            raise ShipmentRefusedError(f"Line {line} is not in this order", path=f"{at}.id")
        left = pieces[line].outstanding
        if not 1 <= quantity <= left:
            text = f"Of line {line}, {left} {'is' if left == 1 else 'are'} still to leave, not {quantity}"
            raise ShipmentRefusedError(text, path=f"{at}.quantity")
        if quantity > free[line]:
            raise ShipmentRefusedError(_BEING_MADE, path=f"{at}.quantity")
    if not quantities:
        raise ShipmentRefusedError(_BEING_MADE)
    return {line: quantities[line] for line in pieces if line in quantities}


def _obstacle(order: Order, shipment: Shipment) -> str:
    """Why pieces may no longer leave, now that their label is there; "" if they may."""
    if shipment.state != ShipmentState.REQUESTED:
        return shipment.failure or "The request was given up meanwhile"
    status = OrderStatus(order.status)
    if status in PAUSED | {OrderStatus.CANCELLED}:
        return f"The order is {status.label} since: the label is not used"
    if _connection_of(shipment).supplier_id != order.supplier_id:
        return "The order has gone to another supplier since: the label is not used"
    outstanding = lines.outstanding_of(order)
    if any(
        outstanding.get(line, 0) < quantity for line, quantity in shipment.items.values_list("order_item", "quantity")
    ):
        return "The pieces have left or were cancelled otherwise meanwhile: the label is not used"
    return ""


def _complete(order: Order, shipment: Shipment, booking: Booking, actor: Actor) -> None:
    """The pieces have left: by the table, each step told to the shop, the parcel with the last."""
    parcel = Parcel(booking.tracking, tracking_url=booking.tracking_url)
    items = list(shipment.items.select_related("order_item").order_by("pk"))
    news = [LineNews(one.order_item, ItemStatus.DISPATCHED, one.quantity, parcel) for one in items]
    detail = lines.describe(order, news)
    lines.keep_parcel(order, parcel)
    is_all = {one.order_item_id: one.quantity for one in items} == lines.outstanding_of(order)
    if is_all:
        order.shipping_carrier = order.shipping_carrier or shipment.carrier
        order.shipping_method = order.shipping_method or booking.method
        if order.status == OrderStatus.SENT_TO_SHIPPER:
            finish_step(order, OrderStatus.RECEIVED_BY_SHIPPER, actor=actor, why=f"Tracking {booking.tracking}")
    labels.complete(shipment, booking)
    lines.follow_pieces(order, [one.order_item_id for one in items])
    to = lines.status_of_order(order, is_begun=True)
    if to != order.status:
        finish_step(order, to, actor=actor, why=detail)
    else:
        _note(order, actor, "items", detail)


def _fail(order: Order, shipment: Shipment, actor: Actor, reason: str) -> None:
    """No label: the order is where it was before this request."""
    labels.fail(shipment, reason)
    step = order.events.filter(kind="status").order_by("-sequence").first()
    since = shipment.requested_at
    is_at_the_step = step is not None and step.to_status == order.status == OrderStatus.SENT_TO_SHIPPER
    if step and step.from_status is not None and is_at_the_step and since and step.at >= since:
        finish_step(order, OrderStatus(step.from_status), actor=actor, why=f"No label: {reason}")
    else:
        services.record_event(order, actor=actor, kind="parcel", detail=f"No label: {reason}")
        order.save()


def _require_voidable(shipment: Shipment) -> None:
    """Raises ShipmentRefusedError."""
    _connection_of(shipment)
    if shipment.state != ShipmentState.MADE:
        raise ShipmentRefusedError(f"This shipment is {ShipmentState(shipment.state).label}: it has no label to void")
    if clock.now() - shipment.dispatched_at > VOIDABLE_FOR:
        raise ShipmentRefusedError("This label is older than 30 days: it can no longer be voided")
    again = shipments.made_again_since(shipment.order, shipment.tracking)
    if not again.isdisjoint(shipment.items.values_list("order_item", flat=True)):
        raise ShipmentRefusedError("Pieces of this parcel were made again since: it can no longer be voided")


def _take_back(order: Order, shipment: Shipment, actor: Actor, why: str) -> None:
    labels.void(shipment)
    if order.shipping_tracking == shipment.tracking:
        others = [other.tracking for other in shipments.shipments_of(order) if other.tracking]
        order.shipping_tracking = others[0] if others else ""
    lines.follow_pieces(order, list(shipment.items.values_list("order_item", flat=True)))
    detail = "\n".join(filter(None, [f"The label {shipment.tracking} was voided", why]))
    if order.status in COMPLETED | _WITH_THE_SHIPPER:
        finish_step(order, OrderStatus.IN_PRODUCTION, actor=actor, why=detail)
    else:
        _note(order, actor, "voided", detail)


def _note(order: Order, actor: Actor, kind: str, detail: str) -> None:
    services.record_event(order, actor=actor, kind=kind, detail=detail)
    order.save()
    announce(order)
