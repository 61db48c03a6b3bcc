"""Orders with a query, by what stopped them: one cause, such as a factory's wrong secret, often stops many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Min, QuerySet

from monogram.common.errors import MonogramError
from monogram.oms.release import release_order
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import Actor

MOST_GROUPS = 100
MOST_AT_ONCE = 500
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class StoppedGroup:
    """The orders of one supplier (none: nobody makes them yet) that were stopped for one reason."""

    supplier_id: int | None
    supplier: str
    reason: str
    count: int
    oldest: datetime
    examples: Sequence[Order] = ()
    """The oldest of them."""


@dataclass(slots=True)
class ReleasedTogether:
    """What came of releasing a group: how many go on, and the references of the others by why not."""

    released: int = 0
    stopped_again: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    refused: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    left: int = 0
    """Those that are beyond what is released at once."""


def stopped_groups() -> list[StoppedGroup]:
    """The largest first, at most `MOST_GROUPS`."""
    rows = _with_query().order_by().values("supplier", "supplier__name", "error_message")
    counted = rows.annotate(count=Count("pk"), oldest=Min("creation_datetime")).order_by("-count", "oldest")
    return [
        StoppedGroup(
            supplier_id=row["supplier"],
            supplier=row["supplier__name"] or "",
            reason=row["error_message"],
            count=row["count"],
            oldest=row["oldest"],
            examples=list(_of_group(row["supplier"], row["error_message"])[:_SHOWN]),
        )
        for row in counted[:MOST_GROUPS]
    ]


def release_all(*, supplier_id: int | None, reason: str, actor: Actor) -> ReleasedTogether:
    """Release a supplier's orders that were stopped for a reason, the oldest first, each in its own transaction.

    At most `MOST_AT_ONCE`. An order that somebody has dealt with meanwhile is passed over.
    """
    came = ReleasedTogether()
    stopped = _of_group(supplier_id, reason)
    taken = list(stopped[:MOST_AT_ONCE])
    for order in taken:
        if not stopped.filter(pk=order.pk).exists():
            continue
        try:
            first = release_order(order_id=order.pk, actor=actor, why="Released with all that had this reason")[0]
        except MonogramError as error:
            came.refused[error.text].append(order.external_ref)
            continue
        if first.status == OrderStatus.QC_QUERY:
            came.stopped_again[first.error_message].append(order.external_ref)
        else:
            came.released += 1
    came.left = stopped.filter(pk__gt=taken[-1].pk).count() if taken else 0
    return came


def _with_query() -> QuerySet[Order]:
    return Order.objects.filter(status=OrderStatus.QC_QUERY)


def _of_group(supplier_id: int | None, reason: str) -> QuerySet[Order]:
    owner: dict[str, int | bool] = {"supplier__isnull": True} if supplier_id is None else {"supplier": supplier_id}
    return _with_query().filter(**owner, error_message=reason).order_by("pk")
