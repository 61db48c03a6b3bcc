"""The one client for requests to the outside.

Each request resolves its host once, refuses addresses that are not public, and connects to the very address that
was checked, so that a name server cannot change its mind in between. Nothing is followed, decompressed or read
beyond the limits that the caller sets, and the time limit counts from the first look-up to the last byte.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpcore
import httpx

from monogram.common import addresses
from monogram.common.addresses import AddressRefusedError, HostNotFoundError
from monogram.common.errors import MonogramError

__all__ = [
    "AddressRefusedError",
    "AnswerTooLargeError",
    "HostNotFoundError",
    "HttpAnswer",
    "TimedOutError",
    "UnexpectedAnswerError",
    "UnreachableError",
    "UrlNotAllowedError",
    "check_public_url",
    "fetch",
    "request",
]

USER_AGENT = "Monogram/1"
DEFAULT_TIMEOUT = 15.0
DEFAULT_MAX_BYTES = 1_000_000
MAX_URL_LENGTH = 2000

# Ports of other protocols, which a request could be made to speak by accident: the "bad ports" of the Fetch standard.
_PORTS_OF_OTHER_PROTOCOLS = """
    0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123
    135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995
    1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080
"""
_REFUSED_PORTS = frozenset(map(int, _PORTS_OF_OTHER_PROTOCOLS.split()))


class UrlNotAllowedError(MonogramError):
    """Not a plain http(s) URL: another scheme, credentials inside, no host, a port of another protocol."""

    message = "The URL must be an http or https address without credentials"


class UnreachableError(MonogramError):
    """No connection, no valid certificate, or the connection broke before the answer was whole."""

    message = "The host could not be reached"


class TimedOutError(MonogramError):
    """The answer was not whole within the time limit."""

    message = "The host did not answer in time"


class AnswerTooLargeError(MonogramError):
    """The answer is longer than the caller's limit."""

    message = "The answer is too large"


class UnexpectedAnswerError(MonogramError):
    """`fetch` wants a 200 of certain media types, and got something else (a redirect, for one)."""

    message = "The host did not answer with the file"


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """A whole answer. Header names are in lower case; of a repeated header the last counts."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class _Deadline:
    at: float

    @classmethod
    def after(cls, seconds: float) -> _Deadline:
        return cls(time.monotonic() + seconds)

    def remaining(self) -> float:
        """Seconds left, always above 0. Raises httpcore.ReadTimeout when there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left


class _DeadlineStream(httpcore.NetworkStream):
    """A connection whose every step gets what is left of the whole request's time.

    httpx's own limits count from byte to byte: a host that sends one byte a second would hold us for ever.
    """

    def __init__(self, stream: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.remaining())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.remaining())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.remaining())
        return _DeadlineStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _GuardedBackend(httpcore.NetworkBackend):
    """Opens connections to checked addresses only. The name stays with httpcore, for `Host`, SNI and certificate."""

    def __init__(self, deadline: _Deadline) -> None:
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception | None = None
        candidates = addresses.resolve(host, timeout=self._deadline.remaining())
        for tried, address in enumerate(candidates):
            share = self._deadline.remaining() / (len(candidates) - tried)  # a dead one leaves time for the others
            try:
                stream = self._sockets.connect_tcp(str(address), port, share)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _DeadlineStream(stream, self._deadline)
        raise failure or httpcore.ConnectError("no address")


@cache
def ssl_context() -> ssl.SSLContext:
    """The trusted authorities, read once."""
    return httpx.create_ssl_context()


def checked_url(url: str) -> httpx.URL:
    """The URL's parts by the rules of `UrlNotAllowedError`; no look-up yet."""
    if len(url) > MAX_URL_LENGTH:
        raise UrlNotAllowedError(f"The URL is longer than {MAX_URL_LENGTH} characters")
    try:
        parts = httpx.URL(url)
        host = parts.host  # decodes an "xn--" name, which may be none
    except (httpx.InvalidURL, UnicodeError) as error:
        raise UrlNotAllowedError(f"Not a URL: {error}") from error
    if parts.scheme not in {"http", "https"} or not host or parts.userinfo:
        raise UrlNotAllowedError
    if parts.port is not None and (parts.port in _REFUSED_PORTS or parts.port > 65535):
        raise UrlNotAllowedError(f"Port {parts.port} is not one of web servers")
    return parts


