"""S3: what it signs with, and what it makes of servers that fail."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from tests.common.receiver import Behaviour, Receiver, answer, receiving
from tests.servers.faults import cutting, drip, serving
from tests.transports.conftest import Place, Start, a_place, refusal

from monogram.transports import s3
from monogram.transports.checking import check_folder
from monogram.transports.errors import (
    HostRefusedError,
    NoFolderError,
    NoRoomError,
    NotAllowedError,
    SignInError,
    TimedOutError,
    TooLargeError,
    TransportError,
    UnreachableError,
)
from monogram.transports.folder import open_folder
from monogram.transports.settings import FolderProtocol, FolderSettings
from monogram.transports.steps import Step

EMPTY_LISTING = b"<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>"


@pytest.fixture
def moto(start: Start) -> Place:
    return a_place(start, "s3")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A server of our own making, which lets everybody in."""
    with receiving(answer(200, EMPTY_LISTING)) as server:
        yield server


def at(endpoint: str) -> FolderSettings:
    return FolderSettings(
        FolderProtocol.S3, endpoint=endpoint, bucket="factory", region="eu-west-2", access_key="AK", secret_key="SK"
    )


def said(status: int, code: str) -> Behaviour:
    return answer(status, f"<Error><Code>{code}</Code><Message>so it is</Message></Error>".encode())


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"secret_key": "wrong"}, "does not accept the secret key: enter it again"),
        ({"access_key": "wrong"}, "does not know the access key: check it"),
        ({"access_key": ""}, "lack an access key: enter it"),
        ({"secret_key": ""}, "lack a secret key: enter it"),
    ],
)
def test_wrong_keys_are_said_plainly(moto: Place, wrong: dict[str, Any], text: str) -> None:
    settings = replace(moto.settings, **wrong)
    assert text in refusal(SignInError, settings).text
    assert (check_folder(settings)[-1].step, check_folder(settings)[-1].passed) == (Step.SIGN_IN, False)


def test_the_machines_own_keys_and_endpoints_are_never_used(
    moto: Place, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", moto.settings.access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", moto.settings.secret_key)
    monkeypatch.setenv("AWS_SESSION_TOKEN", "of the machine")
    monkeypatch.setenv("AWS_ENDPOINT_URL", moto.settings.endpoint)
    monkeypatch.setenv("AWS_PROFILE", "of-the-machine")
    monkeypatch.setenv("HTTP_PROXY", moto.settings.endpoint)
    s3._session.cache_clear()
    with open_folder(at(receiver.origin)):
        pass
    (asked,) = receiver.received
    assert "Credential=AK/" in asked.headers["authorization"]
    assert "x-amz-security-token" not in asked.headers


def test_a_put_has_no_checksum_that_older_servers_refuse(receiver: Receiver) -> None:
    with open_folder(at(receiver.origin)) as folder:
        folder.write("orders/a b.xml", b"one")
    put = receiver.received[-1]
    assert (put.method, put.path, put.body) == ("PUT", "/factory/orders/a%20b.xml", b"one")
    assert not {name for name in put.headers if "checksum" in name or name in {"x-amz-trailer", "expect"}}


@pytest.mark.parametrize(
    ("bucket", "text"),
    [("nobodys-bucket", "There is no bucket nobodys-bucket"), ("No Bucket", "There can be no"), ("", "lack a bucket")],
)
def test_a_bucket_that_is_not_there_is_named(moto: Place, bucket: str, text: str) -> None:
    assert text in refusal(NoFolderError, replace(moto.settings, bucket=bucket)).text


@pytest.mark.parametrize(
    ("status", "code", "failure"),
    [
        (403, "AccessDenied", NotAllowedError),
        (403, "RequestTimeTooSkewed", SignInError),
        (400, "AuthorizationHeaderMalformed", SignInError),
        (301, "PermanentRedirect", SignInError),
        (503, "SlowDown", UnreachableError),
        (500, "InternalError", UnreachableError),
        (507, "XMinioStorageFull", NoRoomError),
        (403, "QuotaExceeded", NoRoomError),
    ],
)
def test_what_the_server_says_is_understood(
    receiver: Receiver, status: int, code: str, failure: type[TransportError]
) -> None:
    with open_folder(at(receiver.origin)) as folder:
        receiver.behaviour = said(status, code)
        with pytest.raises(failure) as failed:
            folder.write("a.xml", b"one")
    assert failed.value.is_temporary == (failure in {UnreachableError, NoRoomError})
    assert code in failed.value.text or "so it is" in failed.value.text
    assert len(receiver.received) == 2


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    with receiving() as elsewhere:
        receiver.behaviour = answer(307, b"", Location=elsewhere.origin + "/factory")
        refusal(SignInError, at(receiver.origin))
        assert elsewhere.received == []


