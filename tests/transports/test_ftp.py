"""FTP and FTPS: whom they trust, servers of all ages, and servers that fail."""

from __future__ import annotations

import hashlib
import os
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from OpenSSL import SSL
from pyftpdlib.handlers import DTPHandler, TLS_DTPHandler
from pytest_django import Settings
from tests.faults.small_disk import can_mount, small_disk
from tests.servers.certificates import Certificate, self_signed
from tests.servers.faults import Answer, drip, scripted_ftp, serving
from tests.servers.ftp import HANDLERS, PASSWORD, READ, READ_AND_WRITE, USER, ftp_server
from tests.transports.conftest import refusal

from monogram.common import addresses, http
from monogram.transports import ftp
from monogram.transports.checking import check_folder
from monogram.transports.deadline import cut_after
from monogram.transports.errors import (
    BrokenOffError,
    CertificateError,
    NoRoomError,
    NotAllowedError,
    SignInError,
    TimedOutError,
    TooLargeError,
    TransportError,
    UnreachableError,
)
from monogram.transports.folder import open_folder
from monogram.transports.ftp_greeting import fetch_certificate
from monogram.transports.settings import FolderProtocol, FolderSettings
from monogram.transports.steps import Step

FTP, FTPS, IMPLICIT = FolderProtocol.FTP, FolderProtocol.FTPS, FolderProtocol.FTPS_IMPLICIT


