"""Digests, signatures and the encryption of stored secrets. Every comparison takes constant time."""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def _derived_key(purpose: str) -> bytes:
    """32 bytes for one purpose out of the installation's secret key."""
    return _derive(settings.SECRET_KEY, purpose)


@lru_cache(maxsize=8)
def _derive(secret_key: str, purpose: str) -> bytes:
    return hmac.new(secret_key.encode(), b"monogram:" + purpose.encode(), hashlib.sha256).digest()


def encrypt(secret: str) -> str:
    """A secret for the database: Fernet (AES-128-CBC with HMAC-SHA256), URL-safe text."""
    return Fernet(base64.urlsafe_b64encode(_derived_key("encryption"))).encrypt(secret.encode()).decode()


def decrypt(token: str) -> str:
    """The secret behind `encrypt`'s answer. Raises ValueError if the installation's key is another one."""
    try:
        return Fernet(base64.urlsafe_b64encode(_derived_key("encryption"))).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise ValueError("the stored secret was encrypted with another SECRET_KEY") from error


def lookup_hash(secret: str) -> str:
    """A keyed hash (HMAC-SHA256, hex) by which an encrypted secret is found again."""
    return hmac.digest(_derived_key("lookup"), secret.encode(), "sha256").hex()


def address_token(subject: str) -> str:
    """What makes the address of a subject one that nobody guesses: 128 bits in hex, the same at any time."""
    return hmac.digest(_derived_key("address"), subject.encode(), "sha256").hex()[:32]


def hmac_sha256_hex(body: bytes, key: str) -> str:
    """`X-CustomGateway-Hmac` (`contract.md §5`)."""
    return hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


def hmac_sha512_hex(text: str, key: str) -> str:
    """The `hmac` of a link to the Virtual Product Creator (`contract.md §9`)."""
    return hmac.new(key.encode(), text.encode(), hashlib.sha512).hexdigest()


def equal(left: str, right: str) -> bool:
    """Constant-time comparison of two texts."""
    return hmac.compare_digest(left.encode(), right.encode())


def sha256_hex(content: bytes) -> str:
    """The content address of some bytes."""
    return hashlib.sha256(content).hexdigest()
