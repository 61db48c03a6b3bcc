"""The two signatures that come in: on supplier pushes and on status callbacks (`contract.md §4–5`)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from datetime import timedelta

from monogram.common import clock
from monogram.common.signing import equal, hmac_sha256_hex

WEBHOOK_TOLERANCE = timedelta(minutes=5)


class SignatureError(Exception):
    """The message does not come from where it says, or not from now. The text says why."""


def check_push(*, body: bytes, signature: str, key: str) -> None:
    """`X-CustomGateway-Hmac` is the hex HMAC-SHA256 of the body. Raises SignatureError."""
    if not signature:
        raise SignatureError("X-CustomGateway-Hmac is missing")
    if not equal(signature.strip().lower(), hmac_sha256_hex(body, key)):
        raise SignatureError("X-CustomGateway-Hmac does not match the body")


def check_webhook(*, body: bytes, headers: Mapping[str, str], secret: bytes) -> str:
    """Standard Webhooks: `v1,` and the base64 HMAC-SHA256 of `id.timestamp.body`. Gives the webhook id.

    Raises SignatureError for a missing header, a timestamp more than five minutes off, or another signature.
    """
    message_id, sent_at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    signatures = headers.get("webhook-signature", "").split()
    if not (message_id and sent_at and signatures):
        raise SignatureError("webhook-id, webhook-timestamp and webhook-signature are needed")
    if not sent_at.isdecimal() or abs(clock.now().timestamp() - int(sent_at)) > WEBHOOK_TOLERANCE.total_seconds():
        raise SignatureError("webhook-timestamp is not from now")
    signed = b".".join([message_id.encode(), sent_at.encode(), body])
    expected = "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    if not any(equal(signature, expected) for signature in signatures):
        raise SignatureError("webhook-signature does not match the body")
    return message_id


def webhook_secret(text: str) -> bytes:
    """The bytes of a `whsec_…` secret. Raises ValueError if it is none."""
    try:
        return base64.b64decode(text.removeprefix("whsec_"), validate=True)
    except binascii.Error as error:
        raise ValueError("a webhook secret is base64 behind whsec_") from error
