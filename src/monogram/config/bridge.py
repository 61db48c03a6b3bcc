"""Between the network and Django: an event loop reads requests and sends answers; only whole ones take a thread.

Django's views are ordinary blocking code in a handful of threads. Were they to read bodies from the network, as WSGI
has it, a few people who send photos over a bad line would hold every thread and the site would stand still. So a body
is taken in here first, in memory or a temporary file, at whatever pace it comes; the view then finds it whole. Long
answers are handed out the same way, block by block.

It follows that a refused upload is still read to its end: a connection closed while the other side is sending is reset,
and the refusal lost with it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import IO, Any, TypeAlias
from urllib.parse import unquote_to_bytes

logger = logging.getLogger(__name__)

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Environ: TypeAlias = dict[str, Any]
WsgiApplication: TypeAlias = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

_IN_MEMORY = 256 * 1024
_BLOCK = 256 * 1024
_MOST_IDLE_SECONDS = 30.0
"""Without a single byte. A slow line is welcome, a dead one is not."""
_MOST_SECONDS = 900.0


class BodyNotArrivedError(Exception):
    """The sender has gone, or has fallen silent."""


class _FileBlocks(Iterator[bytes]):
    """`wsgi.file_wrapper`: a file in blocks worth a turn of the loop."""

    def __init__(self, file: IO[bytes], _block_size: int = 0) -> None:
        self.file = file

    def __next__(self) -> bytes:
        if block := self.file.read(_BLOCK):
            return block
        raise StopIteration

    def close(self) -> None:
        self.file.close()


@dataclass
class _Answer:
    """What a view has answered: head and, unless it is read from a file, the whole body."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    blocks: _FileBlocks | None = None


@dataclass(frozen=True)
class Limits:
    """How much of a body is kept for the view, how much more is read and thrown away, and the threads for views.

    `slow_threads` serve what `is_slow` names, work of seconds, so that the rest need not stand behind it.
    """

    kept_bytes: int
    read_bytes: int = 512_000_000
    threads: int = 4
    slow_threads: int = 4
    is_slow: Callable[[str, str], bool] = lambda method, path: False


class Bridge:
    """An ASGI application around a WSGI one. `after_request` runs in the view's thread when it is done."""

    def __init__(
        self, application: WsgiApplication, limits: Limits, after_request: Callable[[], None] = lambda: None
    ) -> None:
        self._application = application
        self._limits = limits
        self._after_request = after_request
        self._quick = ThreadPoolExecutor(limits.threads, "web")
        self._slow = ThreadPoolExecutor(limits.slow_threads, "web-slow")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise NotImplementedError(f"no {scope['type']} here")
        with tempfile.SpooledTemporaryFile(_IN_MEMORY, prefix="monogram-body-") as body:
            environ = make_environ(scope)
            try:
                async with asyncio.timeout(_MOST_SECONDS):
                    await self._take_in(environ, body, receive)
            except (BodyNotArrivedError, TimeoutError):
                await _say_briefly(send, 408, b"The request did not arrive whole.")
                return
            environ["wsgi.input"] = body
            is_slow = self._limits.is_slow(environ["REQUEST_METHOD"], environ["PATH_INFO"])
            pool = self._slow if is_slow else self._quick
            answer = await asyncio.get_running_loop().run_in_executor(pool, self._ask, environ)
        await self._hand_out(answer, send)

    async def _take_in(self, environ: Environ, body: IO[bytes], receive: Receive) -> None:
        """The body up to what is kept, and on to its end, so that the sender is ready to read the answer.

        Of a body in chunks nobody has announced the length: the view is told what has arrived.
        """
        received, more = 0, True
        while more and received <= self._limits.read_bytes:
            async with asyncio.timeout(_MOST_IDLE_SECONDS):
                message = await receive()
            if message["type"] == "http.disconnect":
                raise BodyNotArrivedError
            chunk: bytes = message.get("body", b"")
            if received < self._limits.kept_bytes:
                body.write(chunk[: self._limits.kept_bytes - received])
            received += len(chunk)
            more = message.get("more_body", False)
        body.seek(0)
        if "HTTP_TRANSFER_ENCODING" in environ:
            environ["CONTENT_LENGTH"] = str(received)

    def _ask(self, environ: Environ) -> _Answer:
        """Call the application, in a thread, and take its answer whole; a file is left to be read."""
        answer = _Answer()

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[..., None]:
            answer.status = int(status.partition(" ")[0])
            answer.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
            return lambda _data: None

        try:
            parts = self._application(environ, start_response)
            if isinstance(parts, _FileBlocks):
                answer.blocks = parts
            else:
                try:
                    answer.body = b"".join(parts)
                finally:
                    if close := getattr(parts, "close", None):
                        close()
        except Exception:
            logger.exception("the application raised at %s", environ["PATH_INFO"])
            answer = _Answer(body=b"Internal Server Error")
        finally:
            self._after_request()
        return answer

    async def _hand_out(self, answer: _Answer, send: Send) -> None:
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        if answer.blocks is None:
            await send({"type": "http.response.body", "body": answer.body})
            return
        loop = asyncio.get_running_loop()
        with contextlib.closing(answer.blocks) as blocks:
            while block := await loop.run_in_executor(self._quick, next, blocks, b""):
                await send({"type": "http.response.body", "body": block, "more_body": True})
        await send({"type": "http.response.body"})


async def _say_briefly(send: Send, status: int, text: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})


def make_environ(scope: Scope) -> Environ:
    """A WSGI environment without the body.

    Header names with an underscore are left out: `X_Forwarded_For` would become the same key as the proxy's
    `X-Forwarded-For`.
    """
    raw_path: bytes = scope.get("raw_path") or scope["path"].encode()
    server_host, server_port = scope.get("server") or ("localhost", 80)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(raw_path.partition(b"?")[0]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server_host,
        "SERVER_PORT": str(server_port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": _FileBlocks,
    }
    if scope.get("client"):
        environ["REMOTE_ADDR"] = scope["client"][0]
    for name, value in scope["headers"]:
        if b"_" not in name:
            _add_header(environ, name.decode("latin-1"), value.decode("latin-1"))
    return environ


def _add_header(environ: Environ, name: str, value: str) -> None:
    key = name.upper().replace("-", "_")
    if key not in {"CONTENT_LENGTH", "CONTENT_TYPE"}:
        key = f"HTTP_{key}"
    separator = "; " if key == "HTTP_COOKIE" else ","
    environ[key] = f"{environ[key]}{separator}{value}" if key in environ else value
