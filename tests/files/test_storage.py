"""Stored files are there whole or not at all."""

from __future__ import annotations

import errno
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import File

from monogram.files.storage import WholeFileStorage


class HalfAFile(File):  # type: ignore[type-arg]  # the stubs' File is generic, Django's is not
    """Content whose second half meets a full disk."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), name="half")

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"x" * 1000
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def storage(tmp_path: Path) -> WholeFileStorage:
    return WholeFileStorage(location=tmp_path)


def files_in(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_a_file_is_stored_under_its_name(storage: WholeFileStorage, tmp_path: Path) -> None:
    assert storage.save("artwork/ab/abc.png", File(io.BytesIO(b"content"))) == "artwork/ab/abc.png"
    assert files_in(tmp_path) == ["artwork/ab/abc.png"]
    assert (tmp_path / "artwork/ab/abc.png").read_bytes() == b"content"


def test_of_a_file_that_could_not_be_written_nothing_is_left(storage: WholeFileStorage, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        storage.save("artwork/ab/abc.png", HalfAFile())
    assert not storage.exists("artwork/ab/abc.png")
    assert files_in(tmp_path) == []
