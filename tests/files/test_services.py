"""Stored files are named by their content, whether they come from memory or from the disk."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from pytest_django import Settings

from monogram.common import clock
from monogram.files import services as files

CONTENT = b"a print file" * 100_000
DIGEST = hashlib.sha256(CONTENT).hexdigest()
KEY = f"artwork/{DIGEST[:2]}/{DIGEST}.png"


@pytest.fixture(autouse=True)
def storage_folder(tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "stored")
    return tmp_path / "stored"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "made.png"
    path.write_bytes(CONTENT)
    return path


def test_a_file_and_the_same_bytes_are_one(source: Path, storage_folder: Path) -> None:
    stored = files.store_file(source, folder="artwork", suffix=".png")

    assert stored == files.StoredFile(KEY, DIGEST, len(CONTENT))
    assert files.store(CONTENT, folder="artwork", suffix="png") == KEY
    assert [path.name for path in storage_folder.rglob("*") if path.is_file()] == [f"{DIGEST}.png"]
    assert source.read_bytes() == CONTENT


def test_a_digest_is_of_what_lies_there_now(source: Path) -> None:
    key = files.store_file(source, folder="artwork", suffix="png").key
    assert files.digest_of(key) == DIGEST

    Path(default_storage.path(key)).write_bytes(b"damaged")

    assert files.digest_of(key) == hashlib.sha256(b"damaged").hexdigest()


def test_what_a_killed_process_left_unfinished_is_deleted_when_it_is_old(storage_folder: Path) -> None:
    files.store(CONTENT, folder="artwork", suffix="png")
    left = storage_folder / "unfinished" / "0123"
    left.write_bytes(CONTENT[:100])

    assert files.delete_unfinished(since=clock.now() - timedelta(days=1)) == 0
    assert files.delete_unfinished(since=clock.now() + timedelta(seconds=1)) == 1

    assert not left.exists()
    assert files.exists(KEY)
