"""One outcome that cannot be written is nobody else's trouble."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.callbacks.world import make_order

from monogram.callbacks import requests, sender, services
from monogram.callbacks.models import Attempt, Delivery, DeliveryKind
from monogram.callbacks.receivers import Receivers
from monogram.callbacks.requests import Outcome

pytestmark = pytest.mark.django_db


def test_outcomes_written_before_one_that_cannot_be_are_not_written_again() -> None:
    for name in ("FIRST", "SECOND", "THIRD"):
        order = make_order(name)
        services.queue_delivery(
            kind=DeliveryKind.STATUS_CALLBACK,
            order=order,
            sequence=2,
            method="PUT",
            url="http://203.0.113.1/",
            body="{}",
        )
    taken = requests.build(sender._take_due(Receivers()))
    assert len(taken) == 3
    good = [Outcome(request, 5, 500) for request in taken]
    # An attempt that no database keeps, whatever is left out of its answer: its address is no Unicode.
    batch = [good[0], replace(good[1], request=replace(taken[1], url="http://\ud800/")), good[2]]

    left = sender._record_what_can_be(batch)

    assert left == [batch[1]]
    assert sender._record_alone(left[0]) == left
    counts = dict(Delivery.objects.values_list("pk", "automatic_attempt_count"))
    assert [counts[request.claim.delivery_id] for request in taken] == [1, 0, 1]
    assert Attempt.objects.count() == 2
