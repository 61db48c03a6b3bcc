"""The bridge between the event loop and Django, driven as an RSGI server would."""

from __future__ import annotations

import asyncio
import io
import re
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from monogram.config.bridge import Bridge, Environ, Headers, Limits, make_environ

StartResponse = Callable[..., Any]


class SentHeaders:
    """Headers of a request. One that is not ASCII has a name and no value, as with granian."""

    def __init__(self, *headers: tuple[str, str]) -> None:
        self._headers = headers

    def items(self) -> Sequence[tuple[str, str]]:
        return [(name, value) for name, value in self._headers if value.isascii()]

    def keys(self) -> Sequence[str]:
        return list(dict.fromkeys(name for name, _ in self._headers))

    def get(self, key: str) -> str | None:
        return dict(self.items()).get(key)


@dataclass
class Request:
    method: str = "POST"
    path: str = "/"
    headers: Any = field(default_factory=SentHeaders)
    query_string: str = ""
    scheme: str = "http"
    http_version: str = "1.1"
    server: str = "127.0.0.1:80"
    client: str = "192.0.2.7:4711"
    authority: str | None = None


class GoneError(Exception):
    """How the server tells that the other side has hung up."""


class Line:
    """One connection: what comes in, and what went out."""

    def __init__(self, *chunks: bytes, breaks_off: bool = False) -> None:
        self.incoming = list(chunks)
        self.breaks_off = breaks_off
        self.status = 0
        self.headers: Headers = []
        self.blocks: list[bytes] = []

    async def __call__(self) -> bytes:
        if self.breaks_off:
            raise GoneError
        body, self.incoming = b"".join(self.incoming), []
        return body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self.incoming:
            yield self.incoming.pop(0)

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        self.status, self.headers, self.blocks = status, headers, [body]

    def response_stream(self, status: int, headers: Headers) -> Line:
        self.status, self.headers = status, headers
        return self

    async def send_bytes(self, data: bytes) -> None:
        self.blocks.append(data)

    @property
    def body(self) -> bytes:
        return b"".join(self.blocks)


def of_length(length: int) -> SentHeaders:
    return SentHeaders(("content-length", str(length)))


IN_CHUNKS = SentHeaders(("transfer-encoding", "chunked"))


