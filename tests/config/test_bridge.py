"""The bridge between the event loop and Django, driven as any ASGI server would."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from monogram.config.bridge import Bridge, Environ, Limits, Message, Scope, make_environ

StartResponse = Callable[..., Any]


def scope(method: str = "POST", path: str = "/", headers: Iterable[tuple[bytes, bytes]] = ()) -> Scope:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": list(headers),
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "client": ("192.0.2.7", 4711),
    }


def echo(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Answers with the announced length and the body."""
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("X-Length", environ.get("CONTENT_LENGTH", "none"))])
    return [body]


class Line:
    """One connection: what comes in, and what went out."""

    def __init__(self, *messages: Message) -> None:
        self.incoming = list(messages)
        self.sent: list[Message] = []

    async def receive(self) -> Message:
        return self.incoming.pop(0)

    async def send(self, message: Message) -> None:
        self.sent.append(message)

    @property
    def status(self) -> int:
        status: int = self.sent[0]["status"]
        return status

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.sent[1:])


def chunk(body: bytes, *, more: bool = False) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


def ask(bridge: Bridge, asked: Scope, *messages: Message) -> Line:
    line = Line(*messages)
    asyncio.run(bridge(asked, line.receive, line.send))
    return line


def test_a_sender_who_takes_his_time_holds_no_thread() -> None:
    bridge = Bridge(echo, Limits(kept_bytes=100, threads=1, slow_threads=1))

    async def both() -> tuple[Line, Line]:
        rest_comes = asyncio.Event()
        slow, quick = Line(chunk(b"slow ", more=True), chunk(b"line")), Line(chunk(b"quick"))

        async def receive_slowly() -> Message:
            if len(slow.incoming) == 1:
                await rest_comes.wait()
            return await slow.receive()

        waiting = asyncio.create_task(bridge(scope(), receive_slowly, slow.send))
        await bridge(scope(), quick.receive, quick.send)
        assert not slow.sent
        rest_comes.set()
        await waiting
        return slow, quick

    slow, quick = asyncio.run(both())
    assert (quick.body, slow.body) == (b"quick", b"slow line")


def test_slow_work_leaves_the_other_threads_free() -> None:
    may_end = threading.Event()

    def work(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/photo":
            may_end.wait()
        else:
            may_end.set()
        start_response("200 OK", [])
        return [environ["PATH_INFO"].encode()]

    limits = Limits(kept_bytes=100, threads=1, slow_threads=1, is_slow=lambda method, path: path == "/photo")
    bridge = Bridge(work, limits)

    async def both() -> list[bytes]:
        lines = [Line(chunk(b"")), Line(chunk(b""))]
        photo, page = scope(path="/photo"), scope("GET", "/page")
        await asyncio.gather(
            bridge(photo, lines[0].receive, lines[0].send), bridge(page, lines[1].receive, lines[1].send)
        )
        return [line.body for line in lines]

    assert asyncio.run(both()) == [b"/photo", b"/page"]


def test_a_body_that_is_too_large_is_read_to_its_end_but_not_kept() -> None:
    line = Line(chunk(b"12345", more=True), chunk(b"67890", more=True), chunk(b"end"))
    asked = scope(headers=[(b"content-length", b"13")])
    asyncio.run(Bridge(echo, Limits(kept_bytes=7))(asked, line.receive, line.send))
    assert not line.incoming
    assert line.body == b"1234567"
    assert line.sent[0]["headers"] == [(b"x-length", b"13")]


def test_a_body_without_end_is_not_read_for_ever() -> None:
    bridge = Bridge(echo, Limits(kept_bytes=2, read_bytes=4))
    line = ask(bridge, scope(), *[chunk(b"xxx", more=True)] * 10)
    assert len(line.incoming) == 8
    assert line.status == 200


def test_the_view_is_told_the_length_of_a_body_in_chunks() -> None:
    asked = scope(headers=[(b"transfer-encoding", b"chunked")])
    line = ask(Bridge(echo, Limits(kept_bytes=100)), asked, chunk(b"{", more=True), chunk(b"}"))
    assert (line.body, line.sent[0]["headers"]) == (b"{}", [(b"x-length", b"2")])


def test_a_request_that_breaks_off_reaches_no_view() -> None:
    called: list[Environ] = []

    def note(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        called.append(environ)
        return []

    line = ask(Bridge(note, Limits(kept_bytes=100)), scope(), chunk(b"{", more=True), {"type": "http.disconnect"})
    assert not called
    assert line.status == 408


def test_a_file_is_handed_out_in_blocks_and_closed() -> None:
    file = io.BytesIO(b"x" * 600_000)

    def serve(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Length", "600000")])
        blocks: Iterable[bytes] = environ["wsgi.file_wrapper"](file, 4096)
        return blocks

    line = ask(Bridge(serve, Limits(kept_bytes=0)), scope("GET"), chunk(b""))
    assert [len(message.get("body", b"")) for message in line.sent[1:]] == [262_144, 262_144, 75_712, 0]
    assert file.closed


def test_an_application_that_raises_is_an_answer_without_details(caplog: pytest.LogCaptureFixture) -> None:
    def fail(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        raise ValueError("the secret reason")

    ended: list[bool] = []
    bridge = Bridge(fail, Limits(kept_bytes=0), after_request=lambda: ended.append(True))
    line = ask(bridge, scope("GET"), chunk(b""))
    assert (line.status, line.body) == (500, b"Internal Server Error")
    assert "the secret reason" in caplog.text
    assert ended == [True]


def test_headers_arrive_as_they_were_sent_and_no_spelling_stands_for_another() -> None:
    environ = make_environ(
        scope(
            path="/a b/ü",
            headers=[
                (b"authorization", b"Basic \xff"),
                (b"x_forwarded_for", b"10.0.0.1"),
                (b"cookie", b"a=1"),
                (b"cookie", b"b=2"),
                (b"content-type", b"text/plain"),
            ],
        )
    )
    assert environ["HTTP_AUTHORIZATION"] == "Basic \xff"
    assert "HTTP_X_FORWARDED_FOR" not in environ
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["CONTENT_TYPE"] == "text/plain"
    assert environ["PATH_INFO"] == "/a b/ü".encode().decode("latin-1")
    assert environ["REMOTE_ADDR"] == "192.0.2.7"
