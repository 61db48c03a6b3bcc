"""Folders of this machine: only below the operator's, and never through a link."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.faults.small_disk import can_mount, small_disk
from tests.transports.conftest import Place, Start, a_place, refusal

from monogram.transports.checking import check_folder
from monogram.transports.errors import (
    FileTakenError,
    NoFolderError,
    NoRoomError,
    NotAllowedError,
    TooLargeError,
    UnsafeNameError,
)
from monogram.transports.folder import open_folder
from monogram.transports.settings import FolderProtocol, FolderSettings
from monogram.transports.steps import Step

as_root = pytest.mark.skipif(not can_mount(), reason="only root may mount a disk")


@pytest.fixture
def local(start: Start) -> Place:
    return a_place(start, "local")


def disk_of(place: Place) -> Path:
    assert place.disk
    return place.disk


def at(folder: object) -> FolderSettings:
    return FolderSettings(FolderProtocol.LOCAL, folder=str(folder))


def test_without_a_setting_there_are_no_local_folders(tmp_path: Path, settings: Settings) -> None:
    settings.MONOGRAM_LOCAL_DROPS = []
    assert "switched off" in refusal(NotAllowedError, at(tmp_path)).text


def test_only_folders_below_the_operators_are_opened(tmp_path: Path, settings: Settings) -> None:
    for name in ("drops/factory", "drops-of-others"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "drops" / "link").symlink_to(tmp_path / "drops-of-others")
    settings.MONOGRAM_LOCAL_DROPS = [str(tmp_path / "drops")]
    for inside in ("drops", "drops/factory", "drops/./factory//"):
        with open_folder(at(tmp_path / inside)) as folder:
            assert folder.files() == []
    for outside in (tmp_path, tmp_path / "drops-of-others", tmp_path / "drops" / "link", "drops/factory", ""):
        assert "is not below one of MONOGRAM_LOCAL_DROPS" in refusal(NotAllowedError, at(outside)).text
    refusal(UnsafeNameError, at(f"{tmp_path}/drops/../drops-of-others"))
    assert "make it, or correct the path" in refusal(NoFolderError, at(tmp_path / "drops" / "none")).text


def test_links_are_neither_read_nor_written_nor_listed(local: Place, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"secret")
    (tmp_path / "elsewhere").mkdir()
    disk_of(local).joinpath("link.xml").symlink_to(secret)
    disk_of(local).joinpath("a.xml.part").symlink_to(secret)
    disk_of(local).joinpath("out").symlink_to(tmp_path / "elsewhere")
    with local.open() as folder:
        assert folder.files() == []
        with pytest.raises(NotAllowedError, match="is not a plain file"):
            folder.read("link.xml", max_bytes=100)
        with pytest.raises(NotAllowedError, match="is not a plain file"):
            folder.write("a.xml", b"one")
        with pytest.raises(NotAllowedError, match="leads out of the folder"):
            folder.write("out/a.xml", b"one")
        with pytest.raises(NotAllowedError, match="leads out of the folder"):
            folder.files("out")
        folder.write("link.xml", b"a file of its own")
    assert secret.read_bytes() == b"secret"
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert not disk_of(local).joinpath("link.xml").is_symlink()


def test_a_pipe_is_not_waited_for(local: Place) -> None:
    os.mkfifo(disk_of(local) / "pipe.xml")
    with local.open() as folder:
        assert folder.files() == []
        with pytest.raises(NotAllowedError, match="is not a plain file"):
            folder.read("pipe.xml", max_bytes=100)


def test_names_that_are_unsafe_elsewhere_are_not_listed(local: Place) -> None:
    for name in ("a\nb.xml", "a\\b.xml", os.fsdecode(b"\xe9.xml"), "good.xml"):
        disk_of(local).joinpath(name).touch()
    with local.open() as folder:
        assert [file.name for file in folder.files()] == ["good.xml"]


def test_without_hard_links_renaming_still_replaces_nothing(local: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    local.put("a.xml", b"one")
    local.put("b.xml", b"two")
    with local.open() as folder:
        with pytest.raises(FileTakenError):
            folder.rename("a.xml", "b.xml")
        folder.rename("a.xml", "c.xml")
    assert local.contents() == {"b.xml": b"two", "c.xml": b"one"}


def test_a_file_of_two_gigabytes_is_refused_unread(local: Place) -> None:
    with disk_of(local).joinpath("shipments.xml").open("wb") as file:
        file.truncate(2 << 30)
    with local.open() as folder:
        assert [file.size for file in folder.files()] == [2 << 30]
        with pytest.raises(TooLargeError, match="2,147,483,648 bytes"):
            folder.read("shipments.xml", max_bytes=20_000_000)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk") as disk:
        (disk.folder / "a.xml").write_bytes(b"one")
        subprocess.run(["mount", "-o", "remount,ro", str(disk.folder)], check=True)
        yield disk.folder


@as_root
def test_a_folder_for_reading_only_is_said_plainly(read_only: Path) -> None:
    with open_folder(at(read_only)) as folder:
        assert folder.read("a.xml", max_bytes=3) == b"one"
        with pytest.raises(NotAllowedError, match="Give its user the right to write"):
            folder.write("a.xml", b"two")
        with pytest.raises(NotAllowedError):
            folder.rename("a.xml", "b.xml")
        with pytest.raises(NotAllowedError):
            folder.delete("a.xml")
    checks = check_folder(at(read_only))
    assert [(check.step, check.passed) for check in checks] == [(Step.FOLDER, True), (Step.WRITE, False)]


@as_root
def test_a_full_disk_keeps_the_old_file_and_works_again_later(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk, open_folder(at(disk.folder)) as folder:
        folder.write("a.xml", b"one")
        disk.fill()
        with pytest.raises(NoRoomError) as failed:
            folder.write("a.xml", bytes(100_000))
        assert failed.value.is_temporary
        assert [file.name for file in folder.files()] == ["a.xml", "ballast"]
        assert folder.read("a.xml", max_bytes=10) == b"one"
        disk.make_room()
        folder.write("a.xml", b"two")
        assert folder.read("a.xml", max_bytes=10) == b"two"


def test_a_local_folder_needs_no_server(local: Place) -> None:
    settings = replace(local.settings, host="10.0.0.1", port=22, username="nobody")
    assert all(check.passed for check in check_folder(settings))
