"""When an order is put to work: by the first download of its artwork, or by a batch."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from monogram.artwork import queries as artwork
from monogram.artwork.errors import DownloadRefusedError, NoSuchFileError
from monogram.artwork.models import ItemAsset
from monogram.common import refs
from monogram.oms.status import change_status
from monogram.orders import services
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.models import ItemStatus, Order, OrderStatus
from monogram.orders.statuses import BEFORE_MAKING, PAUSED, Actor

_BEGUN_BY_A_DOWNLOAD = BEFORE_MAKING | {OrderStatus.REPRINT}


def file_for_supplier(*, token: str, name: str, is_download: bool) -> ItemAsset:
    """The print file behind a supplier's link. The first download puts the order to work, where the supplier batches.

    Every later download reads and writes nothing. Raises NoSuchFileError, and DownloadRefusedError for what must not
    be made: an order on hold, with a query or cancelled, or a line that is cancelled.
    """
    asset = artwork.downloadable(token, name)
    if asset is None:
        raise NoSuchFileError
    order = asset.item.order
    _require_wanted(asset)
    if is_download and order.supplier and order.supplier.batches_production and order.status in _BEGUN_BY_A_DOWNLOAD:
        try:
            change_status(
                order_id=order.pk,
                to=OrderStatus.IN_PRODUCTION,
                actor=Actor.supplier(order.supplier),
                why=f"{asset.name} of {asset.item.external_ref} ({asset.item.ref}) was downloaded",
            )
        except StatusChangeRefusedError:
            # It was stopped, or has gone on, between the two looks: the second one counts.
            order.refresh_from_db(fields=["status"])
            _require_wanted(asset)
    return asset


def _require_wanted(asset: ItemAsset) -> None:
    order = asset.item.order
    if order.status in PAUSED | {OrderStatus.CANCELLED}:
        label = OrderStatus(order.status).label
        raise DownloadRefusedError(f"Order {order.external_ref} ({order.ref}) is {label}: do not make it")
    if asset.item.status == ItemStatus.CANCELLED:
        raise DownloadRefusedError(f"Line {asset.item.external_ref} ({asset.item.ref}) is Cancelled: do not make it")


@transaction.atomic
def prepare_batch(*, order_ids: Collection[int], actor: Actor, why: str = "") -> str:
    """Put orders of one supplier together, all or none: they are Batch Ready, with the batch's reference as the reason.

    Returns the reference. Raises StatusChangeRefusedError and OrderNotFoundError.
    """
    return _batch(order_ids, OrderStatus.BATCH_READY, actor, why)


@transaction.atomic
def start_batch(*, order_ids: Collection[int], actor: Actor, why: str = "") -> str:
    """Put orders of one supplier to work together, all or none: they are In Production, under the batch's reference.

    Returns the reference. Raises StatusChangeRefusedError and OrderNotFoundError.
    """
    return _batch(order_ids, OrderStatus.IN_PRODUCTION, actor, why)


def _batch(order_ids: Collection[int], to: OrderStatus, actor: Actor, why: str) -> str:
    orders = [services.lock_order(order_id) for order_id in sorted(set(order_ids))]
    _require_one_supplier(orders)
    reference = refs.new_batch_ref()
    for order in orders:
        if order.status == to:
            raise StatusChangeRefusedError(f"Order {order.external_ref} ({order.ref}) is {to.label} already")
        change_status(order_id=order.pk, to=to, actor=actor, why="\n".join(filter(None, [f"Batch {reference}", why])))
    return reference


def _require_one_supplier(orders: Collection[Order]) -> None:
    suppliers = {order.supplier_id for order in orders}
    if len(suppliers) != 1 or None in suppliers:
        raise StatusChangeRefusedError("A batch takes orders of one supplier, at least one")
