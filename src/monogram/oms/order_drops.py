"""Looking into retailers' folders for files of orders: settled ones are taken in, placed by jobs, then renamed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import transaction
from django_tasks import task

from monogram.common import clock
from monogram.common.signing import sha256_hex
from monogram.jobs.cron import cron
from monogram.oms.error_mail import tell_of_folder, tell_of_order_file
from monogram.oms.looking import MAX_BYTES, Look, due_folders, look_into, stem_of
from monogram.oms.order_files import forget_old_files, keep_file, place_some, refused_of
from monogram.orders.models import OrderDrop, OrderFile, OrderFileState
from monogram.orders.order_sheet import UnreadableSheetError
from monogram.transports.folder import RemoteFile, RemoteFolder

_BEFORE_ARTWORK = 10
"""A file's orders are placed, and it is put away, before the artwork of those that are placed already is made."""
_PATIENCE = _FORGOTTEN = timedelta(minutes=15)


@transaction.atomic
def place_file(file: OrderFile) -> None:
    """Have the orders of an uploaded file placed; a second time does nothing."""
    drafts = OrderFile.objects.filter(pk=file.pk, state=OrderFileState.DRAFT)
    if drafts.update(state=OrderFileState.BEGUN, moved_on_at=clock.now()):
        place_orders_of_file.enqueue(file.pk)


@task(priority=_BEFORE_ARTWORK)
def place_orders_of_file(file_id: int) -> None:
    """Place some of a file's orders; those that are left are the next job's."""
    file = OrderFile.objects.select_related("company").get(pk=file_id)
    if file.state != OrderFileState.BEGUN:
        return
    if place_some(file):
        place_orders_of_file.enqueue(file_id)
    elif file.drop_id:
        poll_order_drop.enqueue(file.drop_id)  # which puts it away


@cron("* * * * *")
@task()
def poll_order_drops() -> None:
    """A job for each folder whose time has come, so that a dead server holds up no other."""
    for pk in due_folders(OrderDrop):
        poll_order_drop.enqueue(pk)


@task(priority=_BEFORE_ARTWORK)
def poll_order_drop(drop_id: int, after: str = "") -> None:
    """Look into one folder, as `looking.look_into` says."""
    look_into(OrderDrop, drop_id, _OrdersLook, job=poll_order_drop, after=after)


@cron("*/5 * * * *")
@task()
def go_on_with_order_files() -> None:
    """A net under `place_orders_of_file`: a worker that dies with its job, six times, can tell nobody."""
    forgotten = OrderFile.objects.filter(state=OrderFileState.BEGUN, moved_on_at__lt=clock.now() - _FORGOTTEN)
    for pk in forgotten.values_list("pk", flat=True):
        place_orders_of_file.enqueue(pk)


@cron("27 3 * * *")
@task()
def forget_order_files() -> None:
    """Files of orders hold people's addresses: after 90 days they go."""
    forget_old_files()


class _OrdersLook(Look):
    """What a retailer has left."""

    endings: ClassVar[tuple[str, ...]] = (".csv",)

    def __init__(self, owner: OrderDrop, give_up_at: datetime) -> None:
        super().__init__(owner, give_up_at)
        self._drop = owner

    def failed(self, why: str, *, is_lasting: bool) -> None:
        """Somebody is told, but not of a server that is away for one look."""
        if is_lasting or self._drop.last_poll_error:
            tell_of_folder(self._drop, why=why)

    def take(self, folder: RemoteFolder, path: str, file: RemoteFile) -> None:
        """Take the file's orders in; once they are placed, put it away."""
        underway = OrderFile.objects.filter(drop=self._drop, name=file.name, put_away_at=None).order_by("-pk")
        if underway.filter(size=file.size, state=OrderFileState.BEGUN).exists():
            return
        content = folder.read(path, max_bytes=MAX_BYTES) if file.size <= MAX_BYTES else b""
        digest = sha256_hex(content)
        known = underway.filter(sha256=digest, size=file.size).first() or self._taken_in(path, file, content)
        if known and known.state != OrderFileState.BEGUN:
            self._put_away(folder, path, known)

    def _taken_in(self, path: str, file: RemoteFile, content: bytes) -> OrderFile | None:
        """The new row of a file, unless it cannot be read and may still be being written."""
        if file.size > MAX_BYTES:
            return self._refused(
                file, content, f"It has {file.size:,} bytes; at most {MAX_BYTES:,} are read: split it."
            )
        try:
            with transaction.atomic():
                kept = keep_file(company=self._drop.company, name=file.name, content=content, drop=self._drop)
                place_orders_of_file.enqueue(kept.pk)
        except UnreadableSheetError as error:
            is_lasting = clock.now() - self.waits_since(path) >= _PATIENCE
            return self._refused(file, content, error.text) if is_lasting else None
        return kept

    def _refused(self, file: RemoteFile, content: bytes, reason: str) -> OrderFile:
        return OrderFile.objects.create(
            company=self._drop.company,
            drop=self._drop,
            name=file.name,
            sha256=sha256_hex(content),
            size=file.size,
            state=OrderFileState.REFUSED,
            detail=reason,
        )

    def _put_away(self, folder: RemoteFolder, path: str, file: OrderFile) -> None:
        """Rename a file that is done with, and say beside it what was refused."""
        name = _name_of(file, path)
        if file.detail:
            folder.write(f"{name}.error.txt", f"{file.name} was refused:\r\n\r\n{file.detail}\r\n".encode())
            self.put_away(folder, path, f"{name}.error")
        else:
            if file.refused_count:
                folder.write(f"{name}.error", refused_of(file))
            self.put_away(folder, path, f"{name}.complete")
        OrderFile.objects.filter(pk=file.pk).update(put_away_at=clock.now())
        if file.state == OrderFileState.REFUSED:
            tell_of_order_file(self._drop, file)


def _name_of(file: OrderFile, path: str) -> str:
    """What a file's new names begin with: the same however often it is tried."""
    return f"{stem_of(path, file.name, file.sha256)}.{file.moved_on_at:%Y%m%d%H%M%S}"
