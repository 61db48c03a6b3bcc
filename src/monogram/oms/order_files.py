"""Placing the orders of a file, each by itself and by the very intake of `POST /order`; and trying it out before.

Nothing is placed twice: an order's idempotency key is made of the file's content and the order's reference, so that a
job which ended in the middle, or a file that comes again, finds what is there already.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.db import connection, transaction
from django.db.models import F

from monogram.common import clock, refs
from monogram.common.errors import MonogramError
from monogram.common.signing import sha256_hex
from monogram.companies.models import Company, User
from monogram.files import services as files
from monogram.oms.place import Plan, place_order, plan_order
from monogram.orders.errors import refusal
from monogram.orders.intake import read_order
from monogram.orders.models import FiledOrder, OrderDrop, OrderFile, OrderFileState
from monogram.orders.order_rows import Fault, OrderBody, body_of, faults_of
from monogram.orders.order_sheet import OrderSheet, SheetOrder, read_order_sheet
from monogram.orders.refused_rows import refused_rows

logger = logging.getLogger(__name__)

FOLDER = f"{files.PRIVATE}/order-files"
KEPT_FOR = timedelta(days=90)
"""Files of orders hold people's addresses: what they hold goes when nobody can need it any more."""
DRAFTS_KEPT_FOR = timedelta(days=1)
ORDERS_A_JOB = 2_000
"""A job is to end soon after a worker is asked to."""
MOST_REHEARSED = 1_000
_ORDERS_A_NOTE = 25
_LONGEST_REF = 100
_MOST_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one order, or would become of it. Without faults, it was placed."""

    order: SheetOrder
    faults: Sequence[Fault]
    submission_id: int | None = None
    plan: Plan | None = None


def keep_file(
    *,
    company: Company,
    name: str,
    content: bytes,
    drop: OrderDrop | None = None,
    uploaded_by: User | None = None,
) -> OrderFile:
    """Keep a file of orders. One from a folder is to be placed at once, an uploaded one is a draft.

    Raises UnreadableSheetError.
    """
    sheet = read_order_sheet(content)
    return OrderFile.objects.create(
        company=company,
        drop=drop,
        uploaded_by=uploaded_by,
        name=name,
        sha256=sha256_hex(content),
        size=len(content),
        # Its own, though another file may say the same: it goes when that is forgotten, not before.
        content=files.store_as(content, key=f"{FOLDER}/{refs.new_public_id()}.csv"),
        state=OrderFileState.BEGUN if drop else OrderFileState.DRAFT,
        order_count=len(sheet.orders),
    )


@transaction.atomic
def discard_file(file: OrderFile) -> None:
    """Forget an uploaded file that nobody has placed."""
    if OrderFile.objects.filter(pk=file.pk, state=OrderFileState.DRAFT).delete()[0]:
        _forget_content([file.content])


def place_some(file: OrderFile) -> bool:
    """Place up to `ORDERS_A_JOB` of a file's orders, from where it stands. Whether some are left.

    Two at once do no harm: whoever notes what became of some orders later finds them noted, and ends.
    """
    sheet = read_order_sheet(files.read(file.content))
    end = min(file.progress + ORDERS_A_JOB, len(sheet.orders))
    for start in range(file.progress, end, _ORDERS_A_NOTE):
        some = sheet.orders[start : min(start + _ORDERS_A_NOTE, end)]
        if not _note(file, start, [_placed(file, sheet, order) for order in some]):
            return False
    return end < len(sheet.orders)


@transaction.atomic
def _note(file: OrderFile, start: int, tried: Sequence[Tried]) -> bool:
    """Write down what became of the orders from `start` on, unless somebody else has."""
    refused = sum(bool(one.faults) for one in tried)
    here = OrderFile.objects.filter(pk=file.pk, progress=start, state=OrderFileState.BEGUN)
    if not here.update(
        progress=start + len(tried),
        placed_count=F("placed_count") + len(tried) - refused,
        refused_count=F("refused_count") + refused,
        state=_state_after(file, end=start + len(tried), refused=refused),
        moved_on_at=clock.now(),
    ):
        return False
    FiledOrder.objects.bulk_create(
        FiledOrder(
            file=file,
            number=one.order.number,
            external_ref=one.order.external_ref[:_LONGEST_REF],
            rows=list(one.order.rows),
            submission_id=one.submission_id,
            faults=[[fault.row, fault.column, fault.why] for fault in one.faults[:_MOST_FAULTS]],
        )
        for one in tried
    )
    return True


def _state_after(file: OrderFile, *, end: int, refused: int) -> OrderFileState:
    if end < file.order_count:
        return OrderFileState.BEGUN
    before = FiledOrder.objects.filter(file=file, submission=None).exists()
    return OrderFileState.REFUSED if refused or before else OrderFileState.DONE


def _placed(file: OrderFile, sheet: OrderSheet, order: SheetOrder) -> Tried:
    """Place one order. Whatever goes wrong with it goes no further."""
    asked = body_of(sheet.columns, order)
    if asked.faults:
        return _rehearsed(file.company, order, asked)
    try:
        placed = place_order(
            company=file.company,
            submission=asked.body,
            raw=json.dumps(asked.body, sort_keys=True).encode(),
            idempotency_key=key_of(file.sha256, order),
        )
        return Tried(order, [], placed[0].submission_id)
    except MonogramError as refused:
        return Tried(order, faults_of(refused, asked))
    except Exception:  # the orders behind it are to be tried all the same
        reference = refs.new_error_reference()
        logger.exception("unexpected error %s with order %s of file %s", reference, order.number, file.pk)
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        return Tried(order, [Fault(asked.rows[0], "", f"An unexpected error {reference}: send the order again")])


def key_of(sha256: str, order: SheetOrder) -> str:
    """The idempotency key of an order in a file of this content. A reference may hold what no key may."""
    return f"file:{sha256}:{sha256_hex(order.external_ref.encode())[:32]}"


def rehearse(file: OrderFile, sheet: OrderSheet) -> list[Tried]:
    """What would become of the orders of a file, were they placed now.

    Those behind the first `MOST_REHEARSED` are only read: whether what they name is there is not looked up.
    """
    keys = [key_of(file.sha256, order) for order in sheet.orders[:MOST_REHEARSED]]
    there = file.company.submissions.filter(idempotency_key__in=keys)
    placed = dict(there.values_list("idempotency_key", "pk"))
    tried = []
    for order in sheet.orders:
        asked = body_of(sheet.columns, order)
        if order.number >= MOST_REHEARSED:
            tried.append(_read(order, asked))
        elif submission_id := placed.get(keys[order.number]):
            tried.append(Tried(order, [], submission_id))
        else:
            tried.append(_rehearsed(file.company, order, asked))
    return tried


def _read(order: SheetOrder, asked: OrderBody) -> Tried:
    failures = read_order(asked.body, now=clock.now()).failures
    return Tried(order, _all_faults(asked, refusal(failures)) if failures else asked.faults)


def _rehearsed(company: Company, order: SheetOrder, asked: OrderBody) -> Tried:
    """Everything that is wrong with an order: what its rows have wrong, and what the API would say."""
    try:
        plan = plan_order(company=company, submission=asked.body)
    except MonogramError as refused:
        return Tried(order, _all_faults(asked, refused))
    return Tried(order, asked.faults, plan=plan)


def _all_faults(asked: OrderBody, refused: MonogramError) -> list[Fault]:
    """The rows' own faults, and those of the API that say more."""
    found = {(fault.row, fault.column) for fault in asked.faults}
    more = [fault for fault in faults_of(refused, asked) if (fault.row, fault.column) not in found]
    return [*asked.faults, *more]


def refused_of(file: OrderFile) -> bytes:
    """The rows of a file's refused orders with the reasons. Raises FileNotFoundError once its content is gone."""
    sheet = read_order_sheet(files.read(file.content))
    refused = FiledOrder.objects.filter(file=file, submission=None).order_by("number")
    return refused_rows(sheet, [(one.number, [Fault(*fault) for fault in one.faults]) for one in refused])


def forget_old_files() -> None:
    """Uploads that nobody has placed go after a day, what files hold after ninety."""
    now = clock.now()
    for draft in OrderFile.objects.filter(state=OrderFileState.DRAFT, received_at__lt=now - DRAFTS_KEPT_FOR):
        discard_file(draft)
    old = OrderFile.objects.filter(received_at__lt=now - KEPT_FOR).exclude(content="")
    old = old.exclude(state=OrderFileState.BEGUN)
    keys = list(old.values_list("content", flat=True))
    old.update(content="")
    _forget_content(keys)


def _forget_content(keys: Sequence[str]) -> None:
    """Take contents away that no other file has."""
    used = set(OrderFile.objects.filter(content__in=keys).values_list("content", flat=True))
    for key in set(keys) - used - {""}:
        transaction.on_commit(partial(files.delete, key))
