"""What suppliers' files say is done: parcels leave, lines are cancelled, orders are acknowledged, stock is set.

Each entry of a file is applied by itself, in one transaction with the note that it was. So after a crash a file goes on
where it was, and one that comes again does nothing twice: of a refused one only what was refused is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.db import transaction
from django.db.models import QuerySet

from monogram.common.errors import MonogramError
from monogram.oms.lines import Parcel
from monogram.oms.status import change_item_statuses, change_status
from monogram.orders import values
from monogram.orders.errors import OrderNotFoundError, RequestError
from monogram.orders.models import ItemStatus, Order, OrderItem, OrderStatus
from monogram.orders.statuses import Actor
from monogram.suppliers.formats import FileFormat
from monogram.suppliers.formats.news import (
    AcknowledgementNews,
    CancellationNews,
    ShipmentNews,
    read_acknowledgements,
    read_cancellations,
    read_shipments,
    read_stock,
)
from monogram.suppliers.integrations import FolderIntegration, ReceivedFile, ReceivedState
from monogram.suppliers.services.stock import report_stock

Step = Callable[[], Sequence[str]]
"""Applies one entry; what was refused of it, in words."""

_MOST_REASONS = 200


def read_steps(integration: FolderIntegration, folder: str, content: bytes, file_format: FileFormat) -> list[Step]:
    """What there is to do for a file of one of `FOLDERS`. Raises UnreadableFileError."""
    return FOLDERS[folder](_Sender(integration), content, file_format)


def apply(received: ReceivedFile, steps: Sequence[Step]) -> None:
    """Do what is still to be done of a file, and settle it. A file that was refused before is tried where it was."""
    received.refresh_from_db()
    if received.state == ReceivedState.DONE:
        return
    again: Sequence[int] = received.refused_entries if received.state == ReceivedState.REFUSED else ()
    if again:
        ReceivedFile.objects.filter(pk=received.pk).update(detail="")
    for number in again or range(received.progress, len(steps)):
        _apply_one(received.pk, number, steps[number])
    settle(received.pk)


@transaction.atomic
def _apply_one(pk: int, number: int, step: Step) -> None:
    received = ReceivedFile.objects.select_for_update().get(pk=pk)
    reasons = step()
    others = [refused for refused in received.refused_entries if refused != number]
    received.refused_entries = [*others, number] if reasons else others
    lines = [*received.detail.splitlines(), *(" ".join(reason.split()) for reason in reasons)]
    received.detail = "\n".join(lines[:_MOST_REASONS])
    received.progress = max(received.progress, number + 1)
    received.save(update_fields=["progress", "refused_entries", "detail"])


@transaction.atomic
def settle(pk: int) -> None:
    """All of the file's entries were tried."""
    received = ReceivedFile.objects.select_for_update().get(pk=pk)
    received.state = ReceivedState.REFUSED if received.refused_entries else ReceivedState.DONE
    received.save(update_fields=["state"])


class _Sender:
    """The supplier whose folder it is, and what it may speak of."""

    def __init__(self, integration: FolderIntegration) -> None:
        self.supplier = integration.owner
        self.actor = Actor.supplier(self.supplier)
        self._account_id = integration.account_id

    def orders(self) -> QuerySet[Order]:
        """The orders that it makes; of an account's own folder, those of the account."""
        orders = Order.objects.filter(supplier=self.supplier)
        return orders.filter(secondary_company_ref_id=self._account_id) if self._account_id else orders

    def actors(self, item_ids: Sequence[int]) -> dict[int, Actor]:
        """As whom it speaks of the orders of some lines. Raises OrderNotFoundError for a line that is not its."""
        lines = OrderItem.objects.filter(pk__in=item_ids, order__in=self.orders())
        found = dict(lines.values_list("pk", "order_id"))
        if missing := [number for number in item_ids if number not in found]:
            raise OrderNotFoundError(f"There is no order line {missing[0]} of yours")
        return dict.fromkeys(found.values(), self.actor)


def _shipments(sender: _Sender, content: bytes, file_format: FileFormat) -> list[Step]:
    def step(news: ShipmentNews) -> Step:
        return lambda: _said_where(news.where, lambda: _ship(sender, news))

    return [step(news) for news in read_shipments(content, file_format)]


def _ship(sender: _Sender, news: ShipmentNews) -> None:
    if news.tracking_url:
        try:
            values.web_address(news.tracking_url)
        except values.Unreadable as reason:
            raise RequestError(f"tracking_url {reason}") from None
    parcel = Parcel(news.tracking, news.carrier, news.method, news.tracking_url)
    change_item_statuses(
        wanted=dict.fromkeys(news.pieces, ItemStatus.DISPATCHED),
        actors=sender.actors(list(news.pieces)),
        quantities={number: quantity for number, quantity in news.pieces.items() if quantity is not None},
        parcels=dict.fromkeys(news.pieces, parcel),
    )


def _cancellations(sender: _Sender, content: bytes, file_format: FileFormat) -> list[Step]:
    def step(news: CancellationNews) -> Step:
        return lambda: _said_where(news.where, lambda: _cancel(sender, news))

    return [step(news) for news in read_cancellations(content, file_format)]


def _cancel(sender: _Sender, news: CancellationNews) -> None:
    change_item_statuses(wanted=dict.fromkeys(news.items, ItemStatus.CANCELLED), actors=sender.actors(list(news.items)))


def _acknowledgements(sender: _Sender, content: bytes, file_format: FileFormat) -> list[Step]:
    def step(news: AcknowledgementNews) -> Step:
        return lambda: _said_where(news.where, lambda: _acknowledge(sender, news))

    return [step(news) for news in read_acknowledgements(content, file_format)]


def _acknowledge(sender: _Sender, news: AcknowledgementNews) -> None:
    named: dict[str, int | str] = {"pk": news.order_id} if news.order_id is not None else {"ref": news.ref}
    order = sender.orders().filter(**named).first()
    if order is None:
        raise OrderNotFoundError(f"There is no order {news.order_id or news.ref} of yours")
    change_status(order_id=order.pk, to=OrderStatus.RECEIVED_BY_SUPPLIER, actor=sender.actor)


def _stock(sender: _Sender, content: bytes, file_format: FileFormat) -> list[Step]:
    """One step for the whole: quantities are absolute, to set them again is safe."""
    news = read_stock(content, file_format)

    def step() -> Sequence[str]:
        report = report_stock(supplier=sender.supplier, rows=news.rows)
        errors = [(error.path, error.text) for error in (*news.errors, *report.errors)]
        reasons = [f"{path.removesuffix('.sku').removesuffix('.barcode')}: {text}" for path, text in errors]
        return [f"Rows that were applied: {report.updated}. These were not:", *reasons] if reasons else []

    return [step]


def _said_where(where: str, do: Callable[[], None]) -> Sequence[str]:
    try:
        with transaction.atomic():
            do()
    except MonogramError as error:
        return [f"{where}: {error.text}"]
    return []


FOLDERS: Mapping[str, Callable[[_Sender, bytes, FileFormat], list[Step]]] = {
    "acknowledgements": _acknowledgements,
    "shipments": _shipments,
    "cancellations": _cancellations,
    "stock": _stock,
}
"""The folders that are looked into, in this order, with what is done with their files."""