def echo(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Answers with the announced length and the body."""
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("X-Length", environ.get("CONTENT_LENGTH", "none"))])
    return [body]


def ask(bridge: Bridge, request: Request, line: Line) -> Line:
    asyncio.run(bridge.__rsgi__(request, line))
    return line


@pytest.mark.parametrize("headers", [of_length(10), IN_CHUNKS], ids=["announced", "in chunks"])
def test_the_view_finds_the_whole_body(headers: SentHeaders) -> None:
    line = ask(Bridge(echo, Limits(kept_bytes=100)), Request(headers=headers), Line(b'{"a":', b" 12 }"))
    assert (line.status, line.body, line.headers) == (200, b'{"a": 12 }', [("X-Length", "10")])


def test_a_request_without_a_body_is_not_waited_for() -> None:
    line = ask(Bridge(echo, Limits(kept_bytes=100)), Request("GET"), Line(b"of the next request"))
    assert (line.body, line.headers) == (b"", [("X-Length", "none")])
    assert line.incoming == [b"of the next request"]


def test_a_body_of_http_2_need_not_be_announced() -> None:
    line = ask(Bridge(echo, Limits(kept_bytes=100)), Request(http_version="2"), Line(b"{}"))
    assert (line.body, line.headers) == (b"{}", [("X-Length", "2")])


def test_a_sender_who_takes_his_time_holds_no_thread() -> None:
    bridge = Bridge(echo, Limits(kept_bytes=100, threads=1, slow_threads=1))

    async def both() -> tuple[Line, Line]:
        rest_comes = asyncio.Event()

        class SlowLine(Line):
            async def __aiter__(self) -> AsyncIterator[bytes]:
                yield b"slow "
                await rest_comes.wait()
                yield b"line"

        slow, quick = SlowLine(), Line(b"quick")
        waiting = asyncio.create_task(bridge.__rsgi__(Request(headers=IN_CHUNKS), slow))
        await bridge.__rsgi__(Request(headers=of_length(5)), quick)
        assert slow.status == 0
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
        lines = [Line(), Line()]
        await asyncio.gather(
            bridge.__rsgi__(Request(path="/photo"), lines[0]), bridge.__rsgi__(Request("GET", "/page"), lines[1])
        )
        return [line.body for line in lines]

    assert asyncio.run(both()) == [b"/photo", b"/page"]


def test_a_body_that_is_too_large_is_read_to_its_end_but_not_kept() -> None:
    line = ask(Bridge(echo, Limits(kept_bytes=7)), Request(headers=of_length(13)), Line(b"12345", b"67890", b"end"))
    assert not line.incoming
    assert line.body == b"1234567"
    assert line.headers == [("X-Length", "13")]


def test_a_body_without_end_is_not_read_for_ever() -> None:
    line = Line(*[b"xxx"] * 10)
    ask(Bridge(echo, Limits(kept_bytes=2, read_bytes=4)), Request(headers=IN_CHUNKS), line)
    assert len(line.incoming) == 8
    assert line.status == 200


@pytest.mark.parametrize(
    ("kept_bytes", "line"),
    [(100, Line(b"{", breaks_off=True)), (5, Line(b"{"))],
    ids=["of a small body", "of a large one"],
)
def test_a_request_that_breaks_off_reaches_no_view(kept_bytes: int, line: Line) -> None:
    called: list[Environ] = []

    def note(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        called.append(environ)
        return []

    ask(Bridge(note, Limits(kept_bytes=kept_bytes)), Request(headers=of_length(10)), line)
    assert not called
    assert (line.status, line.body) == (408, b"The request did not arrive whole.")


@pytest.mark.parametrize(("method", "lengths"), [("GET", [262_144, 262_144, 75_712]), ("HEAD", [])])
def test_a_file_is_handed_out_in_blocks_but_to_head_and_closed(method: str, lengths: list[int]) -> None:
    file = io.BytesIO(b"x" * 600_000)

    def serve(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Length", "600000")])
        blocks: Iterable[bytes] = environ["wsgi.file_wrapper"](file, 4096)
        return blocks

    line = ask(Bridge(serve, Limits(kept_bytes=0)), Request(method), Line())
    assert (line.status, line.headers) == (200, [("Content-Length", "600000")])
    assert [len(block) for block in line.blocks] == lengths
    assert file.closed


def test_an_application_that_raises_is_an_answer_without_details(caplog: pytest.LogCaptureFixture) -> None:
    def fail(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        raise ValueError("the secret reason")

    ended: list[bool] = []
    bridge = Bridge(fail, Limits(kept_bytes=0), after_request=lambda: ended.append(True))
    line = ask(bridge, Request("GET"), Line())
    assert_accident(line, caplog)
    assert "the secret reason" in caplog.text
    assert ended == [True]


def assert_accident(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    """The documented form, with a reference that the log has too."""
    assert line.status == 500
    told = re.fullmatch(rb'{"error": {"message": "An unexpected error occured (\w{32})", "code": null}}', line.body)
    assert told
    assert told[1].decode() in caplog.text


def test_what_fails_after_a_request_neither_takes_its_answer_nor_a_thread(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise OSError("the connection is gone")

    bridge = Bridge(echo, Limits(kept_bytes=100, threads=1), after_request=fail)
    bodies = [ask(bridge, Request(headers=SentHeaders(("content-length", "1"))), Line(b"x")).body for _ in range(3)]
    assert bodies == [b"x"] * 3
    assert "the connection is gone" in caplog.text


def test_a_view_that_ends_its_thread_does_not(caplog: pytest.LogCaptureFixture) -> None:
    def leave(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        raise SystemExit

    bridge = Bridge(leave, Limits(kept_bytes=0, threads=1))
    for _ in range(2):
        with pytest.raises(RuntimeError, match="SystemExit"):
            ask(bridge, Request("GET"), Line())


def test_a_body_for_which_the_disk_has_no_room_is_an_accident(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere")
    asked = Request(headers=SentHeaders(("content-length", "300000")))
    assert_accident(ask(Bridge(echo, Limits(kept_bytes=400_000)), asked, Line(b"x" * 300_000)), caplog)


def test_headers_arrive_as_they_were_sent_and_no_spelling_stands_for_another() -> None:
    environ = make_environ(
        Request(
            path="/a b/ü",
            client="[2001:db8::1]:4711",
            headers=SentHeaders(
                ("authorization", "Basic 1:A"),
                ("x_forwarded_for", "10.0.0.1"),
                ("cookie", "a=1"),
                ("cookie", "b=2"),
                ("x-forwarded-for", "192.0.2.1"),
                ("x-forwarded-for", "192.0.2.2"),
                ("content-type", "text/plain"),
            ),
        )
    )
    assert environ["HTTP_AUTHORIZATION"] == "Basic 1:A"
    assert environ["HTTP_X_FORWARDED_FOR"] == "192.0.2.1,192.0.2.2"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["CONTENT_TYPE"] == "text/plain"
    assert environ["PATH_INFO"] == "/a b/ü".encode().decode("latin-1")
    assert environ["REMOTE_ADDR"] == "2001:db8::1"


def test_what_a_requests_own_line_names_counts_for_its_host() -> None:
    """Of `POST http://shop.example/order`, and of HTTP/2, which may bring Host as well."""
    host = SentHeaders(("host", "elsewhere.example"))
    assert make_environ(Request(headers=host))["HTTP_HOST"] == "elsewhere.example"
    assert make_environ(Request(headers=host, authority="shop.example"))["HTTP_HOST"] == "shop.example"


def test_a_header_that_cannot_be_read_is_not_taken_for_none() -> None:
    """An Idempotency-Key that got lost on the way would let an order be placed twice."""
    key = make_environ(Request(headers=SentHeaders(("idempotency-key", "Schlüssel"))))["HTTP_IDEMPOTENCY_KEY"]
    assert not key.isprintable()
