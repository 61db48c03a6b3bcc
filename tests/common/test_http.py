"""The guarded client against real servers on loopback."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
import struct
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pytest_django import Settings
from tests.common.receiver import Receiver, answer, receiving

from monogram.common import addresses, http
from monogram.common.errors import MonogramError


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with receiving() as server:
        yield server


@pytest.fixture(autouse=True)
def forget_names() -> None:
    addresses.cache.clear()


def is_allowed(address: str) -> bool:
    return addresses.is_allowed(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - an address to refuse, not one to listen on
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert not is_allowed(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111"])
def test_public_addresses_are_allowed(address: str) -> None:
    assert is_allowed(address)


def test_an_operator_may_list_private_networks(settings: Settings) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["10.20.0.0/16", "fd00:1::/64"]

    assert is_allowed("10.20.3.4")
    assert is_allowed("fd00:1::9")
    assert not is_allowed("10.21.0.1")


def test_demo_mode_allows_loopback_and_nothing_else(settings: Settings) -> None:
    settings.MONOGRAM_DEMO = True

    assert is_allowed("127.0.0.1")
    assert is_allowed("::1")
    assert not is_allowed("10.0.0.1")
    assert not is_allowed("::ffff:127.0.0.1")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0"]
)
def test_loopback_is_refused_however_it_is_written(receiver: Receiver, settings: Settings, host: str) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = []
    port = receiver.origin.rpartition(":")[2]

    with pytest.raises(http.AddressRefusedError):
        http.request("GET", f"http://{host}:{port}/")

    assert receiver.received == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://shop.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//shop.example/",
        "shop.example",
        "http://",
        "http:///path",
        "http://xn--a/",
        "https://user:password@shop.example/",
        "http://shop.example:22/",
        "http://shop.example:6667/",
        "http://shop.example:99999/",
        "http://shop.example/\r\nX-Injected: 1",
        "http://shop.example/" + "a" * 2000,
        "",
    ],
)
def test_urls_of_another_kind_are_refused(url: str) -> None:
    with pytest.raises(http.UrlNotAllowedError):
        http.check_public_url(url)
    with pytest.raises(http.UrlNotAllowedError):
        http.request("GET", url)


def test_a_host_without_dns_entry_is_told_apart() -> None:
    with pytest.raises(http.HostNotFoundError, match=r"nowhere\.invalid"):
        http.check_public_url("https://nowhere.invalid/callback")


def test_a_name_is_looked_up_once_within_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    found = (ipaddress.ip_address("93.184.215.14"),)

    def look_up(host: str) -> tuple[addresses.Address, ...]:
        asked.append(host)
        return found

    monkeypatch.setattr(addresses, "_look_up", look_up)

    http.check_public_url("https://shop.example/a")
    http.check_public_url("https://shop.example/b")

    assert asked == ["shop.example"]


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = (ipaddress.ip_address("93.184.215.14"), ipaddress.ip_address("10.0.0.1"))
    monkeypatch.setattr(addresses, "_look_up", lambda host: found)

    with pytest.raises(http.AddressRefusedError, match=r"shop\.example is at 10\.0\.0\.1"):
        http.check_public_url("https://shop.example/")


def test_a_request_arrives_whole_with_the_name_as_host(receiver: Receiver) -> None:
    port = receiver.origin.rpartition(":")[2]

    got = http.request("PUT", f"http://localhost:{port}/a%20b?c=d", headers={"X-Sign": "s"}, body="Grüße".encode())

    assert (got.status, got.body, got.is_success) == (200, b"ok", True)
    [seen] = receiver.received
    assert (seen.method, seen.path, seen.body) == ("PUT", "/a%20b?c=d", "Grüße".encode())
    assert seen.headers["host"] == f"localhost:{port}"
    assert seen.headers["x-sign"] == "s"
    assert seen.headers["accept-encoding"] == "identity"
    assert seen.headers["content-length"] == "7"


def test_the_connection_goes_to_the_very_address_that_was_checked(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that changes its mind between check and connection is never asked the second time."""
    answers = [(ipaddress.ip_address("127.0.0.1"),), (ipaddress.ip_address("10.0.0.1"),)]
    monkeypatch.setattr(addresses, "_look_up", lambda host: answers.pop(0))
    port = receiver.origin.rpartition(":")[2]

    assert http.request("GET", f"http://shop.example:{port}/").status == 200

    assert receiver.received[0].headers["host"] == f"shop.example:{port}"
    assert len(answers) == 1


