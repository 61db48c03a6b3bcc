"""How a receiver knows that a message is ours and unchanged."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from secrets import token_bytes

from monogram.common.signing import hmac_sha256_hex

_PREFIX = "whsec_"


def new_secret() -> str:
    """`whsec_` and 32 random bytes in base64."""
    return _PREFIX + base64.b64encode(token_bytes(32)).decode()


def check_secret(secret: str) -> None:
    """Raises ValueError unless it is `whsec_` and the base64 of 24 to 64 bytes, as Standard Webhooks asks."""
    if not secret.startswith(_PREFIX) or not 24 <= len(_key(secret)) <= 64:
        raise ValueError("a signing secret is whsec_ and the base64 of 24 to 64 bytes")


def _key(secret: str) -> bytes:
    try:
        return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError("a signing secret is whsec_ and base64") from error


def callback_headers(*, message_id: str, body: bytes, secrets: Sequence[str], at: datetime) -> Mapping[str, str]:
    """Standard Webhooks: `v1,` and base64(HMAC-SHA256) of id, Unix time and body, joined by dots; one per secret."""
    timestamp = str(int(at.timestamp()))
    signed = b".".join([message_id.encode(), timestamp.encode(), body])
    signatures = " ".join(f"v1,{_signature(secret, signed)}" for secret in secrets)
    return {"webhook-id": message_id, "webhook-timestamp": timestamp, "webhook-signature": signatures}


def _signature(secret: str, signed: bytes) -> str:
    return base64.b64encode(hmac.digest(_key(secret), signed, hashlib.sha256)).decode()


def push_headers(*, message_id: str, body: bytes, key: str) -> Mapping[str, str]:
    """`contract.md §5`; the id lets a supplier recognise a push that arrives again."""
    return {"webhook-id": message_id, "X-CustomGateway-Hmac": hmac_sha256_hex(body, key)}
