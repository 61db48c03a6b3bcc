"""The one way on which karrio's requests leave: through the guarded client, to the carrier's own hosts, in time.

karrio sends everything by `urllib` through one function of its `helpers`, without a time-limit and, once imported,
with certificates unchecked in the whole process. That function is replaced by ours, and the check put back.
"""

from __future__ import annotations

import io
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from email.message import Message
from types import TracebackType

from monogram.common import http
from monogram.common.errors import MonogramError
from monogram.shipping.errors import CarrierSilentError

ANSWERED_WITHIN = 30.0
"""Seconds for all requests of one label together, the sign-in among them."""
_MAX_BYTES = 20_000_000


@dataclass(slots=True)
class Exchange:
    """What is said to a carrier and heard from it for one purpose."""

    hosts: tuple[str, ...]
    ends_at: float
    statuses: list[int] = field(default_factory=list)
    """HTTP's, of the answers so far."""

    @property
    def was_refused(self) -> bool:
        """Whether the last answer says by HTTP that nothing was done."""
        return bool(self.statuses) and 400 <= self.statuses[-1] < 500

    @property
    def is_unauthorised(self) -> bool:
        """Whether a sign-in that was kept holds no more."""
        return self.was_refused and self.statuses[-1] in {401, 403}


_exchange: ContextVar[Exchange] = ContextVar("exchange with a carrier")


@contextmanager
def exchange_with(hosts: tuple[str, ...]) -> Iterator[Exchange]:
    """Within the block karrio may send, to these hosts and those below them. Outside of one it may not send at all."""
    exchange = Exchange(hosts, time.monotonic() + ANSWERED_WITHIN)
    token = _exchange.set(exchange)
    try:
        yield exchange
    finally:
        _exchange.reset(token)


class Answer:
    """What karrio expects of `urllib`: to be read, perhaps twice, within a `with`."""

    def __init__(self, answer: http.HttpAnswer, url: str) -> None:
        self.status, self.url = answer.status, url
        self.headers = dict(answer.headers)
        self._body = answer.body

    def read(self) -> bytes:
        return self._body

    def __enter__(self) -> Answer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        return None


def send(request: urllib.request.Request, timeout: float | None = None) -> Answer:
    """Send what karrio has put together; its own time-limit does not count.

    Raises CarrierSilentError where no answer came or one of which nothing can be concluded, and
    urllib.error.HTTPError for a refusal, which karrio reads.
    """
    url = request.full_url
    exchange = _exchange.get(None)
    if exchange is None:
        raise CarrierSilentError("karrio wanted to send something that was not asked for")
    host = (http.checked_url(url).host or "").lower()
    if not any(host == one or host.endswith(f".{one}") for one in exchange.hosts):
        raise CarrierSilentError(f"Nothing is sent to {host}: it is not one of the carrier’s hosts")
    body = request.data if isinstance(request.data, bytes) else b""
    try:
        answer = http.request(
            request.get_method(),
            url,
            headers={name: value for name, value in request.header_items() if name.lower() != "user-agent"},
            body=body,
            timeout=max(exchange.ends_at - time.monotonic(), 0.001),
            max_bytes=_MAX_BYTES,
        )
    except MonogramError as error:
        raise CarrierSilentError(f"The carrier did not answer: {error.text}") from error
    exchange.statuses.append(answer.status)
    if answer.is_success or _is_soap_fault(answer):
        return Answer(answer, url)
    if 400 <= answer.status < 500:
        headers = Message()
        for name, value in answer.headers.items():
            headers[name] = value
        raise urllib.error.HTTPError(url, answer.status, "refused", headers, io.BytesIO(answer.body))
    raise CarrierSilentError(f"The carrier is out of order: it answered with HTTP {answer.status}")


def _is_soap_fault(answer: http.HttpAnswer) -> bool:
    """SOAP says no by HTTP 500. Given to karrio as a 500, it would be asked again after a second."""
    return answer.status == 500 and b"Fault>" in answer.body
