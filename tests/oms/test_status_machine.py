"""Any messages by anyone, repeated and out of order: what always holds of an order, its lines and what is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from tests.callbacks.world import make_order

from monogram.callbacks.models import Delivery, DeliveryKind, DeliveryStatus
from monogram.common import clock
from monogram.common.errors import MonogramError
from monogram.oms.lines import Parcel
from monogram.oms.notify import notify_retailer
from monogram.oms.release import hold_order, release_order
from monogram.oms.reprint import reprint_order
from monogram.oms.status import change_item_statuses, change_status
from monogram.orders.models import ItemStatus, Order, OrderEvent, OrderStatus
from monogram.orders.statuses import BEFORE_MAKING, COMPLETED, PAUSED, PLATFORM, Actor, Party
from monogram.shipping.models import Shipment
from monogram.shipping.queries import pieces_of

S = OrderStatus
RETAILER, SUPPLIER, STAFF = (
    Actor(Party.RETAILER, "Shop (61000)"),
    Actor(Party.SUPPLIER, "Printer"),
    Actor(Party.STAFF, "Ada"),
)
ACTORS = st.sampled_from([RETAILER, SUPPLIER, STAFF, PLATFORM])
TRACKING = st.sampled_from(["", "T1", "T2", "T3"])
LINES = st.sampled_from([0, 1])


class Messages(RuleBasedStateMachine):
    """One order of two lines (2 pieces and 1), to which messages come."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.time = clock.frozen(datetime(2026, 11, 23, 12, 0, tzinfo=UTC))
        self.time.__enter__()
        self.order = make_order(status_callback_url="https://shop.example/hook")
        self.lines = list(self.order.items.order_by("pk").values_list("pk", flat=True))
        self.sent: list[Callable[[], object]] = []
        self.first_tracking = ""

    def teardown(self) -> None:
        self.time.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def send(self, message: Callable[[], object]) -> None:
        """What is refused leaves no trace, and neither does what comes a second time."""
        clock.advance(timedelta(seconds=1))
        before = self.picture()
        if not self.is_taken(message):
            assert self.picture() == before
        after = self.picture()
        self.is_taken(message)
        assert self.picture() == after
        self.sent.append(message)

    def is_taken(self, message: Callable[[], object]) -> bool:
        try:
            with transaction.atomic():
                message()
        except MonogramError:
            return False
        return True

    def picture(self) -> list[Any]:
        """All that can change."""
        return [
            list(Order.objects.filter(pk=self.order.pk).values()),
            list(self.order.items.order_by("pk").values_list("status", flat=True)),
            OrderEvent.objects.filter(order=self.order).count(),
            list(Shipment.objects.filter(order=self.order).order_by("pk").values_list("tracking", "announced_at")),
            pieces_of(self.order),
            Delivery.objects.filter(order=self.order).count(),
        ]

    @rule(to=st.sampled_from(sorted(set(S) - {S.CANCELLED})), actor=ACTORS, tracking=TRACKING)
    def an_order_status(self, to: OrderStatus, actor: Actor, tracking: str) -> None:
        order = self.order.pk
        self.send(lambda: change_status(order_id=order, to=to, actor=actor, shipping_tracking=tracking))

    @rule(to=st.sampled_from([S.RECEIVED_BY_SUPPLIER, S.IN_PRODUCTION, S.DISPATCHED]), tracking=TRACKING)
    def the_supplier_gets_on(self, to: OrderStatus, tracking: str) -> None:
        self.an_order_status(to, SUPPLIER, tracking)

    @rule(
        line=LINES,
        to=st.sampled_from(ItemStatus),
        actor=ACTORS,
        quantity=st.none() | st.integers(1, 3),
        tracking=TRACKING,
    )
    def a_line_status(self, line: int, to: ItemStatus, actor: Actor, quantity: int | None, tracking: str) -> None:
        number, order = self.lines[line], self.order.pk
        quantities, parcels = {number: quantity} if quantity else {}, {number: Parcel(tracking=tracking)}
        self.send(
            lambda: change_item_statuses(
                wanted={number: to}, actors={order: actor}, quantities=quantities, parcels=parcels
            )
        )

    @rule(actor=st.sampled_from([SUPPLIER, STAFF, RETAILER]))
    @precondition(lambda self: len(self.sent) > 10 or Shipment.objects.filter(order=self.order).exists())
    def the_rest_is_cancelled(self, actor: Actor) -> None:
        self.an_order_status(S.CANCELLED, actor, "")

    @rule()
    def the_confirmation_is_taken(self) -> None:
        self.an_order_status(S.RETAILER_NOTIFIED, PLATFORM, "")

    @rule(line=LINES, quantity=st.none() | st.just(1), tracking=TRACKING)
    def a_line_leaves(self, line: int, quantity: int | None, tracking: str) -> None:
        self.a_line_status(line, ItemStatus.DISPATCHED, SUPPLIER, quantity, tracking)

    @rule(actor=ACTORS)
    def hold(self, actor: Actor) -> None:
        order = self.order.pk
        self.send(lambda: hold_order(order_id=order, actor=actor))

    @rule(actor=ACTORS)
    @precondition(lambda self: self.resumes_elsewhere())
    def release(self, actor: Actor) -> None:
        order = self.order.pk
        self.send(lambda: release_order(order_id=order, actor=actor))

    def resumes_elsewhere(self) -> bool:
        """A release to Received routes anew, which wants a catalogue: `test_release` has it."""
        statuses = set(self.order.events.values_list("to_status", flat=True))
        return bool(statuses & (BEFORE_MAKING | COMPLETED | {S.IN_PRODUCTION}) - {S.RECEIVED})

    @rule(actor=st.sampled_from([SUPPLIER, STAFF]), line=st.none() | LINES, quantity=st.none() | st.integers(1, 2))
    def reprint(self, actor: Actor, line: int | None, quantity: int | None) -> None:
        order, quantities = self.order.pk, None if line is None else {self.lines[line]: quantity}
        self.send(lambda: reprint_order(order_id=order, actor=actor, quantities=quantities))

    @rule()
    def a_batch_has_its_files(self) -> None:
        self.an_order_status(S.BATCH_READY, PLATFORM, "")

    @rule()
    def notify(self) -> None:
        order = self.order.pk
        self.send(lambda: notify_retailer(order_id=order, actor=STAFF))

    @rule()
    def a_push_arrives(self) -> None:
        latest = Delivery.objects.filter(order=self.order, kind=DeliveryKind.SUPPLIER_PUSH).count()
        Delivery.objects.create(
            order=self.order, kind=DeliveryKind.SUPPLIER_PUSH, sequence=latest + 1, method="POST", url="https://x.example",
            body="{}", status=DeliveryStatus.DELIVERED, receiver="x.example",
        )  # fmt: skip
        self.an_order_status(S.SENT_TO_SUPPLIER, PLATFORM, "")

    @rule(data=st.data())
    @precondition(lambda self: self.sent)
    def an_old_message_again(self, data: st.DataObject) -> None:
        self.send(data.draw(st.sampled_from(self.sent)))

    @invariant()
    def the_history_is_unbroken(self) -> None:
        order = Order.objects.get(pk=self.order.pk)
        events = list(OrderEvent.objects.filter(order=order).order_by("sequence"))
        assert [event.sequence for event in events] == list(range(1, order.sequence + 1))
        steps = [event for event in events if event.kind in {"placed", "status"}]
        for earlier, later in pairwise(steps):
            assert later.from_status == earlier.to_status
            assert later.from_status != later.to_status
            if later.from_status in COMPLETED:
                assert later.to_status in {S.REPRINT, S.RETAILER_NOTIFIED}
            assert later.from_status != S.CANCELLED
        assert steps[-1].to_status == order.status

    @invariant()
    def the_order_agrees_with_its_lines(self) -> None:
        order = Order.objects.get(pk=self.order.pk)
        pieces = pieces_of(order)
        statuses = dict(order.items.values_list("pk", "status"))
        is_open = any(count.outstanding for count in pieces.values())
        has_left = any(count.left for count in pieces.values())
        assert is_open == (order.status not in COMPLETED | {S.CANCELLED})
        assert (order.completion_datetime is not None) == (order.status in COMPLETED)
        if order.status == S.CANCELLED:
            assert set(statuses.values()) == {ItemStatus.CANCELLED}
        if order.status in COMPLETED:
            assert has_left
        if order.status == S.IN_PRODUCTION:  # what was begun may have been cancelled since: the order goes not back
            assert has_left or {ItemStatus.IN_PRODUCTION, ItemStatus.CANCELLED} & set(statuses.values())
        if order.status in BEFORE_MAKING:
            assert set(statuses.values()) <= {ItemStatus.READY, ItemStatus.CANCELLED}
        for line, count in pieces.items():
            assert count.left <= count.ordered + count.again - count.cancelled
            ended = ItemStatus.DISPATCHED if count.left else ItemStatus.CANCELLED
            open_ones = {ItemStatus.READY, ItemStatus.IN_PRODUCTION}
            assert statuses[line] in (open_ones if count.outstanding else {ended})

    @invariant()
    def the_shop_is_told_all_once_and_in_order(self) -> None:
        order = Order.objects.get(pk=self.order.pk)
        callbacks = Delivery.objects.filter(order=order, kind=DeliveryKind.STATUS_CALLBACK).order_by("sequence")
        bodies = [json.loads(delivery.body) for delivery in callbacks]
        assert [body["sequence"] for body in bodies] == sorted({body["sequence"] for body in bodies})
        assert not bodies or bodies[-1]["status"] == order.status
        cancelled = [line["quantity"] for body in bodies for line in body["new_cancellations"]]
        assert sum(cancelled) == sum(count.cancelled for count in pieces_of(order).values())
        told = [json.dumps(parcel) for body in bodies for parcel in body["new_shipments"]]
        confirmed = OrderEvent.objects.filter(order=order, kind="notify").exists()
        assert confirmed or len(told) == len(set(told))
        assert not Shipment.objects.filter(order=order, announced_at__isnull=True).exists()

    @invariant()
    def the_first_tracking_number_stays(self) -> None:
        order = Order.objects.get(pk=self.order.pk)
        if self.first_tracking:
            assert order.shipping_tracking == self.first_tracking
        elif any(count.left for count in pieces_of(order).values()):
            self.first_tracking = order.shipping_tracking

    @invariant()
    def nothing_is_made_while_it_is_stopped(self) -> None:
        order = Order.objects.get(pk=self.order.pk)
        last = order.events.order_by("sequence").last()
        assert last is not None
        if order.status in PAUSED and last.kind == "items":
            assert "ispatched" not in last.detail
            assert "→ In Production" not in last.detail


@pytest.mark.django_db
def test_any_messages_in_any_order() -> None:
    run_state_machine_as_test(
        Messages,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            phases=[Phase.generate],  # the steps are told as they were: to shorten them takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
