"""Signing secrets and signatures of callbacks."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from tests.callbacks.world import make_order
from tests.common.receiver import Receiver

from monogram.callbacks import policy, services, signatures
from monogram.callbacks.models import DeliveryKind
from monogram.common import clock
from monogram.companies.models import Company
from monogram.jobs.testing import run_due_jobs


def test_signing_secrets_are_made_once_and_can_be_replaced(retailer: Company) -> None:
    first = services.signing_secret(retailer)
    assert first == services.signing_secret(retailer)
    assert first.startswith("whsec_")
    assert first not in retailer.signing_secret.encrypted_secret

    services.set_signing_secret(company=retailer, secret="whsec_" + base64.b64encode(b"k" * 24).decode())
    assert services.signing_secret(retailer) == "whsec_a2tra2tra2tra2tra2tra2tra2tra2tr"


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_!!!", "a2tra2tra2tra2tra2tra2tra2tra2tr", "whsec_a2tr"])
def test_secrets_of_another_shape_are_refused(retailer: Company, secret: str) -> None:
    with pytest.raises(ValueError, match="signing secret"):
        services.set_signing_secret(company=retailer, secret=secret)


def test_signatures_agree_with_the_published_example() -> None:
    # The example of the Standard Webhooks specification's reference libraries.
    headers = signatures.callback_headers(
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        body=b'{"test": 2432232314}',
        secrets=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
        at=datetime.fromtimestamp(1614265330, tz=UTC),
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.django_db
def test_for_a_day_after_a_change_both_secrets_sign(receiver: Receiver, noon: datetime) -> None:
    order = make_order(status_callback_url=receiver.origin)
    old = services.signing_secret(order.company)
    new = services.change_signing_secret(order.company)

    for sequence, later in ((2, timedelta()), (3, policy.ROTATION)):
        clock.advance(later)
        services.queue_delivery(
            kind=DeliveryKind.STATUS_CALLBACK,
            order=order,
            sequence=sequence,
            method="PUT",
            url=receiver.origin,
            body="{}",
        )
        run_due_jobs()

    during, after = (
        [seen.headers[name] for name in ("webhook-id", "webhook-timestamp", "webhook-signature")]
        for seen in receiver.received
    )
    for (number, timestamp, signature), secrets in ((during, [new, old]), (after, [new])):
        at = datetime.fromtimestamp(int(timestamp), tz=UTC)
        expected = signatures.callback_headers(message_id=number, body=b"{}", secrets=secrets, at=at)
        assert signature == expected["webhook-signature"]
