"""Between the network and Django: an event loop reads requests and sends answers; only whole ones take a thread.

Django's views are ordinary blocking code in a handful of threads. Were they to read bodies from the network, as WSGI
has it, a few people who send photos over a bad line would hold every thread and the site would stand still. So a body
is taken in here first, in memory or a temporary file, at whatever pace it comes; the view then finds it whole. Long
answers are handed out the same way, block by block.

It follows that a refused upload is still read to its end: a connection closed while the other side is sending is reset,
and the refusal lost with it.

The server speaks RSGI, granian's own protocol, which costs a quarter of what ASGI does (`docs/adr/0006`). Orders come
in this way too, so microseconds count: hence our own threads, which cost half of what `run_in_executor` does.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import queue
import sys
import tempfile
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Any, Protocol, TypeAlias

from monogram.common import refs

logger = logging.getLogger(__name__)

Environ: TypeAlias = dict[str, Any]
WsgiApplication: TypeAlias = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Headers: TypeAlias = list[tuple[str, str]]

_IN_MEMORY = 256 * 1024
_BLOCK = 256 * 1024
_MOST_IDLE_SECONDS = 30.0
"""Without a single byte. A slow line is welcome, a dead one is not."""
_MOST_SECONDS = 900.0
_UNREADABLE = "\x7f"
"""Stands for a header that is not ASCII, which the server does not hand on: whoever needs it refuses this."""


class RequestHeaders(Protocol):
    """The names are in lower case. A header that came twice is there twice."""

    def items(self) -> Sequence[tuple[str, str]]: ...
    def keys(self) -> Sequence[str]: ...
    def get(self, key: str) -> str | None: ...


class Scope(Protocol):
    """A request without its body, as RSGI describes it."""

    method: str
    path: str
    query_string: str
    scheme: str
    http_version: str
    server: str
    client: str
    authority: str | None
    headers: RequestHeaders


class Transport(Protocol):
    """An answer underway."""

    async def send_bytes(self, data: bytes) -> None: ...


class Line(Protocol):
    """RSGI's side of one request: the body comes from here, the answer goes here."""

    async def __call__(self) -> bytes: ...
    def __aiter__(self) -> AsyncIterator[bytes]: ...
    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None: ...
    def response_stream(self, status: int, headers: Headers) -> Transport: ...


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
    headers: Headers = field(default_factory=list)
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


_Work: TypeAlias = Callable[[], None]


class _Threads:
    """A fixed number of threads that do what is put before them, in the order of its coming.

    Of those that are free the one that was busy last goes first: what its database connection has read is still true
    then, where SQLite forgets all of a connection's pages when another one has written.
    """

    def __init__(self, count: int, name: str) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[_Work] = deque()
        self._free: list[queue.SimpleQueue[_Work]] = []
        for number in range(count):
            inbox: queue.SimpleQueue[_Work] = queue.SimpleQueue()
            self._free.append(inbox)
            threading.Thread(target=self._work, args=[inbox], name=f"{name}-{number}", daemon=True).start()

    def _put(self, work: _Work) -> None:
        with self._guard:
            inbox = self._free.pop() if self._free else None
            if inbox is None:
                self._waiting.append(work)
        if inbox is not None:
            inbox.put(work)

    def _work(self, inbox: queue.SimpleQueue[_Work]) -> None:
        while True:
            work: _Work | None = inbox.get()
            while work is not None:
                work()
                with self._guard:
                    work = self._waiting.popleft() if self._waiting else None
                    if work is None:
                        self._free.append(inbox)

    async def run(self, work: Callable[[], Any]) -> Any:
        """Have a thread do it, and wait for the outcome. What `work` raises is raised here, and ends no thread."""
        loop = asyncio.get_running_loop()
        outcome = loop.create_future()

        def do() -> None:
            result, error = None, None
            try:
                result = work()
            except BaseException as raised:
                error = raised if isinstance(raised, Exception) else RuntimeError(repr(raised))
            with contextlib.suppress(RuntimeError):  # the loop has been closed: nobody waits any more
                loop.call_soon_threadsafe(_settle, outcome, result, error)

        self._put(do)
        return await outcome


