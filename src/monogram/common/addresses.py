"""Which network addresses the platform may speak to, and what a host name means right now.

A shop may name any URL for callbacks and pictures, so without these rules it could make the platform read its own
network's insides (server-side request forgery).
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
import time
from concurrent.futures import Future
from functools import lru_cache

from django.conf import settings

from monogram.common.errors import MonogramError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# Beyond what `ipaddress` calls private: global by the registries, and still never a shop's server.
_REFUSED_NETWORKS: tuple[Network, ...] = (
    ipaddress.ip_network("192.88.99.0/24"),  # 6to4 relays
    ipaddress.ip_network("168.63.129.16/32"),  # Azure's metadata and DNS
    ipaddress.ip_network("2002::/16"),  # 6to4: any IPv4 address inside
    ipaddress.ip_network("2001::/23"),  # Teredo and other protocol assignments
    ipaddress.ip_network("3fff::/20"),  # documentation
)
# Everything else in IPv6 is loopback, local, IPv4-mapped, NAT64, multicast or not given out.
_GLOBAL_UNICAST_V6 = ipaddress.ip_network("2000::/3")

_CACHE_SECONDS = 30.0
_CACHE_SECONDS_NOT_FOUND = 5.0
_CACHE_ENTRIES = 2048


class AddressRefusedError(MonogramError):
    """The host has an address that is not public."""

    message = "The address is not a public one"


class HostNotFoundError(MonogramError):
    """No address is known for the host, or the name servers did not answer in time."""

    message = "The host has no public DNS entry"


@lru_cache(maxsize=16)
def _networks(texts: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(text, strict=False) for text in texts)


def is_allowed(address: Address) -> bool:
    """Whether requests may go to the address: public, listed by the operator, or loopback in demo mode."""
    if any(address in network for network in _networks(tuple(settings.MONOGRAM_ALLOWED_NETWORKS))):
        return True
    if address.is_loopback:
        return bool(settings.MONOGRAM_DEMO)
    if isinstance(address, ipaddress.IPv6Address) and address not in _GLOBAL_UNICAST_V6:
        return False
    if address.is_multicast or address.is_reserved or not address.is_global:
        return False
    return not any(address in network for network in _REFUSED_NETWORKS)


class _Names:
    """What hosts resolved to a moment ago, and the questions that are with the name servers now.

    Of one host only one question is out at a time, however many wait for its answer. None stands for "no such host".
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, tuple[float, tuple[Address, ...] | None]] = {}
        self._asked: dict[str, Future[tuple[Address, ...] | None]] = {}

    def get(self, host: str) -> tuple[bool, tuple[Address, ...] | None]:
        """Whether the host is known, and its addresses."""
        with self._lock:
            expires, found = self._known.get(host, (0.0, None))
        return time.monotonic() < expires, found

    def put(self, host: str, found: tuple[Address, ...] | None) -> None:
        lifetime = _CACHE_SECONDS if found else _CACHE_SECONDS_NOT_FOUND
        with self._lock:
            if len(self._known) >= _CACHE_ENTRIES:
                self._known.pop(next(iter(self._known)))
            self._known[host] = (time.monotonic() + lifetime, found)

    def ask(self, host: str) -> Future[tuple[Address, ...] | None]:
        """The answer to come. The system's resolver knows no time limit, so each host is asked for in a thread."""
        with self._lock:
            if answer := self._asked.get(host):
                return answer
            answer = self._asked[host] = Future()
        answer.set_running_or_notify_cancel()  # one who gives up waiting must not take the answer from the others
        threading.Thread(target=self._look_up, args=[host, answer], name="resolver", daemon=True).start()
        return answer

    def _look_up(self, host: str, answer: Future[tuple[Address, ...] | None]) -> None:
        found = None
        try:
            found = _look_up(host)
        finally:
            self.put(host, found)
            with self._lock:
                self._asked.pop(host, None)
            answer.set_result(found)

    def clear(self) -> None:
        with self._lock:
            self._known.clear()
            self._asked.clear()


cache = _Names()


def _look_up(host: str) -> tuple[Address, ...] | None:
    """Ask the system's resolver."""
    try:
        answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return None
    texts = (str(answer[4][0]).partition("%")[0] for answer in answers)
    return tuple(dict.fromkeys(ipaddress.ip_address(text) for text in texts)) or None


def resolve(host: str, *, timeout: float = 5.0) -> tuple[Address, ...]:
    """Every address of the host, each of them allowed. Answers are kept for 30 s.

    One address that is not allowed refuses the host: names that mix public and private addresses are made to deceive.
    A name server that takes longer than `timeout` seconds counts as one that does not know the host, for a few
    seconds, so that its hosts do not hold up all who ask. Raises HostNotFoundError, AddressRefusedError.
    """
    is_known, found = _known(host)
    if not is_known:
        try:
            found = cache.ask(host).result(timeout)
        except TimeoutError:
            cache.put(host, None)
    return _allowed(host, found)


async def resolve_async(host: str, *, timeout: float = 5.0) -> tuple[Address, ...]:
    """As `resolve`, for an event loop."""
    is_known, found = _known(host)
    if not is_known:
        try:
            found = await asyncio.wait_for(asyncio.wrap_future(cache.ask(host)), timeout)
        except TimeoutError:
            cache.put(host, None)
    return _allowed(host, found)


def _known(host: str) -> tuple[bool, tuple[Address, ...] | None]:
    """An address written out needs no name server."""
    try:
        return True, (ipaddress.ip_address(host),)
    except ValueError:
        return cache.get(host)


def _allowed(host: str, found: tuple[Address, ...] | None) -> tuple[Address, ...]:
    if not found:
        raise HostNotFoundError(f"The host {host} has no DNS entry", host=host)
    for address in found:
        if not is_allowed(address):
            raise AddressRefusedError(f"The host {host} is at {address}, which is not a public address", host=host)
    return found
