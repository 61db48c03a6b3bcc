"""Stored files: content-addressed, written once, never changed."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from monogram.common.signing import sha256_hex


def store(content: bytes, *, folder: str, suffix: str) -> str:
    """Keep some bytes and give their key, `folder/ab/<sha256>.suffix`. The same bytes are stored once."""
    digest = sha256_hex(content)
    key = f"{folder}/{digest[:2]}/{digest}.{suffix.lstrip('.')}"
    if not default_storage.exists(key):
        default_storage.save(key, ContentFile(content))
    return key


def read(key: str) -> bytes:
    """The bytes under a key. Raises FileNotFoundError."""
    with default_storage.open(key, "rb") as file:
        content: bytes = file.read()
    return content


def path(key: str) -> Path | None:
    """The local file behind a key, where the storage is a local folder."""
    try:
        return Path(default_storage.path(key))
    except NotImplementedError:
        return None


def absolute(url: str) -> str:
    """An address of our own, made absolute by the public origin."""
    return url if "://" in url else f"{settings.MONOGRAM_PUBLIC_URL}{url}"


def public_url(key: str) -> str:
    """The absolute address under which anyone who knows it can read the file."""
    return absolute(default_storage.url(key))
