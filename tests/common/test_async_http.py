"""The event loop's guarded client: the rules of the other one, and kept connections."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pytest_django import Settings
from tests.common.receiver import Receiver, answer, receiving
from tests.common.test_http import certificate, drip, endless

from monogram.common import addresses, http
from monogram.common.async_http import Client
from monogram.common.http import HttpAnswer


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with receiving() as server:
        yield server


@pytest.fixture(autouse=True)
def forget_names() -> None:
    addresses.cache.clear()


def ask(*urls: str, method: str = "PUT", **options: Any) -> list[HttpAnswer]:
    """One after another, by one client."""

    async def run() -> list[HttpAnswer]:
        async with Client() as client:
            return [await client.request(method, url, **{"max_bytes": 4096, "body": b"{}", **options}) for url in urls]

    return asyncio.run(run())


def test_a_request_arrives_whole_with_the_name_as_host(receiver: Receiver) -> None:
    port = receiver.origin.rpartition(":")[2]
    url = f"http://localhost:{port}/a%20b//c?c=d&e=%2F"

    [got] = ask(url, headers={"X-Sign": "s"}, body="Grüße".encode())

    assert (got.status, got.body) == (200, b"ok")
    [seen] = receiver.received
    assert (seen.method, seen.path, seen.body) == ("PUT", "/a%20b//c?c=d&e=%2F", "Grüße".encode())
    assert seen.headers["host"] == f"localhost:{port}"
    assert (seen.headers["x-sign"], seen.headers["accept-encoding"]) == ("s", "identity")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]"])
def test_private_addresses_are_refused_however_they_are_written(
    receiver: Receiver, settings: Settings, host: str
) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = []

    with pytest.raises(http.AddressRefusedError):
        ask(f"http://{host}:{receiver.origin.rpartition(':')[2]}/")
    with pytest.raises(http.UrlNotAllowedError):
        ask("http://shop.example:22/")
    assert receiver.received == []


def test_a_name_that_changes_its_mind_is_refused_also_where_a_connection_is_kept(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    found = [(ipaddress.ip_address("127.0.0.1"),), (ipaddress.ip_address("10.0.0.1"),)]
    monkeypatch.setattr(addresses, "_look_up", lambda host: found.pop(0))

    async def run(url: str) -> None:
        async with Client() as client:
            assert (await client.request("PUT", url, max_bytes=10)).status == 200
            assert (await client.request("PUT", url, max_bytes=10)).status == 200  # within its time: not asked again
            addresses.cache.clear()
            with pytest.raises(http.AddressRefusedError):
                await client.request("PUT", url, max_bytes=10)

    with keeping([]) as (origin, connected):
        asyncio.run(run(origin.replace("127.0.0.1", "shop.example")))
        assert len(connected) == 1
    assert found == []


def test_a_redirect_is_an_answer(receiver: Receiver) -> None:
    receiver.behaviour = answer(307, b"", Location=receiver.origin + "/elsewhere", Set_Cookie="a=b")

    assert [got.status for got in ask(receiver.origin, receiver.origin)] == [307, 307]
    assert [seen.path for seen in receiver.received] == ["/", "/"]
    assert "cookie" not in receiver.received[1].headers


@pytest.mark.parametrize(
    "first", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"]
)
def test_the_time_limit_counts_for_the_whole_answer(receiver: Receiver, first: bytes) -> None:
    drip(receiver, first)

    with pytest.raises(http.TimedOutError, match=r"127\.0\.0\.1 did not answer within 0\.3 s"):
        ask(receiver.origin, timeout=0.3)


def test_endless_answers_are_cut_and_compressed_ones_left_as_they_are(receiver: Receiver) -> None:
    receiver.behaviour = endless
    assert ask(receiver.origin)[0].body == b"x" * 4096

    receiver.behaviour = answer(200, b"\x1f\x8b bomb", Content_Encoding="gzip")
    assert ask(receiver.origin)[0].body == b"\x1f\x8b bomb"


@pytest.mark.parametrize(
    "sent", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", b"SSH-2.0-OpenSSH_9.2\r\n"]
)
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_broken_answer_is_no_answer_and_not_asked_for_again(receiver: Receiver, sent: bytes, method: str) -> None:
    receiver.behaviour = lambda handler: handler.wfile.write(sent)

    with pytest.raises(http.UnreachableError):
        ask(receiver.origin, method=method)
    assert len(receiver.received) == 1


def test_a_closed_port_is_unreachable(settings: Settings) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with receiving() as gone:
        pass

    with pytest.raises(http.UnreachableError, match=r"127\.0\.0\.1 could not be reached: Conn"):
        ask(gone.origin)


@contextmanager
def keeping(answers_before_closing: list[int]) -> Iterator[tuple[str, list[int]]]:
    """A server that keeps connections. Each closes without a word at the request after so many; then never."""
    connected: list[int] = []
    server = socket.create_server(("127.0.0.1", 0))

    def serve(client: socket.socket, most: int) -> None:
        with client:
            for _ in range(most):
                if not client.recv(65536):
                    return
                client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            client.recv(65536)

    def accept() -> None:
        while True:
            try:
                client, _ = server.accept()
            except OSError:
                return
            most = answers_before_closing.pop(0) if answers_before_closing else 1000
            connected.append(most)
            threading.Thread(target=serve, args=[client, most], daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}", connected
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_kept_connection_that_was_closed_meanwhile_is_no_failure(settings: Settings, method: str) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with keeping([2]) as (origin, connected):
        assert [got.status for got in ask(*[origin] * 3, method=method)] == [200] * 3
        assert connected == [2, 1000]


def test_certificates_are_checked_by_name(tmp_path: Any, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    import ssl

    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8", "::1/128"]
    file = certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    http.ssl_context.cache_clear()
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(file)

    with receiving(tls=server_side) as receiver:
        port = receiver.origin.rpartition(":")[2]
        assert ask(f"https://localhost:{port}/")[0].status == 200
        with pytest.raises(http.UnreachableError, match="certificate"):
            ask(f"https://127.0.0.1:{port}/")
    http.ssl_context.cache_clear()
    assert len(receiver.received) == 1


def test_of_one_host_only_one_question_is_out(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, asked = threading.Event(), []

    def look_up(host: str) -> tuple[addresses.Address, ...]:
        asked.append(host)
        go_on.wait()
        return (ipaddress.ip_address("93.184.215.14"),)

    monkeypatch.setattr(addresses, "_look_up", look_up)

    async def run() -> list[Any]:
        waiting = [asyncio.create_task(addresses.resolve_async("slow.example")) for _ in range(5)]
        await asyncio.sleep(0)
        go_on.set()
        return await asyncio.gather(*waiting)

    assert len(asyncio.run(run())) == 5
    assert asked == ["slow.example"]


def test_a_slow_name_server_holds_up_the_first_that_asks_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, asked = threading.Event(), []

    def look_up(host: str) -> tuple[addresses.Address, ...]:
        asked.append(host)
        if host == "slow.example":
            go_on.wait()
        return (ipaddress.ip_address("93.184.215.14"),)

    monkeypatch.setattr(addresses, "_look_up", look_up)

    with pytest.raises(http.HostNotFoundError):
        addresses.resolve("slow.example", timeout=0.01)
    with pytest.raises(http.HostNotFoundError):
        addresses.resolve("slow.example", timeout=1_000)  # answered at once for a few seconds
    assert addresses.resolve("quick.example")
    assert asked == ["slow.example", "quick.example"]
    go_on.set()
