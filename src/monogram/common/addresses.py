"""Which network addresses the platform may speak to, and what a host name means right now.

A shop may name any URL for callbacks and pictures, so without these rules it could make the platform read its own
network's insides (server-side request forgery).
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
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


class _Cache:
    """What hosts resolved to a moment ago. None stands for "no such host"."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: dict[str, tuple[float, tuple[Address, ...] | None]] = {}

    def get(self, host: str) -> tuple[bool, tuple[Address, ...] | None]:
        with self._lock:
            expires, addresses = self._entries.get(host, (0.0, None))
        return time.monotonic() < expires, addresses

    def put(self, host: str, addresses: tuple[Address, ...] | None) -> None:
        lifetime = _CACHE_SECONDS if addresses else _CACHE_SECONDS_NOT_FOUND
        with self._lock:
            if len(self._entries) >= _CACHE_ENTRIES:
                self._entries.pop(next(iter(self._entries)))
            self._entries[host] = (time.monotonic() + lifetime, addresses)

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()


cache = _Cache()


def _look_up(host: str, timeout: float) -> tuple[Address, ...] | None:
    """Ask the system's resolver, in a thread of its own since it knows no time limit."""
    found: list[tuple[Address, ...]] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        texts = (str(answer[4][0]).partition("%")[0] for answer in answers)
        found.append(tuple(dict.fromkeys(ipaddress.ip_address(text) for text in texts)))

    thread = threading.Thread(target=ask, name="resolver", daemon=True)
    thread.start()
    thread.join(timeout)
    return found[0] if found and found[0] else None


def resolve(host: str, *, timeout: float = 5.0) -> tuple[Address, ...]:
    """Every address of the host, each of them allowed. Answers are kept for 30 s.

    One address that is not allowed refuses the host: names that mix public and private addresses are made to deceive.
    Raises HostNotFoundError, AddressRefusedError.
    """
    is_fresh, addresses = cache.get(host)
    if not is_fresh:
        addresses = _look_up(host, timeout)
        cache.put(host, addresses)
    if not addresses:
        raise HostNotFoundError(f"The host {host} has no DNS entry", host=host)
    for address in addresses:
        if not is_allowed(address):
            raise AddressRefusedError(f"The host {host} is at {address}, which is not a public address", host=host)
    return addresses
