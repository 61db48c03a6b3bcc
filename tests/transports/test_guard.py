"""Which servers may be spoken to: the guard of requests holds for folders, too."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytest_django import Settings
from tests.transports.conftest import Start, a_place, refusal

from monogram.common import addresses
from monogram.transports.checking import check_folder
from monogram.transports.errors import HostKeyError, HostRefusedError, TransportError, UnreachableError
from monogram.transports.folder import open_folder
from monogram.transports.settings import FolderProtocol, FolderSettings
from monogram.transports.sftp_sign_in import fetch_host_key
from monogram.transports.steps import Step

REMOTE = [FolderProtocol.FTP, FolderProtocol.FTPS, FolderProtocol.FTPS_IMPLICIT, FolderProtocol.SFTP]


@pytest.fixture(autouse=True)
def forget_names() -> Iterator[None]:
    addresses.cache.clear()
    yield
    addresses.cache.clear()


@pytest.mark.parametrize("protocol", REMOTE)
@pytest.mark.parametrize("host", ["10.1.2.3", "169.254.169.254", "::1", "192.168.0.1"])
def test_hosts_inside_are_refused_before_anything_is_sent(protocol: FolderProtocol, host: str) -> None:
    settings = FolderSettings(protocol, host=host, username="a", password="b")
    refused = refusal(HostRefusedError, settings)
    assert "not a public address" in refused.text
    assert "MONOGRAM_ALLOWED_NETWORKS" in refused.text
    (check,) = check_folder(settings)
    assert (check.step, check.passed, check.detail) == (Step.ADDRESS, False, refused.text)


@pytest.mark.parametrize("protocol", REMOTE)
@pytest.mark.parametrize(("host", "text"), [("none.invalid", "no server by the name none.invalid"), ("", "No host")])
def test_hosts_that_are_nowhere_are_said_plainly(protocol: FolderProtocol, host: str, text: str) -> None:
    assert text in refusal(HostRefusedError, FolderSettings(protocol, host=host, username="a", password="b")).text


def test_host_keys_are_not_fetched_from_inside(settings: Settings) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = []
    with pytest.raises(HostRefusedError):
        fetch_host_key("127.0.0.1", 22)


@pytest.mark.parametrize("kind", ["sftp", "sftp-openssh", "ftp", "ftps", "s3"])
def test_the_address_that_was_checked_is_the_one_that_is_connected_to(
    start: Start, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that says something else the second time is not asked a second time."""
    place = a_place(start, kind)
    answers = iter([(ipaddress.ip_address("127.0.0.1"),)])
    monkeypatch.setattr(addresses, "_look_up", lambda host: next(answers))
    name = "factory"
    settings = replace(place.settings, host=name, endpoint=place.settings.endpoint.replace("127.0.0.1", name))
    with open_folder(settings) as folder:
        folder.write("a.xml", b"one")
    assert place.contents() == {"a.xml": b"one"}


def test_a_name_with_an_address_inside_is_refused_as_a_whole(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    found = (ipaddress.ip_address("127.0.0.1"), ipaddress.ip_address("10.0.0.1"))
    monkeypatch.setattr(addresses, "_look_up", lambda host: found)
    refusal(HostRefusedError, replace(a_place(start, "sftp").settings, host="factory.example"))


def test_a_dead_address_leaves_time_for_the_living(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    found = (ipaddress.ip_address("127.0.0.9"), ipaddress.ip_address("127.0.0.1"))
    monkeypatch.setattr(addresses, "_look_up", lambda host: found)
    with open_folder(replace(a_place(start, "sftp").settings, host="factory.example")) as folder:
        assert folder.files() == []


@pytest.mark.parametrize("protocol", REMOTE)
def test_nobody_at_the_port_is_said_plainly(protocol: FolderProtocol) -> None:
    settings = FolderSettings(protocol, host="127.0.0.1", port=1, username="a", password="b")
    refused = refusal(UnreachableError, settings)
    assert refused.text == ("127.0.0.1 takes no connections on port 1: check the port, and that the server is running")
    assert refused.is_temporary
    assert [(check.step, check.passed) for check in check_folder(settings)] == [
        (Step.ADDRESS, True),
        (Step.CONNECTION, False),
    ]


def test_secrets_are_in_no_text(start: Start) -> None:
    settings = replace(a_place(start, "sftp").settings, host_key="", secret_key="a secret key")
    for secret in (settings.password, settings.secret_key):
        assert secret not in repr(settings)
        assert secret not in settings.server
    refused: TransportError = refusal(HostKeyError, settings)
    assert settings.password not in str(refused)


def test_a_server_is_named_without_its_folder() -> None:
    sftp = FolderSettings(FolderProtocol.SFTP, host="ftp.example.com", username="a", password="b", folder="/in")
    assert sftp.server == "sftp://ftp.example.com:22"
    assert replace(sftp, protocol=FolderProtocol.FTPS_IMPLICIT).server == "ftps_implicit://ftp.example.com:990"
    s3 = FolderSettings(FolderProtocol.S3, bucket="factory", endpoint="https://s3.example.com")
    assert s3.server == "s3://factory at https://s3.example.com"
    assert replace(s3, endpoint="").server == "s3://factory"
    assert FolderSettings(FolderProtocol.LOCAL, folder="/srv/drops").server == "local"