def check_public_url(url: str) -> None:
    """Refuse a URL to which nothing could be sent (`status_callback_url`, error 8012).

    Raises UrlNotAllowedError, HostNotFoundError, AddressRefusedError.
    """
    addresses.resolve(checked_url(url).raw_host.decode("ascii"))


def request(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    timeout: float = DEFAULT_TIMEOUT,
    max_bytes: int = DEFAULT_MAX_BYTES,
    cut: bool = False,
) -> HttpAnswer:
    """Send one request and read the whole answer, whatever its status. A redirect is an answer like any other.

    `timeout` is seconds for everything together. An answer of more than `max_bytes` is refused, or with `cut`
    ends there. Raises UrlNotAllowedError, HostNotFoundError, AddressRefusedError, UnreachableError, TimedOutError,
    AnswerTooLargeError.
    """
    parts = checked_url(url)
    sent = httpx.Request(
        method,
        parts,
        headers={"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity", **(headers or {})},
        content=body,
    )
    target = httpcore.URL(scheme=parts.raw_scheme, host=parts.raw_host, port=parts.port, target=parts.raw_path or b"/")
    backend = _GuardedBackend(_Deadline.after(timeout))
    try:
        # A pool for each request: a kept connection may be closed by the other side in the very moment of reuse,
        # and a delivery that fails for that would wait two hours for its next attempt.
        with (
            httpcore.ConnectionPool(ssl_context=ssl_context(), network_backend=backend) as pool,
            pool.stream(sent.method, target, headers=sent.headers.raw, content=body) as answer,
        ):
            content = _read(answer, max_bytes=max_bytes, cut=cut)
            names = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
            return HttpAnswer(answer.status, names, content)
    except httpcore.TimeoutException as error:
        raise TimedOutError(f"{parts.host} did not answer within {timeout:g} s") from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise UnreachableError(f"{parts.host} could not be reached: {error or type(error).__name__}") from error


def _read(answer: httpcore.Response, *, max_bytes: int, cut: bool) -> bytes:
    content = bytearray()
    for chunk in answer.iter_stream():
        content += chunk
        if len(content) > max_bytes:
            if cut:
                return bytes(content[:max_bytes])
            raise AnswerTooLargeError(f"The answer is larger than {max_bytes:,} bytes")
    return bytes(content)


def fetch(
    url: str,
    *,
    max_bytes: int = DEFAULT_MAX_BYTES,
    media_types: Collection[str] = (),
    timeout: float = DEFAULT_TIMEOUT,
) -> HttpAnswer:
    """Get a file. `media_types` are the acceptable ones, `image/*` style included; none: any.

    Raises what `request` raises, and UnexpectedAnswerError for any answer but a plain 200 of such a type.
    """
    answer = request("GET", url, timeout=timeout, max_bytes=max_bytes)
    if 300 <= answer.status < 400:
        message = (
            f"The host redirects (status {answer.status}), which is not followed: give the address that it leads to"
        )
        raise UnexpectedAnswerError(message, status=answer.status)
    if answer.status != 200:
        raise UnexpectedAnswerError(f"The host answered with status {answer.status}", status=answer.status)
    if answer.headers.get("content-encoding", "identity").lower() != "identity":
        raise UnexpectedAnswerError("The host sent a compressed answer, which was not asked for")
    family = answer.media_type.partition("/")[0] + "/*"
    if media_types and answer.media_type not in media_types and family not in media_types:
        raise UnexpectedAnswerError(f"The host sent {answer.media_type or 'no media type'}", status=answer.status)
    return answer
