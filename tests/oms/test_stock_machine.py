"""Orders come, go, are moved and made again while suppliers report: what always holds of the stock."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tests.orders.world import POTTERY_ACCOUNT_ID, PRINTER_ACCOUNT_ID, build_world, order_body, stock_item

from monogram.common import clock
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.oms.move import move_order
from monogram.oms.place import place_order, plan_order
from monogram.oms.release import cancel_order, hold_order, release_order
from monogram.oms.reprint import reprint_order
from monogram.oms.status import change_item_statuses
from monogram.orders.models import ItemStatus, Order, OrderItem
from monogram.orders.statuses import Actor, Party
from monogram.suppliers.models import DropshipAccount, ProductSource, StockItem
from monogram.suppliers.services.stock import StockRow, report_stock

STAFF = Actor(Party.STAFF, "Ada")
WHICH = st.integers(0, 9)
ACCOUNTS = st.sampled_from([PRINTER_ACCOUNT_ID, POTTERY_ACCOUNT_ID])


class Shelves(RuleBasedStateMachine):
    """Boxes and mugs of two suppliers, who report both; one account does not check its stock now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.time = clock.frozen(datetime(2026, 1, 31, 12, tzinfo=UTC))
        self.time.__enter__()
        self.world = build_world()
        for product, sku in ((self.world.box, "PR-BOX"), (self.world.mug, "PR-MUG")):
            ProductSource.objects.create(product=product, supplier=self.world.printer, supplier_sku=sku)
        self.reported: dict[str, int] = {}
        self.placed = 0
        for sku in ("S-BOX", "S-MUG", "PR-BOX", "PR-MUG"):
            self.report(sku, 8)

    def teardown(self) -> None:
        self.time.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def attempt(self, deed: Callable[[], object]) -> None:
        """A refusal leaves no trace; the invariants are asked after it all the same."""
        clock.advance(timedelta(seconds=1))
        try:
            with transaction.atomic():
                deed()
        except MonogramError:
            pass

    def order(self, which: int) -> Order | None:
        orders = list(Order.objects.order_by("pk"))
        return orders[which % len(orders)] if orders else None

    @rule(sku=st.sampled_from(["S-BOX", "S-MUG", "PR-BOX", "PR-MUG"]), quantity=st.integers(0, 12))
    def report(self, sku: str, quantity: int) -> None:
        clock.advance(timedelta(seconds=1))
        supplier: Company = self.world.printer if sku.startswith("PR") else self.world.pottery
        report_stock(supplier=supplier, rows=[StockRow(sku, "", quantity, "")])
        StockItem.objects.get_or_create(supplier=supplier, sku=sku, defaults={"quantity_available": quantity})
        self.reported[sku] = quantity

    @rule(quantities=st.lists(st.integers(1, 4), min_size=1, max_size=3), named=st.none() | ACCOUNTS)
    def an_order_comes(self, quantities: list[int], named: int | None) -> None:
        self.placed += 1
        items = [
            stock_item(external_ref=f"L{number}", sku=["BOX", "MUG", "BOX"][number], quantity=quantity)
            for number, quantity in enumerate(quantities)
        ]
        body = order_body(external_ref=f"R{self.placed}", items=items, secondary_company_ref_id=named)
        before = list(StockItem.objects.order_by("pk").values())
        plan_order(company=self.world.retailer, submission=body)
        assert list(StockItem.objects.order_by("pk").values()) == before
        raw = json.dumps(body).encode()
        self.attempt(lambda: place_order(company=self.world.retailer, submission=body, raw=raw))

    @rule(account=ACCOUNTS, checks=st.booleans())
    def an_account_checks_or_not(self, account: int, checks: bool) -> None:
        DropshipAccount.objects.filter(pk=account).update(checks_stock=checks)

    @rule(which=WHICH)
    def it_is_cancelled(self, which: int) -> None:
        if order := self.order(which):
            self.attempt(lambda: cancel_order(order_id=order.pk, actor=STAFF))

    @rule(which=WHICH, account=ACCOUNTS)
    def it_is_moved(self, which: int, account: int) -> None:
        if order := self.order(which):
            self.attempt(lambda: move_order(order_id=order.pk, account_id=account, actor=STAFF))

    @rule(which=WHICH)
    def it_is_held_and_released(self, which: int) -> None:
        if order := self.order(which):
            self.attempt(lambda: hold_order(order_id=order.pk, actor=STAFF))
            self.attempt(lambda: release_order(order_id=order.pk, actor=STAFF))

    @rule(which=WHICH, quantity=st.integers(1, 3))
    def pieces_leave(self, which: int, quantity: int) -> None:
        order = self.order(which)
        line = order.items.order_by("pk").first() if order else None
        if order and line:
            self.attempt(
                lambda: change_item_statuses(
                    wanted={line.pk: ItemStatus.DISPATCHED},
                    quantities={line.pk: quantity},
                    actors={order.pk: Actor(Party.SUPPLIER, "Printer")},
                )
            )

    @rule(which=WHICH)
    def a_line_is_cancelled(self, which: int) -> None:
        order = self.order(which)
        line = order.items.order_by("-pk").first() if order else None
        if order and line:
            self.attempt(lambda: change_item_statuses(wanted={line.pk: ItemStatus.CANCELLED}, actors={order.pk: STAFF}))

    @rule(which=WHICH, quantity=st.none() | st.integers(1, 3))
    def it_is_made_again(self, which: int, quantity: int | None) -> None:
        order = self.order(which)
        line = order.items.order_by("pk").first() if order else None
        if order and line:
            self.attempt(lambda: reprint_order(order_id=order.pk, actor=STAFF, quantities={line.pk: quantity}))

    @invariant()
    def what_is_there_and_what_lines_hold_is_what_was_reported(self) -> None:
        for item in StockItem.objects.all():
            lines = OrderItem.objects.filter(
                order__supplier=item.supplier_id, mapped_sku=item.sku, stock_reported_at=item.reported_at
            )
            held = sum(lines.values_list("taken_from_stock", flat=True))
            assert item.quantity_available + held == self.reported[item.sku], item

    @invariant()
    def a_line_holds_no_more_than_it_ever_wanted(self) -> None:
        for line in OrderItem.objects.prefetch_related("reprints"):
            assert line.taken_from_stock <= line.quantity + sum(each.quantity for each in line.reprints.all())


@pytest.mark.django_db
def test_pieces_neither_vanish_nor_come_out_of_nothing() -> None:
    run_state_machine_as_test(
        Shelves,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            phases=[Phase.generate],  # as in `test_status_machine`
            suppress_health_check=list(HealthCheck),
        ),
    )
