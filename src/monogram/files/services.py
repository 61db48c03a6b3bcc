"""Stored files: content-addressed, written once, never changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from monogram.common.signing import sha256_hex

PRIVATE = "private"
"""The folder of files that have no public address: whoever serves one asks first who wants it."""


class StoredFile(NamedTuple):
    """Where a file was kept, the SHA-256 of its bytes in hex, and how many they are."""

    key: str
    sha256: str
    byte_size: int


def store(content: bytes, *, folder: str, suffix: str) -> str:
    """Keep some bytes and give their key, `folder/ab/<sha256>.suffix`. The same bytes are stored once."""
    key = _key(sha256_hex(content), folder, suffix)
    if not default_storage.exists(key):
        default_storage.save(key, ContentFile(content))
    return key


def store_file(source: Path, *, folder: str, suffix: str) -> StoredFile:
    """Keep a file that may be larger than memory; as `store`. `source` stays where it is."""
    with source.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
        key = _key(digest, folder, suffix)
        if not default_storage.exists(key):
            content.seek(0)
            default_storage.save(key, File(content))
    return StoredFile(key, digest, source.stat().st_size)


def digest_of(key: str) -> str:
    """SHA-256 of what lies under a key now, in hex. Raises FileNotFoundError."""
    with default_storage.open(key, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _key(digest: str, folder: str, suffix: str) -> str:
    return f"{folder}/{digest[:2]}/{digest}.{suffix.lstrip('.')}"


def read(key: str) -> bytes:
    """The bytes under a key. Raises FileNotFoundError."""
    with default_storage.open(key, "rb") as file:
        content: bytes = file.read()
    return content


def delete(key: str) -> None:
    """Take a file away; one that is gone already is no error."""
    default_storage.delete(key)


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
