"""When an order is put to work: by the first download of its artwork, or of the batch that it is in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict

from django.db import transaction
from django_tasks import task

from monogram.artwork import queries as artwork
from monogram.artwork.errors import DownloadRefusedError, NoSuchFileError
from monogram.artwork.models import ItemAsset
from monogram.common import clock
from monogram.jobs.cron import cron
from monogram.oms import batches
from monogram.oms.batch_files import BatchFiles, ImpositionError, make_files
from monogram.oms.status import change_item_statuses, change_status
from monogram.oms.wanted import require_wanted
from monogram.orders import services
from monogram.orders.errors import StatusChangeRefusedError
from monogram.orders.models import ItemStatus, Order, OrderItem, OrderStatus
from monogram.orders.statuses import BEFORE_MAKING, PLATFORM, Actor
from monogram.production import queries
from monogram.production.errors import BatchNotFoundError, BatchRefusedError
from monogram.production.models import HAS_FILES, Batch, BatchItem, BatchState

_BEGUN_BY_A_DOWNLOAD = BEFORE_MAKING | {OrderStatus.REPRINT}
_TO_BEGIN = frozenset({ItemStatus.UNKNOWN, ItemStatus.READY})


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
    if is_download:
        begin_by_download(order, f"{asset.name} of {asset.item.external_ref} ({asset.item.ref}) was downloaded")
    return asset


def begin_by_download(order: Order, why: str) -> None:
    """The order's artwork is downloaded: where its supplier batches, an order that has not begun goes In Production.

    Raises DownloadRefusedError if it was stopped meanwhile.
    """
    if not (order.supplier and order.supplier.batches_production and order.status in _BEGUN_BY_A_DOWNLOAD):
        return
    try:
        change_status(order_id=order.pk, to=OrderStatus.IN_PRODUCTION, actor=Actor.supplier(order.supplier), why=why)
    except StatusChangeRefusedError:
        # It was stopped, or has gone on, between the two looks: the second one counts.
        order.refresh_from_db(fields=["status"])
        require_wanted([order])


def _require_wanted(asset: ItemAsset) -> None:
    require_wanted([asset.item.order])
    if asset.item.status == ItemStatus.CANCELLED:
        raise DownloadRefusedError(f"Line {asset.item.external_ref} ({asset.item.ref}) is Cancelled: do not make it")


@cron("* * * * *")
@task()
def tend_batches() -> None:
    """Close the batches whose cut-off has come, and have the files made that are missing."""
    batches.close_due()
    queue_files()


def queue_files() -> None:
    """Have the files of closed batches made, each generation of them by one job."""
    for batch in queries.waiting_for_files():
        with transaction.atomic():
            waiting = queries.waiting_for_files().filter(pk=batch.pk, generation=batch.generation)
            if waiting.update(queued_generation=batch.generation):
                make_batch_files.enqueue(batch.pk, batch.generation)


@task()
def make_batch_files(batch_id: int, generation: int) -> None:
    """Make one generation of a batch's files. Those of one that is out of date by the end are not kept."""
    batch = Batch.objects.select_related("template").filter(pk=batch_id, generation=generation).first()
    if batch is None or batch.state != BatchState.PENDING_GENERATION:
        return
    try:
        made = make_files(batch)
    except ImpositionError as error:
        _note_error(batch, str(error))
        return
    except Exception:
        _note_error(batch, "An unexpected error, which the log explains. It is tried again")
        raise
    _keep_files(batch, made)


def _note_error(batch: Batch, error: str) -> None:
    waiting = Batch.objects.filter(pk=batch.pk, generation=batch.generation, state=BatchState.PENDING_GENERATION)
    waiting.update(error=error)


@transaction.atomic
def _keep_files(batch: Batch, made: BatchFiles) -> None:
    """The batch has its files all at once, and the orders that are in batches with all their lines are Batch Ready."""
    orders = _lock_orders_of(batch)
    locked = _lock_batch(batch.pk)
    if locked is None or (locked.state, locked.generation) != (BatchState.PENDING_GENERATION, batch.generation):
        return
    for name, value in asdict(made).items():
        setattr(locked, name, value)
    locked.state = BatchState.PENDING_PRODUCTION
    locked.generated_at = clock.now()
    locked.error = ""
    locked.save()
    for order in orders:
        if order.status in BEFORE_MAKING - {OrderStatus.BATCH_READY} and _is_ready(order):
            change_status(order_id=order.pk, to=OrderStatus.BATCH_READY, actor=PLATFORM, why=f"Batch {locked.ref}")