def _settle(outcome: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    if outcome.done():
        return
    if error is None:
        outcome.set_result(result)
    else:
        outcome.set_exception(error)


class Bridge:
    """An RSGI application around a WSGI one. `after_request` runs in the view's thread when it is done."""

    def __init__(
        self, application: WsgiApplication, limits: Limits, after_request: Callable[[], None] = lambda: None
    ) -> None:
        self._application = application
        self._limits = limits
        self._after_request = after_request
        self._quick = _Threads(limits.threads, "web")
        self._slow = _Threads(limits.slow_threads, "web-slow")

    async def __rsgi__(self, scope: Scope, line: Line) -> None:
        environ = make_environ(scope)
        with contextlib.ExitStack() as until_answered:
            try:
                await self._take_in(environ, line, until_answered, is_certain=scope.http_version.startswith("1"))
            except (BodyNotArrivedError, TimeoutError):
                headers = [("content-type", "text/plain; charset=utf-8"), ("connection", "close")]
                line.response_bytes(408, headers, b"The request did not arrive whole.")
                return
            except OSError:  # a long body waits in a file, and the disk may be full
                answer = _accident(environ)
                line.response_bytes(answer.status, answer.headers, answer.body)
                return
            is_slow = self._limits.is_slow(environ["REQUEST_METHOD"], environ["PATH_INFO"])
            threads = self._slow if is_slow else self._quick
            answer = await threads.run(lambda: self._ask(environ))
        if answer.blocks is None:
            line.response_bytes(answer.status, answer.headers, answer.body)
        else:
            is_read = scope.method != "HEAD"  # to whom only the head is sent, the rest is cut off
            await self._hand_out(answer.blocks, line.response_stream(answer.status, answer.headers), is_read=is_read)

    async def _take_in(
        self, environ: Environ, line: Line, until_answered: contextlib.ExitStack, *, is_certain: bool
    ) -> None:
        """The body up to what is kept, and on to its end, so that the sender is ready to read the answer.

        `is_certain`: a body of HTTP/1 has its length or comes in chunks; HTTP/2 need not say.
        """
        announced = environ.get("CONTENT_LENGTH")
        if announced is None and is_certain and "HTTP_TRANSFER_ENCODING" not in environ:
            environ["wsgi.input"] = BytesIO()
            return
        if announced is not None and int(announced) <= min(_IN_MEMORY, self._limits.kept_bytes):
            environ["wsgi.input"] = BytesIO(await _at_once(line))
            return
        body: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY, prefix="monogram-body-")  # noqa: SIM115 - next line
        until_answered.callback(body.close)
        async with asyncio.timeout(_MOST_SECONDS):
            received = await self._keep(body, line)
        if announced is None:  # in chunks: the view is told what has arrived
            environ["CONTENT_LENGTH"] = str(received)
        elif received < min(int(announced), self._limits.read_bytes):
            raise BodyNotArrivedError
        body.seek(0)
        environ["wsgi.input"] = body

    async def _keep(self, body: IO[bytes], line: Line) -> int:
        """Write down what comes, as far as it is kept. How much came."""
        received, chunks = 0, aiter(line)
        while received <= self._limits.read_bytes:
            try:
                async with asyncio.timeout(_MOST_IDLE_SECONDS):
                    # Not `anext(chunks, None)`: its wrapper crashes the interpreter on the server's own awaitables.
                    chunk = await anext(chunks)
            except StopAsyncIteration:
                break
            if received < self._limits.kept_bytes:
                body.write(chunk[: self._limits.kept_bytes - received])
            received += len(chunk)
        return received

    def _ask(self, environ: Environ) -> _Answer:
        """Call the application, in a thread, and take its answer whole; a file is left to be read."""
        answer = _Answer()

        def start_response(status: str, headers: Headers, exc_info: Any = None) -> Callable[..., None]:
            answer.status = int(status.partition(" ")[0])
            answer.headers = headers
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
            answer = _accident(environ)
        try:
            self._after_request()
        except Exception:
            # What the view did is done, and its caller must hear of it.
            logger.exception("cleaning up after %s failed", environ["PATH_INFO"])
        return answer

    async def _hand_out(self, blocks: _FileBlocks, transport: Transport, *, is_read: bool) -> None:
        with contextlib.closing(blocks):
            while is_read and (block := await self._quick.run(lambda: next(blocks, b""))):
                await transport.send_bytes(block)


def _accident(environ: Environ) -> _Answer:
    """What is said of an error that no view could answer, with its reference for the log (`contract.md §1`)."""
    reference = refs.new_error_reference()
    logger.exception("unexpected error %s at %s", reference, environ["PATH_INFO"])
    told = {"error": {"message": f"An unexpected error occured {reference}", "code": None}}
    return _Answer(500, [("content-type", "application/json")], json.dumps(told).encode())


async def _at_once(line: Line) -> bytes:
    """A body that fits into memory."""
    try:
        async with asyncio.timeout(_MOST_IDLE_SECONDS):
            return await line()
    except TimeoutError:
        raise
    except Exception as error:  # the server's own kinds; whichever it is, the sender has gone
        raise BodyNotArrivedError from error


def make_environ(scope: Scope) -> Environ:
    """A WSGI environment without the body.

    Header names with an underscore are left out: `X_Forwarded_For` would become the same key as the proxy's
    `X-Forwarded-For`. So is Host where the request's own line or HTTP/2's `:authority` names it (RFC 9112 §3.2.2).
    """
    server_host, _, server_port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server_host or "localhost",
        "SERVER_PORT": server_port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": _FileBlocks,
    }
    if scope.authority:
        environ["HTTP_HOST"] = scope.authority
    for name, value in scope.headers.items():
        key = _key_of(name)
        if key is not None and not (key == "HTTP_HOST" and scope.authority):
            environ[key] = _joined(key, environ[key], value) if key in environ else value
    for name in scope.headers.keys():  # noqa: SIM118 - it is no mapping
        key = _key_of(name)
        if key is not None and key not in environ:
            environ[key] = _UNREADABLE
    return environ


_KEYS: dict[str, str | None] = {"content-length": "CONTENT_LENGTH", "content-type": "CONTENT_TYPE"}


def _key_of(name: str) -> str | None:
    """WSGI's name of a header; None for one that could be taken for another."""
    if name in _KEYS:
        return _KEYS[name]
    return None if "_" in name else f"HTTP_{name.upper().replace('-', '_')}"


def _joined(key: str, before: str, value: str) -> str:
    return f"{before}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"