def test_an_address_that_does_not_answer_leaves_time_for_the_next(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = (ipaddress.ip_address("127.0.0.2"), ipaddress.ip_address("127.0.0.1"))
    monkeypatch.setattr(addresses, "_look_up", lambda host: both)

    assert http.request("GET", receiver.origin.replace("127.0.0.1", "shop.example")).status == 200


def test_proxies_of_the_environment_are_not_used(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")

    assert http.request("GET", receiver.origin).status == 200


def test_a_redirect_is_an_answer_and_not_followed(receiver: Receiver) -> None:
    receiver.behaviour = answer(302, b"", Location=receiver.origin + "/elsewhere")

    assert http.request("GET", receiver.origin).status == 302
    with pytest.raises(http.UnexpectedAnswerError, match="302"):
        http.fetch(receiver.origin)

    assert [seen.path for seen in receiver.received] == ["/", "/"]


def drip(receiver: Receiver, first: bytes) -> None:
    """Make the receiver send something and then a byte now and then, as long as the test lasts."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(first)
        while not receiver.closing.wait(0.02):
            handler.wfile.write(b"x")

    receiver.behaviour = behave


@pytest.mark.parametrize(
    "first",
    [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"],
    ids=["nothing", "headers", "body"],
)
def test_the_time_limit_counts_for_the_whole_answer(receiver: Receiver, first: bytes) -> None:
    drip(receiver, first)

    with pytest.raises((http.TimedOutError, http.UnreachableError)) as refused:
        http.request("GET", receiver.origin, timeout=0.3)

    if first:
        assert isinstance(refused.value, http.TimedOutError)


def test_a_silent_host_is_timed_out(receiver: Receiver) -> None:
    receiver.behaviour = lambda _: receiver.closing.wait()

    with pytest.raises(http.TimedOutError, match=r"did not answer within 0\.2 s"):
        http.request("GET", receiver.origin, timeout=0.2)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        handler.wfile.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")


def test_an_endless_answer_is_refused_or_cut(receiver: Receiver) -> None:
    receiver.behaviour = endless

    with pytest.raises(http.AnswerTooLargeError, match="100,000 bytes"):
        http.request("GET", receiver.origin, max_bytes=100_000)
    assert http.request("GET", receiver.origin, max_bytes=100_000, cut=True).body == b"x" * 100_000


def test_endless_headers_are_refused(receiver: Receiver) -> None:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            handler.wfile.write(b"X-Header: " + b"x" * 1000 + b"\r\n")

    receiver.behaviour = behave

    with pytest.raises(http.UnreachableError):
        http.request("GET", receiver.origin)


@pytest.mark.parametrize(
    "sent", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", b"SSH-2.0-OpenSSH_9.2\r\n"]
)
def test_a_broken_answer_is_no_answer(receiver: Receiver, sent: bytes) -> None:
    receiver.behaviour = lambda handler: handler.wfile.write(sent)

    with pytest.raises(http.UnreachableError):
        http.request("GET", receiver.origin)


def test_a_reset_connection_is_no_answer(receiver: Receiver) -> None:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.connection.setsockopt(1, 13, struct.pack("ii", 1, 0))  # SO_LINGER 0: close with a reset
        handler.connection.close()

    receiver.behaviour = behave

    with pytest.raises(http.UnreachableError):
        http.request("GET", receiver.origin)


def test_a_closed_port_is_unreachable(settings: Settings) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with receiving() as gone:
        pass

    with pytest.raises(http.UnreachableError, match=r"127\.0\.0\.1 could not be reached"):
        http.request("GET", gone.origin)


def test_fetch_wants_a_plain_file_of_the_right_type(receiver: Receiver) -> None:
    receiver.behaviour = answer(200, b"png", Content_Type="image/png; charset=x")
    assert http.fetch(receiver.origin, media_types=["image/*"]).body == b"png"
    assert http.fetch(receiver.origin, media_types=["image/png"]).media_type == "image/png"

    with pytest.raises(http.UnexpectedAnswerError, match="image/png"):
        http.fetch(receiver.origin, media_types=["image/jpeg", "application/pdf"])
    receiver.behaviour = answer(200, b"zip", Content_Type="image/png", Content_Encoding="gzip")
    with pytest.raises(http.UnexpectedAnswerError, match="compressed"):
        http.fetch(receiver.origin)
    receiver.behaviour = answer(404)
    with pytest.raises(http.UnexpectedAnswerError, match="404"):
        http.fetch(receiver.origin)


def test_every_refusal_is_one_that_callers_can_answer_with() -> None:
    for name in http.__all__:
        if name.endswith("Error"):
            assert issubclass(getattr(http, name), MonogramError)


def certificate(folder: Path, name: str) -> Path:
    """A self-signed certificate with its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return file


def test_the_certificate_must_be_for_the_name_and_not_for_the_address(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8", "::1/128"]
    file = certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    http.ssl_context.cache_clear()
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(file)

    with receiving(tls=server_side) as receiver:
        port = receiver.origin.rpartition(":")[2]
        assert http.request("GET", f"https://localhost:{port}/").status == 200
        with pytest.raises(http.UnreachableError, match="certificate"):
            http.request("GET", f"https://127.0.0.1:{port}/")
        monkeypatch.delenv("SSL_CERT_FILE")
        http.ssl_context.cache_clear()
        with pytest.raises(http.UnreachableError, match="certificate"):
            http.request("GET", f"https://localhost:{port}/")
    assert len(receiver.received) == 1
