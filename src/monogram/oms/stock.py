"""Orders and the suppliers' stock: lines take pieces when they are placed, and give them back if they are not made.

What a line holds stands with it (`OrderItem.taken_from_stock`), with the report that it was taken from. Callers hold
the order's lock. `docs/guides/routing.md` tells operators the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from monogram.oms.route import Destination, today
from monogram.orders.models import Order, OrderItem
from monogram.orders.services import OrderPart, RoutedLine
from monogram.shipping.queries import Pieces
from monogram.suppliers.models import StockItem
from monogram.suppliers.queries import Held
from monogram.suppliers.services.taking import StockReturn, StockWish, Taken, lock_stock, settle


def wish_of(key: int, destination: Destination | None, quantity: int) -> StockWish | None:
    """What a line takes where it goes; None where its supplier does not report the stock of it."""
    if destination is None or not destination.is_stocked:
        return None
    return StockWish(
        key, destination.supplier_id, destination.supplier_sku, quantity, must_have=destination.checks_stock
    )


def wishes_of(routed: Iterable[tuple[Destination | None, int]]) -> list[StockWish]:
    """The wishes of lines, each with its number for a key."""
    wishes = (wish_of(number, destination, quantity) for number, (destination, quantity) in enumerate(routed))
    return [wish for wish in wishes if wish]


def with_taken(parts: Sequence[OrderPart], taken: Mapping[int, Taken]) -> list[OrderPart]:
    """The parts of a new order with what their lines have got, numbered through all parts."""
    numbered = iter(range(sum(len(part.lines) for part in parts)))
    return [replace(part, lines=[_holding(line, taken.get(next(numbered))) for line in part.lines]) for part in parts]


def _holding(line: RoutedLine, taken: Taken | None) -> RoutedLine:
    if taken is None:
        return line
    return replace(line, taken_from_stock=taken.quantity, stock_reported_at=taken.reported_at)


def held_by(order: Order, items: Sequence[OrderItem]) -> dict[tuple[int, str], Held]:
    """What lines of an order hold of today's stock, by supplier and SKU: it is theirs when they are routed anew."""
    holding = [item for item in items if item.stock_reported_at]
    if order.supplier_id is None or not holding:
        return {}
    rows = StockItem.objects.filter(supplier=order.supplier_id, sku__in={item.mapped_sku for item in holding})
    reported = dict(rows.values_list("sku", "reported_at"))
    held: dict[tuple[int, str], Held] = {}
    for item in holding:
        shelf = (order.supplier_id, item.mapped_sku)
        before = held.get(shelf, Held())
        pieces = item.taken_from_stock if reported.get(item.mapped_sku) == item.stock_reported_at else 0
        today = item.quantity if _is_todays(order) else 0
        held[shelf] = Held(before.pieces + pieces, before.today + today)
    return held


@dataclass(frozen=True, slots=True)
class Holding:
    """What a line held before it was routed anew, and with whom."""

    supplier_id: int | None
    sku: str
    quantity: int
    taken: int
    item: OrderItem


def holdings_of(order: Order, items: Iterable[OrderItem]) -> list[Holding]:
    """What lines hold now, to be exchanged once they go elsewhere."""
    return [Holding(order.supplier_id, item.mapped_sku, item.quantity, item.taken_from_stock, item) for item in items]


def exchange(order: Order, holdings: Sequence[Holding], destinations: Sequence[Destination | None]) -> None:
    """Give back what lines held, and take what they need where they go now; saves the lines.

    Raises StockGoneError where another order was quicker.
    """
    wishes = wishes_of((destination, was.quantity) for was, destination in zip(holdings, destinations, strict=True))
    returns = [
        StockReturn(was.supplier_id, was.sku, was.quantity, was.taken, was.item.stock_reported_at, _is_todays(order))
        for was in holdings
        if was.supplier_id is not None and was.item.stock_reported_at
    ]
    if not wishes and not returns:
        return
    settlement = settle(wishes, returns)
    settlement.carry_out()
    for number, was in enumerate(holdings):
        _keep(was.item, settlement.taken.get(number))
    _save([was.item for was in holdings])


def give_back(order: Order, quantities: Mapping[int, int], pieces: Mapping[int, Pieces]) -> None:
    """Pieces of lines, by id, are cancelled. `pieces` is what had become of the lines before that.

    What has left is taken to have been of the stock first, so a line gives back no more than it can still hold.
    """
    items = list(order.items.filter(pk__in=quantities, stock_reported_at__isnull=False).order_by("pk"))
    if order.supplier_id is None or not items:
        return
    returns = []
    for item in items:
        held = min(quantities[item.pk], max(0, item.taken_from_stock - pieces[item.pk].left))
        returns.append(
            StockReturn(
                order.supplier_id, item.mapped_sku, quantities[item.pk], held, item.stock_reported_at, _is_todays(order)
            )
        )
        item.taken_from_stock -= held
    settle([], returns).carry_out()
    _save(items)


def take_again(order: Order, quantities: Mapping[int, int]) -> None:
    """Pieces of lines, by id, are made once more: they are taken as far as there are any. A reprint is not refused."""
    again = {line: quantity for line, quantity in quantities.items() if quantity}
    items = list(order.items.filter(pk__in=again).order_by("pk"))
    if order.supplier_id is None or not items:
        return
    settlement = settle(
        [StockWish(item.pk, order.supplier_id, item.mapped_sku, again[item.pk], must_have=False) for item in items]
    )
    settlement.carry_out()
    for item in items:
        taken = settlement.taken.get(item.pk)
        if taken and taken.reported_at == item.stock_reported_at:
            taken = replace(taken, quantity=item.taken_from_stock + taken.quantity)
        _keep(item, taken)
    _save(items)


def lock_returns(lines: Iterable[int]) -> None:
    """Lock the stock that lines, by id, would give back to."""
    items = OrderItem.objects.filter(pk__in=list(lines), stock_reported_at__isnull=False, order__supplier__isnull=False)
    lock_stock(items.values_list("order__supplier", "mapped_sku"))


def _keep(item: OrderItem, taken: Taken | None) -> None:
    item.taken_from_stock = taken.quantity if taken else 0
    item.stock_reported_at = taken.reported_at if taken else None


def _save(items: Sequence[OrderItem]) -> None:
    OrderItem.objects.bulk_update(items, ["taken_from_stock", "stock_reported_at"])


def _is_todays(order: Order) -> bool:
    return timezone.localdate(order.creation_datetime) == today()
