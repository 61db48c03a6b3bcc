"""Recording what left."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.callbacks.world import make_order

from monogram.shipping import queries, services
from monogram.shipping.errors import ShipmentRefusedError
from monogram.shipping.models import Shipment
from monogram.shipping.queries import Pieces

pytestmark = pytest.mark.django_db


def contents(shipment: Shipment) -> Mapping[str, int]:
    return {line.order_item.external_ref: line.quantity for line in shipment.items.all()}


def test_everything_that_is_left_is_shipped() -> None:
    order = make_order()
    first, _ = order.items.order_by("pk")

    part = services.record_shipment(order=order, tracking="A", quantities={first.pk: 1})
    rest = services.record_shipment(order=order, tracking="B", carrier="Royal Mail", method="Tracked 24")
    nothing = services.record_shipment(order=order)

    assert contents(part) == {"LINE1": 1}
    assert contents(rest) == {"LINE1": 1, "LINE2": 1}
    assert contents(nothing) == {}
    assert (rest.tracking, rest.carrier, rest.method) == ("B", "Royal Mail", "Tracked 24")


def test_cancelled_pieces_do_not_leave() -> None:
    order = make_order()
    first, _ = order.items.order_by("pk")
    services.record_shipment(order=order, quantities={first.pk: 1})
    services.record_cancellations({first.pk: 1})

    assert queries.pieces_of(order)[first.pk] == Pieces(ordered=2, left=1, cancelled=1)
    assert contents(services.record_shipment(order=order)) == {"LINE2": 1}


def test_pieces_leave_again_after_a_reprint_and_not_before() -> None:
    order = make_order()
    first, _ = order.items.order_by("pk")
    services.record_shipment(order=order)
    with pytest.raises(ShipmentRefusedError, match="0 are still to leave, not 1"):
        services.record_shipment(order=order, quantities={first.pk: 1})

    services.record_reprints({first.pk: 1})

    assert queries.pieces_of(order)[first.pk].outstanding == 1
    assert contents(services.record_shipment(order=order)) == {"LINE1": 1}


@pytest.mark.parametrize("quantity", [3, -1])
def test_more_than_is_to_leave_is_refused(quantity: int) -> None:
    order = make_order()
    first, _ = order.items.order_by("pk")

    with pytest.raises(ShipmentRefusedError, match="2 are still to leave"):
        services.record_shipment(order=order, quantities={first.pk: quantity})

    assert not Shipment.objects.exists()


def test_lines_of_another_order_are_refused() -> None:
    order, other = make_order("A"), make_order("B")
    strange = other.items.first()
    assert strange

    with pytest.raises(ShipmentRefusedError, match="is not in order"):
        services.record_shipment(order=order, quantities={strange.pk: 1})

    assert not Shipment.objects.exists()


def test_parcels_are_told_of_once() -> None:
    order = make_order()
    shipment = services.record_shipment(order=order)
    assert queries.unannounced_shipments(order) == [shipment]

    services.mark_announced(shipments=[shipment])

    assert queries.unannounced_shipments(order) == []
