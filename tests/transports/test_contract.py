"""What every folder does the same, whatever lies behind it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.transports.conftest import Place

from monogram.transports import folder as folders
from monogram.transports.checking import Check, check_folder
from monogram.transports.errors import FileTakenError, NoFileError, NoFolderError, TooLargeError, UnsafeNameError
from monogram.transports.folder import open_folder
from monogram.transports.settings import FolderProtocol
from monogram.transports.steps import Step

ODD_NAME = "Bestellung №5 & co; #1 100% [a] 'b' -c.xml"
HOSTILE_NAMES = ["../b", "orders/../../b", "/etc/b", "..", "", "a\\b", "a\nb", "a\0b", "a" * 201, "orders//b"]


def test_what_is_written_is_read_back(place: Place) -> None:
    content = bytes(range(256)) * 50
    with place.open() as folder:
        folder.write("a.xml", content)
        folder.write("empty", b"")
        assert folder.read("a.xml", max_bytes=len(content)) == content
        assert folder.read("empty", max_bytes=0) == b""
    assert place.contents() == {"a.xml": content, "empty": b""}


def test_writing_makes_folders_and_leaves_no_temporary_file(place: Place) -> None:
    with place.open() as folder:
        folder.write("out/orders/a.xml", b"one")
        folder.write("out/orders/b.xml", b"two")
    assert place.contents("out/orders") == {"a.xml": b"one", "b.xml": b"two"}


def test_writing_replaces(place: Place) -> None:
    place.put("a.xml", b"a longer text than the new one")
    with place.open() as folder:
        folder.write("a.xml", b"new")
    assert place.contents() == {"a.xml": b"new"}


def test_a_file_of_ours_is_sent_from_the_disk(place: Place, tmp_path: Path) -> None:
    content = os.urandom(3_000_001)
    source = tmp_path / "artwork.png"
    source.write_bytes(content)
    with place.open() as folder:
        folder.write("artwork/1.png", source)
    assert place.contents("artwork") == {"1.png": content}


def test_files_are_listed_with_size_and_time(place: Place) -> None:
    began = datetime.now(UTC).replace(microsecond=0)
    place.put("b.xml", b"12345")
    place.put("a.xml", b"")
    place.put("orders/c.xml", b"not listed, for it lies in a folder")
    with place.open() as folder:
        found = folder.files()
    assert [(file.name, file.size) for file in found] == [("a.xml", 0), ("b.xml", 5)]
    for file in found:
        assert file.modified_at is None or began - timedelta(seconds=1) <= file.modified_at <= datetime.now(UTC)
        assert (file.modified_at is None) == (place.kind == "ftp-old")


def test_a_folder_that_is_not_there_has_no_files(place: Place) -> None:
    with place.open() as folder:
        assert folder.files("shipments") == []
        assert folder.files() == []


def test_more_files_than_anyone_reads_are_refused(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        place.put(f"{number}.xml", b"")
    monkeypatch.setattr(folders, "MAX_ENTRIES", 3)
    with place.open() as folder, pytest.raises(TooLargeError, match="more than 3 files"):
        folder.files()


def test_a_file_above_the_limit_is_not_read(place: Place) -> None:
    place.put("a.xml", b"x" * 1000)
    with place.open() as folder:
        with pytest.raises(TooLargeError, match=r"a\.xml has 1,000 bytes; at most 999 are read"):
            folder.read("a.xml", max_bytes=999)
        assert folder.read("a.xml", max_bytes=1000) == b"x" * 1000


def test_what_is_not_there_cannot_be_read_or_renamed(place: Place) -> None:
    with place.open() as folder:
        with pytest.raises(NoFileError):
            folder.read("a.xml", max_bytes=10)
        with pytest.raises(NoFileError):
            folder.rename("a.xml", "b.xml")
    assert place.contents() == {}


def test_renaming_moves_the_file(place: Place) -> None:
    place.put("a.xml", b"one")
    with place.open() as folder:
        folder.rename("a.xml", "a.xml.complete")
    assert place.contents() == {"a.xml.complete": b"one"}


def test_renaming_replaces_nothing(place: Place) -> None:
    place.put("a.xml", b"one")
    place.put("a.xml.complete", b"an older one")
    with place.open() as folder, pytest.raises(FileTakenError):
        folder.rename("a.xml", "a.xml.complete")
    assert place.contents() == {"a.xml": b"one", "a.xml.complete": b"an older one"}


def test_deleting_is_done_once_and_fine_twice(place: Place) -> None:
    place.put("a.xml", b"one")
    place.put("b.xml", b"two")
    with place.open() as folder:
        folder.delete("a.xml")
        folder.delete("a.xml")
    assert place.contents() == {"b.xml": b"two"}


def test_any_plain_name_will_do(place: Place) -> None:
    with place.open() as folder:
        folder.write(f"out/{ODD_NAME}", b"one")
        assert [file.name for file in folder.files("out")] == [ODD_NAME]
        assert folder.read(f"out/{ODD_NAME}", max_bytes=3) == b"one"
        folder.rename(f"out/{ODD_NAME}", f"out/{ODD_NAME}.complete")
        folder.delete(f"out/{ODD_NAME}.complete")
        assert folder.files("out") == []


def test_no_name_leads_out_of_the_folder(place: Place) -> None:
    place.put("a.xml", b"one")
    with place.open() as folder:
        for name in HOSTILE_NAMES:
            with pytest.raises(UnsafeNameError):
                folder.read(name, max_bytes=10)
            with pytest.raises(UnsafeNameError):
                folder.write(name, b"two")
            with pytest.raises(UnsafeNameError):
                folder.rename("a.xml", name)
            with pytest.raises(UnsafeNameError):
                folder.delete(name)
    assert place.contents() == {"a.xml": b"one"}


def test_a_folder_that_was_never_made_is_named(place: Place) -> None:
    if place.settings.protocol is FolderProtocol.S3:
        missing = replace(place.settings, bucket="nobodys-bucket")
    else:
        missing = replace(place.settings, folder=f"{place.settings.folder}/none")
    with pytest.raises(NoFolderError, match="There is no"), open_folder(missing):
        pass


def test_a_check_goes_through_every_step_and_leaves_nothing(place: Place) -> None:
    checks = check_folder(place.settings)
    steps = list(Step)
    if place.settings.protocol is FolderProtocol.LOCAL:
        steps = steps[steps.index(Step.FOLDER) :]
    assert [(check.step, check.passed) for check in checks] == [(step, True) for step in steps], checks
    assert place.contents() == {}


def test_a_check_stops_at_the_folder_that_is_not_there(place: Place) -> None:
    if place.settings.protocol is FolderProtocol.S3:
        missing = replace(place.settings, bucket="nobodys-bucket")
    else:
        missing = replace(place.settings, folder=f"{place.settings.folder}/none")
    checks = check_folder(missing)
    assert all(check.passed for check in checks[:-1])
    assert (checks[-1].step, checks[-1].passed) == (Step.FOLDER, False)
    assert isinstance(checks[-1], Check)