@pytest.mark.parametrize(
    ("endpoint", "text"),
    [
        ("http://10.0.0.1:9000", "which is not a public address"),
        ("http://169.254.169.254", "which is not a public address"),
        ("http://localhost:22", "Port 22 is not one of web servers"),
        ("file:///etc/passwd", "must be an http or https address"),
        ("http://user@127.0.0.1", "without credentials"),
    ],
)
def test_an_endpoint_inside_is_refused(endpoint: str, text: str) -> None:
    assert text in refusal(HostRefusedError, at(endpoint)).text


def test_a_region_that_cannot_be_one_is_refused() -> None:
    settings = replace(at(""), region="no region.example/")
    assert "lead nowhere" in refusal(HostRefusedError, settings).text


def test_a_cut_in_mid_file_leaves_no_file_of_that_name(moto: Place) -> None:
    content = os.urandom(20_000_000)
    port = int(moto.settings.endpoint.rpartition(":")[2])
    moto.put("whole.xml", b"before")
    with (
        cutting(port, after=1_000_000) as broken,
        open_folder(replace(moto.settings, endpoint=f"http://127.0.0.1:{broken}")) as folder,
    ):
        for name, size in (("cut.xml", 2_000_000), ("cut in parts.png", 20_000_000), ("whole.xml", 2_000_000)):
            with pytest.raises(UnreachableError) as failed:
                folder.write(name, content[:size])
            assert failed.value.is_temporary
    assert moto.contents() == {"whole.xml": b"before"}
    with moto.open() as folder:
        folder.write("cut in parts.png", content)
    assert moto.contents() == {"whole.xml": b"before", "cut in parts.png": content}


def test_an_answer_that_drips_is_given_up() -> None:
    with serving(drip) as port:
        settings = at(f"http://127.0.0.1:{port}")
        assert "not done after" in refusal(TimedOutError, settings, seconds=0.3).text
        checks = check_folder(settings, seconds=0.3)
    assert [(check.step, check.passed) for check in checks] == [(Step.ADDRESS, True), (Step.CONNECTION, False)]


def test_a_file_of_two_gigabytes_is_refused_unread(receiver: Receiver) -> None:
    def head(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(2 << 30))
        handler.end_headers()

    with open_folder(at(receiver.origin)) as folder:
        receiver.behaviour = head
        with pytest.raises(TooLargeError, match="2,147,483,648 bytes"):
            folder.read("shipments.xml", max_bytes=20_000_000)
    assert [asked.method for asked in receiver.received] == ["GET", "HEAD"]


def test_a_file_that_grew_since_it_was_asked_for_is_refused(receiver: Receiver) -> None:
    def grow(handler: BaseHTTPRequestHandler) -> None:
        answer(200, b"" if handler.command == "HEAD" else b"x" * 101)(handler)

    with open_folder(at(receiver.origin)) as folder:
        receiver.behaviour = grow
        with pytest.raises(TooLargeError, match="has 101 bytes"):
            folder.read("a.xml", max_bytes=100)
        receiver.behaviour = lambda handler: answer(200, b"" if handler.command == "HEAD" else b"x" * 200_001)(handler)
        with pytest.raises(TooLargeError, match="grew while it was read"):
            folder.read("a.xml", max_bytes=200_000)


def test_a_refusal_is_read_whatever_the_limit_of_the_file(receiver: Receiver) -> None:
    def refuse(handler: BaseHTTPRequestHandler) -> None:
        (answer(200) if handler.command == "HEAD" else said(403, "AccessDenied"))(handler)

    with open_folder(at(receiver.origin)) as folder:
        receiver.behaviour = refuse
        with pytest.raises(NotAllowedError, match="AccessDenied"):
            folder.read("a.xml", max_bytes=10)


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>Welcome",
        b"220 ready\r\n",
        b"<ListBucketResult><Contents><Size>1</Size></Contents></ListBucketResult>",
        b"<ListBucketResult><Contents><Key>a</Key><Size>abc</Size></Contents></ListBucketResult>",
    ],
)
def test_what_does_not_speak_s3_is_said_plainly(receiver: Receiver, body: bytes) -> None:
    with open_folder(at(receiver.origin)) as folder:
        receiver.behaviour = answer(200, body)
        with pytest.raises(UnreachableError, match=r"does not speak S3|cannot do that now \(500\)"):  # botocore's guess
            folder.files()


def test_a_web_server_that_knows_no_buckets_is_said_plainly(receiver: Receiver) -> None:
    receiver.behaviour = answer(404, b"<html>Not found</html>")
    assert "check its name and the endpoint" in refusal(NoFolderError, at(receiver.origin)).text


def test_nobody_at_the_port_is_said_plainly() -> None:
    with receiving() as gone:
        pass
    assert "check the endpoint" in refusal(UnreachableError, at(gone.origin)).text
