"""When messages are tried again, by companies' schedules and receivers' wishes; what a replay of a time sends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.callbacks.world import make_order
from tests.common.receiver import Receiver, answer

from monogram.callbacks import policy, services
from monogram.callbacks.models import Delivery, DeliveryKind
from monogram.callbacks.receivers import FEWEST, MOST, ROOM_OF_THE_UNPROVEN, Receivers
from monogram.common import clock
from monogram.companies.models import Company
from monogram.jobs.testing import run_due_jobs
from monogram.orders.models import Order

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def queue(order: Order, receiver: Receiver, sequence: int = 2, body: str = "") -> Delivery:
    return services.queue_delivery(
        kind=DeliveryKind.STATUS_CALLBACK,
        order=order,
        sequence=sequence,
        method="PUT",
        url=receiver.origin,
        body=body or f"{order.external_ref} {sequence}",
    )


def bodies(receiver: Receiver) -> list[str]:
    return [seen.body.decode() for seen in receiver.received]


@pytest.mark.parametrize("delays", [[60, 600], []])
def test_a_company_may_have_a_schedule_of_its_own(receiver: Receiver, noon: datetime, delays: list[int]) -> None:
    order = make_order()
    Company.objects.update(callback_retry_seconds=delays)
    receiver.behaviour = answer(500)
    delivery = queue(order, receiver)

    for delay in [0, *delays]:
        clock.advance(timedelta(seconds=delay))
        run_due_jobs()

    assert len(receiver.received) == 1 + len(delays)
    delivery.refresh_from_db()
    assert delivery.status == "failed"


@pytest.mark.parametrize(
    ("status", "asked", "pause"),
    [
        (503, "10800", 3 * HOUR),
        (429, "Mon, 23 Nov 2026 16:00:00 GMT", 4 * HOUR),
        (429, "60", 2 * HOUR),  # never sooner than the contract has it
        (503, "99999999999", 24 * HOUR),
        (503, "soon", 2 * HOUR),
        (500, "10800", 2 * HOUR),
    ],
)
def test_a_longer_pause_that_the_receiver_asks_for_is_kept(
    receiver: Receiver, noon: datetime, status: int, asked: str, pause: timedelta
) -> None:
    receiver.behaviour = answer(status, Retry_After=asked)
    delivery = queue(make_order(), receiver)
    run_due_jobs()

    delivery.refresh_from_db()
    assert delivery.next_attempt_at == noon + pause


def test_odd_dates_ask_for_nothing() -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    for text in ("", "-5", "1e9", "²", "Mon, 99 Nov 2026", "Sun, 22 Nov 2026 00:00:00 GMT"):
        assert policy.pause_asked_for(status=429, headers={"retry-after": text}, at=at) == timedelta()


def test_what_was_given_up_in_a_time_is_sent_again_in_order(receiver: Receiver, noon: datetime) -> None:
    order, other = make_order("A"), make_order("B")
    Company.objects.filter(pk=61000).update(callback_retry_seconds=[])
    receiver.behaviour = answer(500)
    queue(order, receiver, 2)
    run_due_jobs()
    clock.advance(HOUR)
    for number in (3, 4):
        queue(order, receiver, number)
    queue(other, receiver, 2)
    run_due_jobs()
    receiver.behaviour = answer(200)
    queue(order, receiver, 5)
    run_due_jobs()
    receiver.received.clear()

    assert services.replay_since(order.company, noon + HOUR, only_failed=True) == 3
    run_due_jobs()

    assert [body for body in bodies(receiver) if body.startswith("A")] == ["A 3", "A 4"]
    assert sorted(bodies(receiver)) == ["A 3", "A 4", "B 2"]
    assert services.replay_since(order.company, noon, noon + HOUR, only_failed=False) == 1
    assert services.replay_since(order.company, noon, only_failed=True, receiver="elsewhere") == 0


def test_news_waits_for_what_is_sent_again_before_it(receiver: Receiver, noon: datetime) -> None:
    order = make_order()
    first = queue(order, receiver, 2)
    run_due_jobs()
    services.replay(first)
    queue(order, receiver, 3)
    run_due_jobs()

    assert bodies(receiver) == ["ORDER1 2", "ORDER1 2", "ORDER1 3"]


def test_a_secret_that_cannot_be_read_fails_its_own_messages_only(receiver: Receiver, noon: datetime) -> None:
    broken = make_order("BROKEN")
    services.signing_secret(broken.company)
    broken.company.signing_secret.__class__.objects.update(encrypted_secret="of another installation")
    shop = Company.objects.create(id=61001, name="Other shop")
    queue(broken, receiver)
    queue(make_order("WELL", company=shop), receiver)
    run_due_jobs()

    assert bodies(receiver) == ["WELL 2"]
    assert "cannot be read" in Delivery.objects.get(order=broken).attempts.get().error


def test_quick_receivers_get_more_and_slow_ones_few() -> None:
    receivers = Receivers()
    for _ in range(100):
        receivers.sending("quick")
        receivers.answered("quick", took=timedelta(milliseconds=5), is_well=True)
    assert receivers.room(["quick", "new"]) == {"quick": MOST, "new": FEWEST}

    receivers.sending("quick")
    receivers.answered("quick", took=timedelta(seconds=2), is_well=True)
    assert receivers.room(["quick"]) == {"quick": FEWEST}


def test_strangers_never_take_the_room_of_those_who_proved_themselves() -> None:
    receivers = Receivers()
    receivers.sending("quick")
    receivers.answered("quick", took=timedelta(0), is_well=True)
    dead = [f"dead{number}" for number in range(1000)]
    for name, count in receivers.room(dead).items():
        for _ in range(count):
            receivers.sending(name)

    assert receivers.in_flight() == ROOM_OF_THE_UNPROVEN
    assert receivers.room([*dead, "quick"]) == {"quick": FEWEST + 1}