@pytest.fixture
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return self_signed(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def trusted(certificate: Certificate, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[None]:
    """The certificate is one that a public authority vouches for, and localhost may be spoken to."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8", "::1/128"]
    addresses.cache.clear()
    http.ssl_context.cache_clear()
    yield
    http.ssl_context.cache_clear()


def at(port: int, protocol: FolderProtocol = FTP) -> FolderSettings:
    return FolderSettings(protocol, host="127.0.0.1", port=port, username=USER, password=PASSWORD)


class Passwords:
    """Which passwords a server was sent."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def noting(self, protocol: FolderProtocol) -> dict[str, Any]:
        def note(handler: Any, line: str) -> Any:
            self.sent.append(line)
            return HANDLERS[protocol].ftp_PASS(handler, line)

        return {"ftp_PASS": note}


@pytest.mark.parametrize("protocol", [FTPS, IMPLICIT])
def test_a_certificate_that_nobody_vouches_for_gets_no_password(
    tmp_path: Path, certificate: Certificate, protocol: FolderProtocol
) -> None:
    passwords = Passwords()
    with ftp_server(tmp_path, protocol, certificate=certificate, **passwords.noting(protocol)) as settings:
        refused = refusal(CertificateError, replace(settings, certificate=""))
        assert "No public authority vouches for 127.0.0.1 (self-signed certificate)" in refused.text
        other = self_signed(tmp_path)
        refused = refusal(CertificateError, replace(settings, certificate=other.pem))
        assert passwords.sent == []
        for pem in (certificate.pem, other.pem):
            assert hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).digest().hex(":").upper() in refused.text
        with open_folder(settings) as folder:
            assert [file.name for file in folder.files()] == [other.file.name]
    assert passwords.sent == [PASSWORD]


@pytest.mark.parametrize("protocol", [FTPS, IMPLICIT])
def test_the_shown_certificate_can_be_fetched_and_pinned(
    tmp_path: Path, certificate: Certificate, protocol: FolderProtocol
) -> None:
    passwords = Passwords()
    with ftp_server(tmp_path, protocol, certificate=certificate, **passwords.noting(protocol)) as settings:
        fetched = fetch_certificate(replace(settings, certificate=""))
        assert passwords.sent == []
        with open_folder(replace(settings, certificate=fetched)) as folder:
            assert folder.files() == []
    assert fetched == certificate.pem


def test_a_certificate_is_not_fetched_where_there_is_none(tmp_path: Path) -> None:
    with ftp_server(tmp_path) as settings:
        with pytest.raises(CertificateError, match="choose FTPS"):
            fetch_certificate(settings)
        with pytest.raises(CertificateError, match="does not encrypt"):
            fetch_certificate(replace(settings, protocol=FTPS))
    with serving(drip) as port, pytest.raises(TimedOutError):
        fetch_certificate(at(port, FTPS), seconds=0.3)


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("protocol", [FTPS, IMPLICIT])
def test_a_certificate_that_is_vouched_for_needs_no_pinning(
    tmp_path: Path, certificate: Certificate, protocol: FolderProtocol
) -> None:
    with (
        ftp_server(tmp_path, protocol, certificate=certificate) as settings,
        open_folder(replace(settings, host="localhost", certificate="")) as folder,
    ):
        folder.write("a.xml", b"one")
        assert folder.read("a.xml", max_bytes=3) == b"one"


@pytest.mark.usefixtures("trusted")
def test_a_certificate_for_another_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = self_signed(tmp_path, "elsewhere.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(other.file))
    http.ssl_context.cache_clear()
    with ftp_server(tmp_path, FTPS, certificate=other) as settings:
        refused = refusal(CertificateError, replace(settings, host="localhost", certificate=""))
    assert "Hostname mismatch" in refused.text


@pytest.mark.parametrize("version", [SSL.TLS1_2_VERSION, SSL.TLS1_3_VERSION])
def test_data_connections_resume_the_session_where_servers_demand_it(
    tmp_path: Path, certificate: Certificate, version: int
) -> None:
    session_reused = vars(SSL)["_lib"].SSL_session_reused  # pyOpenSSL has no name for it

    class Demanding(TLS_DTPHandler):  # type: ignore[misc]  # pyftpdlib has no types
        def handle_ssl_established(self) -> None:
            if not session_reused(self.socket._ssl):
                self.cmd_channel.respond("522 SSL connection failed: session reuse required")
                self.close()

    context = SSL.Context(SSL.TLS_SERVER_METHOD)
    context.set_min_proto_version(version)
    context.set_max_proto_version(version)
    context.use_certificate_chain_file(str(certificate.file))
    context.use_privatekey_file(str(certificate.file))
    context.set_session_id(b"monogram")
    attributes: dict[str, Any] = {"dtp_handler": Demanding, "get_ssl_context": classmethod(lambda _: context)}
    with ftp_server(tmp_path, FTPS, certificate=certificate, **attributes) as settings, open_folder(settings) as folder:
        for number in range(3):
            folder.write(f"{number}.xml", b"one")
        assert [file.name for file in folder.files()] == ["0.xml", "1.xml", "2.xml"]
        assert folder.read("2.xml", max_bytes=3) == b"one"


def test_a_server_without_encryption_is_not_signed_in_to(tmp_path: Path) -> None:
    passwords = Passwords()
    with ftp_server(tmp_path, FTP, **passwords.noting(FTP)) as settings:
        assert "does not encrypt" in refusal(CertificateError, replace(settings, protocol=FTPS)).text
        refused = refusal(UnreachableError, replace(settings, protocol=IMPLICIT))
        assert "does not begin with encryption on port" in refused.text
    assert passwords.sent == []


def test_a_server_that_encrypts_the_sign_in_alone_is_refused(tmp_path: Path, certificate: Certificate) -> None:
    def refuse(handler: Any, line: str) -> None:
        handler.respond("534 no")

    with ftp_server(tmp_path, FTPS, certificate=certificate, ftp_PROT=refuse) as settings:
        assert "does not encrypt (534 no)" in refusal(CertificateError, settings).text


@pytest.mark.parametrize("text", ["hello", "-----BEGIN CERTIFICATE-----\nAAAA"])
def test_a_pinned_certificate_that_is_none_is_refused(tmp_path: Path, certificate: Certificate, text: str) -> None:
    with ftp_server(tmp_path, FTPS, certificate=certificate) as settings:
        assert "cannot be read" in refusal(CertificateError, replace(settings, certificate=text)).text


@pytest.mark.parametrize("wrong", [{"password": "wrong"}, {"username": "nobody"}, {"password": "a\r\nDELE b"}])
def test_a_wrong_password_is_said_plainly(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with ftp_server(tmp_path) as settings:
        refused = refusal(SignInError, replace(settings, **wrong))
    assert refused.text.startswith(f"The server does not let {wrong.get('username', USER)} in (")
    assert refused.text.endswith("): check user name and password")


def test_a_server_that_turns_us_away_is_tried_later() -> None:
    with serving(lambda control, _: control.sendall(b"421 too many users\r\n")) as port:
        refused = refusal(BrokenOffError, at(port))
    assert refused.is_temporary
    assert "421 too many users" in refused.text


def test_the_data_go_to_the_server_whatever_address_it_names(tmp_path: Path) -> None:
    with ftp_server(tmp_path, masquerade_address="10.1.2.3") as settings, open_folder(settings) as folder:
        folder.write("a.xml", b"one")
    assert (tmp_path / "a.xml").read_bytes() == b"one"


def test_in_active_mode_data_from_a_stranger_are_refused(tmp_path: Path) -> None:
    def talk(control: socket.socket, ending: threading.Event) -> None:
        control.sendall(b"220 ready\r\n")
        for line in control.makefile("r", newline="\r\n"):
            if line.startswith("PORT"):
                high, low = line.strip().split(",")[-2:]
                stranger = socket.create_connection(
                    ("127.0.0.1", int(high) * 256 + int(low)), source_address=("127.0.0.2", 0)
                )
                control.sendall(b"200 fine\r\n")
            elif line.startswith("MLSD"):
                stranger.sendall(b"type=file;size=1; a.xml\r\n")
                stranger.close()
                control.sendall(b"150 here it comes\r\n")
            else:
                control.sendall(b"230 fine\r\n" if line.startswith("USER") else b"200 fine\r\n")

    with (
        serving(talk) as port,
        open_folder(replace(at(port), is_passive=False)) as folder,
        pytest.raises(UnreachableError, match="came from a stranger"),
    ):
        folder.files()


def test_what_a_server_does_not_rename_over_is_moved_aside(tmp_path: Path) -> None:
    def rename(handler: Any, path: str) -> None:
        if os.path.exists(path):
            handler.respond("553 file exists")
        else:
            HANDLERS[FTP].ftp_RNTO(handler, path)

    with ftp_server(tmp_path, ftp_RNTO=rename) as settings, open_folder(settings) as folder:
        folder.write("a.xml", b"one")
        folder.write("a.xml", b"two")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.xml": b"two"}


def test_where_nothing_can_be_renamed_the_old_file_stays(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"one")
    with (
        ftp_server(tmp_path, permissions=READ_AND_WRITE.replace("f", "")) as settings,
        open_folder(settings) as folder,
        pytest.raises(NotAllowedError, match="550 Not enough privileges"),
    ):
        folder.write("a.xml", b"two")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.xml": b"one"}


def test_where_nothing_can_be_renamed_to_that_name_the_old_file_stays(tmp_path: Path) -> None:
    def refuse(handler: Any, path: str) -> None:
        if handler._rnfr.endswith("a.xml.part"):
            handler.respond("553 not that file")
        else:
            HANDLERS[FTP].ftp_RNTO(handler, path)

    (tmp_path / "a.xml").write_bytes(b"one")
    with (
        ftp_server(tmp_path, ftp_RNTO=refuse) as settings,
        open_folder(settings) as folder,
        pytest.raises(NotAllowedError, match="553 not that file"),
    ):
        folder.write("a.xml", b"two")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.xml": b"one"}


def test_a_folder_for_reading_only_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"one")
    with ftp_server(tmp_path, permissions=READ) as settings:
        with open_folder(settings) as folder:
            assert folder.read("a.xml", max_bytes=3) == b"one"
            with pytest.raises(NotAllowedError, match="550 Not enough privileges"):
                folder.write("b.xml", b"two")
            with pytest.raises(NotAllowedError, match="550 Not enough privileges"):
                folder.delete("a.xml")
        checks = check_folder(settings)
    assert (checks[-1].step, checks[-1].passed) == (Step.WRITE, False)
    assert (tmp_path / "a.xml").read_bytes() == b"one"


@pytest.mark.skipif(not can_mount(), reason="only root may mount a small disk")
def test_a_full_disk_keeps_the_old_file_and_works_again_later(tmp_path: Path) -> None:
    with (
        small_disk(tmp_path / "root") as disk,
        ftp_server(disk.folder) as settings,
        open_folder(settings) as folder,
    ):
        folder.write("a.xml", b"one")
        disk.fill()
        with pytest.raises(NoRoomError) as failed:
            folder.write("a.xml", os.urandom(100_000))
        assert failed.value.is_temporary
        assert [file.name for file in folder.files()] == ["a.xml", "ballast"]
        assert folder.read("a.xml", max_bytes=10) == b"one"
        disk.make_room()
        folder.write("a.xml", b"two")
        assert folder.read("a.xml", max_bytes=10) == b"two"


def test_a_cut_in_mid_file_leaves_no_file_of_that_name(tmp_path: Path) -> None:
    class Cutting(DTPHandler):  # type: ignore[misc]  # pyftpdlib has no types
        is_cutting = True

        def handle_read(self) -> None:
            super().handle_read()
            if Cutting.is_cutting and self.tot_bytes_received > 500_000:
                self.cmd_channel.close()

        handle_read_event = handle_read  # the base class has such a short cut

    content = os.urandom(2_000_000)
    with ftp_server(tmp_path, dtp_handler=Cutting) as settings:
        with open_folder(settings) as folder:
            folder.write("whole.xml", b"before")
            with pytest.raises(BrokenOffError) as failed:
                folder.write("cut.xml", content)
            assert failed.value.is_temporary
            with pytest.raises(BrokenOffError):
                folder.files()
        assert sorted(file.name for file in tmp_path.iterdir()) == ["cut.xml.part", "whole.xml"]
        Cutting.is_cutting = False
        with open_folder(settings) as folder:
            folder.write("cut.xml", content)
    assert (tmp_path / "cut.xml").read_bytes() == content


def swallow(data: socket.socket, _: threading.Event) -> None:
    while data.recv(1 << 16):
        pass


def test_a_file_of_which_only_a_part_was_kept_gets_no_name() -> None:
    answers: dict[str, Answer] = {"STOR": swallow, "SIZE": "213 3", "RNTO": "550 this must not be asked"}
    with scripted_ftp(answers) as port, open_folder(at(port)) as folder, pytest.raises(NoRoomError) as failed:
        folder.write("a.xml", b"12345")
    assert "kept only 3 of 5 bytes of a.xml" in failed.value.text


def test_a_file_of_which_only_a_part_comes_is_not_taken_for_whole() -> None:
    answers: dict[str, Answer] = {"SIZE": "213 5", "RETR": lambda data, _: data.sendall(b"123")}
    with (
        scripted_ftp(answers) as port,
        open_folder(at(port)) as folder,
        pytest.raises(BrokenOffError, match=r"Of a\.xml only 3 of 5 bytes came"),
    ):
        folder.read("a.xml", max_bytes=10)


@pytest.mark.parametrize("protocol", [FTP, FTPS, IMPLICIT])
def test_a_greeting_that_drips_is_given_up(protocol: FolderProtocol) -> None:
    with serving(drip) as port:
        (address, failed) = [check for check in check_folder(at(port, protocol), seconds=0.3) if check.detail]
    assert (address.step, address.passed) == (Step.ADDRESS, True)
    assert not failed.passed
    assert failed.step in {Step.CONNECTION, Step.IDENTITY}


def test_tls_that_drips_is_given_up() -> None:
    def talk(control: socket.socket, ending: threading.Event) -> None:
        control.sendall(b"\x16\x03\x03\x40\x00")  # a message of 16 kB begins
        drip(control, ending)

    with serving(talk) as port:
        refusal(TimedOutError, at(port, IMPLICIT), seconds=0.3)


def test_time_that_ends_on_the_socket_first_is_told_as_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def say_nothing(_: socket.socket, ending: threading.Event) -> None:
        ending.wait()

    monkeypatch.setattr(ftp, "cut_after", lambda _, sockets: cut_after(60, sockets))
    with serving(say_nothing) as port:
        refusal(TimedOutError, at(port, IMPLICIT), seconds=0.3)


@pytest.mark.parametrize("command", ["MLSD", "LIST", "RETR"])
def test_an_answer_that_drips_is_given_up(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stuck: dict[str, Answer] = {"MLSD": "502 no", "SIZE": "502 no", command: drip}
    with scripted_ftp(stuck) as port, open_folder(at(port)) as folder:
        monkeypatch.setattr(ftp, "allowance", lambda seconds, size: 0.2)
        with pytest.raises(TimedOutError):
            folder.files() if command in {"MLSD", "LIST"} else folder.read("a.xml", max_bytes=1000)


def test_a_server_that_reads_slowly_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def sip(data: socket.socket, ending: threading.Event) -> None:
        while not ending.wait(0.02):
            data.recv(10)

    with scripted_ftp({"STOR": sip}) as port, open_folder(at(port)) as folder:
        monkeypatch.setattr(ftp, "allowance", lambda seconds, size: 0.2)
        with pytest.raises(TimedOutError):
            folder.write("a.xml", bytes(10_000_000))


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "shipments.xml").open("wb") as file:
        file.truncate(2 << 30)
    asked: list[str] = []
    with ftp_server(tmp_path, ftp_RETR=lambda _, path: asked.append(path)) as settings, open_folder(settings) as folder:
        assert [file.size for file in folder.files()] == [2 << 30]
        with pytest.raises(TooLargeError, match="2,147,483,648 bytes"):
            folder.read("shipments.xml", max_bytes=20_000_000)
    assert asked == []


@pytest.mark.parametrize(
    "answers",
    [
        {"PASV": "227 (127,0,0,1,999,999)"},
        {"PASV": "227 somewhere"},
        {"MLSD": lambda data, _: data.sendall(b"type=file;size=" + b"9" * 5000 + b"; a.xml\r\n")},
        {"MLSD": "what?"},
    ],
)
def test_answers_without_sense_are_failures_like_others(answers: dict[str, Answer]) -> None:
    with scripted_ftp(answers) as port, open_folder(at(port)) as folder, pytest.raises(BrokenOffError):
        folder.files()


@pytest.mark.parametrize(
    "answer", ["550 No files found", "450 No files found", "550 orders: No such file or directory"]
)
def test_some_servers_refuse_to_list_what_is_empty(answer: str) -> None:
    with scripted_ftp({"MLSD": answer}) as port, open_folder(at(port)) as folder:
        assert folder.files("orders") == []


def test_a_listing_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def flood(data: socket.socket, ending: threading.Event) -> None:
        while not ending.is_set():
            data.sendall(b"type=file;size=1; a.xml\r\n" * 100)

    monkeypatch.setattr(ftp, "MAX_ENTRIES", 1000)
    with (
        scripted_ftp({"MLSD": flood}) as port,
        open_folder(at(port)) as folder,
        pytest.raises(TooLargeError, match="more than"),
    ):
        folder.files()


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ("452 insufficient system storage", NoRoomError),
        ("552 exceeded storage allocation", NoRoomError),
        ("550 Disk quota exceeded", NoRoomError),
        ("553 name not allowed", NotAllowedError),
        ("522 session reuse required", CertificateError),
        ("425 cannot open data connection", BrokenOffError),
        ("450 file is busy", BrokenOffError),
    ],
)
def test_what_the_server_says_is_understood_and_shown(answer: str, failure: type[TransportError]) -> None:
    with scripted_ftp({"STOR": answer}) as port, open_folder(at(port)) as folder, pytest.raises(failure) as failed:
        folder.write("a.xml", b"one")
    assert answer in failed.value.text
