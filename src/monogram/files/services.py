"""Stored files: content-addressed, written once, never changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from monogram.common import clock
from monogram.common.signing import sha256_hex
from monogram.files.storage import UNFINISHED

PRIVATE = "private"
"""The folder of files that have no public address: whoever serves one asks first who wants it."""

REMADE = "mockups"
"""The folder of pictures that are made anew whenever they are asked for: those that nobody uses do not stay."""
_NOTED_EVERY = timedelta(days=1)


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


def store_as(content: bytes, *, key: str) -> str:
    """Keep some bytes under a key of the caller's, which nothing else has, and give it."""
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


def exists(key: str) -> bool:
    """Whether something lies under a key."""
    return default_storage.exists(key)


def size(key: str) -> int:
    """How many bytes lie under a key. Raises FileNotFoundError."""
    return default_storage.size(key)


def is_there(key: str) -> bool:
    """Whether something lies under a key of `REMADE`, which counts as a use of it.

    The time of a file says when it was used last, to the day. Storage that is no local folder keeps the time at which
    it was made.
    """
    try:
        now, used = clock.now(), default_storage.get_modified_time(key)
        if (file := path(key)) and now - used > _NOTED_EVERY:
            os.utime(file, (now.timestamp(), now.timestamp()))
    except FileNotFoundError:
        return False
    return True


def delete_unused(*, since: datetime) -> int:
    """Delete the files of `REMADE` that have not been used since then; how many."""
    return _delete_all(unchanged(REMADE, since=since))


def delete_unfinished(*, since: datetime) -> int:
    """Delete what those have left who were killed before then while they stored a file; how many files."""
    return _delete_all(unchanged(UNFINISHED, since=since))


def unchanged(folder: str, *, since: datetime) -> Iterator[str]:
    """The keys of the files in a folder, and in those in it, that have not been written since then."""
    folders, names = _listed(folder)
    for name in names:
        key = f"{folder}/{name}"
        with suppress(FileNotFoundError):  # another worker was quicker to delete it
            if default_storage.get_modified_time(key) < since:
                yield key
    for each in folders:
        yield from unchanged(f"{folder}/{each}", since=since)


def _delete_all(keys: Iterable[str]) -> int:
    deleted = 0
    for key in keys:
        delete(key)
        deleted += 1
    return deleted


def _listed(folder: str) -> tuple[list[str], list[str]]:
    """The folders and the files in a folder."""
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []


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
