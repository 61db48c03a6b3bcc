"""Messages and parcels in the back office."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.callbacks.world import make_order
from tests.common.receiver import Receiver, answer

from monogram.callbacks import services
from monogram.callbacks.models import Delivery, DeliveryKind
from monogram.companies.models import Company, User
from monogram.jobs.testing import run_due_jobs
from monogram.shipping.services import record_shipment

DELIVERIES = "admin:callbacks_delivery"


@pytest.fixture
def staff(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("ada@example.com", "x"))
    return client


@pytest.fixture
def delivery(receiver: Receiver, db: None) -> Delivery:
    """One that was refused once, with an answer that is no safe HTML."""
    receiver.behaviour = answer(500, b"<script>alert(1)</script>")
    made = services.queue_delivery(
        kind=DeliveryKind.STATUS_CALLBACK,
        order=make_order(),
        sequence=2,
        method="PUT",
        url=receiver.origin + "/callback",
        body='{"status_name":"Dispatched"}',
    )
    run_due_jobs()
    return made


def test_a_message_is_shown_with_its_attempts(staff: Client, delivery: Delivery) -> None:
    listed = staff.get(reverse(f"{DELIVERIES}_changelist")).content.decode()
    page = staff.get(reverse(f"{DELIVERIES}_change", args=[delivery.pk])).content.decode()

    assert "ORDER1" in listed
    assert "Status 500" in page
    assert "&quot;status_name&quot;: &quot;Dispatched&quot;" in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_a_message_is_sent_again_from_its_page_and_from_the_list(
    staff: Client, delivery: Delivery, receiver: Receiver
) -> None:
    receiver.behaviour = answer(200)

    staff.get(reverse(f"{DELIVERIES}_send_this_again", args=[delivery.pk]))  # asks; a link alone sends nothing
    run_due_jobs()
    staff.post(reverse(f"{DELIVERIES}_send_this_again", args=[delivery.pk]), {"_form_submitted": "on"})
    run_due_jobs()
    staff.post(reverse(f"{DELIVERIES}_changelist"), {"action": "send_again", "_selected_action": [delivery.pk]})
    run_due_jobs()

    assert [attempt.is_manual for attempt in delivery.attempts.all()] == [False, True, True]
    delivery.refresh_from_db()
    assert delivery.status == "delivered"


def test_a_signing_secret_is_made_and_shown_when_asked_for(staff: Client, retailer: Company) -> None:
    staff.post(reverse("admin:callbacks_signingsecret_add"), {"company": retailer.pk})
    secret = services.signing_secret(retailer).encode()
    page = reverse("admin:callbacks_signingsecret_change", args=[retailer.pk])
    assert secret not in staff.get(page).content

    shown = staff.get(reverse("admin:callbacks_signingsecret_show_secret", args=[retailer.pk]), follow=True)

    assert secret in shown.content.replace(b"&#x3D;", b"=")


def test_parcels_are_shown(staff: Client) -> None:
    order = make_order()
    parcel = record_shipment(order=order, tracking="TRACK1", carrier="Royal Mail")

    assert b"TRACK1" in staff.get(reverse("admin:shipping_shipment_changelist")).content
    page = staff.get(reverse("admin:shipping_shipment_change", args=[parcel.pk])).content.decode()
    assert all(str(item) in page for item in order.items.all())


def test_a_times_messages_are_counted_and_then_sent_again(
    staff: Client, delivery: Delivery, receiver: Receiver
) -> None:
    Delivery.objects.update(status="failed", next_attempt_at=None)
    page = reverse(f"{DELIVERIES}_send_a_time_again")
    asked = {"company": 61000, "since_0": "2020-01-01", "since_1": "00:00", "only_failed": "on"}

    counted = staff.post(page, asked).content.decode()
    assert "1 message would be sent again" in counted
    assert len(receiver.received) == 1

    receiver.behaviour = answer(200)
    staff.post(page, {**asked, "confirmed": "yes"})
    run_due_jobs()
    assert len(receiver.received) == 2
    delivery.refresh_from_db()
    assert delivery.status == "delivered"


def test_receivers_are_shown_with_what_waits_for_them(staff: Client, delivery: Delivery) -> None:
    page = staff.get(reverse(f"{DELIVERIES}_show_receivers")).content.decode()

    assert delivery.receiver in page
