"""SFTP: whom it trusts, and what it makes of servers that fail."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import asyncssh
import pytest
from tests.faults.small_disk import can_mount, small_disk
from tests.servers.faults import cutting, drip, serving
from tests.servers.ssh import PASSWORD, Folder, SshServer, ssh_server
from tests.servers.sshd import openssh
from tests.transports.conftest import Place, Start, a_place, refusal

from monogram.transports import sftp
from monogram.transports.checking import check_folder
from monogram.transports.errors import (
    BrokenOffError,
    HostKeyError,
    NoRoomError,
    NotAllowedError,
    SignInError,
    TimedOutError,
    TooLargeError,
    UnreachableError,
)
from monogram.transports.folder import open_folder
from monogram.transports.host_keys import fingerprint, new_key_pair, pinned_keys
from monogram.transports.settings import FolderProtocol, FolderSettings
from monogram.transports.sftp_sign_in import fetch_host_key
from monogram.transports.steps import Step


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SshServer]:
    with ssh_server(tmp_path) as started:
        yield started


@pytest.fixture
def openssh_place(start: Start) -> Place:
    return a_place(start, "sftp-openssh")


def rsa_key() -> str:
    return asyncssh.generate_private_key("ssh-rsa", key_size=2048).export_private_key().decode()


def public_of(private: str) -> str:
    return asyncssh.import_private_key(private).export_public_key().decode()


def test_a_server_with_another_host_key_gets_no_password(server: SshServer) -> None:
    expected = new_key_pair().public
    refused = refusal(HostKeyError, replace(server.settings, host_key=expected))
    (shown,) = pinned_keys(server.settings.host_key)
    assert fingerprint(shown) in refused.text
    assert fingerprint(pinned_keys(expected)[0]) in refused.text
    assert server.passwords == []
    with open_folder(replace(server.settings, host_key=refused.data["presented"])) as folder:
        assert folder.files() == []
    assert server.passwords == [PASSWORD]


def test_without_a_pinned_key_the_shown_one_is_named_and_nothing_is_sent(server: SshServer) -> None:
    refused = refusal(HostKeyError, replace(server.settings, host_key=""))
    assert "No host key is trusted yet" in refused.text
    assert fingerprint(pinned_keys(server.settings.host_key)[0]) in refused.text
    assert server.passwords == []


def test_the_pinned_kind_is_asked_for_even_if_the_server_has_others(tmp_path: Path) -> None:
    rsa, modern = rsa_key(), new_key_pair()
    with ssh_server(tmp_path, host_keys=[modern.private, rsa]) as server:
        with open_folder(replace(server.settings, host_key=public_of(rsa))) as folder:
            assert folder.files() == []
        with open_folder(replace(server.settings, host_key=f"# both\n{public_of(rsa)}\n{modern.public}")) as folder:
            assert folder.files() == []


def test_a_server_that_changed_the_kind_of_its_key_is_refused_with_both_fingerprints(tmp_path: Path) -> None:
    rsa, modern = rsa_key(), new_key_pair()
    with ssh_server(tmp_path, host_keys=[modern.private]) as server:
        refused = refusal(HostKeyError, replace(server.settings, host_key=public_of(rsa)))
    assert fingerprint(pinned_keys(modern.public)[0]) in refused.text
    assert fingerprint(pinned_keys(public_of(rsa))[0]) in refused.text


@pytest.mark.parametrize("text", ["ssh-ed25519", "[a]:22 ssh-ed25519 AAAA", "SHA256:abc", "hello world"])
def test_a_host_key_that_is_none_is_refused(server: SshServer, text: str) -> None:
    assert "cannot be read" in refusal(HostKeyError, replace(server.settings, host_key=text)).text
    assert server.passwords == []


def test_a_wrong_password_is_said_plainly(server: SshServer) -> None:
    refused = refusal(SignInError, replace(server.settings, password="wrong"))
    assert refused.text == "The server does not let factory in: check user name and password"


def test_a_key_opens_where_its_public_half_is_known(tmp_path: Path) -> None:
    pair, stranger = new_key_pair(), new_key_pair()
    with ssh_server(tmp_path, authorized=pair) as server:
        settings = replace(server.settings, password="", private_key=pair.private)
        with open_folder(settings) as folder:
            assert folder.files() == []
        refused = refusal(SignInError, replace(settings, private_key=stranger.private))
    assert "put the public key into its authorized keys" in refused.text
    assert server.passwords == []


def test_openssh_refuses_a_key_that_it_does_not_know(openssh_place: Place) -> None:
    settings = replace(openssh_place.settings, private_key=new_key_pair().private)
    assert "put the public key" in refusal(SignInError, settings).text


@pytest.mark.parametrize(
    ("missing", "text"),
    [
        ({"username": ""}, "lack a user name"),
        ({"password": ""}, "lack a password or key"),
        ({"private_key": "-----BEGIN"}, "private key cannot be read"),
    ],
)
def test_what_is_missing_for_signing_in_is_named(server: SshServer, missing: dict[str, Any], text: str) -> None:
    assert text in refusal(SignInError, replace(server.settings, **missing)).text


def test_the_shown_host_key_can_be_fetched(openssh_place: Place) -> None:
    settings = openssh_place.settings
    line = fetch_host_key(settings.host, settings.port)
    assert line.split() == settings.host_key.split()[:3]
    assert line.split()[0] == f"[127.0.0.1]:{settings.port}"


def test_a_new_key_pair_is_one_for_openssh(tmp_path: Path) -> None:
    pair = new_key_pair()
    (tmp_path / "key").touch(mode=0o600)
    (tmp_path / "key").write_text(pair.private)
    shown = subprocess.run(["ssh-keygen", "-y", "-f", tmp_path / "key"], capture_output=True, text=True, check=True)
    assert shown.stdout.split()[:2] == pair.public.split()[:2]
    assert pair.public.split()[2] == "monogram"
    assert pair.private not in repr(pair)


def test_a_folder_for_reading_only_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "a.xml").write_bytes(b"one")
    with openssh(tmp_path / "home", tmp_path / "root", options="-R") as settings:
        with open_folder(settings) as folder:
            assert folder.read("a.xml", max_bytes=3) == b"one"
            with pytest.raises(NotAllowedError, match=r"does not allow that with b\.xml"):
                folder.write("b.xml", b"two")
            with pytest.raises(NotAllowedError):
                folder.delete("a.xml")
        checks = check_folder(settings)
    assert (checks[-1].step, checks[-1].passed) == (Step.WRITE, False)
    assert "ask for the right" in checks[-1].detail


@pytest.mark.skipif(not can_mount(), reason="only root may mount a small disk")
def test_a_full_disk_keeps_the_old_file_and_works_again_later(tmp_path: Path) -> None:
    with (
        small_disk(tmp_path / "root") as disk,
        openssh(tmp_path / "home", disk.folder) as settings,
        open_folder(settings) as folder,
    ):
        folder.write("a.xml", b"one")
        disk.fill()
        with pytest.raises(NoRoomError, match="most often its disk or this user's quota is full") as failed:
            folder.write("a.xml", os.urandom(100_000))
        assert failed.value.is_temporary
        assert [file.name for file in folder.files()] == ["a.xml", "ballast"]
        assert folder.read("a.xml", max_bytes=10) == b"one"
        disk.make_room()
        folder.write("a.xml", b"two")
        assert folder.read("a.xml", max_bytes=10) == b"two"


def test_a_cut_in_mid_file_leaves_no_file_of_that_name(openssh_place: Place) -> None:
    assert openssh_place.disk
    content = os.urandom(2_000_000)
    with (
        cutting(openssh_place.settings.port, after=1_000_000) as port,
        open_folder(replace(openssh_place.settings, port=port)) as folder,
    ):
        folder.write("whole.xml", b"before")
        with pytest.raises(BrokenOffError) as failed:
            folder.write("cut.xml", content)
        assert failed.value.is_temporary
        with pytest.raises(BrokenOffError):
            folder.files()
    assert sorted(file.name for file in openssh_place.disk.iterdir()) == ["cut.xml.part", "whole.xml"]
    with openssh_place.open() as folder:
        folder.write("cut.xml", content)
    assert openssh_place.contents() == {"cut.xml": content, "whole.xml": b"before"}


class Stuck(Folder):
    """Lets files be opened, and never says what is in them."""

    async def read(self, file_obj: object, offset: int, size: int) -> bytes:
        await asyncio.Event().wait()
        return b""


class Growing(Folder):
    """Says that a file has 10 bytes, and sends as many as are asked for."""

    def fstat(self, file_obj: object) -> asyncssh.SFTPAttrs:
        return asyncssh.SFTPAttrs(size=10)

    def read(self, file_obj: object, offset: int, size: int) -> bytes:
        return b"x" * size


def test_a_server_that_never_answers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.xml").write_bytes(b"one")
    with ssh_server(tmp_path, kind=Stuck) as server, open_folder(server.settings) as folder:
        monkeypatch.setattr(sftp, "allowance", lambda seconds, size: 0.2)
        with pytest.raises(TimedOutError, match="It is slow or overloaded: this is tried again later"):
            folder.read("a.xml", max_bytes=10)


def test_a_server_that_drips_is_given_up() -> None:
    with serving(drip) as port:
        settings = FolderSettings(FolderProtocol.SFTP, host="127.0.0.1", port=port, username="a", password="b")
        refusal(TimedOutError, settings, seconds=0.3)
        with pytest.raises(TimedOutError):
            fetch_host_key("127.0.0.1", port, seconds=0.3)
        (address, connection) = check_folder(settings, seconds=0.3)
    assert (address.step, address.passed, address.detail) == (Step.ADDRESS, True, "127.0.0.1")
    assert (connection.step, connection.passed) == (Step.CONNECTION, False)


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "shipments.xml").open("wb") as file:
        file.truncate(2 << 30)
    with ssh_server(tmp_path, kind=Stuck) as server, open_folder(server.settings, seconds=20) as folder:
        assert [file.size for file in folder.files()] == [2 << 30]
        with pytest.raises(TooLargeError, match="2,147,483,648 bytes"):
            folder.read("shipments.xml", max_bytes=20_000_000)


def test_a_file_that_is_longer_than_it_said_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"one")
    with (
        ssh_server(tmp_path, kind=Growing) as server,
        open_folder(server.settings) as folder,
        pytest.raises(TooLargeError, match="at most 100 are read"),
    ):
        folder.read("a.xml", max_bytes=100)


def test_what_is_no_ssh_server_is_said_plainly() -> None:
    with serving(lambda connection, _: connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 40)) as port:
        settings = FolderSettings(FolderProtocol.SFTP, host="127.0.0.1", port=port, username="a", password="b")
        assert "does not speak SFTP on port" in refusal(UnreachableError, settings).text
        with pytest.raises(UnreachableError, match="shows no SSH key"):
            fetch_host_key("127.0.0.1", port)


def test_a_user_without_sftp_is_said_plainly(tmp_path: Path) -> None:
    with ssh_server(tmp_path, kind=None) as server:
        refused = refusal(NotAllowedError, server.settings)
    assert "lets this user in, but not to SFTP" in refused.text


def test_names_that_are_unsafe_here_are_not_listed(openssh_place: Place) -> None:
    assert openssh_place.disk
    for name in [b"a\nb.xml", b"a\\b.xml", b"\xe9.xml", b"good.xml"]:
        Path(os.fsdecode(os.fsencode(openssh_place.disk) + b"/" + name)).touch()
    (openssh_place.disk / "link.xml").symlink_to("/etc/passwd")
    with openssh_place.open() as folder:
        assert [file.name for file in folder.files()] == ["good.xml"]
