"""How a receiver knows that a message is ours and unchanged."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime

from monogram.common.signing import hmac_sha256_hex

_PREFIX = "whsec_"


def new_secret() -> str:
    """`whsec_` and 32 random bytes in base64."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def check_secret(secret: str) -> None:
    """Raises ValueError unless it is `whsec_` and the base64 of 24 to 64 bytes, as Standard Webhooks asks."""
    if not secret.startswith(_PREFIX) or not 24 <= len(_key(secret)) <= 64:
        raise ValueError("a signing secret is whsec_ and the base64 of 24 to 64 bytes")


def _key(secret: str) -> bytes:
    try:
        return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError("a signing secret is whsec_ and base64") from error


def callback_headers(*, message_id: str, body: bytes, secret: str, at: datetime) -> Mapping[str, str]:
    """Standard Webhooks: `v1,` and base64(HMAC-SHA256) of id, Unix time and body, joined by dots."""
    timestamp = str(int(at.timestamp()))
    signed = b".".join([message_id.encode(), timestamp.encode(), body])
    digest = base64.b64encode(hmac.new(_key(secret), signed, hashlib.sha256).digest()).decode()
    return {"webhook-id": message_id, "webhook-timestamp": timestamp, "webhook-signature": f"v1,{digest}"}


def push_headers(*, message_id: str, body: bytes, key: str) -> Mapping[str, str]:
    """`contract.md §5`; the id lets a supplier recognise a push that arrives again."""
    return {"webhook-id": message_id, "X-CustomGateway-Hmac": hmac_sha256_hex(body, key)}
