"""Messages out against real servers: sent, tried again, in order, once at a time, again by hand."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django_tasks import task
from pytest_django import Settings
from tests.callbacks.world import make_order
from tests.common.receiver import Receiver, answer
from tests.common.rivals import rival

from monogram.callbacks import claims, feed, policy, services
from monogram.callbacks.models import Channel, Delivery, DeliveryKind, DeliveryStatus
from monogram.common import clock
from monogram.jobs.testing import run_due_jobs
from monogram.orders.models import Order

pytestmark = pytest.mark.django_db
settled: list[str] = []


@task()
def note_settled(delivery_id: str) -> None:
    settled.append(Delivery.objects.get(pk=delivery_id).status)


def queue(order: Order, url: str, sequence: int = 1, body: str = '{"status":8}') -> Delivery:
    return services.queue_delivery(
        kind=DeliveryKind.STATUS_CALLBACK,
        order=order,
        sequence=sequence,
        method="PUT",
        url=url,
        body=body,
        follow_up=note_settled,
    )


@pytest.fixture(autouse=True)
def forget_settled() -> None:
    settled.clear()


def statuses() -> list[str]:
    return list(Delivery.objects.order_by("sequence").values_list("status", flat=True))


def test_a_message_arrives_signed_and_is_written_down(receiver: Receiver, noon: datetime) -> None:
    order = make_order()
    receiver.behaviour = answer(202, b"thank you", X_Shop="yes")

    delivery = queue(order, receiver.origin + "/callback?token=1", body='{"text":"Grüße"}')
    run_due_jobs()

    [seen] = receiver.received
    assert (seen.method, seen.path, seen.body) == ("PUT", "/callback?token=1", '{"text":"Grüße"}'.encode())
    assert seen.headers["content-type"] == "application/json; charset=utf-8"
    assert seen.headers["webhook-id"] == delivery.pk
    assert seen.headers["webhook-timestamp"] == str(int(noon.timestamp()))
    secret = base64.b64decode(services.signing_secret(order.company).removeprefix("whsec_"))
    signed = f"{delivery.pk}.{int(noon.timestamp())}.".encode() + seen.body
    expected = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    assert seen.headers["webhook-signature"] == f"v1,{expected}"

    delivery.refresh_from_db()
    assert (delivery.status, delivery.delivered_at, delivery.next_attempt_at) == ("delivered", noon, None)
    attempt = delivery.attempts.get()
    assert (attempt.number, attempt.at, attempt.is_manual, attempt.url) == (1, noon, False, delivery.url)
    assert (attempt.response_status, attempt.response_body, attempt.error) == (202, "thank you", "")
    assert attempt.response_headers["x-shop"] == "yes"
    assert attempt.request_headers["webhook-id"] == delivery.pk
    assert settled == ["delivered"]


def test_a_message_of_a_rolled_back_change_is_never_sent(receiver: Receiver) -> None:
    order = make_order()
    with transaction.atomic():
        queue(order, receiver.origin)
        transaction.set_rollback(True)

    assert run_due_jobs() == 0
    assert receiver.received == []


def test_the_same_message_asked_for_twice_is_one(receiver: Receiver) -> None:
    order = make_order()

    first = queue(order, receiver.origin)
    second = queue(order, receiver.origin, body="another")
    run_due_jobs()

    assert first == second
    assert [seen.body for seen in receiver.received] == [b'{"status":8}']


def test_failures_are_retried_five_times_two_hours_apart_and_then_given_up(receiver: Receiver, noon: datetime) -> None:
    order = make_order()
    receiver.behaviour = answer(500, b"broken")
    delivery = queue(order, receiver.origin)
    run_due_jobs()
    assert len(receiver.received) == 1

    for retry in range(1, 6):
        clock.advance(timedelta(hours=2) - timedelta(microseconds=1))
        run_due_jobs()
        assert len(receiver.received) == retry
        clock.advance(timedelta(microseconds=1))
        run_due_jobs()
        assert len(receiver.received) == retry + 1
    clock.advance(timedelta(days=30))
    run_due_jobs()

    delivery.refresh_from_db()
    assert len(receiver.received) == 6
    assert {seen.headers["webhook-id"] for seen in receiver.received} == {delivery.pk}
    assert (delivery.status, delivery.next_attempt_at, delivery.delivered_at) == ("failed", None, None)
    assert [attempt.at for attempt in delivery.attempts.all()] == [noon + timedelta(hours=2 * n) for n in range(6)]
    assert settled == ["failed"]


def test_a_receiver_that_recovers_gets_the_message_at_the_next_attempt(receiver: Receiver, noon: datetime) -> None:
    receiver.behaviour = answer(503)
    delivery = queue(make_order(), receiver.origin)
    run_due_jobs()
    receiver.behaviour = answer(204, b"")
    clock.advance(timedelta(hours=2))
    run_due_jobs()

    delivery.refresh_from_db()
    assert delivery.status == "delivered"
    assert [attempt.response_status for attempt in delivery.attempts.all()] == [503, 204]


@pytest.mark.parametrize("status", [301, 302, 307, 400, 404, 410, 500])
def test_redirects_and_errors_are_failures(receiver: Receiver, noon: datetime, status: int) -> None:
    receiver.behaviour = answer(status, b"", Location=receiver.origin + "/elsewhere")

    delivery = queue(make_order(), receiver.origin)
    run_due_jobs()

    delivery.refresh_from_db()
    assert [seen.path for seen in receiver.received] == ["/"]
    assert (delivery.status, delivery.next_attempt_at) == ("pending", noon + timedelta(hours=2))
    assert delivery.attempts.get().response_status == status


def test_a_receiver_that_does_not_answer_in_time_has_failed(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "TIME_LIMIT", timedelta(seconds=0.2))
    receiver.behaviour = lambda _: receiver.closing.wait()

    delivery = queue(make_order(), receiver.origin)
    run_due_jobs()

    attempt = delivery.attempts.get()
    assert (attempt.response_status, attempt.error) == (None, "127.0.0.1 did not answer within 0.2 s")


def test_private_addresses_are_refused_at_sending_too(receiver: Receiver, settings: Settings) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = []

    delivery = queue(make_order(), receiver.origin)
    run_due_jobs()

    assert receiver.received == []
    assert "not a public address" in delivery.attempts.get().error


def test_long_answers_are_cut_and_odd_bytes_kept_readable(receiver: Receiver) -> None:
    receiver.behaviour = answer(200, b"\x00\xff" + b"x" * 10_000)

    delivery = queue(make_order(), receiver.origin)
    run_due_jobs()

    body = delivery.attempts.get().response_body
    assert body == "\ufffd\ufffd" + "x" * 4094


def test_later_messages_wait_for_earlier_ones_of_the_same_order(receiver: Receiver, noon: datetime) -> None:
    order, other = make_order("A"), make_order("B")
    receiver.behaviour = answer(500)
    queue(order, receiver.origin, 2, "first")
    run_due_jobs()
    receiver.behaviour = answer(200)
    queue(order, receiver.origin, 3, "second")
    queue(other, receiver.origin, 2, "other")
    run_due_jobs()
    assert [seen.body for seen in receiver.received] == [b"first", b"other"]

    clock.advance(timedelta(hours=2))
    run_due_jobs()

    assert [seen.body for seen in receiver.received] == [b"first", b"other", b"first", b"second"]


def test_a_message_that_was_given_up_lets_the_next_one_go(receiver: Receiver, noon: datetime) -> None:
    order = make_order()
    queue(order, "http://nowhere.invalid/", 2, "lost")
    queue(order, receiver.origin, 3, "next")
    for _ in range(6):
        run_due_jobs()
        clock.advance(timedelta(hours=2))

    assert statuses() == ["failed", "delivered"]
    assert [seen.body for seen in receiver.received] == [b"next"]


def test_a_withdrawn_message_is_not_sent(receiver: Receiver, noon: datetime) -> None:
    order = make_order()
    queue(order, receiver.origin)

    assert services.withdraw(order=order, kind=DeliveryKind.STATUS_CALLBACK) == 1
    run_due_jobs()

    assert receiver.received == []
    assert statuses() == ["withdrawn"]


def test_replay_sends_a_delivered_message_again_under_its_id(receiver: Receiver, noon: datetime) -> None:
    delivery = queue(make_order(), receiver.origin)
    run_due_jobs()
    clock.advance(timedelta(days=3))

    services.replay(delivery)
    run_due_jobs()

    first, second = receiver.received
    assert (first.body, first.headers["webhook-id"]) == (second.body, second.headers["webhook-id"])
    assert second.headers["webhook-timestamp"] == str(int((noon + timedelta(days=3)).timestamp()))
    assert [attempt.is_manual for attempt in delivery.attempts.all()] == [False, True]
    assert settled == ["delivered"]


def test_replay_of_a_failed_message_settles_it_or_schedules_nothing(receiver: Receiver, noon: datetime) -> None:
    delivery = queue(make_order(), receiver.origin)
    Delivery.objects.update(status=DeliveryStatus.FAILED, next_attempt_at=None)
    receiver.behaviour = answer(500)
    services.replay(delivery)
    run_due_jobs()
    clock.advance(timedelta(days=1))
    assert run_due_jobs() == 0
    assert statuses() == ["failed"]

    receiver.behaviour = answer(200)
    services.replay(delivery)
    run_due_jobs()

    assert statuses() == ["delivered"]
    assert settled == ["delivered"]


def test_a_manual_attempt_does_not_use_up_an_automatic_one(receiver: Receiver, noon: datetime) -> None:
    receiver.behaviour = answer(500)
    delivery = queue(make_order(), receiver.origin)
    run_due_jobs()
    services.replay(delivery)
    run_due_jobs()

    delivery.refresh_from_db()
    assert delivery.next_attempt_at == noon + timedelta(hours=2)
    for _ in range(5):
        clock.advance(timedelta(hours=2))
        run_due_jobs()
    assert delivery.attempts.filter(is_manual=False).count() == 6
    assert statuses() == ["failed"]


def test_a_message_whose_sender_died_is_sent_again_under_its_id(receiver: Receiver, noon: datetime) -> None:
    delivery = queue(make_order(), receiver.origin)
    [claim] = claims.take("next_attempt_at", {delivery.receiver: 1})  # by a sender that dies now
    assert claim.delivery_id == delivery.pk

    run_due_jobs()
    assert receiver.received == []
    clock.advance(policy.LEASE)
    run_due_jobs()

    assert [seen.headers["webhook-id"] for seen in receiver.received] == [delivery.pk]


@pytest.mark.django_db(transaction=True)
def test_a_line_is_fetched_while_it_is_taken_back() -> None:
    """Its later message has the smaller number; whoever takes both begins with the earlier one."""
    order = make_order()
    push = {"kind": DeliveryKind.SUPPLIER_PUSH, "order": order, "supplier": order.supplier, "channel": Channel.FEED}
    for sequence, number in ((1, "f" * 32), (2, "0" * 32)):
        Delivery.objects.create(id=number, sequence=sequence, body="{}", **push)

    assert order.supplier
    supplier = order.supplier
    with rival(lambda: feed.read_feed(supplier=supplier, after=None, limit=10)) as reader, transaction.atomic():
        Delivery.objects.select_for_update(no_key=True).get(sequence=1)
        reader.come()
        assert services.withdraw(order=order, kind=DeliveryKind.SUPPLIER_PUSH) == 2

    assert reader.outcome.bodies == []
