"""The guarded client of an event loop, for a great many requests at a time (messages out).

It keeps the rules of `common.http`, and keeps connections besides. Each request resolves its host anew (or from the
cache of `addresses`), has every address checked, and is given one of these very addresses as its URL; the name goes
into `Host`, SNI and the certificate's check. Since a kept connection is known by its address and its name, it is used
again only while the name still means that address and the address is still allowed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, Self

import aiohttp
from yarl import URL

from monogram.common import addresses
from monogram.common.http import (
    DEFAULT_TIMEOUT,
    USER_AGENT,
    HttpAnswer,
    TimedOutError,
    UnreachableError,
    checked_url,
    ssl_context,
)

# Servers close idle connections after 5 s (Node, Apache) or more; ours are gone before that.
_KEPT_SECONDS = 4.0
_NOT_CONNECTED = (aiohttp.ClientConnectorError, aiohttp.ClientConnectorCertificateError, aiohttp.ConnectionTimeoutError)


class _NoNames(aiohttp.abc.AbstractResolver):
    """aiohttp is given addresses only. Should it ever be given a name, it goes nowhere."""

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> Any:
        raise OSError(f"{host} was not resolved by us")

    async def close(self) -> None:
        pass


class Client:
    """Sends requests while it is entered (`async with`); afterwards its connections are closed."""

    async def __aenter__(self) -> Self:
        self._kept = _session(keeps_connections=True)
        self._fresh = _session(keeps_connections=False)
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self._kept.close()
        await self._fresh.close()

    async def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        timeout: float = DEFAULT_TIMEOUT,
        max_bytes: int,
    ) -> HttpAnswer:
        """Send one request; its answer, whatever its status, cut after `max_bytes`. A redirect is not followed.

        `timeout` is seconds for everything together, from the look-up to the last byte. Raises UrlNotAllowedError,
        HostNotFoundError, AddressRefusedError, UnreachableError, TimedOutError.
        """
        parts = checked_url(url)
        target, _, query = (parts.raw_path or b"/").decode("ascii").partition("?")
        host = parts.raw_host.decode("ascii")
        sent = {
            "User-Agent": USER_AGENT,
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            **(headers or {}),
            "Host": parts.netloc.decode("ascii"),
        }
        try:
            async with asyncio.timeout(timeout):
                candidates = await addresses.resolve_async(host, timeout=timeout)
                urls = [
                    URL.build(
                        scheme=parts.scheme,
                        host=str(address),
                        port=parts.port,
                        path=target or "/",
                        query_string=query,
                        encoded=True,
                    )
                    for address in candidates
                ]
                options: dict[str, Any] = {
                    "headers": sent,
                    "data": body or None,
                    "allow_redirects": False,
                    "server_hostname": host if parts.scheme == "https" else None,
                }
                return await self._first_reachable(method, urls, options, timeout, max_bytes)
        except TimeoutError as error:
            raise TimedOutError(f"{parts.host} did not answer within {timeout:g} s") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise UnreachableError(f"{parts.host} could not be reached: {_reason(error)}") from error

    async def _first_reachable(
        self, method: str, urls: list[URL], options: dict[str, Any], timeout: float, max_bytes: int
    ) -> HttpAnswer:
        """The answer of the first address that takes the connection; a dead one leaves time for the others."""
        for tried, url in enumerate(urls, start=1):
            share = aiohttp.ClientTimeout(total=None, sock_connect=timeout / len(urls))
            try:
                return await self._ask(method, url, {**options, "timeout": share}, max_bytes)
            except _NOT_CONNECTED:
                if tried == len(urls):
                    raise
        raise UnreachableError

    async def _ask(self, method: str, url: URL, options: dict[str, Any], max_bytes: int) -> HttpAnswer:
        """The answer over a kept connection, else a fresh one.

        The other side may close a kept connection in the very moment of its reuse. That says nothing about the
        receiver, so the request is made again at once.
        """
        used = SimpleNamespace(is_kept=False)
        try:
            return await _answer(self._kept, method, url, {**options, "trace_request_ctx": used}, max_bytes)
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError) as error:
            if not used.is_kept or isinstance(error, _NOT_CONNECTED):
                raise
        return await _answer(self._fresh, method, url, options, max_bytes)


def _session(*, keeps_connections: bool) -> aiohttp.ClientSession:
    tracing = aiohttp.TraceConfig()
    tracing.on_connection_reuseconn.append(_note_reuse)
    keeping: dict[str, Any] = {"keepalive_timeout": _KEPT_SECONDS} if keeps_connections else {"force_close": True}
    connector = aiohttp.TCPConnector(limit=0, ssl=ssl_context(), resolver=_NoNames(), **keeping)
    session = aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        trust_env=False,
        timeout=aiohttp.ClientTimeout(total=None),
        trace_configs=[tracing] if keeps_connections else None,
    )
    # aiohttp sends a PUT a second time whenever the connection broke, also a fresh one, and a POST never. `_ask` knows
    # better; there is no public switch.
    session._retry_connection = False
    return session


async def _note_reuse(
    session: aiohttp.ClientSession, context: Any, parameters: aiohttp.TraceConnectionReuseconnParams
) -> None:
    context.trace_request_ctx.is_kept = True


async def _answer(
    session: aiohttp.ClientSession, method: str, url: URL, options: dict[str, Any], max_bytes: int
) -> HttpAnswer:
    async with session.request(method, url, **options) as answer:
        content = bytearray()
        while chunk := await answer.content.read(max_bytes + 1 - len(content)):
            content += chunk
            if len(content) > max_bytes:
                answer.close()  # what is left unread would come before the next answer
                break
        names = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.raw_headers}
        return HttpAnswer(answer.status, names, bytes(content[:max_bytes]))


def _reason(error: BaseException) -> str:
    """What went wrong, without aiohttp's talk of addresses and settings."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return str(error.certificate_error)
    if isinstance(error, aiohttp.ClientConnectorError):
        return error.os_error.strerror or str(error.os_error) or type(error.os_error).__name__
    if isinstance(error, aiohttp.ClientResponseError):
        return error.message
    return str(error) or type(error).__name__
