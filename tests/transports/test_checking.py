"""*Test connection* stops where it is stuck, says what to do, and cleans up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.servers.certificates import self_signed
from tests.servers.ftp import HANDLERS, READ_AND_WRITE, ftp_server
from tests.transports.conftest import Start, a_place

from monogram.transports.checking import Check, check_folder
from monogram.transports.host_keys import fingerprint, pinned_keys
from monogram.transports.settings import FolderProtocol
from monogram.transports.steps import Step


def failed(checks: list[Check]) -> Check:
    """The one that failed: the last."""
    assert all(check.passed for check in checks[:-1])
    assert not checks[-1].passed
    return checks[-1]


def test_what_was_found_is_shown_step_by_step(start: Start) -> None:
    place = a_place(start, "sftp")
    checks = {check.step: check.detail for check in check_folder(place.settings)}
    assert checks[Step.ADDRESS] == "127.0.0.1"
    assert checks[Step.CONNECTION].startswith("SSH-2.0-AsyncSSH")
    assert checks[Step.IDENTITY] == fingerprint(pinned_keys(place.settings.host_key)[0])
    assert checks[Step.SIGN_IN] == "factory, with a password"
    assert checks[Step.FOLDER] == place.settings.folder


@pytest.mark.parametrize(("kind", "text"), [("ftp", "sends the password readably"), ("s3", "sends files readably")])
def test_what_is_not_encrypted_is_warned_of(start: Start, kind: str, text: str) -> None:
    checks = {check.step: check.detail for check in check_folder(a_place(start, kind).settings)}
    assert text in checks[Step.IDENTITY]


@pytest.mark.parametrize(
    ("kind", "wrong", "step"),
    [
        ("sftp", {"host_key": ""}, Step.IDENTITY),
        ("sftp", {"password": "wrong"}, Step.SIGN_IN),
        ("sftp", {"username": ""}, Step.SIGN_IN),
        ("ftps", {"certificate": ""}, Step.IDENTITY),
        ("ftps", {"password": "wrong"}, Step.SIGN_IN),
        ("ftp", {"protocol": FolderProtocol.FTPS}, Step.IDENTITY),
        ("s3", {"secret_key": "wrong"}, Step.SIGN_IN),
        ("s3", {"bucket": "nobodys-bucket"}, Step.FOLDER),
    ],
)
def test_the_step_that_failed_is_the_last(start: Start, kind: str, wrong: dict[str, Any], step: Step) -> None:
    settings = replace(a_place(start, kind).settings, **wrong)
    found = failed(check_folder(settings))
    assert found.step == step
    assert ": " in found.detail or ". " in found.detail


@pytest.mark.parametrize(
    ("lacking", "step", "left"),
    [("w", Step.WRITE, 0), ("f", Step.WRITE, 0), ("r", Step.READ_BACK, 0), ("d", Step.DELETE, 1)],
)
def test_what_the_user_may_not_do_is_found_and_nothing_stays(
    tmp_path: Path, lacking: str, step: Step, left: int
) -> None:
    with ftp_server(tmp_path, permissions=READ_AND_WRITE.replace(lacking, "")) as settings:
        found = failed(check_folder(settings))
    assert found.step == step
    assert "ask for the right to it" in found.detail
    assert len(list(tmp_path.iterdir())) == left


def test_a_server_that_renames_only_what_is_written_is_found(tmp_path: Path) -> None:
    def refuse(handler: Any, path: str) -> None:
        if path.endswith(".complete"):
            handler.respond("553 not that name")
        else:
            HANDLERS[FolderProtocol.FTP].ftp_RNTO(handler, path)

    with ftp_server(tmp_path, ftp_RNTO=refuse) as settings:
        found = failed(check_folder(settings))
    assert (found.step, list(tmp_path.iterdir())) == (Step.RENAME, [])


def test_a_server_that_changes_what_it_is_given_is_found(tmp_path: Path) -> None:
    def spoil(handler: Any, path: str) -> Any:
        Path(path).write_bytes(b"x" * Path(path).stat().st_size)
        return HANDLERS[FolderProtocol.FTP].ftp_RETR(handler, path)

    with ftp_server(tmp_path, ftp_RETR=spoil) as settings:
        found = failed(check_folder(settings))
    assert (found.step, list(tmp_path.iterdir())) == (Step.READ_BACK, [])
    assert "came back changed" in found.detail


def test_a_server_that_only_says_that_it_deletes_is_found(tmp_path: Path) -> None:
    def pretend(handler: Any, path: str) -> None:
        handler.respond("250 gone")

    with ftp_server(tmp_path, ftp_DELE=pretend) as settings:
        found = failed(check_folder(settings))
    assert found.step == Step.DELETE
    assert "is still there after it was deleted" in found.detail


def test_a_certificate_of_its_own_is_named(tmp_path: Path) -> None:
    with ftp_server(tmp_path, FolderProtocol.FTPS_IMPLICIT, certificate=self_signed(tmp_path)) as settings:
        found = failed(check_folder(replace(settings, certificate="")))
    assert found.step == Step.IDENTITY
    assert "ask its people for it and store it here" in found.detail