def _is_ready(order: Order) -> bool:
    """Whether every line that is to be made lies whole in batches that have their files."""
    ready: dict[int, int] = {}
    for batched in BatchItem.objects.filter(order_item__order=order, is_over=False, batch__state__in=HAS_FILES):
        ready[batched.order_item_id] = ready.get(batched.order_item_id, 0) + batched.quantity
    return all(ready.get(item.pk, 0) >= item.quantity for item in order.items.exclude(status=ItemStatus.CANCELLED))


def close_batch(*, batch_id: int) -> None:
    """Have a filling batch made ready as it is. Raises BatchNotFoundError and BatchRefusedError."""
    with _changing(batch_id, {BatchState.FILLING}, "is closed already") as batch:
        batches.close(batch)
    queue_files()


def make_batch_files_again(*, batch_id: int) -> None:
    """Have the files of a closed batch made anew, after what was wrong is put right. Raises as `close_batch`."""
    closed = {BatchState.PENDING_GENERATION, BatchState.PENDING_PRODUCTION}
    with _changing(batch_id, closed, "is not waiting for production") as batch:
        batches.make_files_anew(batch)
    queue_files()


def archive_batch(*, batch_id: int) -> None:
    """Say that a batch in production is done with. Raises as `close_batch`."""
    with _changing(batch_id, {BatchState.IN_PRODUCTION}, "is not in production") as batch:
        batch.state = BatchState.ARCHIVED
        batch.save(update_fields=["state"])


@transaction.atomic
def download_batch(*, batch_id: int, generation: int, who: str) -> Batch:
    """The batch, for its sheets to be downloaded. The first download puts its lines, and so their orders, to work.

    It counts as the supplier's, `who` did it for it. Raises BatchNotFoundError, and BatchRefusedError where the batch
    has no files or others by now than those of `generation`.
    """
    batch = Batch.objects.filter(pk=batch_id).first()
    orders = _lock_orders_of(batch) if batch else []
    locked = batch_with_files(batch_id=batch_id, generation=generation, is_locked=True)
    if locked.state == BatchState.PENDING_PRODUCTION:
        locked.state, locked.begun_at = BatchState.IN_PRODUCTION, clock.now()
        locked.save(update_fields=["state", "begun_at"])
        _begin(locked, orders, who)
    return locked


def batch_with_files(*, batch_id: int, generation: int, is_locked: bool = False) -> Batch:
    """The batch, if the files of this generation are those that it has. Raises as `download_batch`."""
    batch = _lock_batch(batch_id) if is_locked else Batch.objects.filter(pk=batch_id).first()
    if batch is None:
        raise BatchNotFoundError
    if batch.state not in HAS_FILES:
        raise BatchRefusedError(f"Batch {batch.ref} is {batch.get_state_display()}: it has no files now")
    if batch.generation != generation:
        raise BatchRefusedError(f"Batch {batch.ref} has changed and its files with it: take the new ones")
    return batch


def _begin(batch: Batch, orders: Collection[Order], who: str) -> None:
    supplier = batch.template.supplier
    working = {order.pk: Actor.supplier(supplier) for order in orders if order.supplier_id == supplier.pk}
    lines = OrderItem.objects.filter(
        batched__batch=batch, batched__is_over=False, status__in=_TO_BEGIN, order__in=list(working)
    )
    wanted = {line.pk: ItemStatus.IN_PRODUCTION for line in lines}
    actors = {line.order_id: working[line.order_id] for line in lines}
    change_item_statuses(wanted=wanted, actors=actors, why=f"Batch {batch.ref} was downloaded by {who}")


def _lock_orders_of(batch: Batch) -> list[Order]:
    """A closed batch takes no more lines: these are all that it can have when it is locked after them."""
    numbers = OrderItem.objects.filter(batched__batch=batch).values_list("order", flat=True)
    return [services.lock_order(number) for number in sorted(set(numbers))]


def _lock_batch(batch_id: int) -> Batch | None:
    return Batch.objects.select_for_update(no_key=True).filter(pk=batch_id).first()


@contextmanager
def _changing(batch_id: int, states: Collection[BatchState], refusal: str) -> Iterator[Batch]:
    """A batch, locked, in one of these states. Raises BatchNotFoundError, and BatchRefusedError with the refusal."""
    with transaction.atomic():
        batch = _lock_batch(batch_id)
        if batch is None:
            raise BatchNotFoundError
        if batch.state not in states:
            raise BatchRefusedError(f"Batch {batch.ref} {refusal}")
        yield batch
