"""Where suppliers want their messages today, whatever they wanted when those were written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db import transaction
from django.db.models import Case, F, Value, When

from monogram.callbacks.claims import Claim
from monogram.callbacks.follow_ups import enqueue_follow_up
from monogram.callbacks.models import Delivery, DeliveryStatus
from monogram.suppliers.queries import Target, target_for

_SWITCHED_OFF = "The supplier's integration is switched off"
_UNREADABLE = "Its secrets cannot be read: "
_OPEN = (DeliveryStatus.PENDING, DeliveryStatus.FAILED)
_Wanted = TypeVar("_Wanted", bound=Target)


def destinations(claims: Sequence[Claim], *, of: type[_Wanted]) -> dict[str, _Wanted | str]:
    """Where each of some pushes goes, or why it goes nowhere, by its id.

    Those that go by another way than `of` today, or whose order is another supplier's, are given back and left out.
    """
    targets = {key: _target(*key) for key in {(claim.account_id, claim.supplier_id) for claim in claims}}
    found: dict[str, _Wanted | str] = {}
    elsewhere: list[Claim] = []
    for claim in claims:
        target = targets[claim.account_id, claim.supplier_id]
        if claim.is_anothers or not isinstance(target, of | str):
            elsewhere.append(claim)
        else:
            found[claim.delivery_id] = target
    if elsewhere:
        _give_back(elsewhere)
    return found


def _target(account_id: int | None, supplier_id: int | None) -> Target | str:
    try:
        return target_for(account_id=account_id, supplier_id=supplier_id) or _SWITCHED_OFF
    except ValueError as error:
        return _UNREADABLE + str(error)


@transaction.atomic
def _give_back(claims: Sequence[Claim]) -> None:
    """Withdraw messages that must not be sent as they are: their supplier is another by now, or wants them otherwise.

    Their follow-ups write new ones.
    """
    by_lease = {claim.delivery_id: claim.leased_until for claim in claims}
    rows = Delivery.objects.select_for_update(no_key=True).filter(pk__in=by_lease).order_by("pk")
    ours = [row for row in rows if row.leased_until == by_lease[row.pk]]
    Delivery.objects.filter(pk__in=[row.pk for row in ours]).update(
        leased_until=None,
        next_attempt_at=None,
        replay_at=None,
        status=Case(When(status__in=_OPEN, then=Value(DeliveryStatus.WITHDRAWN)), default=F("status")),
    )
    for row in ours:
        if row.status in _OPEN:
            enqueue_follow_up(row)
